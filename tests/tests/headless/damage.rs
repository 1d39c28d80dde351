//! A large database after a crash, with damage in it that nobody has met yet.

use std::fs;

use journeys::{Endpoint, Home, Serving, apple};
use shipbell_testkit::wait::until;

const PAGE: usize = 4096;
/// A file of up to 32 MiB would be read through before the door opens.
const LARGE: usize = 36;

fn fill(home: &Home, endpoint: &Endpoint, serving: &Serving) {
    for at in 0..LARGE {
        let mut body = apple::app_version(&format!("old-{at}"), "IN_REVIEW");
        // Signed like all else, and nothing to read or to index.
        body.resize(1_000_000, b' ');
        assert_eq!(endpoint.post(serving, &body).status, 200);
    }
    home.event(&format!("old-{}", LARGE - 1));
}

/// A page in the midst of an old body.
fn spoil_a_cold_page(home: &Home) {
    let file = home.folder().join("feed.db");
    let mut bytes = fs::read(&file).unwrap();
    let needle = b"\"old-10\"";
    let found = bytes.windows(needle.len()).position(|part| part == needle);
    let page = (found.unwrap() / PAGE + 20) * PAGE;
    bytes[page..page + PAGE].fill(0xa5);
    fs::write(file, bytes).unwrap();
}

/// What `endpoint list` says beside its list.
fn told(home: &Home) -> String {
    home.run(["endpoint", "list"]).err
}

#[test]
fn a_large_feed_goes_on_after_a_crash_until_its_damage_is_told_and_moved_aside() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    fill(&home, &endpoint, &serving);
    serving.end();
    // Opened, so no longer put away; killed, so never put away again.
    home.serve().program.kill9().unwrap();
    spoil_a_cold_page(&home);

    let serving = home.serve();
    let body = apple::app_version("meanwhile", "REJECTED");
    assert_eq!(endpoint.post(&serving, &body).status, 200);
    until("The damage to be told", || {
        Ok(told(&home).contains("damaged in places").then_some(()))
    })
    .unwrap();
    assert_eq!(home.event("meanwhile")["status"], "REJECTED");
    serving.end();

    let serving = home.serve();
    let said = told(&home);
    assert!(
        said.contains("feed.db.corrupt-1") && !said.contains("damaged in places"),
        "where the old feed is, and that this one is new: {said}"
    );
    let body = apple::app_version("afterwards", "REJECTED");
    assert_eq!(endpoint.post(&serving, &body).status, 200);
    home.event("afterwards");
    assert_eq!(home.events([]).len(), 1, "a new feed");
    serving.end();
    let old = fs::read(home.folder().join("feed.db.corrupt-1")).unwrap();
    assert!(
        old.windows(9).rev().any(|part| part == b"meanwhile"),
        "what was answered with 200 is in the file that was kept"
    );
}
