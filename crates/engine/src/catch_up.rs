//! What was missed: read from Apple's own delivery log, taken in where it is not in the feed yet, and told
//! of in one banner.
//!
//! Apple keeps the log for about ten days and gives no order, so that each round reads everything since
//! the last whole round, and an hour more. Whatever is interrupted is begun again: what was kept before is
//! recognised.

use std::time::Duration;

use shipbell_feed::{NewNotice, Notice, Provenance, Webhook};
use shipbell_vault::Account;

use crate::apple::{LoggedDelivery, RemoteWebhook};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::gap;
use crate::missed::{NOBODY_KNOWS, recovered};

/// Nobody is to wait longer for what was lost on the way.
const EVERY: Duration = Duration::from_mins(15);
/// A round that failed is tried again this soon: a network often comes a moment after a wake.
const AGAIN: Duration = Duration::from_secs(5);
/// The next pauses are twice as long each, and never longer than this.
const AGAIN_AT_MOST: Duration = Duration::from_mins(2);
/// Apple's clock is not ours, and a delivery may enter the log late.
const OVERLAP_MS: i64 = 60 * 60 * 1000;
/// [L] Apple refuses to look further back than ten days; a little less allows for its clock.
const KEPT_MS: i64 = 10 * 24 * 60 * 60 * 1000 - OVERLAP_MS;
/// When a notice falls due that waits for the end of a round.
const AT_THE_END: i64 = i64::MAX;

/// When a round tells of what it found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    /// At its end: whoever asked for it waits, and nobody knows when the next one is.
    Now,
    /// With a later round, where that is sure to come soon and to find more.
    Patient,
}

/// What the groups of their notices begin with.
const GROUP: &str = "recovered/";

/// What was missed does not ring while more of it may come.
pub(crate) fn held(notice: NewNotice, provenance: Provenance) -> NewNotice {
    if provenance != Provenance::Recovered {
        return notice;
    }
    NewNotice {
        due: AT_THE_END,
        group: format!("{GROUP}{}", notice.group),
        ..notice
    }
}

/// Whether a notice is of something that was missed: all of those are one banner.
pub(crate) fn was_missed(notice: &Notice) -> bool {
    notice.group.starts_with(GROUP)
}

/// What came of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaughtUp {
    /// Webhooks whose log was read to its end.
    pub read: usize,
    /// Deliveries that were missing, and are kept now.
    pub recovered: usize,
    /// Lines of the logs that were in the feed already.
    pub known: usize,
    /// Lines whose body Apple no longer has.
    pub empty: usize,
    /// States that were found to be others than those heard of last, where the log does not reach.
    pub compared: usize,
    /// From when to when nobody can know what happened, by endpoint.
    pub lost: Vec<(String, i64, i64)>,
    /// What could not be read, by endpoint, and why.
    pub failed: Vec<(String, String)>,
}

/// A line of Apple's log beside ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// What Apple says.
    pub delivery: LoggedDelivery,
    /// Whether what it told of is in the feed; `None` where Apple no longer has its body.
    pub here: Option<bool>,
}

impl Engine {
    /// Something happened after which deliveries may be missing: a wake, a network, a tunnel that is back.
    pub fn look_for_missed(&self) {
        self.inner.to_catch_up.notify_one();
        self.inner.to_fetch.notify_one();
    }

