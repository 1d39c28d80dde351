//! The same again, and the same id with something else in it.

use std::thread;

use journeys::knock::Line;
use journeys::{Home, apple};

#[test]
fn a_thousand_copies_at_once_are_one_event_and_one_ring() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    let body = apple::flat("copied", "Night Heron");
    let signature = endpoint.sign(&body);
    let statuses: Vec<u16> = thread::scope(|scope| {
        let senders: Vec<_> = (0..20)
            .map(|_| {
                scope.spawn(|| {
                    let mut line = Line::connect(&serving.address).unwrap();
                    let headers = [("x-apple-signature", signature.as_str())];
                    let mut post = |_| line.post(&endpoint.path, &headers, &body).unwrap().status;
                    (0..50).map(&mut post).collect::<Vec<_>>()
                })
            })
            .collect();
        let all = senders.into_iter().map(|sender| sender.join().unwrap());
        all.flatten().collect()
    });
    assert_eq!(statuses.len(), 1_000);
    assert!(
        statuses.iter().all(|status| *status == 200),
        "each copy is a success, or Apple sends it again: {statuses:?}"
    );
    assert_eq!(
        endpoint
            .post(&serving, &apple::flat("after", "Fernway"))
            .status,
        200
    );
    home.event("after");
    assert_eq!(home.events_with("copied", 1).len(), 1);
    let ended = serving.end();
    let rings = ended.stderr();
    let rings = rings.iter().filter(|line| line.contains("Night Heron"));
    assert_eq!(rings.count(), 1, "a person hears it once");
}

#[test]
fn the_same_json_in_another_spelling_is_the_same_event() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    let compact = apple::app_version("spelled", "REJECTED");
    let value: serde_json::Value = serde_json::from_slice(&compact).unwrap();
    let spaced = serde_json::to_vec_pretty(&value).unwrap();
    assert_eq!(endpoint.post(&serving, &compact).status, 200);
    assert_eq!(endpoint.post(&serving, &spaced).status, 200);
    assert_eq!(
        endpoint
            .post(&serving, &apple::app_version("next", "REJECTED"))
            .status,
        200
    );
    home.event("next");
    assert_eq!(home.events_with("spelled", 1)[0]["conflict"], false);
    serving.end();
}

#[test]
fn a_known_id_with_other_content_is_an_event_of_its_own() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let mut serving = home.serve();
    for state in ["REJECTED", "ACCEPTED"] {
        let body = apple::app_version("reused", state);
        assert_eq!(endpoint.post(&serving, &body).status, 200);
    }
    let events = home.events_with("reused", 2);
    let told: Vec<_> = events
        .iter()
        .map(|event| (event["status"].as_str().unwrap(), event["conflict"] == true))
        .collect();
    assert_eq!(
        told,
        [("REJECTED", false), ("ACCEPTED", true)],
        "Apple's own examples reuse an id: nothing is merged, and the second is flagged"
    );
    let title = events[1]["title"].as_str().unwrap();
    serving
        .program
        .wait_words(title)
        .expect("and it rings, since it is news");
    serving.end();

    let home = Home::new();
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    let body = apple::app_version("forever", "REJECTED");
    assert_eq!(endpoint.post(&serving, &body).status, 200);
    home.event("forever");
    serving.end();
    let serving = home.serve();
    assert_eq!(endpoint.post(&serving, &body).status, 200);
    assert_eq!(
        endpoint
            .post(&serving, &apple::app_version("last", "REJECTED"))
            .status,
        200
    );
    home.event("last");
    assert_eq!(
        home.events_with("forever", 1).len(),
        1,
        "a captured request verifies for ever, so it is remembered for ever"
    );
    serving.end();
}
