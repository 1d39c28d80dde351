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
            event.title.ends_with(&told),
            "{name}: the feed's row says {told:?}, the banner {:?}",
            event.title
        );
    }
    text
}

/// Those whose words change with what is known.
const TOLD_WITH_FACTS: [&str; 14] = [
    "app-version-in-review",
    "app-version-ready-for-distribution",
    "app-version-rejected",
    "build-upload-processing",
    "build-upload-failed",
    "build-upload-complete",
    "external-build-beta-approved",
    "screenshot-feedback",
    "crash-feedback",
    "asset-version-failed",
    "package-available",
    "territory-availability",
    "ping",
    "unknown",
];

fn names() -> Vec<&'static str> {
    sample::all().iter().map(|sample| sample.name).collect()
}

#[expect(
    clippy::too_many_lines,
    reason = "one table, meant to be read as a whole"
)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_and_state_without_an_api_key() {
    let house = House::new().await;
    insta::assert_snapshot!(table(&house, &names()).await, @r#"
    app-version-accepted (active)
      Tideline: Accepted by App Review
      | Another item of the submission was rejected. Was In Review.
    app-version-developer-rejected (passive)
      Tideline: Withdrawn from review
      | Was Waiting for Review.
    app-version-in-review (passive)
      Tideline: In Review
      | Was Waiting for Review.
    app-version-invalid-binary (time-sensitive)
      Tideline: Invalid binary
      | The build does not meet Apple’s requirements. Upload a new one. Was Prepare for Submission.
    app-version-metadata-rejected (time-sensitive)
      Tideline: Metadata rejected
      | The build can stay. App Review’s message is in App Store Connect. Was In Review.
    app-version-pending-apple-release (active)
      Tideline: Approved, waiting for Apple’s release
      | Was In Review.
    app-version-pending-developer-release (active)
      Tideline: Approved, waiting for your release
      | Release it in App Store Connect when you are ready. Was In Review.
    app-version-prepare-for-submission (passive)
      Tideline: Prepare for Submission
      | Was Developer Rejected.
    app-version-processing-for-distribution (passive)
      Tideline: Processing for Distribution
      | Was Pending Developer Release.
    app-version-ready-for-distribution (active)
      Tideline: Released on the App Store
      | Ready for Distribution. It can take up to 24 hours to show everywhere. Was Processing for Distribution.
    app-version-ready-for-review (passive)
      Tideline: Ready for Review
      | Was Prepare for Submission.
    app-version-rejected (time-sensitive)
      Tideline: Rejected by App Review
      | App Review’s message is in App Store Connect. Was In Review.
    app-version-replaced-with-new-version (passive)
      Tideline: Replaced with New Version
      | Was Ready for Distribution.
    app-version-waiting-for-export-compliance (passive)
      Tideline: Waiting for export compliance
      | Was Ready for Review.
    app-version-waiting-for-review (passive)
      Tideline: Waiting for Review
      | Was Ready for Review.
    build-upload-awaiting-upload (passive)
      Tideline: Waiting for the build’s upload
    build-upload-processing (passive)
      Tideline: Processing the build
    build-upload-failed (time-sensitive)
      Tideline: Build failed
      | App Store Connect and Apple’s e-mail say why.
    build-upload-complete (active)
      Tideline: Build processed
      | It is ready to use in App Store Connect.
    external-build-processing (passive)
      Tideline: TestFlight: Processing
    external-build-processing-exception (time-sensitive)
      Tideline: Processing failed
      | App Store Connect could not process the build. Upload a new one. Was Processing.
    external-build-missing-export-compliance (active)
      Tideline: TestFlight: Missing Compliance
      | Answer the export compliance questions in App Store Connect. Was Processing.
    external-build-ready-for-beta-testing (active)
      Tideline: Ready to test in TestFlight
      | Add it to a group to send it to external testers. Was Approved.
    external-build-in-beta-testing (active)
      Tideline: Testing in TestFlight
      | External testers can install it. Was Ready to Test.
    external-build-expired (passive)
      Tideline: Build expired in TestFlight
      | Testers can no longer use it. Was Testing.
    external-build-ready-for-beta-submission (passive)
      Tideline: TestFlight: Ready to Submit
      | Was Processing.
    external-build-in-export-compliance-review (passive)
      Tideline: TestFlight: In Compliance Review
      | Was Missing Compliance.
    external-build-waiting-for-beta-review (passive)
      Tideline: TestFlight: Waiting for Review
      | Was Ready to Submit.
    external-build-in-beta-review (passive)
      Tideline: TestFlight: In Beta Review
      | Was Waiting for Review.
    external-build-beta-rejected (time-sensitive)
      Tideline: Rejected by TestFlight App Review
      | The message from App Review is in App Store Connect. Was In Beta Review.
    external-build-beta-approved (active)
      Tideline: Approved for TestFlight
      | It can go to external testers. Was In Beta Review.
    external-build-not-applicable (passive)
      Tideline: TestFlight: Not Applicable
      | Was Processing.
    screenshot-feedback (active)
      Tideline: Screenshot feedback from a tester
      | It is in App Store Connect.
    crash-feedback (time-sensitive)
      Tideline: Crash reported by a tester
      | The crash log is in App Store Connect.
    asset-version-awaiting-upload (passive)
      Tideline: Background assets: Awaiting Upload
    asset-version-processing (passive)
      Tideline: Background assets: Processing
      | Was Awaiting Upload.
    asset-version-failed (time-sensitive)
      Tideline: Background assets failed
      | The import failed. Apple’s e-mail says why. Was Processing.
    asset-version-complete (active)
      Tideline: Background assets: Complete
      | Was Processing.
    asset-internal-beta (active)
      Tideline: Background assets ready for internal testing
      | The import succeeded.
    asset-external-beta-ready-for-beta-submission (passive)
      Tideline: Background assets in TestFlight: Ready to Submit
    asset-external-beta-waiting-for-review (passive)
      Tideline: Background assets in TestFlight: Waiting for Review
      | Was Ready to Submit.
    asset-external-beta-in-review (passive)
      Tideline: Background assets in TestFlight: In Review
      | Was Waiting for Review.
    asset-external-beta-rejected (time-sensitive)
      Tideline: Background assets rejected for TestFlight
      | The message from App Review is in App Store Connect. Was In Review.
    asset-external-beta-processing-for-testing (passive)
      Tideline: Background assets in TestFlight: Processing for Testing
      | Was In Review.
    asset-external-beta-ready-for-testing (active)
      Tideline: Background assets ready for external testing
      | Was Processing for Testing.
    asset-external-beta-superseded (passive)
      Tideline: Background assets in TestFlight: Superseded
      | Was Ready for Testing.
    asset-app-store-prepare-for-submission (passive)
      Tideline: Background assets on the App Store: Prepare for Submission
    asset-app-store-ready-for-review (passive)
      Tideline: Background assets on the App Store: Ready for Review
      | Was Prepare for Submission.
    asset-app-store-waiting-for-review (passive)
      Tideline: Background assets on the App Store: Waiting for Review
      | Was Ready for Review.
    asset-app-store-in-review (passive)
      Tideline: Background assets on the App Store: In Review
      | Was Waiting for Review.
    asset-app-store-accepted (active)
      Tideline: Background assets on the App Store: Accepted
      | Was In Review.
    asset-app-store-rejected (time-sensitive)
      Tideline: Background assets rejected by App Review
      | App Review’s message is in App Store Connect. Was In Review.
    asset-app-store-processing-for-distribution (passive)
      Tideline: Background assets on the App Store: Processing for Distribution
      | Was Accepted.
    asset-app-store-ready-for-distribution (active)
      Tideline: Background assets released on the App Store
      | Was Processing for Distribution.
    asset-app-store-superseded (passive)
      Tideline: Background assets on the App Store: Superseded
      | Was Ready for Distribution.
    package-version (active)
      Tideline: Alternative distribution package created
      | A marketplace can fetch the new package.
    package-available (active)
      Tideline: Package available to a marketplace
      | Territories: DEU, FRA, IRL.
    territory-availability (active)
      Tideline: Available in more territories
      | Territories: DEU, FRA, IRL.
    ping (active)
      Tideline: Apple’s test ping arrived
      | Its signature is right. Events can come the same way.
    unknown (active)
      Tideline: App clip experience state updated
      | Shipbell does not know this kind yet. The feed shows it as it came.
    "#);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_api_key_adds() {
    let house = House::with(Plan {
        apple: Arc::new(Known::All),
        ..Plan::default()
    })
    .await;
    insta::assert_snapshot!(table(&house, &TOLD_WITH_FACTS).await, @r#"
    app-version-in-review (passive)
      Tideline 2.4.1: In Review
      | Was Waiting for Review. iOS, build 318.
    app-version-ready-for-distribution (active)
      Tideline 2.4.1: Released on the App Store
      | Ready for Distribution. It can take up to 24 hours to show everywhere. Was Processing for Distribution. iOS, build 318.
    app-version-rejected (time-sensitive)
      Tideline 2.4.1: Rejected by App Review
      | App Review’s message is in App Store Connect. Was In Review. iOS, build 318.
    build-upload-processing (passive)
      Tideline 2.4.1: Processing build 318
      | iOS, build 318.
    build-upload-failed (time-sensitive)
      Tideline 2.4.1: Build 318 failed
      | App Store Connect and Apple’s e-mail say why. iOS, build 318.
    build-upload-complete (active)
      Tideline 2.4.1: Build 318 processed
      | It is ready to use in App Store Connect. iOS, build 318.
    external-build-beta-approved (active)
      Tideline 2.4.1: Approved for TestFlight
      | It can go to external testers. Was In Beta Review. iOS, build 318.
    screenshot-feedback (active)
      Tideline 2.4.1: Screenshot from Ada Brook
      | “The map stays grey.” iPhone 17, iOS 26.1. Build 318.
    crash-feedback (time-sensitive)
      Tideline 2.4.1: Crash reported by Ada Brook
      | “The map stays grey.” iPhone 17, iOS 26.1. Build 318.
    asset-version-failed (time-sensitive)
      Tideline 2.4.1: Background assets failed
      | The import failed. Apple’s e-mail says why. Was Processing.
    package-available (active)
      Tideline 2.4.1: Package available to a marketplace
      | Territories: DEU, FRA, IRL.
    territory-availability (active)
      Tideline 2.4.1: Available in more territories
      | Territories: DEU, FRA, IRL.
    ping (active)
      Tideline 2.4.1: Apple’s test ping arrived
      | Its signature is right. Events can come the same way.
    unknown (active)
      Tideline 2.4.1: App clip experience state updated
      | Shipbell does not know this kind yet. The feed shows it as it came. iOS, build 318.
    "#);
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
    insta::assert_snapshot!(text, @r#"
    01 app-version READY_FOR_REVIEW: Tideline: Ready for Review
    02 external-build BETA_APPROVED: Tideline: Approved for TestFlight
    03 screenshot-feedback -: Tideline: Screenshot feedback from a tester
    04 crash-feedback -: Tideline: Crash reported by a tester
    05 asset-version FAILED: Tideline: Background assets failed
    06 asset-internal-beta -: Tideline: Background assets ready for internal testing
    07 asset-external-beta REJECTED: Tideline: Background assets rejected for TestFlight
    08 asset-external-beta READY_FOR_TESTING: Tideline: Background assets ready for external testing
    09 asset-app-store READY_FOR_DISTRIBUTION: Tideline: Background assets released on the App Store
    10 build-upload COMPLETE: Tideline: Build processed
    11 package-version -: Tideline: Alternative distribution package created
    12 package-available -: Tideline: Package available to a marketplace
    13 territory-availability -: Tideline: Available in more territories
    15 asset-app-store REJECTED: Tideline: Background assets rejected by App Review
    16 asset-internal-beta -: Tideline: Background assets ready for internal testing
    18 unknown -: Signed by Apple, but not readable
       ! The body is not JSON: it breaks off near line 9, column 7.
    20 ping -: Tideline: Apple’s test ping arrived
    21 app-version READY_FOR_REVIEW: Tideline: Ready for Review
    35 unknown -: Signed by Apple, but not readable
       ! This is an App Store Server Notification, another product of Apple’s. Its address belongs to your server; remove ours in App Store Connect under App Information.
    "#);
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
    insta::assert_snapshot!(format!("{} {:?} {:?} {:?}\n{}\n{}", event.kind, event.status, event.app_name, event.version, event.title, event.body), @r#"
    app-version Some("READY_FOR_SALE") Some("Fernway") Some("1.2.3")
    Fernway 1.2.3: Ready for Sale
    iOS.
    "#);
}
