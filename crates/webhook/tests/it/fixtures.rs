//! Each of our own fixtures, in Apple's shapes, read to the last field.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use shipbell_webhook::{Event, Kind, Unreadable, read};

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

pub(crate) fn body(name: &str) -> Vec<u8> {
    fs::read(folder().join(format!("{name}.json"))).expect("the fixture is part of the crate")
}

pub(crate) fn all_bodies() -> Vec<(String, Vec<u8>)> {
    let mut bodies: Vec<_> = fs::read_dir(folder())
        .expect("the folder is part of the crate")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let body = fs::read(&path).expect("a fixture");
            (name, body)
        })
        .collect();
    bodies.sort();
    bodies
}

/// One line with every field that is there.
fn line(event: &Event) -> String {
    let mut line = event.kind.slug().to_owned();
    let mut say = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            write!(line, " {name}={value}").expect("a string takes everything");
        }
    };
    say("v", event.version.map(|version| version.to_string()));
    say("from", event.previous_status.clone());
    say("to", event.status.clone());
    say("at", event.time.map(|time| time.to_string()));
    say(
        "of",
        event
            .instance
            .as_ref()
            .map(|instance| instance.type_name.clone()),
    );
    say("app", event.app.id.clone());
    say("name", event.app.name.clone());
    say("bundle", event.app.bundle_id.clone());
    say("app-version", event.app_version.clone());
    say("platform", event.platform.clone());
    say("message", event.message.clone());
    say(
        "available",
        event.available.map(|available| available.to_string()),
    );
    if !event.territories.is_empty() {
        say("in", Some(event.territories.join("+")));
    }
    say("marketplace", event.marketplace_app_id.clone());
    line
}

#[test]
fn every_fixture_reads_to_the_last_field() {
    let mut lines = String::new();
    for (name, body) in all_bodies() {
        let said = read(&body).map_or_else(|error| error.to_string(), |event| line(&event));
        writeln!(lines, "{name}: {said}").expect("a string takes everything");
    }
    insta::assert_snapshot!(lines, @r#"
    app-version: app-version v=1 from=IN_REVIEW to=REJECTED at=2026-03-02T08:15:30.25Z of=appStoreVersions
    app-version-with-link: app-version v=1 from=PENDING_DEVELOPER_RELEASE to=READY_FOR_DISTRIBUTION at=2026-03-03T19:00:01Z of=appStoreVersions
    asset-app-store: asset-app-store from=IN_REVIEW to=REJECTED at=2026-04-03T10:00:00Z of=backgroundAssetVersionAppStoreReleases
    asset-app-store-relative-link: asset-app-store from=PROCESSING_FOR_DISTRIBUTION to=READY_FOR_DISTRIBUTION at=2026-04-03T10:00:00Z of=backgroundAssetVersionAppStoreReleases
    asset-external-beta: asset-external-beta from=PROCESSING_FOR_TESTING to=READY_FOR_TESTING at=2026-04-02T10:00:00Z of=backgroundAssetVersionExternalBetaReleases
    asset-internal-beta: asset-internal-beta at=2026-04-01T10:05:00Z of=backgroundAssetVersionInternalBetaReleases
    asset-internal-beta-odd-instance: asset-internal-beta at=2026-04-01T10:05:00Z of=backgroundAssetVersionInternalBetaReleaseCreated
    asset-version: asset-version from=PROCESSING to=FAILED at=2026-04-01T10:00:00Z of=backgroundAssetVersions
    build-upload: build-upload v=1 to=COMPLETE of=buildUploads
    build-upload-misnamed-states: build-upload v=1 from=PROCESSING to=COMPLETE at=2026-03-02T08:15:30.25Z of=buildUploads
    build-upload-with-old-state: build-upload v=1 from=PROCESSING to=FAILED of=buildUploads
    crash-feedback: crash-feedback v=1 at=2026-03-05T21:43:05.12Z of=betaFeedbackCrashSubmissions
    external-build: external-build v=1 from=READY_FOR_BETA_TESTING to=IN_BETA_TESTING at=2026-03-04T11:22:33.444Z of=buildBetaDetails
    flat: app-version to=READY_FOR_REVIEW at=2026-03-02T08:15:30Z of=appStoreVersions app=1900000042 name=Tide Pools bundle=example.tidepools app-version=2.4.1 platform=IOS message=Ready for review
    package-available: package-available v=1 at=2026-05-01T12:31:00.000001Z of=alternativeDistributionPackages app=1900000042 available=true in=DEU+FRA+NLD marketplace=1900000099
    package-version: package-version v=1 at=2026-05-01T12:30:45.678901Z of=alternativeDistributionPackageVersions app=1900000042 marketplace=1900000099
    ping: ping v=1 at=2026-02-28T23:59:59.123456789Z
    screenshot-feedback: screenshot-feedback v=1 at=2026-03-05T06:07:08.9Z of=betaFeedbackScreenshotSubmissions
    server-notification: This is an App Store Server Notification, not an App Store Connect webhook. Its URL belongs to your server, and is set in App Store Connect under the app's App Information, in App Store Server Notifications; remove ours there.
    territory-availability: territory-availability v=1 at=2026-05-02T07:00:00.5Z app=1900000042 available=false in=IRL marketplace=1900000099
    unknown: unknown v=1 from=IN_REVIEW to=APPROVED at=2027-01-01T00:00:00Z of=appClipExperiences
    "#);
}

#[test]
fn every_kind_has_a_fixture() {
    let bodies = all_bodies();
    for kind in Kind::ALL {
        assert!(
            bodies
                .iter()
                .any(|(_, body)| read(body).is_ok_and(|event| event.kind == kind)),
            "{kind:?} must be read from a fixture"
        );
    }
}

#[test]
fn ids_come_from_where_they_stand() {
    for (name, body) in all_bodies() {
        let Ok(event) = read(&body) else { continue };
        let json: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        let (id, instance) = if name == "flat" {
            (&json["eventId"], &json["data"]["appStoreVersion"]["id"])
        } else {
            let instance = &json["data"]["relationships"]["instance"];
            let wrapped = &instance["data"]["id"];
            let id = if wrapped.is_null() {
                &instance["id"]
            } else {
                wrapped
            };
            (&json["data"]["id"], id)
        };
        assert_eq!(
            event.id.as_deref(),
            id.as_str(),
            "{name}: the event's id drops repeats"
        );
        assert_eq!(
            event.instance.as_ref().map(|instance| instance.id.as_str()),
            instance.as_str(),
            "{name}: the instance's id is what details are asked for by"
        );
        assert_eq!(
            event.data, json["data"],
            "{name}: templates see the body's own data"
        );
    }
}

#[test]
fn a_server_notification_says_where_it_belongs() {
    let error = read(&body("server-notification")).expect_err("another product");
    assert_eq!(error, Unreadable::ServerNotification);
    let sentence = error.to_string();
    assert!(
        sentence.contains("App Store Server Notification") && sentence.contains("URL"),
        "the reader must learn what is misconfigured: {sentence}"
    );
}
