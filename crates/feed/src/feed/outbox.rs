//! What is still to ring.

use super::{Feed, Stirs};
use crate::table::notice;
use crate::{FeedError, NewNotice, Notice, NoticeId};

impl Feed {
    /// Notices to ring by now, earliest first.
    pub async fn due(&self, now: i64, limit: usize) -> Result<Vec<Notice>, FeedError> {
        self.pool
            .read(move |conn| notice::due(conn, now, limit))
            .await
    }

    /// Notices of one level to ring by now, earliest first.
    pub async fn due_at_level(
        &self,
        now: i64,
        level: &str,
        limit: usize,
    ) -> Result<Vec<Notice>, FeedError> {
        let level = level.to_owned();
        self.pool
            .read(move |conn| notice::due_at_level(conn, now, &level, limit))
            .await
    }

    /// When the next notice is due.
    pub async fn next_due(&self) -> Result<Option<i64>, FeedError> {
        self.pool.read(notice::next_due).await
    }

    /// These rang.
    pub async fn rang(&self, ids: Vec<NoticeId>, now: i64) -> Result<(), FeedError> {
        self.write(Stirs::Yes, move |conn| notice::rang(conn, &ids, now))
            .await
    }

    /// These failed, and are to be tried again.
    pub async fn postpone(&self, ids: Vec<NoticeId>, due: i64) -> Result<(), FeedError> {
        self.write(Stirs::Yes, move |conn| notice::postpone(conn, &ids, due))
            .await
    }

    /// Adds a notice that comes from no filing: a digest, a snooze, a warning.
    pub async fn put_notice(&self, new: NewNotice) -> Result<NoticeId, FeedError> {
        self.write(Stirs::Yes, move |conn| notice::put(conn, &new))
            .await
    }
}
