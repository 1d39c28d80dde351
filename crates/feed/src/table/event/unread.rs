//! Which events nobody has read yet.

use rusqlite::{Connection, params};

use crate::table::{count, rows};
use crate::{EventId, FeedError};

pub(crate) fn unread(conn: &Connection) -> Result<u64, FeedError> {
    let unread = conn
        .prepare_cached("SELECT count(*) FROM event WHERE unread = 1")?
        .query_row([], |row| row.get(0))?;
    Ok(count(unread))
}

pub(crate) fn set_unread(
    conn: &Connection,
    ids: &[EventId],
    unread: bool,
) -> Result<(), FeedError> {
    let mut update =
        conn.prepare_cached("UPDATE event SET unread = ?2 WHERE id = ?1 AND unread <> ?2")?;
    for id in ids {
        update.execute(params![id, unread])?;
    }
    Ok(())
}

/// What was marked as read at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// How many.
    pub count: u64,
    /// Which, so that it can be undone; empty where they are more than ten thousand.
    pub ids: Vec<EventId>,
}

/// More than this many marks nobody turns over again one by one.
pub(crate) const UNDONE_AT_MOST: usize = 10_000;

pub(crate) fn mark_all_read(conn: &Connection) -> Result<Marked, FeedError> {
    let mut ids = conn
        .prepare_cached("SELECT id FROM event WHERE unread = 1 LIMIT ?1")?
        .query_map([rows(UNDONE_AT_MOST + 1)], |row| row.get(0))?
        .collect::<Result<Vec<EventId>, _>>()?;
    if ids.len() > UNDONE_AT_MOST {
        ids.clear();
    }
    let marked = conn
        .prepare_cached("UPDATE event SET unread = 0 WHERE unread = 1")?
        .execute([])?;
    Ok(Marked {
        count: u64::try_from(marked).unwrap_or(u64::MAX),
        ids,
    })
}
