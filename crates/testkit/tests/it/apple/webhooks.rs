//! Webhooks over the API.

use serde_json::{Value, json};

use super::{studio, webhook_body};

fn without(mut body: Value, name: &str) -> Value {
    body.pointer_mut("/data/attributes")
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove(name);
    body
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    let attributes = body.pointer_mut("/data/attributes").unwrap();
    attributes
        .as_object_mut()
        .unwrap()
        .insert(name.to_owned(), value);
    body
}

#[test]
fn the_secret_can_be_written_and_never_read() {
    let (apple, client, app) = studio();
    let made = client.post(
        "/v1/webhooks",
        &webhook_body(&app, "https://example.com/hooks/1"),
    );
    assert_eq!(made.status, 201);
    let id = made.at("/data/id").as_str().unwrap().to_owned();
    let list = client.get(&format!("/v1/apps/{app}/webhooks?include=app"));
    assert_eq!(list.ids(), std::slice::from_ref(&id));
    for answer in [&made, &list, &client.get(&format!("/v1/webhooks/{id}"))] {
        assert!(
            !String::from_utf8_lossy(&answer.bytes).contains("secret"),
            "who can read a webhook must not be able to sign for it"
        );
    }
    assert_eq!(
        apple.webhooks(&app)[0].secret,
        "the secret",
        "the fake knows it, for tests"
    );
}

#[test]
fn all_five_attributes_are_required_and_only_right_kinds_are_taken() {
    let (_apple, client, app) = studio();
    let body = webhook_body(&app, "https://example.com/hooks/1");
    for name in ["name", "url", "secret", "enabled", "eventTypes"] {
        let answer = client.post("/v1/webhooks", &without(body.clone(), name));
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED")
        );
        assert_eq!(
            answer.at("/errors/0/source/pointer"),
            format!("/data/attributes/{name}")
        );
    }
    let wrong = with(
        body.clone(),
        "eventTypes",
        json!(["appStoreVersionStateUpdated"]),
    );
    let answer = client.post("/v1/webhooks", &wrong);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (409, "ENTITY_ERROR.ATTRIBUTE.TYPE")
    );
    let detail = answer.at("/errors/0/detail");
    assert!(
        detail
            .as_str()
            .unwrap()
            .contains("BUILD_UPLOAD_STATE_UPDATED"),
        "the answer lists what would be right: {detail}"
    );
    for (what, body, status, code) in [
        (
            "another type",
            with(body.clone(), "enabled", json!("yes")),
            409,
            "ENTITY_ERROR.ATTRIBUTE.TYPE",
        ),
        (
            "no address",
            with(body.clone(), "url", json!("nowhere")),
            409,
            "ENTITY_ERROR.ATTRIBUTE.TYPE",
        ),
        (
            "an invention",
            with(body.clone(), "colour", json!("blue")),
            409,
            "ENTITY_ERROR.ATTRIBUTE.UNKNOWN",
        ),
        (
            "no such app",
            webhook_body("17", "https://example.com"),
            409,
            "ENTITY_ERROR.RELATIONSHIP.INVALID",
        ),
        ("no resource", json!({}), 422, "ENTITY_UNPROCESSABLE"),
    ] {
        let answer = client.post("/v1/webhooks", &body);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (status, code),
            "{what}"
        );
    }
}

#[test]
fn an_app_has_ten_webhooks_and_no_more() {
    let (_apple, client, app) = studio();
    for n in 0..10 {
        let body = webhook_body(&app, &format!("https://example.com/hooks/{n}"));
        assert_eq!(
            client.post("/v1/webhooks", &body).status,
            201,
            "webhook {n}"
        );
    }
    let eleventh = client.post(
        "/v1/webhooks",
        &webhook_body(&app, "https://example.com/11"),
    );
    assert_eq!(
        eleventh.status, 409,
        "a client has to say that there is no room"
    );
    let first = client
        .get(&format!("/v1/apps/{app}/webhooks"))
        .ids()
        .remove(0);
    assert_eq!(
        client
            .ask("DELETE", &format!("/v1/webhooks/{first}"), None)
            .status,
        204
    );
    let again = client.post(
        "/v1/webhooks",
        &webhook_body(&app, "https://example.com/11"),
    );
    assert_eq!(again.status, 201, "there is room again");
}

#[test]
fn anything_but_the_app_can_be_changed() {
    let (apple, client, app) = studio();
    let made = client.post(
        "/v1/webhooks",
        &webhook_body(&app, "https://example.com/hooks/1"),
    );
    let id = made.at("/data/id").as_str().unwrap().to_owned();
    let target = format!("/v1/webhooks/{id}");
    let body = json!({ "data": { "type": "webhooks", "id": id, "attributes": {
        "enabled": false, "secret": "another", "url": null,
        "eventTypes": ["BUILD_UPLOAD_STATE_UPDATED"],
    } } });
    let changed = client.ask("PATCH", &target, Some(&body));
    assert_eq!(
        (changed.status, changed.at("/data/attributes/enabled")),
        (200, json!(false))
    );
    let webhook = apple.webhooks(&app).remove(0);
    assert_eq!(
        webhook.secret, "another",
        "a secret is rotated by writing over it"
    );
    assert_eq!(
        webhook.url, "https://example.com/hooks/1",
        "null leaves a thing as it is"
    );
    assert_eq!(webhook.event_types, ["BUILD_UPLOAD_STATE_UPDATED"]);
    let moved = json!({ "data": { "type": "webhooks", "id": id, "relationships": {
        "app": { "data": { "type": "apps", "id": app } },
    } } });
    assert_eq!(
        client.ask("PATCH", &target, Some(&moved)).status,
        409,
        "it stays with its app"
    );
}

#[test]
fn people_change_things_behind_a_clients_back() {
    let (apple, client, app) = studio();
    let webhook = apple
        .webhook(&app, "http://127.0.0.1:9/", "secret")
        .unwrap();
    apple.webhook_goes(&webhook).unwrap();
    assert_eq!(
        client.get(&format!("/v1/webhooks/{webhook}")).status,
        404,
        "somebody removed it"
    );
    apple.app_is_renamed(&app, "Rock Pools").unwrap();
    assert_eq!(
        client
            .get(&format!("/v1/apps/{app}"))
            .at("/data/attributes/name"),
        "Rock Pools"
    );
    apple.app_goes(&app).unwrap();
    assert_eq!(
        client.get(&format!("/v1/apps/{app}")).status,
        404,
        "it moved to another team"
    );
    assert!(
        apple.version_moves("17", "REJECTED").is_err(),
        "a test with a wrong id is told"
    );
}
