//! What was sent to webhooks, and what came of it.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::clock::utc;
use super::record::Record;

/// Events and their deliveries, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Mail {
    events: Vec<Event>,
    deliveries: Vec<Delivery>,
    event_places: HashMap<String, usize>,
    delivery_places: HashMap<String, usize>,
}

/// Something that a webhook was told, or should have been.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) id: String,
    /// As it is subscribed to; none for a ping, whose kind the description does not name.
    pub(crate) kind: Option<&'static str>,
    pub(crate) payload: String,
    pub(crate) created: Timestamp,
}

/// One attempt to tell a webhook.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) id: String,
    pub(crate) webhook: Arc<str>,
    pub(crate) event: usize,
    pub(crate) url: Arc<str>,
    pub(crate) state: &'static str,
    pub(crate) created: Timestamp,
    pub(crate) sent: Option<Timestamp>,
    pub(crate) redelivery: bool,
    /// `[S]` A delivery can be sent once more; the new one can be sent once more in its turn.
    pub(crate) resent: bool,
    pub(crate) status: Option<u16>,
    pub(crate) body: Option<String>,
    pub(crate) error: Option<String>,
    event_id: String,
}

impl Mail {
    /// Keeps an event and says its place.
    pub(crate) fn add_event(&mut self, event: Event) -> usize {
        let place = self.events.len();
        self.event_places.insert(event.id.clone(), place);
        self.events.push(event);
        place
    }

    /// Keeps a delivery that was not tried yet.
    pub(crate) fn add_delivery(&mut self, id: String, letter: New<'_>, at: Timestamp) {
        let event_id = self.events.get(letter.event).map(|event| event.id.clone());
        self.delivery_places
            .insert(id.clone(), self.deliveries.len());
        self.deliveries.push(Delivery {
            id,
            webhook: Arc::clone(letter.webhook),
            event: letter.event,
            url: Arc::clone(letter.url),
            state: "PENDING",
            created: at,
            sent: None,
            redelivery: letter.redelivery,
            resent: false,
            status: None,
            body: None,
            error: None,
            event_id: event_id.unwrap_or_default(),
        });
    }

    pub(crate) fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(*self.event_places.get(id)?)
    }

    pub(crate) fn event_of(&self, delivery: &Delivery) -> Option<&Event> {
        self.events.get(delivery.event)
    }

    pub(crate) fn delivery(&self, id: &str) -> Option<&Delivery> {
        self.deliveries.get(*self.delivery_places.get(id)?)
    }

    pub(crate) fn delivery_mut(&mut self, id: &str) -> Option<&mut Delivery> {
        self.deliveries.get_mut(*self.delivery_places.get(id)?)
    }

    /// The newest first; Apple says nothing of the order.
    pub(crate) fn of_webhook<'a>(&'a self, webhook: &'a str) -> impl Iterator<Item = &'a Delivery> {
        self.deliveries
            .iter()
            .rev()
            .filter(move |one| *one.webhook == *webhook)
    }
}

/// What makes a delivery.
#[derive(Debug, Clone, Copy)]
pub(crate) struct New<'a> {
    pub(crate) webhook: &'a Arc<str>,
    pub(crate) url: &'a Arc<str>,
    pub(crate) event: usize,
    pub(crate) redelivery: bool,
}

impl Event {
    pub(crate) fn record(&self) -> Record {
        let mut attributes = Map::new();
        if let Some(kind) = self.kind {
            attributes.insert("eventType".to_owned(), json!(kind));
        }
        attributes.insert("payload".to_owned(), json!(self.payload));
        attributes.insert("ping".to_owned(), json!(self.kind.is_none()));
        attributes.insert("createdDate".to_owned(), json!(utc(self.created)));
        Record::new("webhookEvents", &self.id, Value::Object(attributes))
    }
}

impl Delivery {
    pub(crate) fn record(&self) -> Record {
        let answer = self
            .status
            .map(|status| json!({ "httpStatusCode": status, "body": self.body }));
        let attributes = json!({
            "createdDate": utc(self.created),
            "deliveryState": self.state,
            "errorMessage": self.error,
            "redelivery": self.redelivery,
            "sentDate": self.sent.map(utc),
            "request": { "url": *self.url },
            "response": answer,
        });
        Record::new("webhookDeliveries", &self.id, attributes).to("event", &self.event_id)
    }

    pub(crate) fn fail(&mut self, at: Option<Timestamp>, why: &str) {
        self.state = "FAILED";
        self.sent = at;
        self.error = Some(why.to_owned());
    }
}
