//! What has been seen, for ever. A signature carries no time, so that a captured request verifies
//! for ever; these rows outlive the deliveries and events they name.

use rusqlite::{Connection, OptionalExtension, params};

use crate::{DeliveryId, EndpointId, EventId, FeedError};

// `delivery` names a row that retention may have removed; `event` is emptied then. An event
// without an id of Apple's is known by its digest alone and has the empty `apple_id`.
pub(crate) const V1: &str = "
CREATE TABLE body_seen (
    endpoint TEXT NOT NULL,
    digest   BLOB NOT NULL,
    delivery INTEGER NOT NULL,
    PRIMARY KEY (endpoint, digest)
) WITHOUT ROWID;
CREATE TABLE event_seen (
    endpoint TEXT NOT NULL,
    apple_id TEXT NOT NULL,
    digest   BLOB NOT NULL,
    event    INTEGER,
    PRIMARY KEY (endpoint, apple_id, digest)
) WITHOUT ROWID;
";

/// Whether an event has been filed before; retention does not change the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Never seen.
    #[default]
    New,
    /// The same id with the same JSON.
    Same {
        /// `None` when retention has removed it.
        event: Option<EventId>,
    },
    /// The same id with other JSON.
    Conflict {
        /// The first event with this id; `None` when retention has removed it.
        event: Option<EventId>,
    },
}

pub(crate) fn body(
    conn: &Connection,
    endpoint: &EndpointId,
    digest: &[u8; 32],
) -> Result<Option<DeliveryId>, FeedError> {
    Ok(conn
        .prepare_cached("SELECT delivery FROM body_seen WHERE endpoint = ?1 AND digest = ?2")?
        .query_row(params![endpoint, digest], |row| row.get(0))
        .optional()?)
}

pub(crate) fn put_body(
    conn: &Connection,
    endpoint: &EndpointId,
    digest: &[u8; 32],
    delivery: DeliveryId,
) -> Result<(), FeedError> {
    conn.prepare_cached("INSERT INTO body_seen (endpoint, digest, delivery) VALUES (?1, ?2, ?3)")?
        .execute(params![endpoint, digest, delivery])?;
    Ok(())
}

/// Whether exactly this content was filed.
fn same(
    conn: &Connection,
    endpoint: &EndpointId,
    apple_id: &str,
    digest: &[u8; 32],
) -> Result<Option<Known>, FeedError> {
    let same = conn
        .prepare_cached(
            "SELECT event FROM event_seen WHERE endpoint = ?1 AND apple_id = ?2 AND digest = ?3",
        )?
        .query_row(params![endpoint, apple_id, digest], |row| {
            Ok(Known::Same { event: row.get(0)? })
        })
        .optional()?;
    Ok(same)
}

pub(crate) fn known(
    conn: &Connection,
    endpoint: &EndpointId,
    apple_id: Option<&str>,
    digest: &[u8; 32],
) -> Result<Known, FeedError> {
    let apple_id = apple_id.unwrap_or_default();
    if apple_id.is_empty() {
        return Ok(same(conn, endpoint, apple_id, digest)?.unwrap_or(Known::New));
    }
    // By its id first: what is new is known to be new after one question.
    // Sorted here: SQLite makes a table to sort in also for the one row, or none, that there nearly always is.
    let mut asked = conn.prepare_cached(
        "SELECT digest, event FROM event_seen WHERE endpoint = ?1 AND apple_id = ?2",
    )?;
    let mut rows = asked.query(params![endpoint, apple_id])?;
    let mut first: Option<([u8; 32], Option<EventId>)> = None;
    while let Some(row) = rows.next()? {
        let (digest, event): (_, Option<EventId>) = (row.get(0)?, row.get(1)?);
        let place = |event: Option<EventId>| (event.is_none(), event);
        if first.is_none_or(|(_, first)| place(event) < place(first)) {
            first = Some((digest, event));
        }
    }
    let Some((first_digest, event)) = first else {
        return Ok(Known::New);
    };
    if first_digest == *digest {
        return Ok(Known::Same { event });
    }
    Ok(same(conn, endpoint, apple_id, digest)?.unwrap_or(Known::Conflict { event }))
}

pub(crate) fn put_event(
    conn: &Connection,
    endpoint: &EndpointId,
    apple_id: Option<&str>,
    digest: &[u8; 32],
    event: EventId,
) -> Result<(), FeedError> {
    conn.prepare_cached(
        "INSERT INTO event_seen (endpoint, apple_id, digest, event) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        endpoint,
        apple_id.unwrap_or_default(),
        digest,
        event
    ])?;
    Ok(())
}

/// The event goes, its identity stays.
pub(crate) fn bury(conn: &Connection, event: EventId) -> Result<(), FeedError> {
    conn.prepare_cached(
        "UPDATE event_seen SET event = NULL
         WHERE (endpoint, apple_id, digest) =
               (SELECT endpoint, coalesce(apple_id, ''), digest FROM event WHERE id = ?1)",
    )?
    .execute([event])?;
    Ok(())
}
