//! Steps 4 to 7 of a delivery's way: read, enrich, decide, render, and file it all in one commit.

use std::time::Duration;

use shipbell_feed::{
    Before, Delivery, DeliveryId, Endpoint, FeedError, Filed, IndexHold, Known, Provenance, Sought,
};
use shipbell_rules::{Facts, Level};
use shipbell_webhook::Event;
use shipbell_words::id;

use crate::apple::Said;
use crate::batch::Batch;
use crate::engine::Engine;
use crate::panics::{caught, caught_within};
use crate::{errands, pins, unreadable};

/// Deliveries of a long absence read between two commits: one commit's cost is shared, and a crash
/// repeats little.
const BATCH: usize = 256;
/// As many of those that arrived by themselves; and as many at once are a long absence.
const MANY: usize = 64;

/// A delivery that was read.
struct Read {
    endpoint: Endpoint,
    /// What it says, or why that can't be told; then its body is shown as it is.
    event: Result<Event, String>,
}

impl Read {
    fn sought(&self) -> Option<Sought> {
        let event = self.event.as_ref().ok()?;
        Some(Sought {
            endpoint: self.endpoint.id.clone(),
            apple_id: event.id.clone(),
            digest: event.digest,
            instance: event.instance.as_ref().map(|instance| instance.id.clone()),
        })
    }
}

/// How far the waiting deliveries are decided.
#[derive(Default)]
struct Progress {
    /// The last of them.
    last: Option<DeliveryId>,
    /// The last batch, which is perhaps not on the disk yet.
    batch: Option<Batch>,
    /// Of a long absence everything is filed first and indexed then.
    held: Option<IndexHold>,
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

    /// Reads everything that is kept but not filed. While one batch is written, the next is decided.
    async fn read_waiting(&self) -> Result<(), FeedError> {
        let mut progress = Progress::default();
        let mut decided = self.decide_next(&mut progress).await?;
        while let Some(filed) = decided {
            let (written, next) = tokio::join!(self.file(filed), self.decide_next(&mut progress));
            // What was decided after a batch that could not be written is left: it is read again with it.
            written?;
            decided = next?;
        }
        self.inner.to_fetch.notify_one();
        Ok(())
    }

    /// Decides the next batch; `None` where nothing more waits.
    async fn decide_next(&self, progress: &mut Progress) -> Result<Option<Vec<Filed>>, FeedError> {
        let after = progress.last.unwrap_or(DeliveryId(0));
        let mut waiting = self.inner.feed.undecided_after(after, BATCH).await?;
        let only_missed = (waiting.iter()).all(|one| one.provenance == Provenance::Recovered);
        if !only_missed {
            // Apple is asked about these, and all of a batch share its patience.
            waiting.truncate(MANY);
        }
        let is_absence = only_missed && waiting.len() >= MANY;
        progress.held = is_absence.then(|| self.inner.feed.hold_index());
        let Some(last) = waiting.last() else {
            return Ok(None);
        };
        progress.last = Some(last.id);
        let settings = self.inner.settings.current();
        let wait = Duration::from_secs(settings.notifications.wait_for_facts.into());
        let mut batch = Batch::after(progress.batch.take(), waiting.len() >= MANY, wait);
        let mut filed = self.read_all(&waiting, &mut batch).await?;
        progress.batch = Some(batch);
        if !settings.notifications.enabled {
            for one in &mut filed {
                one.notices.clear();
            }
        }
        Ok(Some(filed))
    }

    async fn file(&self, filed: Vec<Filed>) -> Result<(), FeedError> {
        let is_missed = |one: &Filed| one.event.provenance == Provenance::Recovered;
        let only_missed = filed.iter().all(is_missed);
        self.inner.feed.file(filed).await?;
        self.inner.to_ring.notify_one();
        // What Apple is to say of a long absence can wait until all of it is here.
        if !only_missed {
            self.inner.to_fetch.notify_one();
        }
        Ok(())
    }

    /// Reads a batch, with one question to the feed for all of it.
    async fn read_all(
        &self,
        waiting: &[Delivery],
        batch: &mut Batch,
    ) -> Result<Vec<Filed>, FeedError> {
        let read: Vec<_> = waiting.iter().map(|one| self.read(one)).collect();
        let sought = read.iter().filter_map(Read::sought).collect();
        let mut before = self.inner.feed.before(sought).await?.into_iter();
        let mut filed = Vec::with_capacity(read.len());
        for (delivery, Read { endpoint, event }) in waiting.iter().zip(read) {
            filed.push(match event {
                Ok(event) => {
                    let before = before.next().unwrap_or_default();
                    self.file_one(&endpoint, delivery, &event, before, batch)
                        .await
                }
                Err(why) => self.unreadable(&endpoint, delivery, why),
            });
        }
        Ok(filed)
    }

    fn read(&self, delivery: &Delivery) -> Read {
        let event = match caught(|| shipbell_webhook::read(&delivery.body)) {
            Ok(read) => read.map_err(|error| unreadable::why(&self.inner.words, error)),
            Err(_) => Err(self.inner.words.say(id::ERROR_NOT_UNDERSTOOD)),
        };
        Read {
            endpoint: self.endpoint_of(delivery),
            event,
        }
    }

    async fn file_one(
        &self,
        endpoint: &Endpoint,
        delivery: &Delivery,
        event: &Event,
        before: Before,
        batch: &mut Batch,
    ) -> Filed {
        let conflict =
            batch.clashes(endpoint, event) || matches!(before.known, Known::Conflict { .. });
        let said = match before.known {
            // Nobody will be told again, so nobody need be asked.
            Known::Same { .. } => Said::whole(Facts::default()),
            _ if batch.spares_apple(delivery) => Said::default(),
            Known::New | Known::Conflict { .. } => self.facts(endpoint, event, batch).await,
        };
        let outdated = is_outdated(endpoint, event, before, batch);
        let Ok(mut filed) = caught(|| self.compose(endpoint, delivery, event, &said.facts)) else {
            // One body that our own code stumbles over must not stop every later one.
            let why = self.inner.words.say(id::ERROR_NOT_UNDERSTOOD);
            return self.unreadable(endpoint, delivery, why);
        };
        filed.event.conflict = conflict;
        filed.facts = errands::written(&said);
        filed.errand = errands::due(&said, event, delivery, self.inner.clock.now_ms());
        if !outdated {
            filed.pin = pins::turned(event, delivery.provenance);
        }
        // Other content under a known id is news, whatever time it claims.
        if outdated && !conflict {
            // It stays in the feed at its own time; a banner would roll the shown state back.
            Level::Passive.name().clone_into(&mut filed.event.level);
            filed.event.unread = false;
            filed.notices.clear();
        }
        filed
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
}

/// Whether a later state of the same thing is in the feed already, or about to be.
fn is_outdated(endpoint: &Endpoint, event: &Event, before: Before, batch: &mut Batch) -> bool {
    let (Some(time), Some(instance)) = (event.time, &event.instance) else {
        return false;
    };
    let time = time.as_millisecond();
    let in_batch = batch.newest(endpoint, &instance.id, time);
    in_batch.is_some() || before.newest.is_some_and(|newest| newest > time)
}
