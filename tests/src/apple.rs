//! Apple's side: bodies in its shapes, signed with its recipe, by no code of ours.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// The value of the signature header.
pub fn sign(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length will do");
    mac.update(body);
    format!("hmacsha256={}", hex::encode(mac.finalize().into_bytes()))
}

/// An app version came to a state.
pub fn app_version(id: &str, state: &str) -> Vec<u8> {
    bytes(&json!({ "data": {
        "type": "appStoreVersionAppVersionStateUpdated",
        "id": id,
        "version": 1,
        "attributes": {
            "newValue": state, "oldValue": "IN_REVIEW", "timestamp": "2026-03-02T08:15:30.250Z",
        },
        "relationships": { "instance": { "data": {
            "type": "appStoreVersions", "id": format!("version-of-{id}"),
        } } },
    } }))
}

/// The flat shape of another product's guide; it knows the app's name.
pub fn flat(id: &str, app: &str) -> Vec<u8> {
    bytes(&json!({
        "eventType": "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED",
        "eventId": id,
        "eventDate": "2026-03-02T08:15:30Z",
        "data": {
            "app": { "id": "1900000042", "name": app, "bundleId": "example.app" },
            "appStoreVersion": {
                "id": format!("version-of-{id}"), "versionString": "2.4.1", "platform": "IOS",
                "appVersionState": "REJECTED",
            },
        },
    }))
}

/// What "Test" at a webhook of App Store Connect sends.
pub fn ping(id: &str) -> Vec<u8> {
    bytes(&json!({ "data": {
        "type": "webhookPingCreated",
        "id": id,
        "version": 1,
        "attributes": { "timestamp": "2026-03-02T08:15:30.250123456Z" },
    } }))
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}
