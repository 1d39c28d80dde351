//! What is a secret, or a tester's, is in no log.

use std::fmt::Debug;

use serde_json::json;
use shipbell_asc::{DeliveryAttributes, EventType, NewWebhook, Private, Setup, WebhookChange};

use crate::apple::{Apple, Said, any_key};

fn says_nothing(what: &str, thing: &impl Debug) {
    let told = format!("{thing:?} {thing:#?}");
    assert!(
        !told.contains("HUSH"),
        "{what} tells a secret to the log: {told}"
    );
}

#[tokio::test]
async fn a_testers_words_are_in_no_log() {
    let all = json!({
        "data": [{"type": "betaFeedbackScreenshotSubmissions", "id": "f", "attributes": {
            "comment": "HUSH", "email": "HUSH", "screenshots": [{"url": "HUSH"}], "newField": "HUSH",
        }, "relationships": {"tester": {"data": {"type": "betaTesters", "id": "t"}}}}],
        "included": [{"type": "betaTesters", "id": "t", "attributes": {
            "firstName": "HUSH", "lastName": "HUSH", "email": "HUSH", "appDevices": [{"model": "HUSH"}]}}],
    });
    let apple = Apple::saying([Said::json(200, &all.to_string())]).await;
    let gathered = apple
        .client()
        .screenshot_feedback_of("1")
        .unwrap()
        .gather()
        .await;
    says_nothing("a list", &gathered);
    let tester = gathered.rows[0].one(shipbell_asc::ScreenshotFeedbackAttributes::TESTER);
    says_nothing("a tester", &tester.unwrap());
}

#[tokio::test]
async fn a_payload_and_a_webhooks_address_are_in_no_log() {
    let all = json!({
        "data": [{"type": "webhookDeliveries", "id": "d", "attributes": {
            "request": {"url": "HUSH"}, "response": {"body": "HUSH"},
        }, "relationships": {"event": {"data": {"type": "webhookEvents", "id": "e"}}}}],
        "included": [{"type": "webhookEvents", "id": "e", "attributes": {"payload": "HUSH"}}],
    });
    let apple = Apple::saying([Said::json(200, &all.to_string())]).await;
    let gathered = apple.client().deliveries_of("w", 0).unwrap().gather().await;
    says_nothing("a delivery", &gathered);
    says_nothing(
        "an event",
        &gathered.rows[0].one(DeliveryAttributes::EVENT).unwrap(),
    );
}

#[tokio::test]
async fn key_and_secrets_are_in_no_log() {
    let pem = rcgen::KeyPair::generate().unwrap().serialize_pem();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let key = crate::apple::key(&pem);
    let told = format!("{key:?} {:?}", Setup::apple(key.clone()));
    assert!(
        !told.contains(&body[60..90]) && told.contains("2X9R4HXF34"),
        "{told}"
    );
    let mut setup = Setup::apple(any_key());
    setup.proxy = Some("http://kim:HUSH@proxy.example.com".to_owned());
    says_nothing("a set-up", &setup);
    let apple = Apple::saying([crate::apple::app()]).await;
    let client = apple.client();
    client.app("1").await.unwrap();
    let told = format!("{client:?}");
    let heard = apple.heard();
    assert!(!told.contains(heard[0].token().unwrap()), "{told}");
    says_nothing(
        "a new webhook",
        &NewWebhook {
            name: "Shipbell".to_owned(),
            url: Private::from("HUSH".to_owned()),
            secret: "HUSH".into(),
            event_types: vec![EventType::AppVersion],
            enabled: true,
        },
    );
    let change = WebhookChange {
        secret: Some("HUSH".into()),
        url: Some(Private::from("HUSH".to_owned())),
        ..WebhookChange::default()
    };
    says_nothing("a change", &change);
}

#[tokio::test]
async fn an_answer_that_can_not_be_read_is_not_quoted() {
    let odd =
        json!({"data": {"type": "betaCrashLogs", "id": "c", "attributes": {"logText": ["HUSH"]}}});
    let apple = Apple::saying([Said::json(200, &odd.to_string())]).await;
    let error = apple.client().crash_log("c").await.unwrap_err();
    says_nothing("an error", &error);
    assert!(
        error.to_string().contains("crashLog"),
        "which question it was helps: {error}"
    );
}
