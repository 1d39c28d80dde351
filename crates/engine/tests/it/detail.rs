//! One event, whole: what somebody sees who wants to know exactly.

use std::sync::Arc;

use serde_json::json;
use shipbell_engine::{Clock as _, Detail, EngineError};
use shipbell_feed::{DeliveryId, EventId, Filed, NewEvent, Verdict};

use crate::ports::Known;
use crate::scene::{House, Plan, arrived, state};

async fn only(house: &House) -> Detail {
    house.settle().await;
    let event = house.only_event().await;
    house.engine.detail(event.id).await.unwrap()
}

fn value<'a>(detail: &'a Detail, path: &str) -> Option<&'a str> {
    let found = detail.fields.iter().find(|(name, _)| name == path);
    found.map(|(_, value)| value.as_str())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rejection_is_told_with_all_that_is_known() {
    let house = House::with(Plan {
        apple: Arc::new(Known::All),
        ..Plan::default()
    })
    .await;
    let body = state("e1", "v1", "REJECTED", "2026-03-10T09:00:00Z");
    let mut request = arrived(&house.door.token, None, &body);
    let signature = shipbell_webhook::sign(house.door.secret.as_bytes(), &body);
    request.signature = Some(signature.clone().into_bytes());
    request.headers = vec![
        (
            "X-Apple-Signature".to_owned(),
            signature.clone().into_bytes(),
        ),
        ("User-Agent".to_owned(), b"Apple/1".to_vec()),
    ];
    house.engine.take_in(request.clone()).await;
    house.settle().await;
    house.clock.advance(5_000);
    house.engine.take_in(request).await;
    let detail = only(&house).await;

    assert_eq!(value(&detail, "app.name"), Some("Tideline"));
    assert_eq!(value(&detail, "version"), Some("2.4.1"));
    assert_eq!(value(&detail, "status.label"), Some("Rejected"));
    assert_eq!(value(&detail, "data.attributes.newValue"), Some("REJECTED"));
    assert_eq!(value(&detail, "header[\"user-agent\"]"), Some("Apple/1"));
    assert_eq!(
        value(&detail, "local.hour"),
        None,
        "the clock of whoever looks says nothing about the event"
    );
    let digits = signature.trim_start_matches("hmacsha256=");
    assert!(
        !format!("{:?}", detail.fields).contains(digits),
        "a field can be put into a banner, and the signature must not"
    );
    assert!(detail.story.contains("App Review"), "{}", detail.story);
    let order: Vec<&str> = detail
        .fields
        .iter()
        .map(|(path, _)| path.as_str())
        .collect();
    let at = |path: &str| order.iter().position(|name| *name == path);
    assert!(
        at("app.name") < at("version") && at("version") < at("data.attributes.newValue"),
        "in the documentation's order: {order:?}"
    );

    let delivery = detail.delivery.as_ref().unwrap();
    assert_eq!(delivery.body[..], body[..], "exactly what came");
    assert_eq!(delivery.verdict, Verdict::Current);
    assert_eq!(delivery.headers.len(), 2, "the headers as they came");
    assert_eq!(detail.deliveries, 2, "the same bytes came twice");
    assert!(detail.last_arrived.unwrap() >= delivery.arrived + 5_000);
    assert_eq!(detail.notices.len(), 1);
    assert!(detail.notices[0].rang.is_some(), "and it was rung");
    assert!(
        detail.copies.curl.contains(digits)
            && detail
                .copies
                .curl
                .contains(&format!("/hooks/{}", house.door.token)),
        "the door takes it only under its own signature: {}",
        detail.copies.curl
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_way_of_a_version_is_in_apples_order() {
    let house = House::new().await;
    // Delivered out of order, and one of another version in between.
    for (id, version, status, time) in [
        ("e3", "v1", "READY_FOR_DISTRIBUTION", "2026-03-10T09:30:00Z"),
        ("e1", "v1", "WAITING_FOR_REVIEW", "2026-03-10T08:00:00Z"),
        ("e9", "v2", "REJECTED", "2026-03-10T08:30:00Z"),
        ("e2", "v1", "IN_REVIEW", "2026-03-10T09:00:00Z"),
    ] {
        house.post(state(id, version, status, time)).await;
    }
    house.settle().await;
    let events = house.events().await;
    let event = events
        .iter()
        .find(|event| event.apple_id.as_deref() == Some("e2"));
    let detail = house.engine.detail(event.unwrap().id).await.unwrap();
    let states: Vec<_> = detail
        .trail
        .iter()
        .filter_map(|step| step.status.as_deref())
        .collect();
    assert_eq!(
        states,
        ["WAITING_FOR_REVIEW", "IN_REVIEW", "READY_FOR_DISTRIBUTION"],
        "oldest first, and nothing of another version"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_says_nothing_is_shown_as_it_came() {
    let house = House::new().await;
    house.post(b"\xff\xfe not json".as_slice()).await;
    let detail = only(&house).await;
    assert_eq!(detail.fields, [], "there is nothing to name");
    assert!(!detail.story.is_empty());
    assert_eq!(detail.delivery.unwrap().body[..], b"\xff\xfe not json"[..]);
    assert!(detail.copies.json.contains("not json"));
    assert!(
        detail.copies.curl.contains("base64"),
        "bytes that are no text are pasted as text: {}",
        detail.copies.curl
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_tester_wrote_stays_text_in_an_issue() {
    let house = House::new().await;
    let evil = "![x](https://evil.example/p.png) <img src=x> [a](javascript:1)";
    let body = json!({ "eventType": evil, "data": {
        "type": evil, "id": evil, "attributes": { "newValue": evil },
        "appStoreVersion": { "versionString": evil },
    }, "app": { "name": evil } });
    house.post(body.to_string()).await;
    let detail = only(&house).await;
    for line in detail.copies.markdown.lines() {
        let code = line.contains('`');
        assert!(
            code || !line.contains("evil"),
            "an issue would load or link it: {line}"
        );
    }
    assert!(detail.copies.markdown.contains("|---|---|"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_without_its_delivery_still_answers() {
    let house = House::new().await;
    // Long before now, and retention would take it away.
    let received = house.clock.now_ms();
    let event = NewEvent {
        endpoint: shipbell_feed::EndpointId("gone".into()),
        apple_id: Some("e1".into()),
        digest: [7; 32],
        kind: "app-version".into(),
        type_name: "appStoreVersionAppVersionStateUpdated".into(),
        status: Some("REJECTED".into()),
        previous_status: Some("IN_REVIEW".into()),
        time: Some(received - 1),
        received,
        provenance: shipbell_feed::Provenance::Recovered,
        app_name: Some("Tideline".into()),
        app_id: None,
        version: Some("2.4.1".into()),
        build: None,
        platform: None,
        instance_type: None,
        instance_id: None,
        title: "mine".into(),
        body: String::new(),
        link: None,
        level: "active".into(),
        channel: None,
        readable: true,
        conflict: false,
        problem: None,
        unread: false,
    };
    let filed = Filed::new(DeliveryId(0), event, Vec::new());
    house.engine.feed().file(vec![filed]).await.unwrap();
    let detail = only(&house).await;
    assert!(detail.story.contains("App Review"), "{}", detail.story);
    assert!(detail.delivery.is_none() && detail.fields.is_empty());
    assert_eq!(detail.trail.len(), 1, "this one is always among them");
    assert!(detail.copies.markdown.contains("2.4.1"));
    assert!(
        detail.copies.curl.starts_with('#'),
        "there is nothing to post: {}",
        detail.copies.curl
    );
    let replayed = house.engine.replay(detail.event.id, true).await;
    assert!(
        matches!(replayed, Err(EngineError::NothingToReplay(_))),
        "{replayed:?}"
    );
    let missing = house.engine.detail(EventId(999)).await;
    assert!(matches!(missing, Err(EngineError::NoSuchEvent(_))));
}
