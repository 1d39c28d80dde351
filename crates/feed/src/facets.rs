//! What can the feed be filtered by? Only what is really in it.

use rusqlite::Connection;

use crate::table::event;
use crate::{EndpointId, FeedError, Provenance};

/// What the feed can be filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Endpoints that have events, each with its app's name; by name.
    pub apps: Vec<(EndpointId, String)>,
    /// Kinds, alphabetically.
    pub kinds: Vec<String>,
    /// Channels that rang, alphabetically.
    pub channels: Vec<String>,
    /// How events reached us.
    pub provenances: Vec<Provenance>,
}

/// Leaps from one value to the next along an index, so that a million events cost as little as ten.
/// `NOT NULL` is said for the index of channels, which has none of the events that rang nowhere.
fn distinct(conn: &Connection, column: &str) -> Result<Vec<String>, FeedError> {
    let sql = format!(
        "WITH RECURSIVE leap (value) AS (
             SELECT min({column}) FROM event WHERE {column} IS NOT NULL
             UNION ALL
             SELECT (SELECT min({column}) FROM event WHERE {column} > value)
             FROM leap WHERE value IS NOT NULL
         )
         SELECT value FROM leap WHERE value IS NOT NULL"
    );
    let values = conn
        .prepare_cached(&sql)?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(values)
}

pub(crate) fn read(conn: &Connection) -> Result<Facets, FeedError> {
    let mut name = conn.prepare_cached(
        "SELECT coalesce(
             (SELECT app_name FROM event WHERE endpoint = ?1 ORDER BY place DESC LIMIT 1),
             (SELECT name FROM endpoint WHERE id = ?1), ?1)",
    )?;
    let mut apps = distinct(conn, "endpoint")?
        .into_iter()
        .map(|id| {
            Ok((
                EndpointId(id.clone()),
                name.query_row([id], |row| row.get(0))?,
            ))
        })
        .collect::<Result<Vec<(EndpointId, String)>, FeedError>>()?;
    apps.sort_by(|a, b| a.1.cmp(&b.1));
    let provenances = [
        Provenance::Signed,
        Provenance::Recovered,
        Provenance::Sample,
    ];
    let mut present = Vec::new();
    for provenance in provenances {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM event e WHERE {})",
            event::is_of(provenance)
        );
        if conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))? {
            present.push(provenance);
        }
    }
    Ok(Facets {
        apps,
        kinds: distinct(conn, "kind")?,
        channels: distinct(conn, "channel")?,
        provenances: present,
    })
}
