//! Every shape that Apple sends comes in as what it is.

use std::fs;
use std::path::Path;

use journeys::Home;
use shipbell_testkit::fixtures;

/// Ours: file, kind, status.
const FIXTURES: [(&str, &str, Option<&str>); 21] = [
    ("app-version", "app-version", Some("REJECTED")),
    (
        "app-version-with-link",
        "app-version",
        Some("READY_FOR_DISTRIBUTION"),
    ),
    ("asset-app-store", "asset-app-store", Some("REJECTED")),
    (
        "asset-app-store-relative-link",
        "asset-app-store",
        Some("READY_FOR_DISTRIBUTION"),
    ),
    (
        "asset-external-beta",
        "asset-external-beta",
        Some("READY_FOR_TESTING"),
    ),
    ("asset-internal-beta", "asset-internal-beta", None),
    (
        "asset-internal-beta-odd-instance",
        "asset-internal-beta",
        None,
    ),
    ("asset-version", "asset-version", Some("FAILED")),
    ("build-upload", "build-upload", Some("COMPLETE")),
    (
        "build-upload-misnamed-states",
        "build-upload",
        Some("COMPLETE"),
    ),
    (
        "build-upload-with-old-state",
        "build-upload",
        Some("FAILED"),
    ),
    ("crash-feedback", "crash-feedback", None),
    ("external-build", "external-build", Some("IN_BETA_TESTING")),
    ("flat", "app-version", Some("READY_FOR_REVIEW")),
    ("package-available", "package-available", None),
    ("package-version", "package-version", None),
    ("ping", "ping", None),
    ("screenshot-feedback", "screenshot-feedback", None),
    ("server-notification", "unknown", None),
    ("territory-availability", "territory-availability", None),
    ("unknown", "unknown", Some("APPROVED")),
];

/// Apple's and other people's, kept beside the checkout: file, kind, status.
const PAYLOADS: [(&str, &str, Option<&str>); 19] = [
    (
        "01-apple-app-version-state.json",
        "app-version",
        Some("READY_FOR_REVIEW"),
    ),
    (
        "02-apple-external-build-state.json",
        "external-build",
        Some("BETA_APPROVED"),
    ),
    (
        "03-apple-feedback-screenshot.json",
        "screenshot-feedback",
        None,
    ),
    ("04-apple-feedback-crash.json", "crash-feedback", None),
    (
        "05-apple-bg-asset-version-state-failed.json",
        "asset-version",
        Some("FAILED"),
    ),
    (
        "06-apple-bg-asset-internal-beta-created.json",
        "asset-internal-beta",
        None,
    ),
    (
        "07-apple-bg-asset-external-beta-rejected.json",
        "asset-external-beta",
        Some("REJECTED"),
    ),
    (
        "08-apple-bg-asset-external-beta-ready.json",
        "asset-external-beta",
        Some("READY_FOR_TESTING"),
    ),
    (
        "09-apple-bg-asset-app-store-ready.json",
        "asset-app-store",
        Some("READY_FOR_DISTRIBUTION"),
    ),
    (
        "10-apple-build-upload-complete.json",
        "build-upload",
        Some("COMPLETE"),
    ),
    (
        "11-apple-altdist-package-version-created.json",
        "package-version",
        None,
    ),
    (
        "12-apple-altdist-package-available.json",
        "package-available",
        None,
    ),
    (
        "13-apple-altdist-territory.json",
        "territory-availability",
        None,
    ),
    (
        "15-apple-old-bg-asset-relative-link.json",
        "asset-app-store",
        Some("REJECTED"),
    ),
    (
        "16-apple-old-bg-asset-internal-beta-odd-type.json",
        "asset-internal-beta",
        None,
    ),
    (
        "18-invalid-json-apple-old-missing-comma.txt",
        "unknown",
        None,
    ),
    ("20-treastrain-ping-nanoseconds.json", "ping", None),
    (
        "21-treastrain-app-version-with-links.json",
        "app-version",
        Some("READY_FOR_REVIEW"),
    ),
    ("35-jws-not-ours.json", "unknown", None),
];

#[test]
fn every_shape_of_ours_comes_in_as_what_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/webhook/fixtures");
    come_in(&FIXTURES.map(|(name, kind, status)| {
        let body = fs::read(folder.join(format!("{name}.json"))).unwrap();
        (name, body, kind, status)
    }));
}

#[test]
fn every_payload_of_apples_comes_in_as_what_it_is() {
    if fixtures::payloads().is_none() {
        println!("Apple's payloads are not beside this checkout; ours stand in for them.");
        return;
    }
    come_in(&PAYLOADS.map(|(name, kind, status)| {
        let body = fixtures::payload(name).unwrap();
        (name, body, kind, status)
    }));
}

/// Posts each, in turn, and looks at the line that `events --json` has for it.
fn come_in(bodies: &[(&str, Vec<u8>, &str, Option<&str>)]) {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    for (at, (name, body, kind, status)) in bodies.iter().enumerate() {
        let answer = endpoint.post(&serving, body);
        assert_eq!(
            answer.status, 200,
            "{name}: Apple signed it, and may not send it again: {answer:?}"
        );
        // By row, since ids follow arrival, and some bodies say neither id nor time.
        let row = (at + 1).to_string();
        let event = shipbell_testkit::wait::until(name, || {
            let events = home.events(["--limit", "1000"]);
            Ok(events.into_iter().find(|event| event["event"] == row))
        })
        .unwrap();
        assert_eq!(event["kind"], *kind, "{name}: {event}");
        assert_eq!(event["status"].as_str(), *status, "{name}: {event}");
        assert_ne!(event["title"], "", "{name}: nothing comes without a title");
    }
}
