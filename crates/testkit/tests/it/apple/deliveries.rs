//! What was delivered, asked for and sent once more.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::receiver::Receiver;
use super::studio;

const SINCE: &str = "filter[createdDateGreaterThanOrEqualTo]";

fn again(delivery: &str) -> Value {
    json!({ "data": { "type": "webhookDeliveries", "relationships": {
        "template": { "data": { "type": "webhookDeliveries", "id": delivery } },
    } } })
}

#[test]
fn exactly_one_date_within_ten_days_has_to_be_given() {
    let (apple, client, app) = studio();
    let webhook = apple
        .webhook(&app, "http://127.0.0.1:9/", "secret")
        .unwrap();
    let list = format!("/v1/webhooks/{webhook}/deliveries");
    let ago = |days: i64| (apple.clock().now() - SignedDuration::from_hours(days * 24)).to_string();
    let week = ago(7);
    for (query, status) in [
        (String::new(), 400),
        (format!("?{SINCE}={week}"), 200),
        (
            format!(
                "?{SINCE}={week}&include=event&limit=200&fields[webhookEvents]=eventType,payload,ping,createdDate"
            ),
            200,
        ),
        (format!("?{SINCE}={week}&{SINCE}={week}"), 400),
        (format!("?{SINCE}={}", ago(11)), 400),
        (format!("?{SINCE}=yesterday"), 400),
        (format!("?{SINCE}={week}&filter[deliveryState]=FAILED"), 400),
        (
            format!("?{SINCE}={week}&filter[createdDateLessThan]={week}"),
            400,
        ),
        (format!("?{SINCE}={week}&sort=createdDate"), 400),
    ] {
        let answer = client.get(&format!("{list}{query}"));
        assert_eq!(answer.status, status, "{query}: {:?}", answer.json());
    }
}

#[test]
fn a_missed_delivery_can_be_read_whole_and_sent_once_more() {
    let (apple, client, app) = studio();
    let receiver = Receiver::open();
    let webhook = apple.webhook(&app, &receiver.url, "secret").unwrap();
    apple.nobody_listens(true);
    apple.version_moves(&app, "REJECTED").unwrap();
    apple.nobody_listens(false);
    let since = (apple.clock().now() - SignedDuration::from_hours(1)).to_string();
    let list = format!("/v1/webhooks/{webhook}/deliveries?{SINCE}={since}&include=event");
    let missed = client.get(&list);
    assert_eq!(missed.at("/data/0/attributes/deliveryState"), "FAILED");
    let payload: Value = serde_json::from_str(
        missed
            .at("/included/0/attributes/payload")
            .as_str()
            .unwrap(),
    )
    .unwrap();
    assert_eq!(
        payload.pointer("/data/attributes/newValue"),
        Some(&json!("REJECTED"))
    );
    assert_ne!(
        payload.pointer("/data/id"),
        Some(&missed.at("/included/0/id")),
        "nothing says that these are the same; who relies on it shall notice"
    );

    let template = missed.ids().remove(0);
    apple.redelivery_fails(1);
    let failed = client.post("/v1/webhookDeliveries", &again(&template));
    assert_eq!(
        (failed.status, failed.code().as_str()),
        (500, "UNEXPECTED_ERROR")
    );
    let sent = client.post("/v1/webhookDeliveries", &again(&template));
    assert_eq!(sent.status, 201, "a failure costs nothing");
    apple.wait_settled().unwrap();
    assert_eq!(receiver.came().len(), 1, "it came after all");
    assert_eq!(
        receiver.came()[0].body,
        payload.to_string().into_bytes(),
        "byte for byte"
    );

    let both = client.get(&list);
    assert_eq!(both.ids().len(), 2, "the one that failed stays on record");
    assert_eq!(both.at("/data/0/attributes/redelivery"), true);
    assert_eq!(both.at("/data/0/attributes/deliveryState"), "SUCCEEDED");
    assert_eq!(
        both.at("/data/0/relationships/event/data/id"),
        both.at("/data/1/relationships/event/data/id"),
        "both tell of one event"
    );
    let twice = client.post("/v1/webhookDeliveries", &again(&template));
    assert_eq!(
        twice.status, 409,
        "the resent one would have to be sent now"
    );
}

#[test]
fn a_ping_comes_and_has_no_kind() {
    let (apple, client, app) = studio();
    let receiver = Receiver::open();
    receiver.says(200, "thanks");
    let webhook = apple.webhook(&app, &receiver.url, "secret").unwrap();
    let body = json!({ "data": { "type": "webhookPings", "relationships": {
        "webhook": { "data": { "type": "webhooks", "id": webhook } },
    } } });
    assert_eq!(client.post("/v1/webhookPings", &body).status, 201);
    apple.wait_settled().unwrap();
    let came = receiver.came().remove(0);
    assert!(came.signed_with("secret"));
    assert_eq!(came.at("/data/type"), "webhookPingCreated");
    let since = (apple.clock().now() - SignedDuration::from_hours(1)).to_string();
    let list = format!("/v1/webhooks/{webhook}/deliveries?{SINCE}={since}&include=event");
    let listed = client.get(&list);
    assert_eq!(listed.at("/included/0/attributes/ping"), true);
    assert!(
        listed.at("/included/0/attributes/eventType").is_null(),
        "there is no name for it"
    );
    assert_eq!(listed.at("/data/0/attributes/response/httpStatusCode"), 200);
    assert_eq!(
        listed.at("/data/0/attributes/response/body"),
        "thanks",
        "the team can read it"
    );
}
