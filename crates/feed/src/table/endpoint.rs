//! Where Apple's webhooks arrive. Secrets are elsewhere: the vault keeps them under the id.

use std::fmt;

use rusqlite::{Connection, Row, params};
use serde::Serialize;

use crate::{EndpointId, FeedError};

// A removed endpoint keeps its row, because its events go on showing its name; its name and token
// are free again.
pub(crate) const V1: &str = "
CREATE TABLE endpoint (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL,
    token           TEXT NOT NULL,
    app_id          TEXT,
    created         INTEGER NOT NULL,
    rotated         INTEGER,
    new_secret_seen INTEGER,
    removed         INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX endpoint_name ON endpoint (name) WHERE removed = 0;
CREATE UNIQUE INDEX endpoint_token ON endpoint (token) WHERE removed = 0;
";

/// One address that a webhook of Apple's is sent to.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// Stable; never shown to a person.
    pub id: EndpointId,
    /// What a person calls it. Unique.
    pub name: String,
    /// The path under the door. Unique.
    pub token: String,
    /// Apple's id of the app, once known.
    pub app_id: Option<String>,
    /// When it was made.
    pub created: i64,
    /// When its secret was last changed.
    pub rotated: Option<i64>,
    /// When the first delivery signed with the new secret came.
    pub new_secret_seen: Option<i64>,
}

/// The token opens the door to anyone who also has the secret: it stays out of logs.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("app_id", &self.app_id)
            .finish_non_exhaustive()
    }
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<Endpoint>, FeedError> {
    let rows = conn
        .prepare_cached(
            "SELECT id, name, token, app_id, created, rotated, new_secret_seen
             FROM endpoint WHERE removed = 0 ORDER BY created, id",
        )?
        .query_map([], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Endpoint> {
    Ok(Endpoint {
        id: row.get(0)?,
        name: row.get(1)?,
        token: row.get(2)?,
        app_id: row.get(3)?,
        created: row.get(4)?,
        rotated: row.get(5)?,
        new_secret_seen: row.get(6)?,
    })
}

pub(crate) fn put(conn: &Connection, e: &Endpoint) -> Result<(), FeedError> {
    if taken(conn, "name", &e.name, &e.id)? {
        return Err(FeedError::NameTaken);
    }
    if taken(conn, "token", &e.token, &e.id)? {
        return Err(FeedError::TokenTaken);
    }
    conn.prepare_cached(
        "INSERT INTO endpoint (id, name, token, app_id, created, rotated, new_secret_seen)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, token = excluded.token,
             app_id = excluded.app_id, created = excluded.created, rotated = excluded.rotated,
             new_secret_seen = excluded.new_secret_seen, removed = 0",
    )?
    .execute(params![
        e.id,
        e.name,
        e.token,
        e.app_id,
        e.created,
        e.rotated,
        e.new_secret_seen
    ])?;
    Ok(())
}

fn taken(
    conn: &Connection,
    column: &'static str,
    value: &str,
    id: &EndpointId,
) -> Result<bool, FeedError> {
    let sql = format!("SELECT 1 FROM endpoint WHERE removed = 0 AND {column} = ?1 AND id <> ?2");
    Ok(conn.prepare_cached(&sql)?.exists(params![value, id])?)
}

pub(crate) fn remove(conn: &Connection, id: &EndpointId) -> Result<bool, FeedError> {
    let rows = conn
        .prepare_cached("UPDATE endpoint SET removed = 1 WHERE id = ?1 AND removed = 0")?
        .execute([id])?;
    Ok(rows > 0)
}
