//! How far the feed's own passes have come. Apart from `state`, whose keys belong to upper rooms.

use rusqlite::{Connection, OptionalExtension, params};

use crate::FeedError;

pub(crate) const V1: &str = "
CREATE TABLE cursor (
    name TEXT PRIMARY KEY,
    at   INTEGER NOT NULL
) WITHOUT ROWID;
";

/// Every delivery up to this id has been filed.
pub(crate) const FILED: &str = "filed";
/// Every event up to this id is in the search index.
pub(crate) const INDEXED: &str = "indexed";

/// Not 0 while the index is left empty on purpose, because the events behind it are being cleared.
pub(crate) const CLEARING: &str = "clearing";

pub(crate) fn get(conn: &Connection, name: &str) -> Result<i64, FeedError> {
    let at = conn
        .prepare_cached("SELECT at FROM cursor WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(at.unwrap_or(0))
}

pub(crate) fn set(conn: &Connection, name: &str, at: i64) -> Result<(), FeedError> {
    conn.prepare_cached(
        "INSERT INTO cursor (name, at) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET at = excluded.at",
    )?
    .execute(params![name, at])?;
    Ok(())
}
