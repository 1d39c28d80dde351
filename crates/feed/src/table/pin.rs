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

/// From the few pins to their events, which `CROSS JOIN` holds SQLite to. By itself it goes through all events, to
/// spare itself sorting three of them.
fn pinned() -> String {
    format!(
        "SELECT {COLUMNS} FROM pin CROSS JOIN event e ON e.id = pin.event {NAMED}
         ORDER BY e.place DESC"
    )
}

/// What is pinned, the newest first.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Event>, FeedError> {
    let events = conn
        .prepare_cached(&pinned())?
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

#[cfg(test)]
mod tests {
    use super::{V4, pinned};
    use crate::table::{endpoint, event};
    use rusqlite::Connection;

    #[test]
    fn a_million_events_make_three_pins_no_slower() {
        let conn = Connection::open_in_memory().unwrap();
        for schema in [endpoint::V1, event::V1, V4] {
            conn.execute_batch(schema).unwrap();
        }
        let plan = format!("EXPLAIN QUERY PLAN {}", pinned());
        let steps: Vec<String> = conn
            .prepare(&plan)
            .unwrap()
            .query_map([], |row| row.get("detail"))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert!(
            !steps.iter().any(|step| step.starts_with("SCAN e")),
            "the panel asks at each change, and must not go through all events: {steps:?}"
        );
    }
}
