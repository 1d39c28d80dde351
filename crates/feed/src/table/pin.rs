//! What stands until something else happens to it: a rejection, for one.

use rusqlite::{Connection, params};

use crate::table::event::{COLUMNS, Event, NAMED, from_row};
use crate::{EndpointId, EventId, FeedError};

pub(crate) const V4: &str = "
CREATE TABLE pin (
    endpoint    TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    event       INTEGER NOT NULL,
    PRIMARY KEY (endpoint, instance_id)
) WITHOUT ROWID;
CREATE INDEX pin_event ON pin (event);
";

/// What an event does to the pin of what it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pin {
    /// Nothing.
    #[default]
    Leave,
    /// It stands from now on.
    Set,
    /// Whatever stood stands no longer.
    Lift,
}

pub(crate) fn turn(
    conn: &Connection,
    pin: Pin,
    endpoint: &EndpointId,
    instance_id: &str,
    event: EventId,
) -> Result<(), FeedError> {
    match pin {
        Pin::Leave => {}
        Pin::Set => {
            conn.prepare_cached(
                "INSERT INTO pin (endpoint, instance_id, event) VALUES (?1, ?2, ?3)
                 ON CONFLICT (endpoint, instance_id) DO UPDATE SET event = excluded.event",
            )?
            .execute(params![endpoint, instance_id, event])?;
        }
        Pin::Lift => {
            conn.prepare_cached("DELETE FROM pin WHERE endpoint = ?1 AND instance_id = ?2")?
                .execute(params![endpoint, instance_id])?;
        }
    }
    Ok(())
}

/// What is pinned, the newest first.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Event>, FeedError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM pin JOIN event e ON e.id = pin.event {NAMED} ORDER BY e.place DESC"
    );
    let events = conn
        .prepare_cached(&sql)?
        .query_map([], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(events)
}

/// `false` when the event is not pinned.
pub(crate) fn lift(conn: &Connection, event: EventId) -> Result<bool, FeedError> {
    let rows = conn
        .prepare_cached("DELETE FROM pin WHERE event = ?1")?
        .execute([event])?;
    Ok(rows > 0)
}
