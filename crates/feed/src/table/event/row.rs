//! An event as its row tells it.

use rusqlite::types::FromSql;
use rusqlite::{Row, RowIndex};
use serde::{Serialize, Serializer};

use crate::page::Cursor;
use crate::{EndpointId, EventId, Provenance};

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
