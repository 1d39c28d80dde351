//! Webhooks made, changed and removed by us instead of by hand.

use serde_json::{Value, json};
use shipbell_asc::{EventType, NewWebhook, Private, WebhookChange};

use crate::apple::{Apple, Said};

const URL: &str = "https://bell.example.com/hooks/6f1c";
const SECRET: &str = "whsec-7d20";

fn webhook() -> Said {
    Said::json(
        200,
        r#"{"data":{"type":"webhooks","id":"w","attributes":{"enabled":true,"name":"Shipbell"}}}"#,
    )
}

fn new() -> NewWebhook {
    NewWebhook {
        name: "Shipbell".to_owned(),
        url: Private::from(URL.to_owned()),
        secret: SECRET.into(),
        event_types: vec![EventType::AppVersion, EventType::BuildUpload],
        enabled: true,
    }
}

#[tokio::test]
async fn a_webhook_is_made_for_one_app() {
    let apple = Apple::saying([webhook()]).await;
    let made = apple.client().create_webhook("1", &new()).await.unwrap();
    assert_eq!(made.id, "w");
    let heard = apple.heard().remove(0);
    assert_eq!(heard.headers["content-type"], "application/json");
    let body: Value = serde_json::from_str(&heard.body).unwrap();
    assert_eq!(
        body["data"]["attributes"],
        json!({
            "enabled": true, "name": "Shipbell", "url": URL, "secret": SECRET,
            "eventTypes": ["APP_STORE_VERSION_APP_VERSION_STATE_UPDATED", "BUILD_UPLOAD_STATE_UPDATED"],
        })
    );
    assert_eq!(body["data"]["relationships"]["app"]["data"]["id"], "1");
}

#[tokio::test]
async fn what_is_not_changed_is_not_named() {
    let apple = Apple::saying([webhook()]).await;
    let client = apple.client();
    let change = WebhookChange {
        enabled: Some(false),
        ..WebhookChange::default()
    };
    client.change_webhook("w", &change).await.unwrap();
    let heard = apple.heard().remove(0);
    assert_eq!(
        (heard.method.as_str(), heard.target.as_str()),
        ("PATCH", "/v1/webhooks/w")
    );
    let body: Value = serde_json::from_str(&heard.body).unwrap();
    assert_eq!(
        body["data"]["attributes"],
        json!({"enabled": false}),
        "a null would take name and secret away"
    );
}

#[tokio::test]
async fn a_webhook_is_removed() {
    let apple = Apple::saying([Said::other(204, "text/plain", "")]).await;
    apple.client().delete_webhook("w").await.unwrap();
    assert_eq!(apple.heard()[0].method, "DELETE");
}

#[tokio::test]
async fn a_refusal_does_not_repeat_the_secret() {
    let detail = format!("'{SECRET}' at '{URL}' is not allowed.");
    let apple = Apple::saying([Said::error(409, "ENTITY_ERROR.ATTRIBUTE.INVALID", &detail)]).await;
    let error = apple
        .client()
        .create_webhook("1", &new())
        .await
        .unwrap_err();
    let told = format!("{error} {error:?}");
    assert!(
        !told.contains(SECRET) && !told.contains("6f1c"),
        "it would end in a log: {told}"
    );
    assert!(told.contains("is not allowed"), "{told}");
    let change = WebhookChange {
        secret: Some(SECRET.into()),
        url: Some(Private::from(URL.to_owned())),
        ..WebhookChange::default()
    };
    let error = apple
        .client()
        .change_webhook("w", &change)
        .await
        .unwrap_err();
    let told = format!("{error} {error:?}");
    assert!(!told.contains(SECRET) && !told.contains("6f1c"), "{told}");
}
