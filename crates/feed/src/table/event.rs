//! What the deliveries said, once, however many brought it.

use rusqlite::{Connection, OptionalExtension, Row, RowIndex, params, types::FromSql};
use serde::{Serialize, Serializer};

use crate::page::Cursor;
use crate::table::{count, rows};
use crate::{EndpointId, EventId, FeedError, Provenance};

// `place` is where the event stands in the feed: the millisecond of Apple's time, or of arrival
// where Apple gave none, and a sequence number inside that millisecond. One unique number thus
// serves as sort key, as paging cursor and as the row id of the search index, which is what lets
// a search walk its matches newest first without sorting them.
pub(crate) const V1: &str = "
CREATE TABLE event (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    place           INTEGER NOT NULL UNIQUE,
    endpoint        TEXT NOT NULL,
    apple_id        TEXT,
    digest          BLOB NOT NULL,
    kind            TEXT NOT NULL,
    type_name       TEXT NOT NULL,
    status          TEXT,
    previous_status TEXT,
    time            INTEGER,
    received        INTEGER NOT NULL,
    provenance      TEXT NOT NULL,
    app_name        TEXT,
    app_id          TEXT,
    version         TEXT,
    build           TEXT,
    platform        TEXT,
    instance_type   TEXT,
    instance_id     TEXT,
    title           TEXT NOT NULL,
    body            TEXT NOT NULL,
    link            TEXT,
    level           TEXT NOT NULL,
    channel         TEXT,
    readable        INTEGER NOT NULL,
    conflict        INTEGER NOT NULL,
    problem         TEXT,
    unread          INTEGER NOT NULL
);
CREATE INDEX event_kind ON event (kind, place);
CREATE INDEX event_endpoint ON event (endpoint, place);
CREATE INDEX event_unread ON event (place) WHERE unread = 1;
CREATE INDEX event_instance ON event (endpoint, instance_id, time);
";

// What the panel filters by. The usual provenance is left out of its index: where nearly every
// event matches, walking the feed is as quick and costs filing nothing.
pub(crate) const V2: &str = "
CREATE INDEX event_channel ON event (channel, place) WHERE channel IS NOT NULL;
CREATE INDEX event_provenance ON event (provenance, place) WHERE provenance <> 'signed';
";

/// Whether an `event e` is of that provenance. The partial index serves only who says in its own
/// words that it is not signed.
pub(crate) fn is_of(provenance: Provenance) -> String {
    let word = provenance.as_str();
    match provenance {
        Provenance::Signed => format!("e.provenance = '{word}'"),
        Provenance::Recovered | Provenance::Sample => {
            format!("e.provenance = '{word}' AND e.provenance <> 'signed'")
        }
    }
}

/// Bits of [`place`](place_of) below the millisecond: a million events in each, until the year 2248.
const SEQUENCE_BITS: u32 = 20;
const LAST_MILLISECOND: i64 = i64::MAX >> SEQUENCE_BITS;

/// An event about to be filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// Whose delivery told of it.
    pub endpoint: EndpointId,
    /// Apple's id of the event.
    pub apple_id: Option<String>,
    /// Of its canonical JSON.
    pub digest: [u8; 32],
    /// Our word for what happened, `app-version` for one.
    pub kind: String,
    /// Apple's word for it.
    pub type_name: String,
    /// The state it came to.
    pub status: Option<String>,
    /// The state it came from.
    pub previous_status: Option<String>,
    /// When it happened, by Apple's clock.
    pub time: Option<i64>,
    /// When it first reached us.
    pub received: i64,
    /// How it reached us.
    pub provenance: Provenance,
    /// The app's name.
    pub app_name: Option<String>,
    /// Apple's id of the app.
    pub app_id: Option<String>,
    /// The version's number.
    pub version: Option<String>,
    /// The build's number.
    pub build: Option<String>,
    /// Apple's word for the platform.
    pub platform: Option<String>,
    /// The type of the resource it is about.
    pub instance_type: Option<String>,
    /// The id of the resource it is about.
    pub instance_id: Option<String>,
    /// Rendered.
    pub title: String,
    /// Rendered.
    pub body: String,
    /// Where a click leads.
    pub link: Option<String>,
    /// How loudly it rang.
    pub level: String,
    /// The first channel that rang.
    pub channel: Option<String>,
    /// Whether the body could be read.
    pub readable: bool,
    /// Whether its id was known with other JSON.
    pub conflict: bool,
    /// What a person should know went wrong.
    pub problem: Option<String>,
    /// Whether it starts unread.
    pub unread: bool,
}

