//! The outbox: what a person is still to be shown, and what was shown.

use rusqlite::{Connection, Row, params};
use serde::Serialize;

use crate::table::rows;
use crate::{EventId, FeedError, NoticeId};

pub(crate) const V1: &str = "
CREATE TABLE notice (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    event     INTEGER,
    channel   TEXT NOT NULL,
    level     TEXT NOT NULL,
    title     TEXT NOT NULL,
    body      TEXT NOT NULL,
    link      TEXT,
    group_key TEXT NOT NULL,
    due       INTEGER NOT NULL,
    sink      TEXT NOT NULL,
    created   INTEGER NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    rang      INTEGER
);
CREATE INDEX notice_due ON notice (due, id) WHERE rang IS NULL;
CREATE INDEX notice_event ON notice (event) WHERE event IS NOT NULL;
";

/// Something a person shall be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// What it tells of; [`crate::Feed::file`] fills it in.
    pub event: Option<EventId>,
    /// The channel that rings.
    pub channel: String,
    /// How loudly.
    pub level: String,
    /// Rendered.
    pub title: String,
    /// Rendered.
    pub body: String,
    /// Where a click leads.
    pub link: Option<String>,
    /// A banner replaces an earlier one of the same group.
    pub group: String,
    /// Not before. A pause leaves it as it is: whoever rings waits.
    pub due: i64,
    /// Where it goes.
    pub sink: String,
}

/// A row of the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// Its row.
    pub id: NoticeId,
    /// What it tells of.
    pub event: Option<EventId>,
    /// The channel that rings.
    pub channel: String,
    /// How loudly.
    pub level: String,
    /// Rendered.
    pub title: String,
    /// Rendered.
    pub body: String,
    /// Where a click leads.
    pub link: Option<String>,
    /// A banner replaces an earlier one of the same group.
    pub group: String,
    /// Not before.
    pub due: i64,
    /// Where it goes.
    pub sink: String,
    /// When its event was received; without an event, its first due time.
    pub created: i64,
    /// How often ringing failed.
    pub attempts: u32,
    /// When it rang.
    pub rang: Option<i64>,
}

const COLUMNS: &str =
    "id, event, channel, level, title, body, link, group_key, due, sink, created, attempts, rang";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Notice> {
    Ok(Notice {
        id: row.get(0)?,
        event: row.get(1)?,
        channel: row.get(2)?,
        level: row.get(3)?,
        title: row.get(4)?,
        body: row.get(5)?,
        link: row.get(6)?,
        group: row.get(7)?,
        due: row.get(8)?,
        sink: row.get(9)?,
        created: row.get(10)?,
        attempts: row.get(11)?,
        rang: row.get(12)?,
    })
}

pub(crate) fn put(conn: &Connection, n: &NewNotice) -> Result<NoticeId, FeedError> {
    conn.prepare_cached(
        "INSERT INTO notice (event, channel, level, title, body, link, group_key, due, sink, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
                 coalesce((SELECT received FROM event WHERE id = ?1), ?8))",
    )?
    .execute(params![
        n.event, n.channel, n.level, n.title, n.body, n.link, n.group, n.due, n.sink
    ])?;
    Ok(NoticeId(conn.last_insert_rowid()))
}

/// What is due exactly then becomes due now.
pub(crate) fn release(conn: &Connection, due: i64, now: i64) -> Result<u64, FeedError> {
    let rows = conn
        .prepare_cached("UPDATE notice SET due = ?2 WHERE rang IS NULL AND due = ?1")?
        .execute(params![due, now])?;
    Ok(rows as u64)
}

pub(crate) fn due(conn: &Connection, now: i64, limit: usize) -> Result<Vec<Notice>, FeedError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM notice WHERE rang IS NULL AND due <= ?1
         ORDER BY due, id LIMIT ?2"
    );
    let notices = conn
        .prepare_cached(&sql)?
        .query_map(params![now, rows(limit)], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(notices)
}

/// As [`due`], of one level only: what may ring must not be hidden behind what is held.
pub(crate) fn due_at_level(
    conn: &Connection,
    now: i64,
    level: &str,
    limit: usize,
) -> Result<Vec<Notice>, FeedError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM notice WHERE rang IS NULL AND due <= ?1 AND level = ?2
         ORDER BY due, id LIMIT ?3"
    );
    let notices = conn
        .prepare_cached(&sql)?
        .query_map(params![now, level, rows(limit)], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(notices)
}

pub(crate) fn of_event(conn: &Connection, event: EventId) -> Result<Vec<Notice>, FeedError> {
    let sql = format!("SELECT {COLUMNS} FROM notice WHERE event = ?1 ORDER BY id");
    let notices = conn
        .prepare_cached(&sql)?
        .query_map([event], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(notices)
}

pub(crate) fn next_due(conn: &Connection) -> Result<Option<i64>, FeedError> {
    let sql = "SELECT min(due) FROM notice WHERE rang IS NULL";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

pub(crate) fn rang(conn: &Connection, ids: &[NoticeId], now: i64) -> Result<(), FeedError> {
    let mut update =
        conn.prepare_cached("UPDATE notice SET rang = ?2 WHERE id = ?1 AND rang IS NULL")?;
    for id in ids {
        update.execute(params![id, now])?;
    }
    Ok(())
}

pub(crate) fn postpone(conn: &Connection, ids: &[NoticeId], due: i64) -> Result<(), FeedError> {
    let mut update = conn.prepare_cached(
        "UPDATE notice SET due = ?2, attempts = attempts + 1 WHERE id = ?1 AND rang IS NULL",
    )?;
    for id in ids {
        update.execute(params![id, due])?;
    }
    Ok(())
}
