//! The fake Apple: held against Apple's description, and tried as a client and a receiver meet it.

mod ask;
mod auth;
mod contract;
mod control;
mod deliveries;
mod description;
mod history;
mod limits;
mod lists;
mod pictures;
mod receiver;
mod sending;
mod shapes;
mod trouble;
mod webhooks;

use serde_json::{Value, json};
use shipbell_testkit::FakeApple;
use shipbell_testkit::apple::EVENT_TYPES;

use ask::Client;

/// A fake with one app, and a client with a good key.
fn studio() -> (FakeApple, Client, String) {
    let apple = FakeApple::start().unwrap();
    let client = Client::new(&apple, apple.team_key().unwrap());
    let app = apple.app("Tide Pools", "example.tidepools", "TIDE");
    (apple, client, app)
}

/// The body that makes a webhook.
fn webhook_body(app: &str, url: &str) -> Value {
    json!({ "data": {
        "type": "webhooks",
        "attributes": {
            "name": "Shipbell", "url": url, "secret": "the secret", "enabled": true,
            "eventTypes": EVENT_TYPES,
        },
        "relationships": { "app": { "data": { "type": "apps", "id": app } } },
    } })
}
