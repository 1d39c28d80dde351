//! Bodies that could not be verified yet, because the keychain is locked. Bounded, because
//! whoever knows a token can fill it.

use bytes::Bytes;
use rusqlite::{Connection, Row, params};

use crate::error::QuarantineLimit;
use crate::headers::{self, Headers};
use crate::table::{count, rows};
use crate::{EndpointId, FeedError, QuarantineId};

/// The most deliveries in quarantine.
pub const QUARANTINE_ROWS: u64 = 2_000;
/// The most bytes of bodies and headers in quarantine.
pub const QUARANTINE_BYTES: u64 = 64 << 20;

// `size` has an index of its own, so that the bound is known without reading a body.
pub(crate) const V1: &str = "
CREATE TABLE quarantine (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint TEXT NOT NULL,
    arrived  INTEGER NOT NULL,
    digest   BLOB NOT NULL,
    size     INTEGER NOT NULL,
    headers  BLOB NOT NULL,
    body     BLOB NOT NULL
);
CREATE UNIQUE INDEX quarantine_body ON quarantine (endpoint, digest);
CREATE INDEX quarantine_size ON quarantine (size);
";

/// A body that waits for its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewQuarantined {
    /// Whose token it came under.
    pub endpoint: EndpointId,
    /// When it came.
    pub arrived: i64,
    /// As they came; the signature is among them.
    pub headers: Headers,
    /// As it came.
    pub body: Bytes,
}

/// A body in quarantine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// To release it by.
    pub id: QuarantineId,
    /// Whose token it came under.
    pub endpoint: EndpointId,
    /// When it first came.
    pub arrived: i64,
    /// As they came the first time.
    pub headers: Headers,
    /// As it came.
    pub body: Bytes,
}

pub(crate) fn put(
    conn: &Connection,
    new: &NewQuarantined,
    digest: &[u8; 32],
) -> Result<(), FeedError> {
    let there = conn
        .prepare_cached("SELECT 1 FROM quarantine WHERE endpoint = ?1 AND digest = ?2")?
        .exists(params![new.endpoint, digest])?;
    if there {
        return Ok(());
    }
    let headers = headers::encode(&new.headers);
    let size = rows(headers.len() + new.body.len());
    let (held, bytes): (i64, i64) = conn
        .prepare_cached("SELECT count(*), coalesce(sum(size), 0) FROM quarantine")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if count(held) >= QUARANTINE_ROWS {
        return Err(FeedError::QuarantineFull {
            limit: QuarantineLimit::Rows,
        });
    }
    if count(bytes.saturating_add(size)) > QUARANTINE_BYTES {
        return Err(FeedError::QuarantineFull {
            limit: QuarantineLimit::Bytes,
        });
    }
    conn.prepare_cached(
        "INSERT INTO quarantine (endpoint, arrived, digest, size, headers, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        new.endpoint,
        new.arrived,
        digest,
        size,
        headers,
        &new.body[..]
    ])?;
    Ok(())
}

pub(crate) fn list(
    conn: &Connection,
    endpoint: Option<&EndpointId>,
    limit: usize,
) -> Result<Vec<Quarantined>, FeedError> {
    conn.prepare_cached(
        "SELECT id, endpoint, arrived, headers, body FROM quarantine
         WHERE ?1 IS NULL OR endpoint = ?1 ORDER BY id LIMIT ?2",
    )?
    .query_and_then(params![endpoint, rows(limit)], from_row)?
    .collect()
}

fn from_row(row: &Row<'_>) -> Result<Quarantined, FeedError> {
    Ok(Quarantined {
        id: row.get(0)?,
        endpoint: row.get(1)?,
        arrived: row.get(2)?,
        headers: headers::decode(row.get_ref(3)?.as_blob().map_err(|_| FeedError::Shape)?)?,
        body: Bytes::from(row.get::<_, Vec<u8>>(4)?),
    })
}

pub(crate) fn release(conn: &Connection, ids: &[QuarantineId]) -> Result<(), FeedError> {
    let mut delete = conn.prepare_cached("DELETE FROM quarantine WHERE id = ?1")?;
    for id in ids {
        delete.execute([id])?;
    }
    Ok(())
}
