//! Small values of the rooms above: whether notices are paused, their own cursors.

use rusqlite::{Connection, OptionalExtension, params};

use crate::FeedError;

pub(crate) const V1: &str = "
CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
";

pub(crate) fn get(conn: &Connection, key: &str) -> Result<Option<String>, FeedError> {
    let value = conn
        .prepare_cached("SELECT value FROM state WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(value)
}

pub(crate) fn set(conn: &Connection, key: &str, value: Option<&str>) -> Result<(), FeedError> {
    match value {
        Some(value) => conn
            .prepare_cached(
                "INSERT INTO state (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            )?
            .execute(params![key, value])?,
        None => conn
            .prepare_cached("DELETE FROM state WHERE key = ?1")?
            .execute([key])?,
    };
    Ok(())
}
