//! Step 8: ring. Due notices become banners, or one summary, or after a pause or quiet hours one
//! digest (see `digest`).
//!
//! A notice is marked as rung only after its sink took it. A crash between the two rings twice;
//! never zero times. A database that can't be written in between is no reason to ring again: what a
//! sink took is remembered here until it can be marked.

use std::time::Duration;

use shipbell_feed::{EventId, FeedError, NewNotice, Notice, NoticeId};
use shipbell_rules::{Level, burst, snooze};
use shipbell_words::id;

use crate::catch_up;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::panics::caught_within;
use crate::ports::{Banner, SinkError};
use crate::status::ProblemCode;

/// The wall clock may jump (sleep, a correction), so nobody sleeps longer than this at a time
/// while something is due later.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// A notification service that takes longer than this is hung; intake never waits for it.
const SINK_WITHIN: Duration = Duration::from_secs(10);
/// More than this many due notices are more than one summary can tell apart anyway.
const DUE_AT_ONCE: usize = 2_000;
/// How long to wait before a failed notice is tried again, by attempts so far.
const RETRY_AFTER: [i64; 5] = [2_000, 10_000, 30_000, 120_000, 600_000];

/// Quiet hours begin without anybody's doing; nobody sleeps through that by more than this.
const LOOK_FOR_QUIET: Duration = Duration::from_mins(1);

/// How soon to look again while a flood is still being read.
const READING: Duration = Duration::from_millis(100);

/// What became of a banner.
pub(crate) enum Rung {
    /// The sink took it.
    Taken,
    /// It did not; its notices are due again then.
    Later { at: i64 },
}

/// What the bell remembers between two rounds.
#[derive(Default)]
pub(crate) struct Rhythm {
    pub(crate) last_banner: Option<i64>,
    /// What a sink took but the database could not mark yet.
    taken: Vec<NoticeId>,
    /// When a digest that could not be shown is tried again.
    pub(crate) digest_again: Option<i64>,
}

impl Engine {
    pub(crate) async fn keep_ringing(self) {
        let mut rhythm = Rhythm::default();
        loop {
            let wait = match self.ring_due(&mut rhythm).await {
                Ok(wait) => wait,
                Err(error) => {
                    tracing::error!(%error, "could not read the outbox; trying again");
                    Some(LOOK_AGAIN)
                }
            };
            tokio::select! {
                () = self.stopping() => return,
                () = self.inner.to_ring.notified() => {}
                () = tokio::time::sleep(wait.unwrap_or(Duration::MAX)) => {}
            }
        }
    }

    /// One round. Says how long to wait when nothing new comes; `None` is for ever.
    async fn ring_due(&self, rhythm: &mut Rhythm) -> Result<Option<Duration>, FeedError> {
        let now = self.inner.clock.now_ms();
        if !self.inner.settings.current().notifications.enabled {
            // What was snoozed or held before waits, as it does in a pause.
            let waiting = self.inner.feed.next_due().await?;
            return Ok(waiting.map(|_| LOOK_AGAIN));
        }
        let quiet = self.quiet_until();
        if let Some(pause) = self.stored_pause().await? {
            if pause.holds(now) {
                return Ok(pause.until.map(|until| wait_until(until, now)));
            }
            return self.ring_pause_digest(rhythm, now, quiet).await.map(Some);
        }
        if let Some(held_until) = self.turn_of_quiet(quiet).await? {
            return self
                .ring_quiet_digest(rhythm, now, held_until)
                .await
                .map(Some);
        }
        self.mark_taken(rhythm).await?;
        let due = self.due_now(now, DUE_AT_ONCE, quiet).await?;
        if due.iter().any(catch_up::was_missed) {
            return self.ring_missed(rhythm, &due).await.map(Some);
        }
        let asked: Vec<_> = due.iter().map(as_due).collect();
        if self.still_reading(&asked, now).await? {
            return Ok(Some(READING));
        }
        match burst::next(&asked, rhythm.last_banner, now) {
            burst::Next::Idle => self.idle(now, quiet).await,
            burst::Next::Wait { until } => Ok(Some(wait_until(until, now))),
            burst::Next::Ring(banners) => {
                for banner in banners {
                    rhythm.last_banner = Some(self.inner.clock.now_ms());
                    self.ring_one(rhythm, &banner, &due).await?;
                }
                rhythm.last_banner = Some(self.inner.clock.now_ms());
                Ok(Some(Duration::ZERO))
            }
        }
    }

    /// What may ring now: in quiet hours, the urgent alone.
    pub(crate) async fn due_now(
        &self,
        now: i64,
        limit: usize,
        quiet: Option<i64>,
    ) -> Result<Vec<Notice>, FeedError> {
        let feed = &self.inner.feed;
        if quiet.is_none() {
            return feed.due(now, limit).await;
        }
        let urgent = Level::TimeSensitive.name();
        feed.due_at_level(now, urgent, limit).await
    }

    /// How long to wait when nothing may ring now.
    async fn idle(&self, now: i64, quiet: Option<i64>) -> Result<Option<Duration>, FeedError> {
        if let Some(until) = quiet {
            return Ok(Some(wait_until(until, now)));
        }
        let next = self.inner.feed.next_due().await?;
        let next = next.map(|at| wait_until(at, now));
        let quiet_begins = self.has_quiet_hours().then_some(LOOK_FOR_QUIET);
        Ok(next.into_iter().chain(quiet_begins).min())
    }

