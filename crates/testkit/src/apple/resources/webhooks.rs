//! Webhooks: made, changed and removed over the API.

use anyhow::Result;
use serde_json::{Value, json};

use crate::apple::FakeApple;
use crate::apple::entity::Entity;
use crate::apple::event::EVENT_TYPES;
use crate::apple::record::{Record, Relation, Shape, Via, own};
use crate::apple::refusal::Refusal;
use crate::apple::route::{Needs, Route, Serves, get};
use crate::apple::state::State;

/// `[A]` How many an app can have. `[I]` Which code the next one gets.
const MOST: usize = 10;

pub(crate) static SHAPE: Shape = Shape {
    kind: "webhooks",
    // The secret is not among them: it can be written and never read.
    attributes: &["enabled", "eventTypes", "name", "url"],
    relations: &[
        own("app", "apps"),
        Relation {
            name: "deliveries",
            to: "webhookDeliveries",
            many: true,
            linked: true,
            via: Via::Own,
        },
    ],
    unmodelled: &[],
};

pub(crate) const ROUTES: &[Route] = &[
    get("/v1/webhooks", Serves::WebhookCreation)
        .method("POST")
        .needs(Needs::Webhooks),
    get("/v1/webhooks/{id}", Serves::Instance("webhooks"))
        .include(&["app"])
        .needs(Needs::Webhooks),
    get("/v1/webhooks/{id}", Serves::WebhookUpdate)
        .method("PATCH")
        .needs(Needs::Webhooks),
    get("/v1/webhooks/{id}", Serves::Removal("webhooks"))
        .method("DELETE")
        .needs(Needs::Webhooks),
];

/// A webhook as the fake knows it, with what the API never shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// What its deliveries are signed with.
    pub secret: String,
    /// Whether anything is sent.
    pub enabled: bool,
    /// What it wants to hear of.
    pub event_types: Vec<String>,
}

impl State {
    /// Makes one from the body of a request.
    pub(crate) fn create_webhook(&mut self, body: &str) -> Result<String, Refusal> {
        let entity = Entity::read(body, "webhooks")?;
        entity.only(&["enabled", "eventTypes", "name", "secret", "url"])?;
        let enabled = entity
            .flag("enabled")?
            .ok_or_else(|| Entity::missing("enabled"))?;
        let types = event_types(&entity)?.ok_or_else(|| Entity::missing("eventTypes"))?;
        let text = |name: &str| entity.text(name)?.ok_or_else(|| Entity::missing(name));
        let (name, secret, url) = (text("name")?, text("secret")?, address(text("url")?)?);
        let app = entity.other_end("app", "apps")?;
        if self.world.get("apps", &app).is_none() {
            let detail = format!("There is no resource of type 'apps' with id '{app}'");
            let place = "/data/relationships/app";
            return Err(Refusal::entity(
                "ENTITY_ERROR.RELATIONSHIP.INVALID",
                &detail,
                place,
            ));
        }
        if self.webhooks_of(&app).count() >= MOST {
            let detail = "An app can have ten webhooks, and this one has them.";
            return Err(Refusal::new(
                409,
                "STATE_ERROR",
                "The limit is reached.",
                detail,
            ));
        }
        Ok(self.add_webhook(
            &app,
            json!({
                "enabled": enabled, "eventTypes": types, "name": name, "url": url,
            }),
            &secret,
        ))
    }

    pub(crate) fn add_webhook(&mut self, app: &str, attributes: Value, secret: &str) -> String {
        let id = self.ids.uuid();
        self.world
            .add(Record::new("webhooks", &id, attributes).to("app", app));
        self.secrets.insert(id.clone(), secret.to_owned());
        id
    }

