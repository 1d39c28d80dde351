//! What Apple is still to be asked about an event, and what it said.

use rusqlite::{Connection, OptionalExtension, params};

use crate::table::rows;
use crate::{EventId, FeedError};

pub(crate) const V4: &str = "
CREATE TABLE errand (
    event INTEGER PRIMARY KEY,
    due   INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX errand_due ON errand (due, event);
CREATE TABLE facts (
    event INTEGER PRIMARY KEY,
    facts TEXT NOT NULL
);
";

/// An event that Apple is still to be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Errand {
    /// The event.
    pub event: EventId,
    /// Not before.
    pub due: i64,
    /// How often it came to nothing.
    pub tries: u32,
}

pub(crate) fn put(conn: &Connection, event: EventId, due: i64) -> Result<(), FeedError> {
    conn.prepare_cached("INSERT INTO errand (event, due) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![event, due])?;
    Ok(())
}

/// Those that are due. The newest events come first: they are what a person looks at.
pub(crate) fn due(conn: &Connection, now: i64, limit: usize) -> Result<Vec<Errand>, FeedError> {
    let errands = conn
        .prepare_cached(
            "SELECT event, due, tries FROM errand WHERE due <= ?1 ORDER BY event DESC LIMIT ?2",
        )?
        .query_map(params![now, rows(limit)], |row| {
            Ok(Errand {
                event: row.get(0)?,
                due: row.get(1)?,
                tries: row.get(2)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(errands)
}

pub(crate) fn next_due(conn: &Connection) -> Result<Option<i64>, FeedError> {
    Ok(conn
        .prepare_cached("SELECT min(due) FROM errand")?
        .query_row([], |row| row.get(0))?)
}

pub(crate) fn postpone(
    conn: &Connection,
    event: EventId,
    due: i64,
    counts: bool,
) -> Result<(), FeedError> {
    conn.prepare_cached("UPDATE errand SET due = ?2, tries = tries + ?3 WHERE event = ?1")?
        .execute(params![event, due, counts])?;
    Ok(())
}

pub(crate) fn done(conn: &Connection, event: EventId) -> Result<(), FeedError> {
    conn.prepare_cached("DELETE FROM errand WHERE event = ?1")?
        .execute([event])?;
    Ok(())
}

/// An errand for each event since then of which nothing is known, the newest first. Says how many.
pub(crate) fn put_for_unknown(
    conn: &Connection,
    since: i64,
    now: i64,
    limit: usize,
) -> Result<usize, FeedError> {
    Ok(conn
        .prepare_cached(
            "INSERT INTO errand (event, due)
             SELECT id, ?2 FROM event e
             WHERE received >= ?1 AND readable = 1 AND provenance <> 'sample'
                 AND instance_id IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM facts WHERE event = e.id)
             ORDER BY place DESC LIMIT ?3
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![since, now, rows(limit)])?)
}

pub(crate) fn facts(conn: &Connection, event: EventId) -> Result<Option<String>, FeedError> {
    Ok(conn
        .prepare_cached("SELECT facts FROM facts WHERE event = ?1")?
        .query_row([event], |row| row.get(0))
        .optional()?)
}

pub(crate) fn put_facts(conn: &Connection, event: EventId, facts: &str) -> Result<(), FeedError> {
    conn.prepare_cached(
        "INSERT INTO facts (event, facts) VALUES (?1, ?2)
         ON CONFLICT (event) DO UPDATE SET facts = excluded.facts",
    )?
    .execute(params![event, facts])?;
    Ok(())
}

pub(crate) fn forget(conn: &Connection, event: EventId) -> Result<(), FeedError> {
    done(conn, event)?;
    conn.prepare_cached("DELETE FROM facts WHERE event = ?1")?
        .execute([event])?;
    Ok(())
}
