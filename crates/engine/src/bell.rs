//! Step 8: ring. Due notices become banners, or one summary, or after a pause one digest.
//!
//! A notice is marked as rung only after its sink took it. A crash between the two rings twice;
//! never zero times.

use std::collections::BTreeMap;
use std::time::Duration;

use shipbell_feed::{EventId, FeedError, NewNotice, Notice, NoticeId};
use shipbell_rules::{Level, burst, snooze};
use shipbell_template::plain;
use shipbell_words::{Arg, Id, id};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::ports::{Banner, SinkError};
use crate::status::ProblemCode;

/// The wall clock may jump (sleep, a correction), so nobody sleeps longer than this at a time
/// while something is due later.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// A notification service that takes longer than this is hung; intake never waits for it.
const SINK_WITHIN: Duration = Duration::from_secs(10);
/// More than this many due notices are more than one summary can tell apart anyway.
const DUE_AT_ONCE: usize = 2_000;
/// Apps named in a summary.
const APPS_IN_SUMMARY: usize = 4;
/// How long to wait before a failed notice is tried again, by attempts so far.
const RETRY_AFTER: [i64; 5] = [2_000, 10_000, 30_000, 120_000, 600_000];

/// What the bell remembers between two rounds.
#[derive(Default)]
struct Rhythm {
    last_banner: Option<i64>,
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
        if let Some(pause) = self.stored_pause().await? {
            if pause.holds(now) {
                return Ok(pause.until.map(|until| wait_until(until, now)));
            }
            self.ring_digest(now).await?;
            return Ok(Some(Duration::ZERO));
        }
        let due = self.inner.feed.due(now, DUE_AT_ONCE).await?;
        let asked: Vec<_> = due.iter().map(as_due).collect();
        match burst::next(&asked, rhythm.last_banner, now) {
            burst::Next::Idle => {
                let next = self.inner.feed.next_due().await?;
                Ok(next.map(|at| wait_until(at, now)))
            }
            burst::Next::Wait { until } => Ok(Some(wait_until(until, now))),
            burst::Next::Ring(banners) => {
                for banner in banners {
                    self.ring_one(&banner, &due).await?;
                }
                rhythm.last_banner = Some(self.inner.clock.now_ms());
                Ok(Some(Duration::ZERO))
            }
        }
    }

    async fn ring_one(&self, banner: &burst::Banner, due: &[Notice]) -> Result<(), FeedError> {
        let find = |wanted: i64| due.iter().find(|notice| notice.id.0 == wanted);
        match banner {
            burst::Banner::Single { id, replaces } => {
                let Some(notice) = find(*id) else {
                    return Ok(());
                };
                let mut covered = vec![notice];
                covered.extend(replaces.iter().filter_map(|id| find(*id)));
                self.ring_banner(&as_banner(notice), &covered).await
            }
            burst::Banner::Summary { ids, level, .. } => {
                let covered: Vec<_> = ids.iter().filter_map(|id| find(*id)).collect();
                let banner = self
                    .summary(id::BANNER_SUMMARY_TITLE, &covered, *level)
                    .await?;
                self.ring_banner(&banner, &covered).await
            }
        }
    }

    /// A pause ends in one banner for all that it held.
    async fn ring_digest(&self, now: i64) -> Result<(), FeedError> {
        let held = self.inner.feed.due(now, DUE_AT_ONCE).await?;
        let covered: Vec<_> = held.iter().collect();
        match covered.as_slice() {
            [] => {}
            [only] => self.ring_banner(&as_banner(only), &[only]).await?,
            several => {
                let loudest = several.iter().map(|notice| level(notice)).max();
                let loudest = loudest.unwrap_or(Level::Active);
                let banner = self
                    .summary(id::BANNER_DIGEST_TITLE, several, loudest)
                    .await?;
                self.ring_banner(&banner, several).await?;
            }
        }
        self.pause_is_over().await
    }

    /// Hands one banner to the sink and notes for each notice behind it what became of it.
    async fn ring_banner(&self, banner: &Banner, covered: &[&Notice]) -> Result<(), FeedError> {
        let ids: Vec<NoticeId> = covered.iter().map(|notice| notice.id).collect();
        let rung = tokio::time::timeout(SINK_WITHIN, self.inner.sink.ring(banner))
            .await
            .unwrap_or(Err(SinkError::Hung(SINK_WITHIN.as_secs())));
        let now = self.inner.clock.now_ms();
        match rung {
            Ok(()) => {
                self.problem_over(ProblemCode::NotificationsUnavailable);
                self.inner.feed.rang(ids, now).await
            }
            Err(error) => {
                tracing::warn!(%error, notices = ids.len(), "could not ring");
                self.problem(ProblemCode::NotificationsUnavailable, error.to_string());
                let attempts = covered
                    .iter()
                    .map(|notice| notice.attempts)
                    .max()
                    .unwrap_or(0);
                let step = usize::try_from(attempts).unwrap_or(usize::MAX);
                let [.., longest] = RETRY_AFTER;
                let after = RETRY_AFTER.get(step).copied().unwrap_or(longest);
                self.inner
                    .feed
                    .postpone(ids, now.saturating_add(after))
                    .await
            }
        }
    }

    /// One banner for many notices: how many, how many of them are urgent, and of which apps.
    async fn summary(
        &self,
        title: Id,
        covered: &[&Notice],
        level: Level,
    ) -> Result<Banner, FeedError> {
        let words = &self.inner.words;
        let mut lines = Vec::new();
        let urgent = covered
            .iter()
            .filter(|notice| self::level(notice) == Level::TimeSensitive)
            .count();
        if urgent > 0 {
            lines.push(words.say_with(id::BANNER_SUMMARY_URGENT, &[("count", number(urgent))]));
        }
        lines.push(self.apps(covered).await?);
        Ok(Banner {
            notice: None,
            event: None,
            group: "summary".to_owned(),
            level,
            title: plain::title(&words.say_with(title, &[("count", number(covered.len()))])),
            body: plain::body(&lines.join("\n")),
            link: None,
        })
    }

    /// "Tideline: 7, Fernway: 5", the busiest first.
    async fn apps(&self, covered: &[&Notice]) -> Result<String, FeedError> {
        let words = &self.inner.words;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for notice in covered {
            let event = match notice.event {
                Some(id) => self.inner.feed.event(id).await?,
                None => None,
            };
            let app = event.and_then(|event| event.app_name);
            *counts
                .entry(app.unwrap_or_else(|| words.say(id::APP_NAME)))
                .or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut parts: Vec<String> = counts
            .iter()
            .take(APPS_IN_SUMMARY)
            .map(|(app, count)| {
                let args = [("app", Arg::Text(app)), ("count", number(*count))];
                words.say_with(id::BANNER_SUMMARY_PART, &args)
            })
            .collect();
        let more = counts.len().saturating_sub(APPS_IN_SUMMARY);
        if more > 0 {
            parts.push(words.say_with(id::BANNER_SUMMARY_MORE, &[("count", number(more))]));
        }
        Ok(parts.join(&words.say(id::BANNER_SUMMARY_SEPARATOR)))
    }

    /// Brings an event's notice back in an hour.
    pub async fn snooze(&self, event: EventId) -> Result<(), EngineError> {
        let found = self.event(event).await?;
        let notice = NewNotice {
            event: Some(event),
            channel: found.channel.clone().unwrap_or_default(),
            level: found.level.clone(),
            title: found.title.clone(),
            body: found.body.clone(),
            link: found.link.clone(),
            group: format!("snoozed/{}", event.0),
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

fn number(count: usize) -> Arg<'static> {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn wait_until(at: i64, now: i64) -> Duration {
    let wait = u64::try_from(at.saturating_sub(now)).unwrap_or(0);
    Duration::from_millis(wait.max(1)).min(LOOK_AGAIN)
}

fn level(notice: &Notice) -> Level {
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

fn as_banner(notice: &Notice) -> Banner {
    Banner {
        notice: Some(notice.id),
        event: notice.event,
        group: notice.group.clone(),
        level: level(notice),
        title: notice.title.clone(),
        body: notice.body.clone(),
        link: notice.link.clone(),
    }
}
