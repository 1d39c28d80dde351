//! Do the banners read well? Every kind and state, and every payload that Apple has shown.

use std::fmt::Write as _;
use std::sync::Arc;

use shipbell_webhook::sample::{self, Ids};

use crate::ports::Known;
use crate::scene::{House, Plan};

/// The first of each kind and state: level, title, body.
async fn table(house: &House, names: &[&str]) -> String {
    for (at, name) in names.iter().enumerate() {
        let ids = Ids {
            event: format!("e{at}"),
            instance: format!("i{at}"),
            app_id: Some("6446048195".to_owned()),
            time: "2026-03-10T09:00:00Z".parse().unwrap(),
        };
        house
            .post(sample::body(sample::find(name).unwrap(), &ids))
            .await;
    }
    house.settle().await;
    let events = house.events().await;
    let mut text = String::new();
    for (at, name) in names.iter().enumerate() {
        let id = format!("e{at}");
        let event = events
            .iter()
            .find(|event| event.apple_id.as_ref() == Some(&id))
            .unwrap_or_else(|| panic!("{name} is in the feed"));
        let _ = writeln!(text, "{name} ({})\n  {}", event.level, event.title);
        for line in event.body.lines() {
            let _ = writeln!(text, "  | {line}");
        }
        let told = house.engine.headline(event);
        assert!(
            event.title.ends_with(&told) || event.title.contains("Ada Brook"),
            "{name}: the feed's row says {told:?}, the banner {:?}",
            event.title
        );
    }
    text
}

fn names() -> Vec<&'static str> {
    sample::all().iter().map(|sample| sample.name).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_and_state_without_an_api_key() {
    let house = House::new().await;
    insta::assert_snapshot!(table(&house, &names()).await, @"");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_and_state_with_facts() {
    let house = House::with(Plan {
        apple: Arc::new(Known::All),
        ..Plan::default()
    })
    .await;
    insta::assert_snapshot!(table(&house, &names()).await, @"");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_payload_that_apple_has_shown() {
    let Some(folder) = shipbell_testkit::fixtures::payloads() else {
        eprintln!("left out: Apple's payloads are not beside this checkout");
        return;
    };
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap() != "vectors.json")
        .collect();
    files.sort();
    let mut text = String::new();
    for file in files {
        let house = House::new().await;
        house.post(std::fs::read(&file).unwrap()).await;
        house.settle().await;
        let event = house.only_event().await;
        let name = file.file_name().unwrap().to_string_lossy();
        let status = event.status.as_deref().unwrap_or("-");
        let _ = writeln!(text, "{:.2} {} {status}: {}", name, event.kind, event.title);
        if let Some(problem) = &event.problem {
            let _ = writeln!(text, "   ! {problem}");
        }
    }
    insta::assert_snapshot!(text, @"");
}

/// The flat shape of Echobell's published guide.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn echobells_flat_sample_fills_the_same_fields() {
    let house = House::new().await;
    house
        .post(
            br#"{"eventType":"APP_STORE_VERSION_APP_VERSION_STATE_UPDATED","eventId":"flat-1",
                "eventDate":"2026-03-10T08:00:00Z","data":{"app":{"id":"1234567890","name":"Fernway",
                "bundleId":"com.example.fernway"},"appStoreVersion":{"id":"v9","versionString":"1.2.3",
                "platform":"IOS","appStoreState":"READY_FOR_SALE"}}}"#,
        )
        .await;
    house.settle().await;
    let event = house.only_event().await;
    insta::assert_snapshot!(format!("{} {:?} {:?} {:?}\n{}\n{}", event.kind, event.status, event.app_name, event.version, event.title, event.body), @"");
}
