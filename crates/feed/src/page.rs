//! Pages of the feed, newest first, with and without a search.

use std::fmt::{self, Write};
use std::num::ParseIntError;
use std::str::FromStr;

use rusqlite::{Connection, ToSql, params_from_iter};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::table::{event, search};
use crate::{EndpointId, Event, FeedError, Provenance};

/// The most events in one page.
pub const PAGE_LIMIT: usize = 1_000;

/// Which events, and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Free text: every word must begin a word of the event. Text without a single letter or
    /// digit searches nothing and so hides nothing.
    pub search: Option<String>,
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this endpoint.
    pub endpoint: Option<EndpointId>,
    /// Only what rang first in this channel.
    pub channel: Option<String>,
    /// Only what reached us like this.
    pub provenance: Option<Provenance>,
    /// Only unread, or only read.
    pub unread: Option<bool>,
    /// Older than the page this came with.
    pub before: Option<Cursor>,
    /// At most so many, and at most [`PAGE_LIMIT`].
    pub limit: usize,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            search: None,
            kind: None,
            endpoint: None,
            channel: None,
            provenance: None,
            unread: None,
            before: None,
            limit: 50,
        }
    }
}

/// Some events, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Newest first.
    pub events: Vec<Event>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<Cursor>,
}

/// A place in the feed. Opaque: keep it as text and give it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cursor(pub(crate) i64);

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.0)
    }
}

impl FromStr for Cursor {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        i64::from_str_radix(text, 16).map(Self)
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(de::Error::custom)
    }
}

pub(crate) fn read(conn: &Connection, query: &Query) -> Result<Page, FeedError> {
    let limit = query.limit.min(PAGE_LIMIT);
    if limit == 0 {
        return Ok(Page {
            events: Vec::new(),
            next: query.before,
        });
    }
    let (sql, values) = statement(conn, query, limit + 1)?;
    let mut events = conn
        .prepare_cached(&sql)?
        .query_map(params_from_iter(values), event::from_row)?
        .collect::<Result<Vec<Event>, _>>()?;
    let more = events.len() > limit;
    events.truncate(limit);
    let next = events.last().filter(|_| more).map(|event| event.place);
    Ok(Page { events, next })
}

/// The order is always by one column, and never by an expression: `search.rowid` where there is a
/// search, so that the index walks its matches backwards and stops at the limit.
fn statement(
    conn: &Connection,
    query: &Query,
    limit: usize,
) -> Result<(String, Vec<Box<dyn ToSql>>), FeedError> {
    let columns = event::COLUMNS;
    let named = event::NAMED;
    let words = match &query.search {
        Some(text) => {
            search::expression(conn, text, query.kind.as_deref(), query.endpoint.as_ref())?
        }
        None => None,
    };
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let (mut sql, place) = match words {
        Some(expression) => {
            values.push(Box::new(expression));
            let sql = format!(
                "SELECT {columns} FROM search s
                 CROSS JOIN event e ON e.place = s.rowid {named} WHERE s.search MATCH ?"
            );
            (sql, "s.rowid")
        }
        None => (
            format!("SELECT {columns} FROM event e {named} WHERE 1"),
            "e.place",
        ),
    };
    if let Some(kind) = &query.kind {
        sql.push_str(" AND e.kind = ?");
        values.push(Box::new(kind.clone()));
    }
    if let Some(endpoint) = &query.endpoint {
        sql.push_str(" AND e.endpoint = ?");
        values.push(Box::new(endpoint.clone()));
    }
    if let Some(channel) = &query.channel {
        sql.push_str(" AND e.channel = ?");
        values.push(Box::new(channel.clone()));
    }
    if let Some(provenance) = query.provenance {
        sql.push_str(" AND e.provenance = ?");
        values.push(Box::new(provenance));
    }
    match query.unread {
        // The bound spares a search the walk through years of events that have long been read.
        Some(true) => {
            let _ = write!(
                sql,
                " AND e.unread = 1 AND {place} >=
                 (SELECT coalesce(min(place), 0) FROM event WHERE unread = 1)"
            );
        }
        Some(false) => sql.push_str(" AND e.unread = 0"),
        None => {}
    }
    if let Some(Cursor(before)) = query.before {
        let _ = write!(sql, " AND {place} < ?");
        values.push(Box::new(before));
    }
    let _ = write!(sql, " ORDER BY {place} DESC LIMIT {limit}");
    Ok((sql, values))
}