    /// Changes one from the body of a request.
    pub(crate) fn update_webhook(&mut self, id: &str, body: &str) -> Result<(), Refusal> {
        let entity = Entity::read(body, "webhooks")?;
        entity.only(&["enabled", "eventTypes", "name", "secret", "url"])?;
        entity.is(id)?;
        entity.no_relationships()?;
        let enabled = entity.flag("enabled")?;
        let types = event_types(&entity)?;
        let (name, secret) = (entity.text("name")?, entity.text("secret")?);
        let url = entity.text("url")?.map(address).transpose()?;
        let none = || Refusal::not_found(&format!("There is no webhook with the id '{id}'"));
        let webhook = self.world.get_mut("webhooks", id).ok_or_else(none)?;
        let changes = [
            ("enabled", enabled.map(Value::Bool)),
            ("eventTypes", types.map(|types| json!(types))),
            ("name", name.map(Value::String)),
            ("url", url.map(Value::String)),
        ];
        for (attribute, value) in changes {
            if let Some(value) = value {
                webhook.set(attribute, value);
            }
        }
        if let Some(secret) = secret {
            self.secrets.insert(id.to_owned(), secret);
        }
        Ok(())
    }

    pub(crate) fn webhooks_of<'a>(&'a self, app: &'a str) -> impl Iterator<Item = &'a Record> {
        self.world
            .all("webhooks")
            .filter(move |webhook| webhook.points_to("app", app))
    }

    fn seen(&self, webhook: &Record) -> Webhook {
        let types = webhook
            .attributes
            .get("eventTypes")
            .and_then(Value::as_array);
        let types = types.into_iter().flatten().filter_map(Value::as_str);
        let text = |name| webhook.text(name).unwrap_or_default().to_owned();
        Webhook {
            id: webhook.id.clone(),
            name: text("name"),
            url: text("url"),
            secret: self.secrets.get(&webhook.id).cloned().unwrap_or_default(),
            enabled: webhook.attributes.get("enabled") == Some(&Value::Bool(true)),
            event_types: types.map(str::to_owned).collect(),
        }
    }
}

/// `[L]` A name that there is not is a wrong type, and the answer lists the right ones.
fn event_types(entity: &Entity) -> Result<Option<Vec<String>>, Refusal> {
    let Some(types) = entity.texts("eventTypes")? else {
        return Ok(None);
    };
    let Some(wrong) = types
        .iter()
        .position(|name| !EVENT_TYPES.contains(&name.as_str()))
    else {
        return Ok(Some(types));
    };
    let name = types.get(wrong).map(String::as_str).unwrap_or_default();
    let detail = format!(
        "'{name}' is not a valid value for the attribute. Valid: {}",
        EVENT_TYPES.join(", ")
    );
    let pointer = format!("/data/attributes/eventTypes/{wrong}");
    Err(Refusal::entity(
        "ENTITY_ERROR.ATTRIBUTE.TYPE",
        &detail,
        &pointer,
    ))
}

fn address(url: String) -> Result<String, Refusal> {
    let known = url.parse::<http::Uri>().is_ok_and(|uri| {
        matches!(uri.scheme_str(), Some("https" | "http")) && uri.host().is_some()
    });
    if known {
        return Ok(url);
    }
    let place = "/data/attributes/url";
    Err(Refusal::entity(
        "ENTITY_ERROR.ATTRIBUTE.TYPE",
        "must be a valid URI",
        place,
    ))
}

impl FakeApple {
    /// Makes a webhook for everything, as a person would in App Store Connect. Says its id.
    pub fn webhook(&self, app: &str, url: &str, secret: &str) -> Result<String> {
        self.with(|state| {
            state.app(app)?;
            let attributes = json!({
                "enabled": true, "eventTypes": EVENT_TYPES, "name": "Made by hand", "url": url,
            });
            Ok(state.add_webhook(app, attributes, secret))
        })
    }

    /// An app's webhooks with their secrets, the oldest first.
    pub fn webhooks(&self, app: &str) -> Vec<Webhook> {
        self.with(|state| state.webhooks_of(app).map(|one| state.seen(one)).collect())
    }

    /// Removes a webhook, as a person would in App Store Connect.
    pub fn webhook_goes(&self, id: &str) -> Result<()> {
        self.with(|state| {
            state.world.need("webhooks", id)?;
            state.world.remove("webhooks", id);
            state.secrets.remove(id);
            Ok(())
        })
    }
}