/// An event in the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Its row.
    pub id: EventId,
    /// Where it stands in the feed.
    #[serde(skip)]
    pub place: Cursor,
    /// Whose delivery told of it.
    pub endpoint: EndpointId,
    /// That endpoint's name, also after its removal; its id where no name is known.
    pub endpoint_name: String,
    /// Apple's id of the event.
    pub apple_id: Option<String>,
    /// Of its canonical JSON; serialized as hex.
    #[serde(serialize_with = "as_hex")]
    pub digest: [u8; 32],
    /// Our word for what happened.
    pub kind: String,
    /// Apple's word for it.
    pub type_name: String,
    /// The state it came to.
    pub status: Option<String>,
    /// The state it came from.
    pub previous_status: Option<String>,
    /// When it happened, by Apple's clock.
    pub time: Option<i64>,
    /// When it first reached us.
    pub received: i64,
    /// How it reached us.
    pub provenance: Provenance,
    /// The app's name.
    pub app_name: Option<String>,
    /// Apple's id of the app.
    pub app_id: Option<String>,
    /// The version's number.
    pub version: Option<String>,
    /// The build's number.
    pub build: Option<String>,
    /// Apple's word for the platform.
    pub platform: Option<String>,
    /// The type of the resource it is about.
    pub instance_type: Option<String>,
    /// The id of the resource it is about.
    pub instance_id: Option<String>,
    /// Rendered.
    pub title: String,
    /// Rendered.
    pub body: String,
    /// Where a click leads.
    pub link: Option<String>,
    /// How loudly it rang.
    pub level: String,
    /// The first channel that rang.
    pub channel: Option<String>,
    /// Whether the body could be read.
    pub readable: bool,
    /// Whether its id was known with other JSON.
    pub conflict: bool,
    /// What a person should know went wrong.
    pub problem: Option<String>,
    /// Whether nobody has read it yet.
    pub unread: bool,
}

fn as_hex<S: Serializer>(digest: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&hex::encode(digest))
}

/// What [`from_row`] reads, from `event e LEFT JOIN endpoint p`.
pub(crate) const COLUMNS: &str = "e.id, e.place, e.endpoint, coalesce(p.name, e.endpoint), e.apple_id, \
    e.digest, e.kind, e.type_name, e.status, e.previous_status, e.time, e.received, \
    e.provenance, e.app_name, e.app_id, e.version, e.build, e.platform, e.instance_type, \
    e.instance_id, e.title, e.body, e.link, e.level, e.channel, e.readable, e.conflict, \
    e.problem, e.unread";

pub(crate) const NAMED: &str = "LEFT JOIN endpoint p ON p.id = e.endpoint";

/// Reads a row's columns one after the other, so that the order is written down once.
struct Columns<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl Columns<'_, '_> {
    fn take<T: FromSql>(&mut self) -> rusqlite::Result<T>
    where
        usize: RowIndex,
    {
        let value = self.row.get(self.next)?;
        self.next += 1;
        Ok(value)
    }
}

pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Event> {
    let mut columns = Columns { row, next: 0 };
    Ok(Event {
        id: columns.take()?,
        place: Cursor(columns.take()?),
        endpoint: columns.take()?,
        endpoint_name: columns.take()?,
        apple_id: columns.take()?,
        digest: columns.take()?,
        kind: columns.take()?,
        type_name: columns.take()?,
        status: columns.take()?,
        previous_status: columns.take()?,
        time: columns.take()?,
        received: columns.take()?,
        provenance: columns.take()?,
        app_name: columns.take()?,
        app_id: columns.take()?,
        version: columns.take()?,
        build: columns.take()?,
        platform: columns.take()?,
        instance_type: columns.take()?,
        instance_id: columns.take()?,
        title: columns.take()?,
        body: columns.take()?,
        link: columns.take()?,
        level: columns.take()?,
        channel: columns.take()?,
        readable: columns.take()?,
        conflict: columns.take()?,
        problem: columns.take()?,
        unread: columns.take()?,
    })
}

pub(crate) fn insert(
    conn: &Connection,
    e: &NewEvent,
    conflict: bool,
) -> Result<EventId, FeedError> {
    let place = place_of(conn, e.time.unwrap_or(e.received))?;
    conn.prepare_cached(
        "INSERT INTO event (place, endpoint, apple_id, digest, kind, type_name, status,
             previous_status, time, received, provenance, app_name, app_id, version, build,
             platform, instance_type, instance_id, title, body, link, level, channel, readable,
             conflict, problem, unread)
         VALUES (?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
             ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        place,
        e.endpoint,
        e.apple_id,
        e.digest,
        e.kind,
        e.type_name,
        e.status,
        e.previous_status,
        e.time,
        e.received,
        e.provenance,
        e.app_name,
        e.app_id,
        e.version,
        e.build,
        e.platform,
        e.instance_type,
        e.instance_id,
        e.title,
        e.body,
        e.link,
        e.level,
        e.channel,
        e.readable,
        conflict,
        e.problem,
        e.unread,
    ])?;
    Ok(EventId(conn.last_insert_rowid()))
}

/// The next free place in a millisecond. A time outside what fits (a broken clock, a year 9999)
/// stands at the end of the feed that is nearest.
fn place_of(conn: &Connection, millisecond: i64) -> Result<i64, FeedError> {
    let first = millisecond.clamp(0, LAST_MILLISECOND) << SEQUENCE_BITS;
    let last = first | ((1 << SEQUENCE_BITS) - 1);
    let place = conn
        .prepare_cached(
            "SELECT coalesce(max(place) + 1, ?1) FROM event WHERE place BETWEEN ?1 AND ?2",
        )?
        .query_row([first, last], |row| row.get(0))?;
    Ok(place)
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

pub(crate) fn unread(conn: &Connection) -> Result<u64, FeedError> {
    let unread = conn
        .prepare_cached("SELECT count(*) FROM event WHERE unread = 1")?
        .query_row([], |row| row.get(0))?;
    Ok(count(unread))
}

pub(crate) fn set_unread(
    conn: &Connection,
    ids: &[EventId],
    unread: bool,
) -> Result<(), FeedError> {
    let mut update =
        conn.prepare_cached("UPDATE event SET unread = ?2 WHERE id = ?1 AND unread <> ?2")?;
    for id in ids {
        update.execute(params![id, unread])?;
    }
    Ok(())
}

/// What was marked as read at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// How many.
    pub count: u64,
    /// Which, so that it can be undone; empty where they are more than ten thousand.
    pub ids: Vec<EventId>,
}

/// More than this many marks nobody turns over again one by one.
pub(crate) const UNDONE_AT_MOST: usize = 10_000;

pub(crate) fn mark_all_read(conn: &Connection) -> Result<Marked, FeedError> {
    let mut ids = conn
        .prepare_cached("SELECT id FROM event WHERE unread = 1 LIMIT ?1")?
        .query_map([rows(UNDONE_AT_MOST + 1)], |row| row.get(0))?
        .collect::<Result<Vec<EventId>, _>>()?;
    if ids.len() > UNDONE_AT_MOST {
        ids.clear();
    }
    let marked = conn
        .prepare_cached("UPDATE event SET unread = 0 WHERE unread = 1")?
        .execute([])?;
    Ok(Marked {
        count: u64::try_from(marked).unwrap_or(u64::MAX),
        ids,
    })
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
