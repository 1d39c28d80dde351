//! From a pasted key to the first bell, and a night without Shipbell, as a person sees them on the desktop.

use std::collections::BTreeMap;

use journeys::night::something_happens;
use serde_json::{Value, json};
use shipbell_testkit::FakeApple;
use shipbell_testkit::apple::Mishap;
use shipbell_testkit::wait::until;

use crate::page::{ESCAPE, Page};
use crate::setting_up;
use crate::stage::Stage;

const PUBLIC: &str = "https://bell.example.dev";
const SUMMARY: &str = "While Shipbell could not hear";
const NIGHT: usize = 300;
const DOWN: &str = "\u{e015}";

#[test]
fn a_pasted_key_rings_and_a_night_is_there_in_the_morning() {
    let apple = FakeApple::start().unwrap();
    let Some(stage) = Stage::before(&apple) else {
        return;
    };
    apple.road(PUBLIC, &format!("http://{}", stage.address));
    let apps = ["Tideline", "Fernway"].map(|name| {
        let bundle = format!("example.{}", name.to_lowercase());
        apple.app(name, &bundle, name)
    });
    set_up_with_a_key(&stage, &apple);
    let mut running = stage.start();
    running.kill9().unwrap();

    let before = told(&apple, &apps).len();
    apple.mishap(5, Mishap::Twice);
    let mut n = 0;
    while told(&apple, &apps).len() < before + NIGHT {
        something_happens(&apple, &apps[n % 2], n);
        n += 1;
    }
    apple.wait_settled().unwrap();

    let page = Page::open(&stage);
    let banner = stage.desktop.wait_banner(SUMMARY).unwrap();
    let told = told(&apple, &apps);
    let missed = told.len() - before;
    let events = until("All that Apple told of", || {
        let events = events(&stage);
        anyhow::ensure!(events.len() >= told.len(), "there are {}", events.len());
        Ok(Some(events))
    })
    .unwrap();
    assert_eq!(events.len(), told.len(), "each of it once");
    let mut recovered = events.clone();
    recovered.retain(|event| event["provenance"] == "recovered");
    assert_eq!(recovered.len(), missed, "and marked as what it is");
    recovered.retain(|event| event["level"] != "passive");
    assert!(
        banner
            .summary
            .contains(&format!(": {} events", recovered.len())),
        "the banner says how many there are that ring: {banner:?}"
    );
    let times: Vec<_> = events.iter().map(time).collect();
    assert!(times.is_sorted(), "in the order in which it happened");
    let summaries = stage.desktop.notifications();
    let summaries = summaries
        .iter()
        .filter(|banner| banner.summary.contains(SUMMARY));
    assert_eq!(summaries.count(), 1, "a night is one banner");

    what_testers_sent_opens(&page);
    page.close();
}

/// One paste, two apps, and the bell.
fn set_up_with_a_key(stage: &Stage, apple: &FakeApple) {
    let page = Page::open(stage);
    setting_up::begin(stage, &page);
    setting_up::paste_key(&page, apple);
    page.fill("textbox", "Public address", "bell.example.dev");
    page.click("button", "Save");
    page.click("button", "Tick all");
    page.click("button", "Make 2 webhooks");
    // No such name is known on this machine: whoever can't prove the way in may still hear the bell.
    page.wait_text("This name leads nowhere");
    page.click("button", "Skip this step");
    page.wait_text("You heard it");
    assert!(
        !page.text().contains("PRIVATE KEY"),
        "the key is in the keychain and nowhere else"
    );
    let endpoints = page.invoke(&json!({ "command": "endpointList" }));
    let pinged = endpoints["ok"].as_array().unwrap();
    assert_eq!(pinged.len(), 2, "{endpoints}");
    assert!(
        pinged.iter().all(|one| one["lastPing"].is_number()),
        "both rang: {endpoints}"
    );
    assert_eq!(page.stopped_by_policy().len(), 0);
    page.close();
}

/// A crash's log with its threads, and a picture that is one.
fn what_testers_sent_opens(page: &Page) {
    page.keys("/");
    search(page, "It ended");
    page.wait_text("Crash reported");
    details_of_the_first(page);
    page.wait_text("Thread 0, crashed");
    page.keys(ESCAPE);
    search(page, "It flickers");
    page.wait_text("Screenshot");
    details_of_the_first(page);
    page.click("button", "Open screenshot 1 of");
    until("A picture of some size", || {
        let script = "return document.querySelector('dialog[open] img')?.naturalWidth ?? 0;";
        let width = page.run(script, &json!([]));
        Ok(width.as_u64().filter(|width| *width > 0))
    })
    .unwrap();
    assert_eq!(
        page.stopped_by_policy().len(),
        0,
        "pictures keep to the policy"
    );
}

/// Searches, and waits for the answer to the last letter: each one before has an answer of its own.
fn search(page: &Page, words: &str) {
    page.fill("textbox", "Search events", words);
    page.wait_text(" matches");
}

fn details_of_the_first(page: &Page) {
    page.keys(DOWN);
    page.keys(" ");
}

/// The events that Apple told of, and how often.
fn told(apple: &FakeApple, apps: &[String]) -> BTreeMap<String, usize> {
    let mut told = BTreeMap::new();
    for webhook in apps.iter().flat_map(|app| apple.webhooks(app)) {
        for delivered in apple.deliveries(&webhook.id) {
            let payload: Value = serde_json::from_str(&delivered.payload).unwrap();
            let id = payload["data"]["id"].as_str().unwrap().to_owned();
            *told.entry(id).or_default() += 1;
        }
    }
    told
}

fn events(stage: &Stage) -> Vec<Value> {
    stage
        .run(["events", "--json", "--limit", "10000"])
        .objects()
}

/// When it happened; where its body does not say so, when it would have come.
fn time(event: &Value) -> jiff::Timestamp {
    let time = event["time"].as_str().or(event["received"].as_str());
    time.unwrap().parse().unwrap()
}
