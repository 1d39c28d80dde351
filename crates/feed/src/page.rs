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

/// Where a page's rows are walked from. The order is always by one column, and never by an
/// expression: `search.rowid` where the index of words leads, so that it walks its matches backwards
/// and stops at the limit.
enum Walk {
    /// The matches of an FTS expression.
    Words(String),
    /// An index of the table, named; the rest is looked up row by row.
    Index(&'static str, Option<String>),
    /// The feed as it stands.
    Feed,
}

fn statement(
    conn: &Connection,
    query: &Query,
    limit: usize,
) -> Result<(String, Vec<Box<dyn ToSql>>), FeedError> {
    let columns = event::COLUMNS;
    let named = event::NAMED;
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let (mut sql, place) = match walk(conn, query)? {
        Walk::Words(expression) => {
            values.push(Box::new(expression));
            let sql = format!(
                "SELECT {columns} FROM search s
                 CROSS JOIN event e ON e.place = s.rowid {named} WHERE s.search MATCH ?"
            );
            (sql, "s.rowid")
        }
        Walk::Index(index, words) => {
            let mut sql =
                format!("SELECT {columns} FROM event e INDEXED BY {index} {named} WHERE 1");
            if let Some(expression) = words {
                sql.push_str(
                    " AND EXISTS (SELECT 1 FROM search s WHERE s.rowid = e.place AND s.search MATCH ?)",
                );
                values.push(Box::new(expression));
            }
            (sql, "e.place")
        }
        Walk::Feed => (
            format!("SELECT {columns} FROM event e {named} WHERE 1"),
            "e.place",
        ),
    };
    filters(query, &mut sql, &mut values);
    if query.unread == Some(true) {
        // The bound spares a search the walk through years of events that have long been read.
        let _ = write!(
            sql,
            " AND {place} >= (SELECT coalesce(min(place), 0) FROM event WHERE unread = 1)"
        );
    }
    if let Some(Cursor(before)) = query.before {
        let _ = write!(sql, " AND {place} < ?");
        values.push(Box::new(before));
    }
    let _ = write!(sql, " ORDER BY {place} DESC LIMIT {limit}");
    Ok((sql, values))
}

/// A filter's condition on `event e`.
fn filters(query: &Query, sql: &mut String, values: &mut Vec<Box<dyn ToSql>>) {
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
        let _ = write!(sql, " AND {}", event::is_of(provenance));
    }
    match query.unread {
        Some(true) => sql.push_str(" AND e.unread = 1"),
        Some(false) => sql.push_str(" AND e.unread = 0"),
        None => {}
    }
}

/// The rarest of what is asked for leads, so that little has to be looked at and thrown away.
fn walk(conn: &Connection, query: &Query) -> Result<Walk, FeedError> {
    let words = match &query.search {
        Some(text) => search::expression(conn, text, query)?,
        None => None,
    };
    if let Some(words) = words {
        // What is unread changes, so the index of words can't know it.
        if query.unread == Some(true) && few(conn, &unread_only())? <= FEW {
            return Ok(Walk::Index("event_unread", Some(words)));
        }
        return Ok(Walk::Words(words));
    }
    let mut rarest: Option<(usize, &'static str)> = None;
    let indexes = indexes(query);
    let several = indexes.len() > 1;
    for (index, only) in indexes {
        let count = if several { few(conn, &only)? } else { 0 };
        if rarest.is_none_or(|(least, _)| count < least) {
            rarest = Some((count, index));
        }
    }
    let Some((count, index)) = rarest else {
        return Ok(Walk::Feed);
    };
    let marks = search::marks(query);
    // Each is common, and perhaps both together are not: the index of words leaps from one common
    // event to the next. Only where it knows every event, or a fresh one would be missing.
    if count > FEW && marks.len() > 1 && search::is_complete(conn)? {
        return Ok(Walk::Words(marks.join(" AND ")));
    }
    Ok(Walk::Index(index, None))
}

/// So many rows are looked up one by one without anybody noticing.
const FEW: usize = 1_000;

fn unread_only() -> Query {
    Query {
        unread: Some(true),
        ..Query::default()
    }
}

/// The indexes that serve a query, each with the one filter that it is for.
fn indexes(query: &Query) -> Vec<(&'static str, Query)> {
    let none = Query::default;
    let mut found = Vec::new();
    if let Some(kind) = &query.kind {
        let kind = Some(kind.clone());
        found.push(("event_kind", Query { kind, ..none() }));
    }
    if let Some(endpoint) = &query.endpoint {
        let endpoint = Some(endpoint.clone());
        found.push(("event_endpoint", Query { endpoint, ..none() }));
    }
    if let Some(channel) = &query.channel {
        let channel = Some(channel.clone());
        found.push(("event_channel", Query { channel, ..none() }));
    }
    let unusual = query.provenance.filter(|one| *one != Provenance::Signed);
    if let Some(provenance) = unusual {
        let provenance = Some(provenance);
        found.push((
            "event_provenance",
            Query {
                provenance,
                ..none()
            },
        ));
    }
    if query.unread == Some(true) {
        found.push(("event_unread", unread_only()));
    }
    found
}

/// How many events a query with one filter has; counts no further than [`FEW`] and one more.
fn few(conn: &Connection, query: &Query) -> Result<usize, FeedError> {
    let (mut condition, mut values) = (String::new(), Vec::new());
    filters(query, &mut condition, &mut values);
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM event e WHERE 1{condition} LIMIT {})",
        FEW + 1
    );
    let count: i64 = conn
        .prepare_cached(&sql)?
        .query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}
