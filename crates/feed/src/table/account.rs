//! Which keys of App Store Connect there are. The keys themselves are in the vault, under the same ids.

use rusqlite::{Connection, Row, params};
use serde::Serialize;

use crate::FeedError;

pub(crate) const V3: &str = "
CREATE TABLE account (
    id     TEXT PRIMARY KEY,
    name   TEXT NOT NULL,
    key_id TEXT NOT NULL,
    issuer TEXT,
    added  INTEGER NOT NULL
) WITHOUT ROWID;
";

/// An API key of App Store Connect, without the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// What it is kept under in the vault.
    pub id: String,
    /// What a person calls it.
    pub name: String,
    /// Apple's id of the key.
    pub key_id: String,
    /// The team's issuer id; an individual's key has none.
    pub issuer: Option<String>,
    /// When it was added.
    pub added: i64,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get(0)?,
        name: row.get(1)?,
        key_id: row.get(2)?,
        issuer: row.get(3)?,
        added: row.get(4)?,
    })
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<Account>, FeedError> {
    let rows = conn
        .prepare_cached("SELECT id, name, key_id, issuer, added FROM account ORDER BY added, id")?
        .query_map([], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

pub(crate) fn put(conn: &Connection, a: &Account) -> Result<(), FeedError> {
    conn.prepare_cached(
        "INSERT INTO account (id, name, key_id, issuer, added) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, issuer = excluded.issuer",
    )?
    .execute(params![a.id, a.name, a.key_id, a.issuer, a.added])?;
    Ok(())
}

pub(crate) fn remove(conn: &Connection, id: &str) -> Result<bool, FeedError> {
    let rows = conn
        .prepare_cached("DELETE FROM account WHERE id = ?1")?
        .execute([id])?;
    Ok(rows > 0)
}
