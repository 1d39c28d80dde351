//! Deliveries, their events, pings, and sending once more.

use std::borrow::Cow;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::apple::FakeApple;
use crate::apple::asked::{Asked, read};
use crate::apple::document::Desk;
use crate::apple::entity::Entity;
use crate::apple::mail::Delivery;
use crate::apple::record::{Record, Shape, own};
use crate::apple::refusal::Refusal;
use crate::apple::route::{By, Filter, Needs, Route, Serves, filter, get};
use crate::apple::state::State;

/// `[L]` How far back deliveries can be asked for.
const REACH: SignedDuration = SignedDuration::from_hours(10 * 24);

const SINCE: &str = "filter[createdDateGreaterThanOrEqualTo]";

pub(crate) static DELIVERY: Shape = Shape {
    kind: "webhookDeliveries",
    attributes: &[
        "createdDate",
        "deliveryState",
        "errorMessage",
        "redelivery",
        "sentDate",
        "request",
        "response",
    ],
    relations: &[own("event", "webhookEvents")],
    unmodelled: &[],
};

pub(crate) static EVENT: Shape = Shape {
    kind: "webhookEvents",
    attributes: &["eventType", "payload", "ping", "createdDate"],
    relations: &[],
    unmodelled: &[],
};

pub(crate) static PING: Shape = Shape {
    kind: "webhookPings",
    attributes: &[],
    relations: &[],
    unmodelled: &[],
};

/// What the description has; the live service takes the first alone `[L]`.
const FILTERS: &[Filter] = &[
    filter(
        "createdDateGreaterThanOrEqualTo",
        By::Attribute("createdDate"),
    ),
    filter("createdDateLessThan", By::Attribute("createdDate")),
    filter("deliveryState", By::Attribute("deliveryState")),
];

pub(crate) const ROUTES: &[Route] = &[
    get("/v1/webhooks/{id}/deliveries", Serves::Deliveries)
        .include(&["event"])
        .filters(FILTERS)
        .needs(Needs::Webhooks),
    get("/v1/webhookDeliveries", Serves::Redelivery)
        .method("POST")
        .needs(Needs::Webhooks),
    get("/v1/webhookPings", Serves::Ping)
        .method("POST")
        .needs(Needs::Webhooks),
];

/// A delivery as the fake knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Its id.
    pub id: String,
    /// `SUCCEEDED`, `FAILED` or `PENDING`.
    pub state: String,
    /// What was sent.
    pub payload: String,
    /// What the receiver's answer said in its status.
    pub status: Option<u16>,
    /// What it said in its body.
    pub body: Option<String>,
    /// Why it failed.
    pub error: Option<String>,
    /// Whether it was sent once more.
    pub redelivery: bool,
}

impl State {
    /// A page of a webhook's deliveries.
    pub(crate) fn deliveries(
        &self,
        route: &'static Route,
        path: &str,
        webhook: &str,
        query: &[(String, String)],
    ) -> Result<Value, Refusal> {
        let asked = read(route, &DELIVERY, true, query)?;
        let since = self.since(&asked)?;
        if self.world.get("webhooks", webhook).is_none() {
            let detail = format!("There is no webhook with the id '{webhook}'");
            return Err(Refusal::not_found(&detail));
        }
        let recent = || {
            self.world
                .mail
                .of_webhook(webhook)
                .filter(|one| one.created >= since)
        };
        let page = recent()
            .skip(asked.skip)
            .take(asked.limit)
            .map(Delivery::record);
        let page: Vec<Record> = page.collect();
        let page: Vec<&Record> = page.iter().collect();
        let desk = Desk {
            world: &self.world,
            origin: &self.origin,
            path,
            query,
            asked: &asked,
        };
        Ok(desk.page(&page, recent().count()))
    }

