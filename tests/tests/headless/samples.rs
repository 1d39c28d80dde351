//! `simulate`: every sample through the real door.

use journeys::{Home, apple};
use serde_json::Value;

#[test]
fn every_sample_comes_in_as_what_it_is_and_is_marked_as_a_sample() {
    let home = Home::new();
    home.add("Tideline");
    let serving = home.serve();
    let all = home.json(["simulate", "--list"]);
    let all = all.as_array().unwrap();
    assert!(all.len() > 12, "every kind, and the states that matter");
    let mut sent: Vec<(Value, &Value)> = Vec::new();
    for sample in all {
        let name = sample["name"].as_str().unwrap();
        let said = home.json(["simulate", name]);
        assert_eq!(
            said["endpoint"], "Tideline",
            "the only one need not be named"
        );
        sent.push((said["id"].clone(), sample));
    }
    for (id, sample) in sent {
        let event = home.event(id.as_str().unwrap());
        assert_eq!(event["kind"], sample["kind"], "{sample}");
        assert_eq!(event["status"], sample["status"], "{sample}");
        assert_eq!(
            event["provenance"], "sample",
            "what was made here must never look like Apple's word: {sample}"
        );
    }
    serving.end();
}

#[test]
fn the_list_needs_no_home_and_names_the_one_in_the_readme() {
    let home = Home::new();
    let said = home.run(["simulate", "--list"]);
    assert!(
        said.out.lines().any(|line| line == "app-version-rejected"),
        "newcomers copy this name: {}",
        said.out
    );
    assert!(!home.folder().exists(), "a list writes nothing");
}

#[test]
fn fresh_ids_make_each_sample_an_event() {
    let home = Home::new();
    home.add("Tideline");
    let serving = home.serve();
    let ids = [(); 3].map(|()| home.json(["simulate", "app-version-rejected"])["id"].clone());
    for id in &ids {
        home.event(id.as_str().unwrap());
    }
    assert_eq!(
        home.events([]).len(),
        3,
        "someone who tries it twice sees it twice"
    );
    serving.end();
}

#[test]
fn nothing_in_a_request_can_make_it_a_sample() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    let body = apple::app_version("posing", "REJECTED");
    let signature = endpoint.sign(&body);
    let headers = [
        ("x-apple-signature", signature.as_str()),
        ("x-shipbell-sample", "1"),
        ("user-agent", "shipbell"),
        ("provenance", "sample"),
    ];
    assert_eq!(endpoint.post_with(&serving, &headers, &body).status, 200);
    assert_eq!(home.event("posing")["provenance"], "signed");
    serving.end();
}

#[test]
fn with_several_endpoints_one_has_to_be_named() {
    let home = Home::new();
    home.add("Tideline");
    home.add("Fernway");
    let serving = home.serve();
    let said = home.run(["simulate", "ping"]);
    assert_eq!(said.code, Some(2));
    assert!(
        said.err.contains("Tideline") && said.err.contains("Fernway"),
        "the choice is told: {}",
        said.err
    );
    let said = home.json(["simulate", "ping", "--endpoint", "Fernway"]);
    let event = home.event(said["id"].as_str().unwrap());
    assert_eq!(event["endpoint"], "Fernway");
    let said = home.run(["simulate", "ping", "--endpoint", "Nobody"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    serving.end();
}
