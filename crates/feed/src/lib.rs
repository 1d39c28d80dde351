#![doc = include_str!("../README.md")]

mod damage;
mod error;
mod facets;
mod feed;
mod filing;
mod group;
mod headers;
mod ids;
mod look;
mod open;
mod page;
mod pool;
mod reader;
mod retention;
mod schema;
mod seal;
mod table;
mod text_enum;
mod tokens;
mod writer;

pub use damage::Condition;
pub use error::{FeedError, QuarantineLimit};
pub use facets::Facets;
pub use feed::{Feed, Opened, Options};
pub use filing::{Filed, Filing};
pub use headers::Headers;
pub use ids::{DeliveryId, EndpointId, EventId, NoticeId, QuarantineId};
pub use page::{Cursor, PAGE_LIMIT, Page, Query};
pub use reader::Reader;
pub use retention::Forgotten;
pub use table::delivery::{Delivery, Kept, NewDelivery, Provenance, Verdict};
pub use table::endpoint::Endpoint;
pub use table::event::{Event, Marked, NewEvent, Step};
pub use table::identity::Known;
pub use table::notice::{NewNotice, Notice};
pub use table::quarantine::{NewQuarantined, QUARANTINE_BYTES, QUARANTINE_ROWS, Quarantined};
