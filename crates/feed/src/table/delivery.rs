//! What came in at the door: raw bytes, kept before anyone is answered.

use bytes::Bytes;
use rusqlite::{Connection, Row, params};

use crate::headers::{self, Headers};
use crate::table::{count, cursor, identity, rows};
use crate::text_enum::text_enum;
use crate::{DeliveryId, EndpointId, EventId, FeedError};

// AUTOINCREMENT: an id that `body_seen` remembers must never name another delivery. The partial
// index costs `keep` nothing, because a fresh row is not in it.
pub(crate) const V1: &str = "
CREATE TABLE delivery (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint     TEXT NOT NULL,
    arrived      INTEGER NOT NULL,
    last_arrived INTEGER NOT NULL,
    count        INTEGER NOT NULL DEFAULT 1,
    verdict      TEXT NOT NULL,
    provenance   TEXT NOT NULL,
    filed        INTEGER NOT NULL DEFAULT 0,
    event        INTEGER,
    headers      BLOB NOT NULL,
    body         BLOB NOT NULL
);
CREATE INDEX delivery_event ON delivery (event) WHERE event IS NOT NULL;
";

text_enum! {
    /// By which secret the body verified.
    Verdict {
        /// The endpoint's secret.
        Current = "current",
        /// Its former one, during a rotation.
        Former = "former",
        /// None: it was recovered from Apple's API, or is a sample.
        None = "none",
    }
}

text_enum! {
    /// How the bytes reached us.
    Provenance {
        /// Under Apple's signature.
        Signed = "signed",
        /// From Apple's API, with the user's key.
        Recovered = "recovered",
        /// Made by us, to show or to test.
        Sample = "sample",
    }
}

/// A verified request, about to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// Whose token it came under.
    pub endpoint: EndpointId,
    /// When it came.
    pub arrived: i64,
    /// As they came.
    pub headers: Headers,
    /// As it came.
    pub body: Bytes,
    /// By which secret it verified.
    pub verdict: Verdict,
    /// How it reached us.
    pub provenance: Provenance,
}

/// What keeping came to. Either way the bytes are safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// First seen.
    New(DeliveryId),
    /// The same endpoint had the same bytes before, perhaps before retention removed them.
    Again(DeliveryId),
}

/// A kept request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its row.
    pub id: DeliveryId,
    /// Whose token it came under.
    pub endpoint: EndpointId,
    /// When it first came.
    pub arrived: i64,
    /// When the same bytes last came.
    pub last_arrived: i64,
    /// How often the same bytes came.
    pub count: u64,
    /// As they came the first time.
    pub headers: Headers,
    /// As it came.
    pub body: Bytes,
    /// By which secret it verified.
    pub verdict: Verdict,
    /// How it reached us.
    pub provenance: Provenance,
    /// The event it told of, once filed and while retained.
    pub event: Option<EventId>,
}

const COLUMNS: &str =
    "id, endpoint, arrived, last_arrived, count, headers, body, verdict, provenance, event";

fn from_row(row: &Row<'_>) -> Result<Delivery, FeedError> {
    Ok(Delivery {
        id: row.get(0)?,
        endpoint: row.get(1)?,
        arrived: row.get(2)?,
        last_arrived: row.get(3)?,
        count: count(row.get(4)?),
        headers: headers::decode(row.get_ref(5)?.as_blob().map_err(|_| FeedError::Shape)?)?,
        body: Bytes::from(row.get::<_, Vec<u8>>(6)?),
        verdict: row.get(7)?,
        provenance: row.get(8)?,
        event: row.get(9)?,
    })
}

/// `headers` and `digest` are made by the caller, off the writer's thread. `now` is when it is taken in,
/// which may be long after it was to arrive.
pub(crate) fn keep(
    conn: &Connection,
    new: &NewDelivery,
    headers: &[u8],
    digest: &[u8; 32],
    now: i64,
) -> Result<Kept, FeedError> {
    if let Some(id) = identity::body(conn, &new.endpoint, digest)? {
        conn.prepare_cached(
            "UPDATE delivery SET count = count + 1, last_arrived = max(last_arrived, ?2)
             WHERE id = ?1",
        )?
        .execute(params![id, now])?;
        return Ok(Kept::Again(id));
    }
    conn.prepare_cached(
        "INSERT INTO delivery (endpoint, arrived, last_arrived, verdict, provenance, headers, body)
         VALUES (?1, ?2, ?7, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        new.endpoint,
        new.arrived,
        new.verdict,
        new.provenance,
        headers,
        &new.body[..],
        now,
    ])?;
    let id = DeliveryId(conn.last_insert_rowid());
    identity::put_body(conn, &new.endpoint, digest, id)?;
    Ok(Kept::New(id))
}

pub(crate) fn undecided(
    conn: &Connection,
    after: DeliveryId,
    limit: usize,
) -> Result<Vec<Delivery>, FeedError> {
    let from = cursor::get(conn, cursor::FILED)?.max(after.0);
    let sql =
        format!("SELECT {COLUMNS} FROM delivery WHERE id > ?1 AND filed = 0 ORDER BY id LIMIT ?2");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut waiting = Vec::new();
    let mut bytes = 0;
    for delivery in statement.query_and_then(params![from, rows(limit)], from_row)? {
        let delivery = delivery?;
        bytes += delivery.body.len();
        waiting.push(delivery);
        if bytes >= UNDECIDED_BYTES {
            break;
        }
    }
    Ok(waiting)
}

/// Bodies in memory at a time: after this much, the others wait for the next question.
const UNDECIDED_BYTES: usize = 4 << 20;

pub(crate) fn of_event(conn: &Connection, event: EventId) -> Result<Vec<Delivery>, FeedError> {
    let sql = format!("SELECT {COLUMNS} FROM delivery WHERE event = ?1 ORDER BY id");
    conn.prepare_cached(&sql)?
        .query_and_then([event], from_row)?
        .collect()
}

/// The delivery that told of an event first.
pub(crate) fn first_of_event(
    conn: &Connection,
    event: EventId,
) -> Result<Option<Delivery>, FeedError> {
    let sql = format!("SELECT {COLUMNS} FROM delivery WHERE event = ?1 ORDER BY id LIMIT 1");
    conn.prepare_cached(&sql)?
        .query_and_then([event], from_row)?
        .next()
        .transpose()
}

pub(crate) fn link(
    conn: &Connection,
    id: DeliveryId,
    event: Option<EventId>,
) -> Result<(), FeedError> {
    conn.prepare_cached("UPDATE delivery SET filed = 1, event = ?2 WHERE id = ?1")?
        .execute(params![id, event])?;
    Ok(())
}

/// Moves the cursor to the row before the first undecided one. A gap holds it back, so that
/// filing out of order loses nothing.
pub(crate) fn advance(conn: &Connection) -> Result<(), FeedError> {
    let from = cursor::get(conn, cursor::FILED)?;
    let to: i64 = conn
        .prepare_cached(
            "SELECT coalesce(
                 (SELECT id - 1 FROM delivery WHERE id > ?1 AND filed = 0 ORDER BY id LIMIT 1),
                 (SELECT max(id) FROM delivery),
                 ?1)",
        )?
        .query_row([from], |row| row.get(0))?;
    if to > from {
        cursor::set(conn, cursor::FILED, to)?;
    }
    Ok(())
}
