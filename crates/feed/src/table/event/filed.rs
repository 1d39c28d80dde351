//! An event on its way into the table, and the place that it gets there.

use rusqlite::{Connection, params};

use crate::{EndpointId, EventId, FeedError, Provenance};

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

/// Writes what a person reads of an event once more. `false` where it is gone.
pub(crate) fn tell_anew(conn: &Connection, id: EventId, e: &NewEvent) -> Result<bool, FeedError> {
    let rows = conn
        .prepare_cached(
            "UPDATE event SET app_name = ?2, app_id = ?3, version = ?4, build = ?5, platform = ?6,
                 title = ?7, body = ?8, link = ?9, problem = ?10
             WHERE id = ?1",
        )?
        .execute(params![
            id, e.app_name, e.app_id, e.version, e.build, e.platform, e.title, e.body, e.link,
            e.problem,
        ])?;
    Ok(rows > 0)
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
