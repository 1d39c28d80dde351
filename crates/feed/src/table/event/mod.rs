//! What the deliveries said, once, however many brought it.

mod filed;
mod reads;
mod row;
mod unread;

pub use filed::NewEvent;
pub(crate) use filed::{insert, tell_anew};
pub use reads::Step;
pub(crate) use reads::{after, app_of, extent, get, last_id, newest_time_of, onwards, trail};
pub use row::Event;
pub(crate) use row::{COLUMNS, NAMED, from_row};
pub use unread::Marked;
pub(crate) use unread::{mark_all_read, set_unread, unread};

use crate::Provenance;

// `place` is where the event stands in the feed: the millisecond of Apple's time, or of arrival
// where Apple gave none, and a sequence number inside that millisecond. One unique number thus
// serves as sort key, as paging cursor and as the row id of the search index, which is what lets
// a search walk its matches newest first without sorting them.
pub(crate) const V1: &str = "
CREATE TABLE event (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    place           INTEGER NOT NULL UNIQUE,
    endpoint        TEXT NOT NULL,
    apple_id        TEXT,
    digest          BLOB NOT NULL,
    kind            TEXT NOT NULL,
    type_name       TEXT NOT NULL,
    status          TEXT,
    previous_status TEXT,
    time            INTEGER,
    received        INTEGER NOT NULL,
    provenance      TEXT NOT NULL,
    app_name        TEXT,
    app_id          TEXT,
    version         TEXT,
    build           TEXT,
    platform        TEXT,
    instance_type   TEXT,
    instance_id     TEXT,
    title           TEXT NOT NULL,
    body            TEXT NOT NULL,
    link            TEXT,
    level           TEXT NOT NULL,
    channel         TEXT,
    readable        INTEGER NOT NULL,
    conflict        INTEGER NOT NULL,
    problem         TEXT,
    unread          INTEGER NOT NULL
);
CREATE INDEX event_kind ON event (kind, place);
CREATE INDEX event_endpoint ON event (endpoint, place);
CREATE INDEX event_unread ON event (place) WHERE unread = 1;
CREATE INDEX event_instance ON event (endpoint, instance_id, time);
";

// What the panel filters by. The usual provenance is left out of its index: where nearly every
// event matches, walking the feed is as quick and costs filing nothing.
pub(crate) const V2: &str = "
CREATE INDEX event_channel ON event (channel, place) WHERE channel IS NOT NULL;
CREATE INDEX event_provenance ON event (provenance, place) WHERE provenance <> 'signed';
";

/// Whether an `event e` is of that provenance. The partial index serves only who says in its own
/// words that it is not signed.
pub(crate) fn is_of(provenance: Provenance) -> String {
    let word = provenance.as_str();
    match provenance {
        Provenance::Signed => format!("e.provenance = '{word}'"),
        Provenance::Recovered | Provenance::Sample => {
            format!("e.provenance = '{word}' AND e.provenance <> 'signed'")
        }
    }
}
