//! What Apple has of an endpoint: the webhook that posts to it, and how far its log was read.

use rusqlite::{Connection, Row, params};
use serde::Serialize;

use crate::{EndpointId, FeedError};

pub(crate) const V3: &str = "
CREATE TABLE webhook (
    endpoint   TEXT PRIMARY KEY,
    account    TEXT NOT NULL,
    apple_id   TEXT NOT NULL,
    read_up_to INTEGER NOT NULL,
    lost_from  INTEGER,
    lost_to    INTEGER
) WITHOUT ROWID;
";

// A webhook that somebody else made and that posts elsewhere: its log alone is read.
pub(crate) const V4: &str = "
ALTER TABLE webhook ADD COLUMN watched INTEGER NOT NULL DEFAULT 0;
";

/// A webhook at Apple that posts to one of our endpoints, or whose log tells one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    /// Where it posts to.
    pub endpoint: EndpointId,
    /// The account whose key manages it.
    pub account: String,
    /// Apple's id of it.
    pub apple_id: String,
    /// Apple's log was read up to here: all that it has from before is in the feed.
    pub read_up_to: i64,
    /// From when to when nobody can know what happened, because Apple keeps its log no longer.
    pub lost: Option<(i64, i64)>,
    /// Whether it is somebody else's and posts elsewhere: its log is read, and it is left alone.
    pub watched: bool,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    let lost: (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
    Ok(Webhook {
        endpoint: row.get(0)?,
        account: row.get(1)?,
        apple_id: row.get(2)?,
        read_up_to: row.get(3)?,
        lost: lost.0.zip(lost.1),
        watched: row.get(6)?,
    })
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<Webhook>, FeedError> {
    // An endpoint that was removed has no door to catch up on.
    let rows = conn
        .prepare_cached(
            "SELECT endpoint, account, apple_id, read_up_to, lost_from, lost_to, watched FROM webhook
             WHERE endpoint IN (SELECT id FROM endpoint WHERE removed = 0) ORDER BY endpoint",
        )?
        .query_map([], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

pub(crate) fn put(conn: &Connection, w: &Webhook) -> Result<(), FeedError> {
    conn.prepare_cached(
        "INSERT INTO webhook (endpoint, account, apple_id, read_up_to, lost_from, lost_to, watched)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (endpoint) DO UPDATE SET account = excluded.account,
             apple_id = excluded.apple_id, read_up_to = excluded.read_up_to,
             lost_from = excluded.lost_from, lost_to = excluded.lost_to,
             watched = excluded.watched",
    )?
    .execute(params![
        w.endpoint,
        w.account,
        w.apple_id,
        w.read_up_to,
        w.lost.map(|lost| lost.0),
        w.lost.map(|lost| lost.1),
        w.watched,
    ])?;
    Ok(())
}

pub(crate) fn remove(conn: &Connection, endpoint: &EndpointId) -> Result<bool, FeedError> {
    let rows = conn
        .prepare_cached("DELETE FROM webhook WHERE endpoint = ?1")?
        .execute([endpoint])?;
    Ok(rows > 0)
}