    /// `[L]` Exactly one date, at most ten days back, and none of the other filters.
    fn since(&self, asked: &Asked) -> Result<Timestamp, Refusal> {
        let other = asked
            .filters
            .iter()
            .find(|(filter, _)| !SINCE.contains(filter.name));
        if let Some((filter, _)) = other {
            return Err(Refusal::illegal(&format!("filter[{}]", filter.name)));
        }
        let [(_, values)] = asked.filters.as_slice() else {
            return Err(Refusal::required(
                SINCE,
                "Exactly one date has to be given.",
            ));
        };
        let [value] = values.as_slice() else {
            return Err(Refusal::invalid(SINCE, "Exactly one date has to be given."));
        };
        let since: Timestamp = value
            .parse()
            .map_err(|_| Refusal::invalid(SINCE, &format!("'{value}' is not a valid date")))?;
        if since < self.clock.now().saturating_sub(REACH).unwrap_or(since) {
            return Err(Refusal::invalid(
                SINCE,
                "The date has to be within the last ten days.",
            ));
        }
        Ok(since)
    }

    /// Sends a delivery once more, as the body of a request says.
    pub(crate) fn redeliver(&mut self, body: &str) -> Result<String, Refusal> {
        let entity = Entity::read(body, "webhookDeliveries")?;
        let template = entity.other_end("template", "webhookDeliveries")?;
        let place = "/data/relationships/template";
        let none = || {
            let detail = format!("There is no delivery with the id '{template}'");
            Refusal::entity("ENTITY_ERROR.RELATIONSHIP.INVALID", &detail, place)
        };
        let former = self
            .world
            .mail
            .delivery(&template)
            .ok_or_else(none)?
            .clone();
        if self.world.get("webhooks", &former.webhook).is_none() {
            return Err(none());
        }
        if former.resent {
            let detail = "This delivery was sent once more already; send that one.";
            return Err(Refusal::new(
                409,
                "STATE_ERROR",
                "It can not be sent again.",
                detail,
            ));
        }
        if let Some(former) = self.world.mail.delivery_mut(&template) {
            former.resent = true;
        }
        Ok(self.send(&former.webhook, former.event, true))
    }

    /// Tries a webhook, as the body of a request says.
    pub(crate) fn ping_asked(&mut self, body: &str) -> Result<String, Refusal> {
        let entity = Entity::read(body, "webhookPings")?;
        let webhook = entity.other_end("webhook", "webhooks")?;
        if self.world.get("webhooks", &webhook).is_none() {
            let detail = format!("There is no webhook with the id '{webhook}'");
            let place = "/data/relationships/webhook";
            return Err(Refusal::entity(
                "ENTITY_ERROR.RELATIONSHIP.INVALID",
                &detail,
                place,
            ));
        }
        self.ping(&webhook);
        Ok(self.ids.uuid())
    }

    /// The document of a delivery or ping that was just made.
    pub(crate) fn made(&self, path: &str, kind: &'static str, id: &str) -> Value {
        let record = self.world.find(kind, id);
        let record = record.map_or_else(|| Record::new(kind, id, json!({})), Cow::into_owned);
        let asked = Asked::default();
        let path = format!("{path}/{id}");
        let desk = Desk {
            world: &self.world,
            origin: &self.origin,
            path: &path,
            query: &[],
            asked: &asked,
        };
        desk.one(&record)
    }
}

impl FakeApple {
    /// A webhook's deliveries, the newest first.
    pub fn deliveries(&self, webhook: &str) -> Vec<Delivered> {
        self.with(|state| {
            let mail = &state.world.mail;
            let seen = |one: &Delivery| Delivered {
                id: one.id.clone(),
                state: one.state.to_owned(),
                payload: mail
                    .event_of(one)
                    .map(|event| event.payload.clone())
                    .unwrap_or_default(),
                status: one.status,
                body: one.body.clone(),
                error: one.error.clone(),
                redelivery: one.redelivery,
            };
            mail.of_webhook(webhook).map(seen).collect()
        })
    }

    /// Somebody presses Test at a webhook in App Store Connect.
    pub fn ping(&self, webhook: &str) -> Result<()> {
        self.with(|state| {
            state.world.need("webhooks", webhook)?;
            state.ping(webhook);
            Ok(())
        })
    }
}