    /// Whether more of a flood is about to fall due: its one summary waits for the rest, but not
    /// for ever. What is kept and not read yet counts too: a slow reader would otherwise let a
    /// flood's first events through one by one.
    async fn still_reading(&self, due: &[burst::Due], now: i64) -> Result<bool, FeedError> {
        let oldest = due.iter().map(|notice| notice.when).min();
        let patient = oldest.is_some_and(|oldest| now.saturating_sub(oldest) < burst::PATIENCE_MS);
        if !patient {
            return Ok(false);
        }
        let more = (burst::SINGLES + 1).saturating_sub(due.len()).max(1);
        Ok(self.inner.feed.undecided(more).await?.len() == more)
    }

    async fn ring_one(
        &self,
        rhythm: &mut Rhythm,
        banner: &burst::Banner,
        due: &[Notice],
    ) -> Result<Rung, FeedError> {
        let find = |wanted: i64| due.iter().find(|notice| notice.id.0 == wanted);
        match banner {
            burst::Banner::Single { id, replaces } => {
                let Some(notice) = find(*id) else {
                    return Ok(Rung::Taken);
                };
                let mut covered = vec![notice];
                covered.extend(replaces.iter().filter_map(|id| find(*id)));
                self.ring_banner(rhythm, &as_banner(notice), &covered).await
            }
            burst::Banner::Summary { ids, .. } => {
                let covered: Vec<_> = ids.iter().filter_map(|id| find(*id)).collect();
                let banner = self.summary(id::BANNER_SUMMARY_TITLE, &covered).await?;
                self.ring_banner(rhythm, &banner, &covered).await
            }
        }
    }

    /// Marks what rang while the database could not be written.
    pub(crate) async fn mark_taken(&self, rhythm: &mut Rhythm) -> Result<(), FeedError> {
        if rhythm.taken.is_empty() {
            return Ok(());
        }
        let now = self.inner.clock.now_ms();
        self.inner.feed.rang(rhythm.taken.clone(), now).await?;
        rhythm.taken.clear();
        Ok(())
    }

    /// Hands one banner to the sink and notes for each notice behind it what became of it.
    pub(crate) async fn ring_banner(
        &self,
        rhythm: &mut Rhythm,
        banner: &Banner,
        covered: &[&Notice],
    ) -> Result<Rung, FeedError> {
        let ids: Vec<NoticeId> = covered.iter().map(|notice| notice.id).collect();
        let asked = caught_within(self.inner.sink.ring(banner));
        let rung = match tokio::time::timeout(SINK_WITHIN, asked).await {
            Ok(Ok(rung)) => rung,
            Ok(Err(_)) => Err(SinkError::Broken),
            Err(_) => Err(SinkError::Hung(SINK_WITHIN.as_secs())),
        };
        let now = self.inner.clock.now_ms();
        let Err(error) = rung else {
            self.problem_over(ProblemCode::NotificationsUnavailable);
            rhythm.taken.extend(ids);
            self.mark_taken(rhythm).await?;
            return Ok(Rung::Taken);
        };
        tracing::warn!(%error, notices = ids.len(), "could not ring");
        self.problem(ProblemCode::NotificationsUnavailable, error.to_string());
        let at = now.saturating_add(retry_after(covered));
        self.inner.feed.postpone(ids, at).await?;
        Ok(Rung::Later { at })
    }

    /// Brings a banner back in an hour, as it was: another channel of the same event may say it in
    /// other words.
    pub async fn snooze(&self, banner: &Banner) -> Result<(), EngineError> {
        let what = match (banner.event, banner.notice) {
            (Some(event), _) => format!("event/{}", event.0),
            (None, Some(notice)) => format!("notice/{}", notice.0),
            (None, None) => banner.group.clone(),
        };
        let notice = NewNotice {
            event: banner.event,
            channel: banner.channel.clone(),
            level: banner.level.name().to_owned(),
            title: banner.title.clone(),
            body: banner.body.clone(),
            link: banner.link.clone(),
            group: format!("snoozed/{}/{what}", banner.channel),
            due: snooze::until(self.inner.clock.now()).as_millisecond(),
            sink: self.inner.sink.kind().name().to_owned(),
        };
        self.inner.feed.put_notice(notice).await?;
        self.inner.to_ring.notify_one();
        Ok(())
    }

    /// An event by its id, or a sentence that it is gone.
    pub async fn event(&self, id: EventId) -> Result<shipbell_feed::Event, EngineError> {
        let found = self.inner.feed.event(id).await?;
        found.ok_or_else(|| EngineError::NoSuchEvent(id.0.to_string()))
    }
}

/// How long to wait after another failure, by how often it failed before.
fn retry_after(notices: &[&Notice]) -> i64 {
    let attempts = notices.iter().map(|notice| notice.attempts).max();
    let step = usize::try_from(attempts.unwrap_or(0)).unwrap_or(usize::MAX);
    let [.., longest] = RETRY_AFTER;
    RETRY_AFTER.get(step).copied().unwrap_or(longest)
}

pub(crate) fn wait_until(at: i64, now: i64) -> Duration {
    let wait = u64::try_from(at.saturating_sub(now)).unwrap_or(0);
    Duration::from_millis(wait.max(1)).min(LOOK_AGAIN)
}

pub(crate) fn level(notice: &Notice) -> Level {
    Level::from_name(&notice.level).unwrap_or(Level::Active)
}

fn as_due(notice: &Notice) -> burst::Due {
    burst::Due {
        id: notice.id.0,
        group: notice.group.clone(),
        level: level(notice),
        when: notice.due,
    }
}

pub(crate) fn as_banner(notice: &Notice) -> Banner {
    Banner {
        notice: Some(notice.id),
        event: notice.event,
        channel: notice.channel.clone(),
        group: notice.group.clone(),
        level: level(notice),
        title: notice.title.clone(),
        body: notice.body.clone(),
        link: notice.link.clone(),
    }
}
