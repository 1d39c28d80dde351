//! Where Apple posts to: kept true where the public address is another one. With a key by ourselves;
//! without one a person is told what to paste where.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use shipbell_feed::{Endpoint, EndpointId, Webhook};
use tokio::time::Instant;

use crate::apple::WebhookChange;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::keys::Key;
use crate::status::{ProblemCode, lock};

/// A tunnel that comes and goes is not to flood Apple: after each change the next waits longer.
const APART_MS: [i64; 5] = [0, 30_000, 2 * 60_000, 5 * 60_000, 15 * 60_000];
/// After this much rest, an address counts as steady.
const STEADY_MS: i64 = 60 * 60_000;
/// After Apple did not take an address.
const REFUSED_MS: i64 = 60_000;
/// Apple's ping comes within seconds, or not at all.
const PING_WITHIN: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(200);
/// How the note of a ping that came begins.
const CAME: &str = "came";

/// When addresses were changed at Apple.
#[derive(Debug, Default)]
pub(crate) struct Moves(Mutex<HashMap<EndpointId, (i64, usize)>>);

impl Moves {
    /// When an endpoint's address may be changed next.
    fn next(&self, endpoint: &EndpointId, now: i64) -> i64 {
        let Some((at, count)) = lock(&self.0).get(endpoint).copied() else {
            return now;
        };
        if now - at >= STEADY_MS {
            return now;
        }
        let [.., longest] = APART_MS;
        at + APART_MS.get(count).copied().unwrap_or(longest)
    }

    fn note(&self, endpoint: &EndpointId, now: i64) {
        let mut all = lock(&self.0);
        let entry = all.entry(endpoint.clone()).or_insert((now, 0));
        let count = if now - entry.0 >= STEADY_MS {
            0
        } else {
            entry.1
        };
        *entry = (now, count + 1);
    }
}

/// What became of one address.
enum Kept {
    /// It is as it should be, or nobody can change it.
    True,
    /// Apple was told at that moment, and asked for its ping.
    Moved(i64),
    /// Too soon.
    Later(i64),
}

impl Engine {
    /// Has Apple post to the present address, which was just proven. Answers with when more is to be done.
    pub(crate) async fn keep_addresses(&self) -> Option<i64> {
        let base = self.public_url()?;
        let mut next: Option<i64> = None;
        let mut to_paste = Vec::new();
        let mut moved = Vec::new();
        let webhooks = self.inner.feed.webhooks().await.unwrap_or_default();
        let keys = self.inner.keys.list();
        for key in &keys {
            let own = webhooks.iter().find(|one| one.endpoint == key.endpoint.id);
            let kept = match own {
                Some(own) if own.watched => continue,
                Some(own) => match self.keep_address(key, own, &base).await {
                    Ok(Kept::True) => Ok(None),
                    Ok(Kept::Moved(at)) => {
                        moved.push((&key.endpoint, at));
                        Ok(None)
                    }
                    Ok(Kept::Later(at)) => Ok(Some(at)),
                    Err(error) => Err(error),
                },
                None => match self.is_to_paste(key, &base).await {
                    Ok(yes) => {
                        to_paste.extend(yes.then(|| key.endpoint.name.clone()));
                        Ok(None)
                    }
                    Err(error) => Err(error),
                },
            };
            let again = kept.unwrap_or_else(|error| {
                tracing::warn!(%error, "Apple could not be told the new address; trying again");
                Some(self.inner.clock.now_ms() + REFUSED_MS)
            });
            next = next.into_iter().chain(again).min();
        }
        self.await_pings(&moved).await;
        if to_paste.is_empty() {
            self.problem_over(ProblemCode::AddressChanged);
        } else {
            let names = to_paste.join(", ");
            self.problem(
                ProblemCode::AddressChanged,
                format!(
                    "The public address is {base} now, and Apple may still post to the former one. In App Store Connect, under Users and Access, Integrations, Webhooks, give these their new URL, which the tray's menu copies: {names}."
                ),
            );
        }
        next
    }

