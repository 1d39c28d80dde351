//! What people look at: pages, events, what is unread.

use std::sync::atomic::Ordering;
use std::time::Duration;

use super::{Feed, Stirs};
use crate::table::{delivery, event, notice, search};
use crate::writer::INDEX_STEP;
use crate::{
    Cursor, Delivery, EndpointId, Event, EventId, Facets, FeedError, Marked, Notice, Page, Query,
    Step, facets, page,
};

/// How long a search waits for events that are not indexed yet. Then it answers without them.
const INDEX_WAIT: Duration = Duration::from_millis(250);

impl Feed {
    /// Events, newest first by Apple's time, or by arrival where Apple gave none. Needs a Tokio
    /// runtime with its timer on.
    pub async fn page(&self, query: Query) -> Result<Page, FeedError> {
        if query.search.is_some() {
            let _ = tokio::time::timeout(INDEX_WAIT, self.catch_up()).await;
        }
        self.pool.read(move |conn| page::read(conn, &query)).await
    }

    /// Asks for the index to be brought up to date before anything that is asked for later.
    async fn catch_up(&self) {
        while self.signals.behind.load(Ordering::Acquire) {
            let step = self
                .write(Stirs::No, |conn| search::index_some(conn, INDEX_STEP))
                .await;
            if !matches!(step, Ok(INDEX_STEP)) {
                return;
            }
        }
    }

    /// What the feed can be filtered by.
    pub async fn facets(&self) -> Result<Facets, FeedError> {
        self.pool.read(facets::read).await
    }

    /// Events filed after this one, in the order of filing.
    pub async fn after(&self, id: EventId, limit: usize) -> Result<Vec<Event>, FeedError> {
        self.pool
            .read(move |conn| event::after(conn, id, limit))
            .await
    }

    /// One event.
    pub async fn event(&self, id: EventId) -> Result<Option<Event>, FeedError> {
        self.pool.read(move |conn| event::get(conn, id)).await
    }

    /// The apps of many events by name, with one question; none where an event has no app or is gone.
    pub async fn apps_of(&self, events: Vec<EventId>) -> Result<Vec<Option<String>>, FeedError> {
        self.pool
            .read(move |conn| events.iter().map(|id| event::app_of(conn, *id)).collect())
            .await
    }

    /// The next events from a place on, oldest first, each with the delivery that told of it first.
    /// A body may have a megabyte: whoever asks for many keeps as many.
    pub async fn onwards(
        &self,
        from: Option<Cursor>,
        limit: usize,
    ) -> Result<Vec<(Event, Option<Delivery>)>, FeedError> {
        self.pool
            .read(move |conn| {
                event::onwards(conn, from, limit)?
                    .into_iter()
                    .map(|event| {
                        let delivery = delivery::first_of_event(conn, event.id)?;
                        Ok((event, delivery))
                    })
                    .collect()
            })
            .await
    }

    /// The newest states of one thing (a version, a build), oldest first.
    pub async fn trail(
        &self,
        endpoint: EndpointId,
        instance_id: String,
        limit: usize,
    ) -> Result<Vec<Step>, FeedError> {
        self.pool
            .read(move |conn| event::trail(conn, &endpoint, &instance_id, limit))
            .await
    }

    /// How many events there are, and when the oldest happened.
    pub async fn extent(&self) -> Result<(u64, Option<i64>), FeedError> {
        self.pool.read(event::extent).await
    }

    /// The deliveries that told of an event.
    pub async fn deliveries_of(&self, id: EventId) -> Result<Vec<Delivery>, FeedError> {
        self.pool
            .read(move |conn| delivery::of_event(conn, id))
            .await
    }

    /// What a person was or will be shown of an event.
    pub async fn notices_of(&self, id: EventId) -> Result<Vec<Notice>, FeedError> {
        self.pool.read(move |conn| notice::of_event(conn, id)).await
    }

    /// Marks events; says how many are unread now.
    pub async fn set_unread(&self, ids: Vec<EventId>, unread: bool) -> Result<u64, FeedError> {
        self.write(Stirs::Yes, move |conn| {
            event::set_unread(conn, &ids, unread)?;
            event::unread(conn)
        })
        .await
    }

    /// Marks every event read.
    pub async fn mark_all_read(&self) -> Result<Marked, FeedError> {
        self.write(Stirs::Yes, event::mark_all_read).await
    }

    /// How many events are unread.
    pub async fn unread(&self) -> Result<u64, FeedError> {
        self.pool.read(event::unread).await
    }
}
