//! Steps 4 to 7 of a delivery's way: read, enrich, decide, render, and file it all in one commit.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use shipbell_feed::{Delivery, Endpoint, EndpointId, FeedError, Filed, Known, NewEvent, NewNotice};
use shipbell_rules::{Facts, Level};
use shipbell_webhook::{Event, link};

use crate::engine::Engine;
use crate::fields;
use crate::intake::digest;
use crate::render::{Rendered, Rendering};

/// Deliveries read between two commits: one commit's cost is shared, and a crash repeats little.
const BATCH: usize = 64;
/// Said of a body that our reader stumbled over; a fault of ours, and no reason to lose it.
const NOT_UNDERSTOOD: &str = "Shipbell could not read this body. It is kept as it came.";
/// When Apple is slow, it rings with what is known; the facts come later.
const FACTS_WITHIN: Duration = Duration::from_secs(2);

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
    pub(crate) async fn read_waiting(&self) -> Result<(), FeedError> {
        loop {
            let waiting = self.inner.feed.undecided(BATCH).await?;
            if waiting.is_empty() {
                return Ok(());
            }
            let mut filed = Vec::with_capacity(waiting.len());
            let mut in_batch = HashMap::new();
            for delivery in waiting {
                filed.push(self.read_one(delivery, &mut in_batch).await?);
            }
            self.inner.feed.file(filed).await?;
            self.inner.to_ring.notify_one();
        }
    }

    async fn read_one(
        &self,
        delivery: Delivery,
        in_batch: &mut HashMap<(EndpointId, String), [u8; 32]>,
    ) -> Result<Filed, FeedError> {
        let endpoint = self.endpoint_of(&delivery);
        // A parser that panics on some body would stop every later event; this body is shown raw.
        let read = catch_unwind(AssertUnwindSafe(|| shipbell_webhook::read(&delivery.body)));
        let event = match read {
            Ok(Ok(event)) => event,
            Ok(Err(unreadable)) => {
                return Ok(self.unreadable(&endpoint, &delivery, unreadable.to_string()));
            }
            Err(_) => return Ok(self.unreadable(&endpoint, &delivery, NOT_UNDERSTOOD.to_owned())),
        };
        let known = self
            .inner
            .feed
            .known(endpoint.id.clone(), event.id.clone(), event.digest)
            .await?;
        let clash = event.id.clone().is_some_and(|id| {
            let earlier = in_batch.insert((endpoint.id.clone(), id), event.digest);
            earlier.is_some_and(|earlier| earlier != event.digest)
        });
        let facts = self.facts(&endpoint, &event).await;
        let outdated = self.outdated(&endpoint, &event).await?;
        let mut filed = self.compose(&endpoint, delivery, &event, &facts);
        filed.event.conflict = clash || matches!(known, Known::Conflict { .. });
        if outdated {
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

    async fn facts(&self, endpoint: &Endpoint, event: &Event) -> Facts {
        let asked = self.inner.apple.facts(endpoint, event);
        tokio::time::timeout(FACTS_WITHIN, asked)
            .await
            .unwrap_or_default()
    }

    /// Whether a later state of the same thing is in the feed already.
    async fn outdated(&self, endpoint: &Endpoint, event: &Event) -> Result<bool, FeedError> {
        let (Some(time), Some(instance)) = (event.time, &event.instance) else {
            return Ok(false);
        };
        let newest = self
            .inner
            .feed
            .newest_time_of(endpoint.id.clone(), instance.id.clone())
            .await?;
        Ok(newest.is_some_and(|newest| newest > time.as_millisecond()))
    }

    /// Decides and renders: the event's row, and a notice for each channel that rings.
    fn compose(
        &self,
        endpoint: &Endpoint,
        delivery: Delivery,
        event: &Event,
        facts: &Facts,
    ) -> Filed {
        let known = fields::Known::of(event, facts, endpoint);
        let page = link::page(&link::Target {
            kind: event.kind,
            status: event.status.as_deref(),
            instance_id: event.instance.as_ref().map(|instance| instance.id.as_str()),
            app_id: known.app_id.as_deref(),
            platform: known.platform.as_deref(),
            submission_id: None,
        });
        let rendering = Rendering::new(self, endpoint, &delivery, event, facts, &page);
        let channels = self.inner.settings.current().channels_in_force();
        let rings = rendering.rings(&channels);
        let loudest = rings.first();
        let shown = loudest.map_or_else(|| rendering.builtin(), |ring| ring.rendered.clone());
        let level = loudest.map_or(Level::Passive, |ring| ring.level);
        let group = group(endpoint, event, &delivery);
        let notices = rings
            .iter()
            .filter(|ring| ring.level.rings())
            .map(|ring| NewNotice {
                event: None,
                channel: ring.channel.clone(),
                level: ring.level.name().to_owned(),
                title: ring.rendered.title.clone(),
                body: ring.rendered.body.clone(),
                link: ring.rendered.link.clone(),
                group: format!("{}/{group}", ring.channel),
                due: self.inner.clock.now_ms(),
                sink: self.inner.sink.kind().name().to_owned(),
            })
            .collect();
        let event = NewEvent {
            endpoint: endpoint.id.clone(),
            apple_id: event.id.clone(),
            digest: event.digest,
            kind: event.kind.slug().to_owned(),
            type_name: event.type_name.clone(),
            status: event.status.clone(),
            previous_status: event.previous_status.clone(),
            time: event.time.map(|time| time.as_millisecond()),
            received: delivery.arrived,
            provenance: delivery.provenance,
            app_name: Some(known.app_name),
            app_id: known.app_id,
            version: known.version,
            build: known.build,
            platform: known.platform,
            instance_type: event
                .instance
                .as_ref()
                .map(|instance| instance.type_name.clone()),
            instance_id: event.instance.as_ref().map(|instance| instance.id.clone()),
            title: shown.title,
            body: shown.body,
            link: shown.link,
            level: level.name().to_owned(),
            channel: loudest.map(|ring| ring.channel.clone()),
            readable: true,
            conflict: false,
            problem: shown.problem,
            unread: level.rings(),
        };
        Filed {
            delivery: delivery.id,
            event,
            notices,
        }
    }

    /// A body with a right signature that says nothing we understand: kept, shown as it is, rung.
    fn unreadable(&self, endpoint: &Endpoint, delivery: &Delivery, why: String) -> Filed {
        let shown = Rendered::unreadable(&self.inner.words, &endpoint.name);
        let digest = digest(&delivery.body);
        let notice = NewNotice {
            event: None,
            channel: shipbell_rules::builtin_channel().name,
            level: Level::Active.name().to_owned(),
            title: shown.title.clone(),
            body: shown.body.clone(),
            link: None,
            group: format!("unreadable/{}", endpoint.id.0),
            due: self.inner.clock.now_ms(),
            sink: self.inner.sink.kind().name().to_owned(),
        };
        let event = NewEvent {
            endpoint: endpoint.id.clone(),
            apple_id: None,
            digest,
            kind: shipbell_webhook::Kind::Unknown.slug().to_owned(),
            type_name: String::new(),
            status: None,
            previous_status: None,
            time: None,
            received: delivery.arrived,
            provenance: delivery.provenance,
            app_name: Some(endpoint.name.clone()),
            app_id: endpoint.app_id.clone(),
            version: None,
            build: None,
            platform: None,
            instance_type: None,
            instance_id: None,
            title: shown.title,
            body: shown.body,
            link: None,
            level: Level::Active.name().to_owned(),
            channel: Some(notice.channel.clone()),
            readable: false,
            conflict: false,
            problem: Some(why),
            unread: true,
        };
        Filed {
            delivery: delivery.id,
            event,
            notices: vec![notice],
        }
    }
}

/// Banners of one group replace each other: the states of one version, of one build. Where no
/// instance is named, the event stands for itself.
fn group(endpoint: &Endpoint, event: &Event, delivery: &Delivery) -> String {
    let what = event
        .instance
        .as_ref()
        .map(|instance| instance.id.clone())
        .or_else(|| event.id.clone())
        .unwrap_or_else(|| delivery.id.0.to_string());
    format!("{}/{what}", endpoint.id.0)
}
