//! Reads a feed that another process owns. Writes nothing, migrates nothing.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::feed::Options;
use crate::table::{count, endpoint, event};
use crate::{Endpoint, Event, EventId, FeedError, Page, Query, open, page, schema};

/// A view of the feed without its owner's help. Its calls block.
#[derive(Clone)]
pub struct Reader {
    conn: Arc<Mutex<Connection>>,
}

impl Reader {
    /// Opens `feed.db` in the folder for reading only.
    pub fn open(folder: &Path) -> Result<Self, FeedError> {
        if !folder.join(open::FILE).try_exists()? {
            return Err(FeedError::Absent);
        }
        let conn = open::read_only(folder, Options::default().busy)?;
        let (found, known) = (schema::found(&conn)?, schema::newest());
        match found {
            0 => Err(FeedError::Absent),
            _ if found < known => Err(FeedError::Older { found, known }),
            _ if found > known => Err(FeedError::Newer { found, known }),
            _ => Ok(Self {
                conn: Arc::new(Mutex::new(conn)),
            }),
        }
    }

    /// As [`crate::Feed::page`], but a search sees only what the owner has indexed.
    pub fn page(&self, query: &Query) -> Result<Page, FeedError> {
        self.read(|conn| page::read(conn, query))
    }

    /// As [`crate::Feed::after`].
    pub fn after(&self, id: EventId, limit: usize) -> Result<Vec<Event>, FeedError> {
        self.read(|conn| event::after(conn, id, limit))
    }

    /// As [`crate::Feed::event`].
    pub fn event(&self, id: EventId) -> Result<Option<Event>, FeedError> {
        self.read(|conn| event::get(conn, id))
    }

    /// The id of the event that was filed last, from which [`Reader::after`] goes on.
    pub fn last_id(&self) -> Result<Option<EventId>, FeedError> {
        self.read(event::last_id)
    }

    /// As [`crate::Feed::unread`].
    pub fn unread(&self) -> Result<u64, FeedError> {
        self.read(event::unread)
    }

    /// As [`crate::Feed::endpoints`].
    pub fn endpoints(&self) -> Result<Vec<Endpoint>, FeedError> {
        self.read(endpoint::all)
    }

    /// Differs after every commit of the owner's; for polling.
    pub fn version(&self) -> Result<u64, FeedError> {
        self.read(|conn| {
            Ok(count(conn.pragma_query_value(
                None,
                "data_version",
                |row| row.get(0),
            )?))
        })
    }

    fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, FeedError>,
    ) -> Result<T, FeedError> {
        work(&self.conn.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
