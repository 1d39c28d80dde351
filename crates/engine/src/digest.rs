//! One banner for all that a pause or quiet hours held back, shown before they are forgotten.

use std::time::Duration;

use shipbell_feed::{FeedError, Notice};
use shipbell_words::{Id, id};

use crate::bell::{Rhythm, Rung, as_banner, wait_until};
use crate::catch_up;
use crate::engine::Engine;

/// What one digest counts, however long the silence was.
const HELD_AT_MOST: usize = 20_000;

impl Engine {
    /// A pause ends in one banner for all that it held, and only once that was shown. Where it ends
    /// within quiet hours, they go on holding what is not urgent.
    pub(crate) async fn ring_pause_digest(
        &self,
        rhythm: &mut Rhythm,
        now: i64,
        quiet: Option<i64>,
    ) -> Result<Duration, FeedError> {
        if let Some(again) = rhythm.digest_again.filter(|again| now < *again) {
            return Ok(wait_until(again, now));
        }
        self.mark_taken(rhythm).await?;
        let held = self.due_now(now, HELD_AT_MOST, quiet).await?;
        let rung = self
            .ring_held(rhythm, id::BANNER_DIGEST_TITLE, &held)
            .await?;
        if let Rung::Later { at } = rung {
            rhythm.digest_again = Some(at);
        } else {
            rhythm.digest_again = None;
            self.pause_is_over().await?;
        }
        Ok(Duration::ZERO)
    }

    /// Quiet hours end likewise. What fell due after their end was not held by them, and rings as
    /// ever.
    pub(crate) async fn ring_quiet_digest(
        &self,
        rhythm: &mut Rhythm,
        now: i64,
        held_until: i64,
    ) -> Result<Duration, FeedError> {
        if let Some(again) = rhythm.digest_again.filter(|again| now < *again) {
            return Ok(wait_until(again, now));
        }
        self.mark_taken(rhythm).await?;
        // Ended early, by hand: what came until now was held.
        let held_until = held_until.min(now);
        let held = self.inner.feed.due(held_until, HELD_AT_MOST).await?;
        let rung = self
            .ring_held(rhythm, id::BANNER_QUIET_TITLE, &held)
            .await?;
        if let Rung::Later { at } = rung {
            rhythm.digest_again = Some(at);
            // Whatever comes until its next try, whenever that will be, belongs to it.
            self.note_quiet(i64::MAX).await?;
        } else {
            rhythm.digest_again = None;
            self.quiet_is_over().await?;
        }
        Ok(Duration::ZERO)
    }

    /// What was missed while nobody could hear is one banner too, however long that was.
    pub(crate) async fn ring_missed(
        &self,
        rhythm: &mut Rhythm,
        due: &[Notice],
    ) -> Result<Duration, FeedError> {
        let missed: Vec<_> = due
            .iter()
            .filter(|notice| catch_up::was_missed(notice))
            .cloned()
            .collect();
        self.ring_held(rhythm, id::BANNER_MISSED_TITLE, &missed)
            .await?;
        Ok(Duration::ZERO)
    }

    async fn ring_held(
        &self,
        rhythm: &mut Rhythm,
        title: Id,
        held: &[Notice],
    ) -> Result<Rung, FeedError> {
        let covered: Vec<_> = held.iter().collect();
        let banner = match covered.as_slice() {
            [] => return Ok(Rung::Taken),
            [only] => as_banner(only),
            several => self.summary(title, several).await?,
        };
        let rung = self.ring_banner(rhythm, &banner, &covered).await?;
        if matches!(rung, Rung::Taken) {
            rhythm.last_banner = Some(self.inner.clock.now_ms());
        }
        Ok(rung)
    }
}
