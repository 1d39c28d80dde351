//! Steps 4 to 7 of a delivery's way: read, enrich, decide, render, and file it all in one commit.

use std::collections::HashMap;
use std::time::Duration;

use shipbell_feed::{Delivery, Endpoint, EndpointId, FeedError, Filed, Known, Provenance};
use shipbell_rules::{Facts, Level};
use shipbell_webhook::Event;
use shipbell_words::id;
use tokio::time::Instant;

use crate::apple::Said;
use crate::engine::Engine;
use crate::panics::{caught, caught_within};
use crate::{errands, pins, unreadable};

/// Deliveries read between two commits: one commit's cost is shared, and a crash repeats little.
const BATCH: usize = 64;

/// What the events of one batch need to know of each other, because none is in the feed yet.
struct Batch {
    digests: HashMap<(EndpointId, String), [u8; 32]>,
    newest: HashMap<(EndpointId, String), i64>,
    /// When Apple is slow, it rings with what is known; the facts come later. All events of a batch
    /// share this time, or the last of a burst would wait for each before it.
    facts_until: Instant,
    /// Whether more waits than one commit takes.
    full: bool,
}

impl Batch {
    fn begin(full: bool, wait: Duration) -> Self {
        Self {
            full,
            digests: HashMap::new(),
            newest: HashMap::new(),
            facts_until: Instant::now() + wait,
        }
    }

    /// Whether Apple is not to be asked about this: a long absence has more events than Apple answers
    /// questions in an hour, and reading its log comes before.
    fn spares_apple(&self, delivery: &Delivery) -> bool {
        self.full && delivery.provenance == Provenance::Recovered
    }

    /// Whether an earlier event of the batch has this one's id and says something else.
    fn clashes(&mut self, endpoint: &Endpoint, event: &Event) -> bool {
        let Some(id) = event.id.clone() else {
            return false;
        };
        let earlier = (self.digests).insert((endpoint.id.clone(), id), event.digest);
        earlier.is_some_and(|earlier| earlier != event.digest)
    }

    /// The newest time of this thing in the batch so far; this one's is noted.
    fn newest(&mut self, endpoint: &Endpoint, instance: &str, time: i64) -> Option<i64> {
        let newest = self
            .newest
            .entry((endpoint.id.clone(), instance.to_owned()))
            .or_insert(time);
        let before = *newest;
        *newest = before.max(time);
        (before > time).then_some(before)
    }
}

impl Engine {
    pub(crate) async fn keep_reading(self) {
        loop {
            let again = match self.read_waiting().await {
                Ok(()) => Duration::MAX,
                Err(error) => {
                    tracing::error!(%error, "could not file what was read; it stays kept and is read again");
                    Duration::from_secs(2)
                }
            };
            tokio::select! {
                () = self.stopping() => return,
                () = self.inner.to_read.notified() => {}
                () = tokio::time::sleep(again) => {}
            }
        }
    }

    /// Reads everything that is kept but not filed.
    async fn read_waiting(&self) -> Result<(), FeedError> {
        loop {
            let waiting = self.inner.feed.undecided(BATCH).await?;
            if waiting.is_empty() {
                return Ok(());
            }
            let mut filed = Vec::with_capacity(waiting.len());
            let settings = self.inner.settings.current();
            let wait = Duration::from_secs(settings.notifications.wait_for_facts.into());
            let mut batch = Batch::begin(waiting.len() == BATCH, wait);
            for delivery in &waiting {
                filed.push(self.read_one(delivery, &mut batch).await?);
            }
            if !settings.notifications.enabled {
                for one in &mut filed {
                    one.notices.clear();
                }
            }
            self.inner.feed.file(filed).await?;
            self.inner.to_ring.notify_one();
            self.inner.to_fetch.notify_one();
        }
    }

    /// One body that our own code stumbles over must not stop every later one, so it is shown raw.
    async fn read_one(&self, delivery: &Delivery, batch: &mut Batch) -> Result<Filed, FeedError> {
        let endpoint = self.endpoint_of(delivery);
        // A fault of ours, and no reason to lose it.
        let not_understood = || {
            let why = self.inner.words.say(id::ERROR_NOT_UNDERSTOOD);
            self.unreadable(&endpoint, delivery, why)
        };
        let event = match caught(|| shipbell_webhook::read(&delivery.body)) {
            Ok(Ok(event)) => event,
            Ok(Err(error)) => {
                let why = unreadable::why(&self.inner.words, error);
                return Ok(self.unreadable(&endpoint, delivery, why));
            }
            Err(_) => return Ok(not_understood()),
        };
        let known = (self.inner.feed)
            .known(endpoint.id.clone(), event.id.clone(), event.digest)
            .await?;
        let conflict = batch.clashes(&endpoint, &event) || matches!(known, Known::Conflict { .. });
        let said = match known {
            // Nobody will be told again, so nobody need be asked.
            Known::Same { .. } => Said::whole(Facts::default()),
            _ if batch.spares_apple(delivery) => Said::default(),
            Known::New | Known::Conflict { .. } => self.facts(&endpoint, &event, batch).await,
        };
        let outdated = self.outdated(&endpoint, &event, batch).await?;
        let Ok(mut filed) = caught(|| self.compose(&endpoint, delivery, &event, &said.facts))
        else {
            return Ok(not_understood());
        };
        filed.event.conflict = conflict;
        filed.facts = errands::written(&said);
        filed.errand = errands::due(&said, &event, delivery, self.inner.clock.now_ms());
        if !outdated {
            filed.pin = pins::turned(&event, delivery.provenance);
        }
        // Other content under a known id is news, whatever time it claims.
        if outdated && !conflict {
            // It stays in the feed at its own time; a banner would roll the shown state back.
            Level::Passive.name().clone_into(&mut filed.event.level);
            filed.event.unread = false;
            filed.notices.clear();
        }
        Ok(filed)
    }

    /// The endpoint a delivery came in at; one that was removed meanwhile is remembered by its id.
    fn endpoint_of(&self, delivery: &Delivery) -> Endpoint {
        self.inner.keys.by_id(&delivery.endpoint).map_or_else(
            || Endpoint {
                id: delivery.endpoint.clone(),
                name: delivery.endpoint.0.clone(),
                token: String::new(),
                app_id: None,
                created: 0,
                rotated: None,
                new_secret_seen: None,
            },
            |key| key.endpoint.clone(),
        )
    }

    async fn facts(&self, endpoint: &Endpoint, event: &Event, batch: &Batch) -> Said {
        let account = self.account_of(endpoint).await;
        let asked = caught_within(self.inner.apple.facts(account.as_ref(), endpoint, event));
        match tokio::time::timeout_at(batch.facts_until, asked).await {
            Ok(Ok(said)) => said,
            Ok(Err(_)) | Err(_) => Said::default(),
        }
    }

    /// Whether a later state of the same thing is in the feed already, or about to be.
    async fn outdated(
        &self,
        endpoint: &Endpoint,
        event: &Event,
        batch: &mut Batch,
    ) -> Result<bool, FeedError> {
        let (Some(time), Some(instance)) = (event.time, &event.instance) else {
            return Ok(false);
        };
        let time = time.as_millisecond();
        if batch.newest(endpoint, &instance.id, time).is_some() {
            return Ok(true);
        }
        let newest = (self.inner.feed)
            .newest_time_of(endpoint.id.clone(), instance.id.clone())
            .await?;
        Ok(newest.is_some_and(|newest| newest > time))
    }
}
