//! The answers, by subject: each command as a use case of the engine, or a thing only the host can do.

pub(crate) mod apple;
pub(crate) mod channels;
pub(crate) mod detail;
pub(crate) mod drafts;
pub(crate) mod endpoints;
pub(crate) mod feed;
pub(crate) mod history;
mod report;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod way;

use shipbell_feed::EventId;

use crate::error::WireError;

pub(crate) fn event_id(text: &str) -> Result<EventId, WireError> {
    text.parse()
        .map(EventId)
        .map_err(|_| WireError::bad_request(format!("\"{text}\" is not the id of an event.")))
}