    pub(crate) async fn keep_catching_up(self) {
        let mut again = AGAIN;
        loop {
            // A round may be left anywhere: the next begins it anew.
            let round = tokio::select! {
                () = self.stopping() => return,
                round = self.round(Telling::Patient) => round,
            };
            let whole = match round {
                Ok(round) => round.failed.is_empty(),
                Err(error) => {
                    tracing::warn!(%error, "could not look for what was missed; trying again");
                    false
                }
            };
            let pause = if whole { EVERY } else { again };
            again = if whole {
                AGAIN
            } else {
                (again * 2).min(AGAIN_AT_MOST)
            };
            tokio::select! {
                () = self.stopping() => return,
                () = self.inner.to_catch_up.notified() => again = AGAIN,
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// Reads the logs of all webhooks that we know, and takes in what is missing.
    pub async fn catch_up(&self) -> Result<CaughtUp, EngineError> {
        self.round(Telling::Now).await
    }

    async fn round(&self, telling: Telling) -> Result<CaughtUp, EngineError> {
        let _turn = self.inner.catching_up.lock().await;
        let mut round = CaughtUp::default();
        self.find_webhooks().await?;
        self.settle_rotations().await?;
        for webhook in self.inner.feed.webhooks().await? {
            let key = self.inner.keys.by_id(&webhook.endpoint);
            let name = key.map_or_else(String::new, |key| key.endpoint.name.clone());
            if let Err(error) = self.catch_up_on(webhook, &name, &mut round).await {
                tracing::warn!(endpoint = name, %error, "could not read Apple's delivery log");
                round.failed.push((name, error.to_string()));
            }
        }
        // A log that broke off on the way is read on in a moment, and a night is to be one banner.
        let more_may_come = !round.failed.is_empty() && round.recovered > 0;
        if telling == Telling::Now || !more_may_come {
            self.tell_of_recovered().await?;
        }
        Ok(round)
    }

    /// A webhook that posts to one of our endpoints is one of ours, whoever typed it in: a person, or a
    /// Shipbell whose database was lost.
    async fn find_webhooks(&self) -> Result<(), EngineError> {
        let known = self.inner.feed.webhooks().await?;
        for key in self.inner.keys.list() {
            let endpoint = &key.endpoint;
            let is_known = known.iter().any(|known| known.endpoint == endpoint.id);
            let Some(app) = endpoint.app_id.as_deref().filter(|_| !is_known) else {
                continue;
            };
            let Some(account) = self.account_of(endpoint).await else {
                continue;
            };
            // Without an answer, it is looked for again in the next round.
            let listed = self.inner.apple.webhooks(&account, app).await;
            let path = format!("/hooks/{}", endpoint.token);
            let ours = |remote: &RemoteWebhook| remote.url.ends_with(&path);
            let Some(found) = listed.unwrap_or_default().into_iter().find(ours) else {
                continue;
            };
            tracing::info!(
                endpoint = endpoint.name,
                "found the webhook that posts here"
            );
            let webhook = Webhook {
                endpoint: endpoint.id.clone(),
                account: Account::id_of(&account.key_id),
                apple_id: found.id,
                // Apple's log may not reach back to the endpoint's making, and nothing need be lost by that.
                read_up_to: (endpoint.created).max(self.inner.clock.now_ms() - KEPT_MS),
                lost: None,
                watched: false,
            };
            self.inner.feed.put_webhook(webhook).await?;
        }
        Ok(())
    }

    /// Apple's log of an endpoint's webhook, newest first, beside what is in the feed.
    pub async fn delivery_log(&self, endpoint: &str) -> Result<Vec<LogLine>, EngineError> {
        let (webhook, account) = self.webhook_of(endpoint).await?;
        let since = self.inner.clock.now_ms() - KEPT_MS;
        let mut log = (self.inner.apple).log(&account, &webhook.apple_id, since)?;
        let mut lines = Vec::new();
        while let Some(page) = log.next().await {
            let page = page?;
            let here = self.are_here(&webhook.endpoint, &page).await?;
            let page = page.into_iter().zip(here);
            lines.extend(page.map(|(delivery, here)| LogLine { delivery, here }));
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.delivery.created));
        Ok(lines)
    }

    /// Has Apple send a delivery of an endpoint's webhook once more.
    pub async fn redeliver(&self, endpoint: &str, delivery: &str) -> Result<(), EngineError> {
        let (_, account) = self.own_webhook_of(endpoint).await?;
        Ok(self.inner.apple.redeliver(&account, delivery).await?)
    }

    async fn catch_up_on(
        &self,
        webhook: Webhook,
        name: &str,
        round: &mut CaughtUp,
    ) -> Result<(), EngineError> {
        let account = self.account_by_id(&webhook.account).await?;
        let account = account.ok_or_else(|| EngineError::KeyMissing(webhook.account.clone()))?;
        let begun = self.inner.clock.now_ms();
        let oldest = begun - KEPT_MS;
        let since = (webhook.read_up_to - OVERLAP_MS).max(oldest);
        let read = self.read_log(&webhook, &account, since, round).await;
        match &read {
            Ok(_) => self.note_answer(&account, Ok(())),
            Err(EngineError::Apple(error)) => self.note_answer(&account, Err(error)),
            Err(_) => {}
        }
        let newest = read?;
        let lost = (webhook.read_up_to < oldest).then_some((webhook.read_up_to, oldest));
        if let Some((from, to)) = lost {
            tracing::warn!(
                endpoint = name,
                from,
                to,
                "Apple's log does not reach back so far"
            );
            round.lost.push((name.to_owned(), from, to));
            self.close_gap(&webhook, &account, (from, to), round)
                .await?;
        }
        round.read += 1;
        let done = Webhook {
            // Apple's own times move it on; where it told of none, so does our clock, which may be ahead.
            read_up_to: (webhook.read_up_to).max(newest.unwrap_or(begun - OVERLAP_MS)),
            lost: lost.or(webhook.lost),
            ..webhook
        };
        Ok(self.inner.feed.put_webhook(done).await?)
    }

    /// Where Apple's log does not reach back, what stands today is compared with what was heard last.
    /// What happened in between stays unknown; what came of it does not.
    async fn close_gap(
        &self,
        webhook: &Webhook,
        account: &Account,
        gap: (i64, i64),
        round: &mut CaughtUp,
    ) -> Result<(), EngineError> {
        let key = self.inner.keys.by_id(&webhook.endpoint);
        let Some(app) = key.and_then(|key| key.endpoint.app_id.clone()) else {
            return Ok(());
        };
        let mut found = Vec::new();
        for state in self.inner.apple.states(account, &app).await? {
            let heard = (self.inner.feed)
                .trail(webhook.endpoint.clone(), state.instance_id.clone(), 1)
                .await?
                .pop()
                .map(|step| step.status.unwrap_or_default());
            // Of what was never heard of, only what began in the gap is news.
            let is_news = match &heard {
                Some(heard) => *heard != state.status,
                None => state.made.is_some_and(|made| made >= gap.0),
            };
            if is_news {
                let body = gap::told(&state, heard.as_deref(), gap);
                found.push(recovered(&webhook.endpoint, NOBODY_KNOWS, body));
            }
        }
        round.compared += found.len();
        self.keep_missed(found, round).await
    }

    /// Once everything is read, what was recovered may ring: all at once, so that it is one banner.
    async fn tell_of_recovered(&self) -> Result<(), EngineError> {
        const LOOK_AGAIN: Duration = Duration::from_millis(20);
        if !self.is_at_work() {
            // Nobody reads here, so it rings where somebody will: each owner begins with a round.
            return Ok(());
        }
        while !self.inner.feed.undecided(1).await?.is_empty() {
            tokio::select! {
                () = self.stopping() => return Ok(()),
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
        let now = self.inner.clock.now_ms();
        if self.inner.feed.release(AT_THE_END, now).await? > 0 {
            self.inner.to_ring.notify_one();
        }
        Ok(())
    }
}
