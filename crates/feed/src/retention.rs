//! Removes what is old enough, a little at a time, so that intake never waits long.

use rusqlite::{Connection, params};

use crate::table::{attachment, errand, identity, pin, search};
use crate::{DeliveryId, EventId, FeedError};

/// Rows removed in one transaction.
pub(crate) const STEP: usize = 32;

/// Rows removed in one transaction where somebody waits for all of it: still little enough that a
/// delivery that comes meanwhile is answered within a fraction of a second.
pub(crate) const STRIDE: usize = 512;

/// What retention removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Events.
    pub events: u64,
    /// Deliveries.
    pub deliveries: u64,
}

const OLD_EVENT: &str = "received < ?1 AND NOT EXISTS (
    SELECT 1 FROM notice n WHERE n.event = event.id AND n.rang IS NULL)";
const OLD_DELIVERY: &str = "arrived < ?1 AND filed = 1 AND event IS NULL";

/// Events received before the time that wait for no notice. Read beside the writer.
pub(crate) fn old_events(conn: &Connection, before: i64) -> Result<Vec<EventId>, FeedError> {
    let sql = format!("SELECT id FROM event WHERE {OLD_EVENT} ORDER BY id");
    let ids = conn
        .prepare(&sql)?
        .query_map([before], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Deliveries that never had an event, or whose event went before them.
pub(crate) fn old_deliveries(conn: &Connection, before: i64) -> Result<Vec<DeliveryId>, FeedError> {
    let sql = format!("SELECT id FROM delivery WHERE {OLD_DELIVERY} ORDER BY id");
    let ids = conn
        .prepare(&sql)?
        .query_map([before], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Looks again, because a notice may have been added since the list was made.
pub(crate) fn forget_events(
    conn: &Connection,
    ids: &[EventId],
    before: i64,
) -> Result<Forgotten, FeedError> {
    let sql = format!("SELECT 1 FROM event WHERE {OLD_EVENT} AND id = ?2");
    let mut still_old = conn.prepare_cached(&sql)?;
    let mut forgotten = Forgotten::default();
    for &id in ids {
        if !still_old.exists(params![before, id])? {
            continue;
        }
        search::remove(conn, id)?;
        identity::bury(conn, id)?;
        attachment::forget(conn, id)?;
        errand::forget(conn, id)?;
        pin::lift(conn, id)?;
        conn.prepare_cached("DELETE FROM notice WHERE event = ?1")?
            .execute([id])?;
        forgotten.deliveries += removed(conn, "DELETE FROM delivery WHERE event = ?1", id.0)?;
        forgotten.events += removed(conn, "DELETE FROM event WHERE id = ?1", id.0)?;
    }
    Ok(forgotten)
}

pub(crate) fn forget_deliveries(
    conn: &Connection,
    ids: &[DeliveryId],
) -> Result<Forgotten, FeedError> {
    let mut forgotten = Forgotten::default();
    for id in ids {
        forgotten.deliveries += removed(conn, "DELETE FROM delivery WHERE id = ?1", id.0)?;
    }
    Ok(forgotten)
}

/// Notices that told of no single event, a digest for one.
pub(crate) fn forget_notices(conn: &Connection, before: i64) -> Result<(), FeedError> {
    conn.prepare_cached("DELETE FROM notice WHERE event IS NULL AND rang < ?1")?
        .execute([before])?;
    Ok(())
}

fn removed(conn: &Connection, sql: &str, id: i64) -> Result<u64, FeedError> {
    let rows = conn.prepare_cached(sql)?.execute([id])?;
    Ok(u64::try_from(rows).unwrap_or(u64::MAX))
}

impl std::ops::AddAssign for Forgotten {
    fn add_assign(&mut self, other: Self) {
        self.events += other.events;
        self.deliveries += other.deliveries;
    }
}