    async fn keep_address(
        &self,
        key: &Key,
        webhook: &Webhook,
        base: &str,
    ) -> Result<Kept, EngineError> {
        let url = format!("{base}/hooks/{}", key.endpoint.token);
        let account = self.account_by_id(&webhook.account).await?;
        let Some(account) = account else {
            return Ok(Kept::True);
        };
        let note = told(&key.endpoint.id);
        match self.inner.feed.get(&note).await? {
            Some(told) if told == url => return Ok(Kept::True),
            Some(_) => {}
            // Nobody noted what Apple has, so it is asked.
            None => {
                let app = key.endpoint.app_id.as_deref().unwrap_or_default();
                let listed = self.inner.apple.webhooks(&account, app).await?;
                let at_apple = listed.into_iter().find(|one| one.id == webhook.apple_id);
                if at_apple.is_some_and(|one| one.url == url) {
                    self.inner.feed.set(&note, Some(&url)).await?;
                    return Ok(Kept::True);
                }
            }
        }
        let now = self.inner.clock.now_ms();
        let may = self.inner.moves.next(&key.endpoint.id, now);
        if may > now {
            return Ok(Kept::Later(may));
        }
        self.inner.moves.note(&key.endpoint.id, now);
        let change = WebhookChange {
            url: Some(url.clone()),
            ..WebhookChange::default()
        };
        (self.inner.apple)
            .change_webhook(&account, &webhook.apple_id, &change)
            .await?;
        self.inner.feed.set(&note, Some(&url)).await?;
        tracing::info!(
            endpoint = key.endpoint.name,
            "Apple posts to the new address"
        );
        // The address is told all the same: a ping that nobody sent is noted as missing.
        if let Err(error) = self.inner.apple.ping(&account, &webhook.apple_id).await {
            tracing::warn!(%error, "Apple could not be asked for its ping");
        }
        Ok(Kept::Moved(now))
    }

    /// Notes whether Apple's ping came to each new address.
    async fn await_pings(&self, moved: &[(&Endpoint, i64)]) {
        let until = Instant::now() + PING_WITHIN;
        for (endpoint, since) in moved {
            let came = self.ping_came(&endpoint.id, *since);
            let came = tokio::time::timeout_at(until, came).await.is_ok();
            if !came {
                tracing::warn!(
                    endpoint = endpoint.name,
                    "Apple's ping did not come to the new address"
                );
            }
            let record = format!("{} {since}", if came { CAME } else { "missing" });
            let note = pinged(&endpoint.id);
            if let Err(error) = self.inner.feed.set(&note, Some(&record)).await {
                tracing::warn!(%error, "it could not be noted whether Apple's ping came");
            }
        }
    }

    /// Whether Apple's ping came to an endpoint's last new address; none where it never had another.
    pub(crate) async fn was_pinged(
        &self,
        endpoint: &EndpointId,
    ) -> Result<Option<bool>, EngineError> {
        let note = self.inner.feed.get(&pinged(endpoint)).await?;
        Ok(note.map(|note| note.starts_with(CAME)))
    }

    /// Resolves when Apple's ping has come after that moment.
    async fn ping_came(&self, endpoint: &EndpointId, since: i64) {
        let ping = Some(shipbell_webhook::Kind::Ping.slug());
        loop {
            let last = self.last_heard(endpoint, ping).await;
            if matches!(last, Ok(Some(at)) if at >= since) {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Whether a person has to paste an endpoint's new address at Apple: it was heard of under another.
    async fn is_to_paste(&self, key: &Key, base: &str) -> Result<bool, EngineError> {
        let feed = &self.inner.feed;
        let (heard_under, since) = (heard_under(&key.endpoint.id), "address-since");
        let now = self.inner.clock.now_ms();
        let noted = feed.get(since).await?;
        let begun = noted.as_deref().and_then(|noted| {
            let (at, of) = noted.split_once(' ')?;
            at.parse().ok().filter(|_| of == base)
        });
        if begun.is_none() {
            feed.set(since, Some(&format!("{now} {base}"))).await?;
        }
        let begun: i64 = begun.unwrap_or(now);
        let last = self.last_heard(&key.endpoint.id, None).await?;
        let before = feed.get(&heard_under).await?;
        let is_heard_here = last.is_some_and(|last| last >= begun);
        if is_heard_here || (before.is_none() && last.is_some()) {
            feed.set(&heard_under, Some(base)).await?;
            return Ok(false);
        }
        Ok(before.is_some_and(|before| before != base))
    }

    /// What was noted of an endpoint goes with it.
    pub(crate) async fn forget_address(&self, endpoint: &EndpointId) -> Result<(), EngineError> {
        for note in [told(endpoint), pinged(endpoint), heard_under(endpoint)] {
            self.inner.feed.set(&note, None).await?;
        }
        Ok(())
    }

    /// Notes what Apple was told when a webhook was made.
    pub(crate) async fn note_address(
        &self,
        endpoint: &EndpointId,
        url: &str,
    ) -> Result<(), EngineError> {
        Ok(self.inner.feed.set(&told(endpoint), Some(url)).await?)
    }
}

/// Under which it is noted what Apple has.
fn told(endpoint: &EndpointId) -> String {
    format!("webhook-url/{}", endpoint.0)
}

/// Under which it is noted whether Apple's ping came to the last new address, and when that was made.
fn pinged(endpoint: &EndpointId) -> String {
    format!("webhook-pinged/{}", endpoint.0)
}

/// Under which it is noted at which address an endpoint was last heard of.
fn heard_under(endpoint: &EndpointId) -> String {
    format!("heard-under/{}", endpoint.0)
}
