//! Samples: marked because we remember having made them, never because a request says so.

use serde_json::json;
use shipbell_engine::{EngineError, Verdict};
use shipbell_feed::Provenance;

use crate::ports::HOUR;
use crate::scene::{House, wait_for};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_own_sample_is_marked_and_its_replay_is_nothing_new() {
    let house = House::new().await;
    let sample = house.engine.sample("app-version-rejected", None).unwrap();
    let token = sample.path.strip_prefix("/hooks/").unwrap();
    assert_eq!(token, house.door.token);
    let knocked = house
        .knock(token, Some(&sample.signature), &sample.body)
        .await;
    assert_eq!(knocked, Verdict::Kept);
    let rung = house.rings(1).await;
    assert!(
        rung[0].title.starts_with("Sample · "),
        "nobody may take it for a real rejection: {}",
        rung[0].title
    );
    let event = house.only_event().await;
    assert_eq!(event.provenance, Provenance::Sample);
    assert_eq!(event.apple_id.as_ref(), Some(&sample.id));
    let status = house.engine.status().await.unwrap();
    assert_eq!(
        status.last_event, None,
        "what we sent ourselves proves nothing about the way in from Apple"
    );
    house.clock.advance(HOUR);
    house
        .knock(token, Some(&sample.signature), &sample.body)
        .await;
    house.rings(1).await;
    let event = house.only_event().await;
    assert_eq!(event.provenance, Provenance::Sample, "it stays what it is");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_calls_itself_a_sample_is_what_its_signature_says() {
    let house = House::new().await;
    let body = json!({ "sample": true, "provenance": "sample", "data": {
        "type": "webhookPingCreated", "id": "e1", "sample": true,
    }});
    house.post(serde_json::to_vec(&body).unwrap()).await;
    house.rings(1).await;
    assert_eq!(
        house.only_event().await.provenance,
        Provenance::Signed,
        "or whoever sends it could choose how it is shown"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_sample_makes_its_way_through_the_door() {
    let house = House::new().await;
    let all = shipbell_webhook::sample::all();
    for sample in all {
        let made = house.engine.sample(sample.name, Some("Tideline")).unwrap();
        house
            .knock(&house.door.token, Some(&made.signature), &made.body)
            .await;
    }
    wait_for("all samples", || async {
        house.events().await.len() == all.len()
    })
    .await;
    for event in house.events().await {
        assert_eq!(event.provenance, Provenance::Sample, "{}", event.kind);
        assert!(event.readable, "{} can be read", event.kind);
        assert!(!event.title.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sample_says_what_is_missing() {
    let house = House::new().await;
    let unknown = house.engine.sample("app-version-liked", None);
    assert!(matches!(unknown, Err(EngineError::NoSuchSample(_))));
    house.add("Fernway", None).await;
    let which = house.engine.sample("ping", None);
    assert!(
        matches!(&which, Err(EngineError::WhichEndpoint(names)) if names == "Tideline, Fernway"),
        "nobody guesses which app was meant"
    );
    let nobody = house.engine.sample("ping", Some("Nobody"));
    assert!(matches!(nobody, Err(EngineError::NoSuchEndpoint(_))));
}
