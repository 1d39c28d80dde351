//! Small values, retention, size.

use super::{Feed, Stirs};
use crate::retention::{self, Forgotten};
use crate::table::{event, search, state};
use crate::writer::Order;
use crate::{FeedError, open};

impl Feed {
    /// A small value of a room above.
    pub async fn get(&self, key: &str) -> Result<Option<String>, FeedError> {
        let key = key.to_owned();
        self.pool.read(move |conn| state::get(conn, &key)).await
    }

    /// Keeps a small value; `None` removes it.
    pub async fn set(&self, key: &str, value: Option<&str>) -> Result<(), FeedError> {
        let (key, value) = (key.to_owned(), value.map(str::to_owned));
        self.write(Stirs::No, move |conn| {
            state::set(conn, &key, value.as_deref())
        })
        .await
    }

    /// Removes what arrived before the time: events with their deliveries, search words and
    /// notices. An event with a notice still to ring stays, and so does an undecided delivery.
    /// Identities stay for ever.
    pub async fn forget_before(&self, received_before: i64) -> Result<Forgotten, FeedError> {
        self.forget(received_before, retention::STEP).await
    }

    /// Removes everything that [`Feed::forget_before`] ever would, and gives the space back to the
    /// disk. Where the disk has no room for that, the space is used again instead.
    pub async fn clear(&self) -> Result<Forgotten, FeedError> {
        // What is forgotten next need not be taken out of the index word by word.
        self.write(Stirs::No, |conn| {
            let last = event::last_id(conn)?.map_or(0, |id| id.0);
            search::empty(conn, last)
        })
        .await?;
        let forgotten = self.forget(i64::MAX, retention::STRIDE).await;
        // What stayed, and what came meanwhile, can be found again.
        self.write(Stirs::Yes, search::refill).await?;
        let forgotten = forgotten?;
        if let Err(error) = self.order(Order::Vacuum).await {
            tracing::warn!(%error, "the history is cleared, but its space could not be given back");
        }
        Ok(forgotten)
    }

    async fn forget(&self, received_before: i64, step: usize) -> Result<Forgotten, FeedError> {
        let mut forgotten = Forgotten::default();
        let events = self
            .pool
            .read(move |conn| retention::old_events(conn, received_before))
            .await?;
        for ids in events.chunks(step) {
            let ids = ids.to_vec();
            forgotten += self
                .write(Stirs::Yes, move |conn| {
                    retention::forget_events(conn, &ids, received_before)
                })
                .await?;
        }
        let deliveries = self
            .pool
            .read(move |conn| retention::old_deliveries(conn, received_before))
            .await?;
        for ids in deliveries.chunks(step) {
            let ids = ids.to_vec();
            forgotten += self
                .write(Stirs::No, move |conn| {
                    retention::forget_deliveries(conn, &ids)
                })
                .await?;
        }
        self.write(Stirs::No, move |conn| {
            retention::forget_notices(conn, received_before)
        })
        .await?;
        Ok(forgotten)
    }

    /// Bytes on the disk, the write-ahead log included.
    pub async fn size(&self) -> Result<u64, FeedError> {
        let file = self.folder.join(open::FILE);
        let log = open::with_suffix(&file, "-wal");
        let database = tokio::fs::metadata(file).await?.len();
        // Not there right after a checkpoint that emptied it.
        Ok(database + tokio::fs::metadata(log).await.map_or(0, |log| log.len()))
    }

    /// Moves the write-ahead log into the database, as far as no reader needs it.
    pub async fn checkpoint(&self) -> Result<(), FeedError> {
        self.order(Order::Checkpoint).await
    }
}
