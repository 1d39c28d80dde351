//! What Apple says of an event after it was filed: facts, pictures, crash logs; and what stands.

use bytes::Bytes;

use super::{Feed, Stirs};
use crate::table::{attachment, errand, event, pin, search};
use crate::{Attachment, Errand, Event, EventId, FeedError, NewAttachment, NewEvent};

impl Feed {
    /// Events that Apple is still to be asked about, the newest first.
    pub async fn errands(&self, now: i64, limit: usize) -> Result<Vec<Errand>, FeedError> {
        self.pool
            .read(move |conn| errand::due(conn, now, limit))
            .await
    }

    /// When the next errand falls due.
    pub async fn next_errand(&self) -> Result<Option<i64>, FeedError> {
        self.pool.read(errand::next_due).await
    }

    /// Tries an errand again later; `counts` where Apple was asked in vain.
    pub async fn postpone_errand(
        &self,
        event: EventId,
        due: i64,
        counts: bool,
    ) -> Result<(), FeedError> {
        self.write(Stirs::No, move |conn| {
            errand::postpone(conn, event, due, counts)
        })
        .await
    }

    /// Nothing more is to be asked about an event. What did not come will not come.
    pub async fn end_errand(&self, event: EventId) -> Result<(), FeedError> {
        self.write(Stirs::Yes, move |conn| {
            errand::done(conn, event)?;
            attachment::give_up(conn, event, None)
        })
        .await
    }

    /// Asks about the events since then of which nothing is known, up to `limit`. Says how many.
    pub async fn ask_about_unknown(
        &self,
        since: i64,
        now: i64,
        limit: usize,
    ) -> Result<usize, FeedError> {
        self.write(Stirs::No, move |conn| {
            errand::put_for_unknown(conn, since, now, limit)
        })
        .await
    }

    /// What Apple said of an event, as the room above wrote it.
    pub async fn facts(&self, event: EventId) -> Result<Option<String>, FeedError> {
        self.pool.read(move |conn| errand::facts(conn, event)).await
    }

    /// Tells an event anew, with what is known by now, and keeps the facts, if there are any to keep.
    /// How loudly it rang, who read it, and where it stands stay as they are. `false` where retention
    /// took it.
    pub async fn enrich(
        &self,
        id: EventId,
        told: NewEvent,
        facts: Option<String>,
    ) -> Result<bool, FeedError> {
        self.write(Stirs::Yes, move |conn| {
            if !event::tell_anew(conn, id, &told)? {
                return Ok(false);
            }
            if let Some(facts) = &facts {
                errand::put_facts(conn, id, facts)?;
            }
            search::again(conn, id)?;
            Ok(true)
        })
        .await
    }

    /// Notes what an event has at Apple. What is noted already stays as it is.
    pub async fn expect_attachments(
        &self,
        event: EventId,
        all: Vec<NewAttachment>,
    ) -> Result<(), FeedError> {
        self.write(Stirs::Yes, move |conn| {
            attachment::expect(conn, event, &all)
        })
        .await
    }

    /// An event's attachments, without their content.
    pub async fn attachments_of(&self, event: EventId) -> Result<Vec<Attachment>, FeedError> {
        self.pool
            .read(move |conn| attachment::of_event(conn, event))
            .await
    }

    /// An attachment with its content, where that is here.
    pub async fn attachment(
        &self,
        id: i64,
    ) -> Result<Option<(Attachment, Option<Bytes>)>, FeedError> {
        self.pool.read(move |conn| attachment::get(conn, id)).await
    }

    /// Keeps an attachment's content. `false` where retention took it meanwhile.
    pub async fn fill_attachment(
        &self,
        id: i64,
        media_type: String,
        content: Bytes,
    ) -> Result<bool, FeedError> {
        self.write(Stirs::Yes, move |conn| {
            attachment::fill(conn, id, &media_type, &content)
        })
        .await
    }

    /// Apple has an attachment no longer.
    pub async fn give_up_attachment(&self, event: EventId, id: i64) -> Result<(), FeedError> {
        self.write(Stirs::Yes, move |conn| {
            attachment::give_up(conn, event, Some(id))
        })
        .await
    }

    /// What stands until something else happens to it, the newest first.
    pub async fn pinned(&self) -> Result<Vec<Event>, FeedError> {
        self.pool.read(pin::all).await
    }

    /// Takes an event off what stands. `false` when it did not.
    pub async fn unpin(&self, event: EventId) -> Result<bool, FeedError> {
        self.write(Stirs::Yes, move |conn| pin::lift(conn, event))
            .await
    }
}
