//! Of what is a draft shown? Of what somebody chose, else of real events where there are any, else of a
//! sample. Nobody files a sample that is shown.

use shipbell_feed::{
    Delivery, DeliveryId, Endpoint, EndpointId, Event, FeedError, Provenance, Query, Verdict,
};
use shipbell_rules::{Channel, Facts};
use shipbell_webhook::Kind;
use shipbell_webhook::sample::{self, Ids, Sample};
use shipbell_words::id;

use super::Example;
use crate::channels::level_of;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::recall::Recalled;
use crate::samples::random_uuid;

/// More than one, because the newest may have lost its delivery.
const LOOK_AT: usize = 5;

impl Engine {
    /// The example that is named, else the newest real event, else a sample.
    pub(super) async fn subject(
        &self,
        kind: Option<Kind>,
        channel: &Channel,
        example: Option<&Example>,
    ) -> Result<Recalled, EngineError> {
        match example {
            Some(Example::Event(id)) => {
                let row = self.event(*id).await?;
                let recalled = self.recall(&row).await?;
                let gone = || EngineError::NothingToReplay(id.0.to_string());
                return Ok(self.with_facts(recalled.ok_or_else(gone)?).await?);
            }
            Some(Example::Sample(name)) => {
                let none = || EngineError::NoSuchSample(name.clone());
                return self.sampled(sample::find(name).ok_or_else(none)?);
            }
            None => {}
        }
        for row in self.newest(kind, channel, LOOK_AT).await? {
            if let Some(recalled) = self.recall(&row).await? {
                return Ok(self.with_facts(recalled).await?);
            }
        }
        self.sampled(sample_of(
            kind.unwrap_or_else(|| first_without_texts(channel)),
        )?)
    }

    /// The newest real events that a channel's texts for a kind (or for `None`, for the kinds
    /// without texts of their own) are for.
    pub(super) async fn newest(
        &self,
        kind: Option<Kind>,
        channel: &Channel,
        limit: usize,
    ) -> Result<Vec<Event>, FeedError> {
        let kinds: Vec<Kind> = match kind {
            Some(kind) => vec![kind],
            None => without_texts(channel).collect(),
        };
        let mut events = Vec::new();
        for kind in kinds {
            for provenance in [Provenance::Signed, Provenance::Recovered] {
                let query = Query {
                    kind: Some(kind.slug().to_owned()),
                    provenance: Some(provenance),
                    limit,
                    ..Query::default()
                };
                events.extend(self.inner.feed.page(query).await?.events);
            }
        }
        events.retain(|event| event.readable);
        events.sort_by_key(|event| std::cmp::Reverse(event.time.unwrap_or(event.received)));
        events.truncate(limit);
        Ok(events)
    }

    /// A sample, as if it had come to the first endpoint. Nothing of it is kept.
    fn sampled(&self, sample: &Sample) -> Result<Recalled, EngineError> {
        let endpoint = self.some_endpoint();
        let now = self.inner.clock.now();
        let ids = Ids {
            event: random_uuid()?,
            instance: random_uuid()?,
            app_id: endpoint.app_id.clone(),
            time: now,
        };
        let body = sample::body(sample, &ids);
        let unread = |_| EngineError::NoSuchSample(sample.name.to_owned());
        let event = shipbell_webhook::read(&body).map_err(unread)?;
        Ok(Recalled {
            row: None,
            delivery: Delivery {
                id: DeliveryId(0),
                endpoint: endpoint.id.clone(),
                arrived: now.as_millisecond(),
                last_arrived: now.as_millisecond(),
                count: 1,
                headers: vec![("content-type".to_owned(), b"application/json".to_vec())],
                body: body.into(),
                verdict: Verdict::None,
                provenance: Provenance::Sample,
                event: None,
            },
            endpoint,
            event,
            facts: Facts::default(),
        })
    }

    fn some_endpoint(&self) -> Endpoint {
        let first = self.inner.keys.list().into_iter().next();
        first.map_or_else(
            || Endpoint {
                id: EndpointId(String::new()),
                name: self.inner.words.say(id::APP_NAME),
                token: String::new(),
                app_id: None,
                created: 0,
                rotated: None,
                new_secret_seen: None,
            },
            |key| key.endpoint.clone(),
        )
    }
}

/// The sample that a person most likely wants to see: the loudest of its kind.
fn sample_of(kind: Kind) -> Result<&'static Sample, EngineError> {
    let of_kind = sample::all().iter().filter(|sample| sample.kind == kind);
    let none = || EngineError::NoSuchSample(kind.slug().to_owned());
    of_kind
        .max_by_key(|sample| level_of(sample))
        .ok_or_else(none)
}

fn without_texts(channel: &Channel) -> impl Iterator<Item = Kind> {
    Kind::ALL
        .into_iter()
        .filter(|kind| !channel.templates.contains_key(kind.slug()))
}

fn first_without_texts(channel: &Channel) -> Kind {
    without_texts(channel).next().unwrap_or_default()
}
