//! What testers sent along: pictures and crash logs, kept as long as their event.

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::text_enum::text_enum;
use crate::{EventId, FeedError};

// The content comes last: whoever lists attachments reads no page of it.
pub(crate) const V4: &str = "
CREATE TABLE attachment (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    event      INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    state      TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width      INTEGER,
    height     INTEGER,
    bytes      INTEGER NOT NULL,
    content    BLOB,
    UNIQUE (event, position)
);
";

text_enum! {
    /// What an attachment is.
    AttachmentKind {
        /// A picture of a tester's screen.
        Screenshot = "screenshot",
        /// What the system wrote down when the app crashed.
        CrashLog = "crash-log",
    }
}

text_enum! {
    /// Whether an attachment is here.
    AttachmentState {
        /// It is.
        Here = "here",
        /// Apple is still to be asked for it.
        Coming = "coming",
        /// Apple has it no longer.
        Gone = "gone",
    }
}

/// An attachment that an event has at Apple, here or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAttachment {
    /// Where it stands among its event's; an event has one in each position.
    pub position: u32,
    /// What it is.
    pub kind: AttachmentKind,
    /// In pixels, of a picture.
    pub width: Option<u32>,
    /// In pixels, of a picture.
    pub height: Option<u32>,
}

/// An attachment, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its row.
    pub id: i64,
    /// Whose it is.
    pub event: EventId,
    /// Where it stands among its event's.
    pub position: u32,
    /// What it is.
    pub kind: AttachmentKind,
    /// Whether it is here.
    pub state: AttachmentState,
    /// As HTTP names it; empty while it is not here.
    pub media_type: String,
    /// In pixels, of a picture.
    pub width: Option<u32>,
    /// In pixels, of a picture.
    pub height: Option<u32>,
    /// How large it is.
    pub bytes: u64,
}

const COLUMNS: &str = "id, event, position, kind, state, media_type, width, height, bytes";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Attachment> {
    Ok(Attachment {
        id: row.get(0)?,
        event: row.get(1)?,
        position: row.get(2)?,
        kind: row.get(3)?,
        state: row.get(4)?,
        media_type: row.get(5)?,
        width: row.get(6)?,
        height: row.get(7)?,
        bytes: super::count(row.get(8)?),
    })
}

pub(crate) fn of_event(conn: &Connection, event: EventId) -> Result<Vec<Attachment>, FeedError> {
    let sql = format!("SELECT {COLUMNS} FROM attachment WHERE event = ?1 ORDER BY position");
    let rows = conn
        .prepare_cached(&sql)?
        .query_map([event], from_row)?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

pub(crate) fn get(
    conn: &Connection,
    id: i64,
) -> Result<Option<(Attachment, Option<Bytes>)>, FeedError> {
    let sql = format!("SELECT {COLUMNS}, content FROM attachment WHERE id = ?1");
    let found = conn
        .prepare_cached(&sql)?
        .query_row([id], |row| {
            let content: Option<Vec<u8>> = row.get(9)?;
            Ok((from_row(row)?, content.map(Bytes::from)))
        })
        .optional()?;
    Ok(found)
}

/// Notes what an event has; what is noted already stays as it is. An event that is gone has none.
pub(crate) fn expect(
    conn: &Connection,
    event: EventId,
    all: &[NewAttachment],
) -> Result<(), FeedError> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO attachment (event, position, kind, state, media_type, width, height, bytes)
         SELECT ?1, ?2, ?3, ?4, '', ?5, ?6, 0 WHERE EXISTS (SELECT 1 FROM event WHERE id = ?1)
         ON CONFLICT (event, position) DO NOTHING",
    )?;
    for one in all {
        insert.execute(params![
            event,
            one.position,
            one.kind,
            AttachmentState::Coming,
            one.width,
            one.height,
        ])?;
    }
    Ok(())
}

/// `false` where retention took it meanwhile.
pub(crate) fn fill(
    conn: &Connection,
    id: i64,
    media_type: &str,
    content: &[u8],
) -> Result<bool, FeedError> {
    let rows = conn
        .prepare_cached(
            "UPDATE attachment SET state = ?2, media_type = ?3, bytes = ?4, content = ?5
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            AttachmentState::Here,
            media_type,
            i64::try_from(content.len()).unwrap_or(i64::MAX),
            content,
        ])?;
    Ok(rows > 0)
}

/// Apple has no longer what is still missing of an event's, or of one attachment alone.
pub(crate) fn give_up(
    conn: &Connection,
    event: EventId,
    only: Option<i64>,
) -> Result<(), FeedError> {
    conn.prepare_cached(
        "UPDATE attachment SET state = ?3
         WHERE event = ?1 AND id = coalesce(?2, id) AND state = ?4",
    )?
    .execute(params![
        event,
        only,
        AttachmentState::Gone,
        AttachmentState::Coming
    ])?;
    Ok(())
}

pub(crate) fn forget(conn: &Connection, event: EventId) -> Result<(), FeedError> {
    conn.prepare_cached("DELETE FROM attachment WHERE event = ?1")?
        .execute([event])?;
    Ok(())
}
