//! The fake, driven from outside.

use serde_json::{Value, json};
use shipbell_testkit::FakeApple;

use super::ask::{Client, raw};
use super::receiver::Receiver;

fn tell(apple: &FakeApple, command: &Value) -> Value {
    let answer = raw(apple.url(), None, "POST", "/fake", &command.to_string()).unwrap();
    assert_eq!(
        answer.status,
        200,
        "{command}: {}",
        String::from_utf8_lossy(&answer.bytes)
    );
    answer.json().clone()
}

#[test]
fn a_journey_is_driven_by_commands_alone() {
    let apple = FakeApple::at(0, true).unwrap();
    let receiver = Receiver::open();
    let app = tell(
        &apple,
        &json!({ "do": "app", "name": "Tide Pools", "bundle_id": "example.tidepools", "sku": "T" }),
    );
    let app = app["app"].as_str().unwrap();
    tell(
        &apple,
        &json!({ "do": "webhook", "app": app, "url": receiver.url, "secret": "secret" }),
    );
    let territories = json!(["DEU"]);
    let mut build = Value::Null;
    for command in [
        json!({ "do": "new-version", "app": app, "number": "2.4.1" }),
        json!({ "do": "version", "app": app, "state": "REJECTED" }),
        json!({ "do": "upload", "app": app, "version": "2.4.1", "number": "118" }),
        json!({ "do": "tester", "first": "Ada", "last": "Marsh" }),
        json!({ "do": "screenshot", "app": app, "comment": "Look." }),
        json!({ "do": "crash", "app": app, "comment": "Bang.", "plain": true }),
        json!({ "do": "submission", "app": app, "state": "UNRESOLVED_ISSUES" }),
        json!({ "do": "asset-fails", "app": app, "code": "X", "description": "It failed." }),
        json!({ "do": "asset-imported", "app": app }),
        json!({ "do": "asset-external-beta", "app": app, "state": "REJECTED" }),
        json!({ "do": "asset-app-store", "app": app, "state": "ACCEPTED" }),
        json!({ "do": "package-version", "app": app }),
        json!({ "do": "package-available", "app": app, "available": true, "territories": territories }),
        json!({ "do": "territories", "app": app, "available": true, "territories": territories }),
        json!({ "do": "hold" }),
        json!({ "do": "release", "reversed": true }),
        json!({ "do": "listens", "yes": true }),
        json!({ "do": "clock", "forward_seconds": 60 }),
        json!({ "do": "trouble", "times": 1, "trouble": { "too-many": 3 } }),
        json!({ "do": "calm" }),
        json!({ "do": "let-go" }),
    ] {
        let said = tell(&apple, &command);
        if said["build"].is_string() {
            build = said["build"].clone();
        }
    }
    tell(
        &apple,
        &json!({ "do": "external-build", "build": build, "state": "IN_BETA_TESTING" }),
    );
    apple.wait_settled().unwrap();
    assert_eq!(receiver.came().len(), 12, "each of the twelve kinds came");
    let world = tell(&apple, &json!({ "do": "world" }));
    assert_eq!(
        world["apps"][0]["webhooks"][0]["deliveries"]
            .as_array()
            .unwrap()
            .len(),
        12
    );

    let key = tell(&apple, &json!({ "do": "key", "individual": true }));
    assert!(key["issuer"].is_null() && key["p8"].as_str().unwrap().contains("PRIVATE KEY"));
    let client = Client::new(&apple, apple.team_key().unwrap());
    assert_eq!(client.get("/v1/apps").status, 200);
    let requests = tell(&apple, &json!({ "do": "requests" }));
    assert_eq!(
        requests["requests"].as_array().unwrap().len(),
        1,
        "commands are not requests"
    );
}

#[test]
fn a_wrong_command_says_what_is_wrong() {
    let apple = FakeApple::at(0, true).unwrap();
    let app = apple.app("Tide Pools", "example.tidepools", "TIDE");
    let wrong = json!({ "do": "version", "app": app, "state": "SOLD" }).to_string();
    let answer = raw(apple.url(), None, "POST", "/fake", &wrong).unwrap();
    assert_eq!(answer.status, 400);
    let error = answer.json()["error"].as_str().unwrap().to_owned();
    assert!(
        error.contains("READY_FOR_DISTRIBUTION"),
        "it lists what there is: {error}"
    );
}

#[test]
fn commands_are_taken_only_where_they_were_asked_for() {
    let apple = FakeApple::start().unwrap();
    let answer = raw(apple.url(), None, "POST", "/fake", "{\"do\":\"world\"}").unwrap();
    assert_eq!(answer.status, 404, "a test's fake is driven by the test");
}
