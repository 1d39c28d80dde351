//! Events by id, in order, and of one thing.

use rusqlite::{Connection, OptionalExtension, params};

use super::row::{COLUMNS, Event, NAMED, from_row};
use crate::page::Cursor;
use crate::table::{count, rows};
use crate::{EndpointId, EventId, FeedError};

pub(crate) fn app_of(conn: &Connection, id: EventId) -> Result<Option<String>, FeedError> {
    let app = conn
        .prepare_cached("SELECT app_name FROM event WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(app.flatten())
}

pub(crate) fn get(conn: &Connection, id: EventId) -> Result<Option<Event>, FeedError> {
    let sql = format!("SELECT {COLUMNS} FROM event e {NAMED} WHERE e.id = ?1");
    Ok(conn
        .prepare_cached(&sql)?
        .query_row([id], from_row)
        .optional()?)
}

pub(crate) fn after(conn: &Connection, id: EventId, limit: usize) -> Result<Vec<Event>, FeedError> {
    let sql =
        format!("SELECT {COLUMNS} FROM event e {NAMED} WHERE e.id > ?1 ORDER BY e.id LIMIT ?2");
    let events = conn
        .prepare_cached(&sql)?
        .query_map(params![id, rows(limit)], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(events)
}

/// Apple's newest time among the events about one thing, to tell a late state from a new one.
pub(crate) fn newest_time_of(
    conn: &Connection,
    endpoint: &EndpointId,
    instance_id: &str,
) -> Result<Option<i64>, FeedError> {
    let sql = "SELECT max(time) FROM event WHERE endpoint = ?1 AND instance_id = ?2";
    let mut newest = conn.prepare_cached(sql)?;
    Ok(newest.query_row(params![endpoint.0, instance_id], |row| row.get(0))?)
}

/// The next events from a place on, oldest first.
pub(crate) fn onwards(
    conn: &Connection,
    from: Option<Cursor>,
    limit: usize,
) -> Result<Vec<Event>, FeedError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM event e {NAMED} WHERE e.place > ?1 ORDER BY e.place LIMIT ?2"
    );
    let from = from.map_or(i64::MIN, |Cursor(place)| place);
    let events = conn
        .prepare_cached(&sql)?
        .query_map(params![from, rows(limit)], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(events)
}

/// A state on the way of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The event that told of it.
    pub id: EventId,
    /// The state it came to.
    pub status: Option<String>,
    /// Apple's time, or the arrival where Apple gave none.
    pub time: i64,
}

/// The newest states of one thing, oldest first. The index has them in the order of Apple's time,
/// so that of a thing with very many only the newest are read.
pub(crate) fn trail(
    conn: &Connection,
    endpoint: &EndpointId,
    instance_id: &str,
    limit: usize,
) -> Result<Vec<Step>, FeedError> {
    let mut trail = conn
        .prepare_cached(
            "SELECT id, status, coalesce(time, received), place
             FROM event INDEXED BY event_instance WHERE endpoint = ?1 AND instance_id = ?2
             ORDER BY time DESC, id DESC LIMIT ?3",
        )?
        .query_map(params![endpoint, instance_id, rows(limit)], |row| {
            let step = Step {
                id: row.get(0)?,
                status: row.get(1)?,
                time: row.get(2)?,
            };
            Ok((row.get::<_, i64>(3)?, step))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    trail.sort_by_key(|(place, _)| *place);
    Ok(trail.into_iter().map(|(_, step)| step).collect())
}

/// How many events there are, and when the oldest happened.
pub(crate) fn extent(conn: &Connection) -> Result<(u64, Option<i64>), FeedError> {
    let events = conn
        .prepare_cached("SELECT count(*) FROM event")?
        .query_row([], |row| row.get(0))?;
    let oldest = conn
        .prepare_cached("SELECT coalesce(time, received) FROM event ORDER BY place LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok((count(events), oldest))
}

/// The id of the event that was filed last; ids follow filing, places follow Apple's time.
pub(crate) fn last_id(conn: &Connection) -> Result<Option<EventId>, FeedError> {
    let last: Option<i64> = conn.query_row("SELECT max(id) FROM event", [], |row| row.get(0))?;
    Ok(last.map(EventId))
}
