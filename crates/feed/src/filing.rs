//! Turns a decided delivery into an event and its notices, all of it or nothing.

use rusqlite::Connection;

use crate::table::{delivery, errand, event, identity, notice, pin};
use crate::{DeliveryId, EndpointId, EventId, FeedError, Known, NewEvent, NewNotice, Pin};

/// An event, by what tells it from those that were filed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// Whose delivery tells of it.
    pub endpoint: EndpointId,
    /// Apple's id of it. Without one the digest decides.
    pub apple_id: Option<String>,
    /// Of its canonical JSON.
    pub digest: [u8; 32],
    /// The id of what it is about.
    pub instance: Option<String>,
}

/// What was filed before an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Whether it was filed itself.
    pub known: Known,
    /// Apple's newest time among the events about the same thing (a version, a build), if any.
    pub newest: Option<i64>,
}

pub(crate) fn before(conn: &Connection, sought: &Sought) -> Result<Before, FeedError> {
    let Sought {
        endpoint,
        apple_id,
        digest,
        instance,
    } = sought;
    let newest = match instance {
        Some(instance) => event::newest_time_of(conn, endpoint, instance)?,
        None => None,
    };
    Ok(Before {
        known: identity::known(conn, endpoint, apple_id.as_deref(), digest)?,
        newest,
    })
}

/// What was decided about one delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The delivery.
    pub delivery: DeliveryId,
    /// What it says.
    pub event: NewEvent,
    /// What a person shall be shown; their `event` is filled in.
    pub notices: Vec<NewNotice>,
    /// What Apple said of it, as the room above writes it.
    pub facts: Option<String>,
    /// When Apple is to be asked more, if at all.
    pub errand: Option<i64>,
    /// What it does to the pin of what it is about.
    pub pin: Pin,
}

impl Filed {
    /// With nothing known beyond what the delivery says.
    pub const fn new(delivery: DeliveryId, event: NewEvent, notices: Vec<NewNotice>) -> Self {
        Self {
            delivery,
            event,
            notices,
            facts: None,
            errand: None,
            pin: Pin::Leave,
        }
    }
}

/// What filing came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filing {
    /// A new event; its notices are in the outbox.
    New(EventId),
    /// Known before, so that nobody is told again; `None` when retention has removed it.
    Known(Option<EventId>),
}

/// The identity is looked up again here, because another delivery of the same event may have been
/// filed since the caller asked.
pub(crate) fn file(conn: &Connection, filed: &[Filed]) -> Result<Vec<Filing>, FeedError> {
    let filings = filed
        .iter()
        .map(|one| file_one(conn, one))
        .collect::<Result<_, _>>()?;
    delivery::advance(conn)?;
    Ok(filings)
}

fn file_one(conn: &Connection, filed: &Filed) -> Result<Filing, FeedError> {
    let new = &filed.event;
    let apple_id = new.apple_id.as_deref();
    let conflict = match identity::known(conn, &new.endpoint, apple_id, &new.digest)? {
        Known::Same { event } => {
            delivery::link(conn, filed.delivery, event)?;
            return Ok(Filing::Known(event));
        }
        Known::Conflict { .. } => true,
        Known::New => false,
    };
    let id = event::insert(conn, new, new.conflict || conflict)?;
    identity::put_event(conn, &new.endpoint, apple_id, &new.digest, id)?;
    for one in &filed.notices {
        notice::put(
            conn,
            &NewNotice {
                event: Some(id),
                ..one.clone()
            },
        )?;
    }
    if let Some(facts) = &filed.facts {
        errand::put_facts(conn, id, facts)?;
    }
    if let Some(due) = filed.errand {
        errand::put(conn, id, due)?;
    }
    if let Some(instance) = &new.instance_id {
        pin::turn(conn, filed.pin, &new.endpoint, instance, id)?;
    }
    delivery::link(conn, filed.delivery, Some(id))?;
    Ok(Filing::New(id))
}
