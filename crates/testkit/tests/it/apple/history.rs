//! A long night.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use serde_json::Value;

use super::studio;

#[test]
fn ten_thousand_missed_deliveries_are_scripted_at_once_and_read_in_pages() {
    let (apple, client, app) = studio();
    let webhook = apple
        .webhook(&app, "http://127.0.0.1:9/", "secret")
        .unwrap();
    let begun = Instant::now();
    let told = apple.history(&app, 10_000).unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "it took {:?}",
        begun.elapsed()
    );
    let since = (apple.clock().now() - SignedDuration::from_hours(8 * 24)).to_string();
    let pages = client.pages(&format!(
        "/v1/webhooks/{webhook}/deliveries?filter[createdDateGreaterThanOrEqualTo]={since}\
         &include=event&limit=200"
    ));
    assert_eq!(pages.len(), 50);
    let mut read: Vec<String> = Vec::new();
    for page in &pages {
        let included = page.at("/included");
        for event in included.as_array().unwrap() {
            let payload = event
                .pointer("/attributes/payload")
                .unwrap()
                .as_str()
                .unwrap();
            let payload: Value = serde_json::from_str(payload).unwrap();
            read.push(
                payload
                    .pointer("/data/id")
                    .unwrap()
                    .as_str()
                    .unwrap()
                    .to_owned(),
            );
        }
    }
    read.reverse();
    assert_eq!(
        read, told,
        "each missed event can be recovered, the newest first"
    );
}
