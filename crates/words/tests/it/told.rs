//! How does each event read, with nothing known and with everything known?

use shipbell_words::{Words, id};

const KINDS: [&str; 14] = [
    "app-version",
    "build-upload",
    "external-build",
    "screenshot-feedback",
    "crash-feedback",
    "asset-version",
    "asset-internal-beta",
    "asset-external-beta",
    "asset-app-store",
    "package-version",
    "package-available",
    "territory-availability",
    "ping",
    "unknown",
];

const KNOWN: [(&str, &str); 13] = [
    ("status", "In Review"),
    ("previous", "Waiting for Review"),
    ("version", "2.4.1"),
    ("build", "1042"),
    ("platform", "iOS"),
    ("tester", "Ada"),
    ("feedback", "The map stays grey"),
    ("device", "iPhone 15 Pro"),
    ("os", "iOS 26.1"),
    ("message", "Missing icon."),
    ("type", "appClipStateUpdated"),
    ("available", "yes"),
    ("territories", "FRA, DEU"),
];

/// Every kind alone, and in every state that has words of its own.
fn scenes() -> Vec<(&'static str, String)> {
    let mut scenes = Vec::new();
    for kind in KINDS {
        scenes.push((kind, String::new()));
        for message in id::ALL {
            let state = ["headline-", "story-"].iter().find_map(|part| {
                let rest = message.as_str().strip_prefix(part)?;
                let kind = rest.strip_prefix(kind)?;
                kind.strip_prefix('-')
            });
            let scene = (kind, state.unwrap_or_default().to_owned());
            if state.is_some() && !scenes.contains(&scene) {
                scenes.push(scene);
            }
        }
    }
    scenes
}

fn table(facts: &[(&str, &str)]) -> String {
    let words = Words::english();
    let lines = scenes().into_iter().map(|(kind, state)| {
        let token = state.replace('-', "_").to_uppercase();
        let headline = words.headline(kind, Some(&token), facts);
        let story = words.story(kind, Some(&token), facts);
        let told = format!("{kind} {state}\n    {headline}\n    {story}");
        let lines: Vec<&str> = told.lines().map(str::trim_end).collect();
        lines.join("\n")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
#[expect(clippy::too_many_lines, reason = "the table is the test")]
fn with_nothing_known() {
    insta::assert_snapshot!(table(&[]), @"
    app-version
        Version changed

    app-version accepted
        Accepted by App Review
        Another item of the submission was rejected.
    app-version developer-rejected
        Withdrawn from review

    app-version invalid-binary
        Invalid binary
        The build does not meet Apple’s requirements. Upload a new one.
    app-version metadata-rejected
        Metadata rejected
        The build can stay. App Review’s message is in App Store Connect.
    app-version pending-apple-release
        Approved, waiting for Apple’s release

    app-version pending-developer-release
        Approved, waiting for your release
        Release it in App Store Connect when you are ready.
    app-version ready-for-distribution
        Released on the App Store
        Ready for Distribution. It can take up to 24 hours to show everywhere.
    app-version rejected
        Rejected by App Review
        App Review’s message is in App Store Connect.
    app-version waiting-for-export-compliance
        Waiting for export compliance

    build-upload
        Build upload changed

    build-upload awaiting-upload
        Waiting for the build’s upload

    build-upload complete
        Build processed
        It is ready to use in App Store Connect.
    build-upload failed
        Build failed
        App Store Connect and Apple’s e-mail say why.
    build-upload processing
        Processing the build

    external-build
        TestFlight build changed

    external-build beta-approved
        Approved for TestFlight
        It can go to external testers.
    external-build beta-rejected
        Rejected by TestFlight App Review
        The message from App Review is in App Store Connect.
    external-build expired
        Build expired in TestFlight
        Testers can no longer use it.
    external-build in-beta-testing
        Testing in TestFlight
        External testers can install it.
    external-build missing-export-compliance
        TestFlight: Missing Compliance
        Answer the export compliance questions in App Store Connect.
    external-build processing-exception
        Processing failed
        App Store Connect could not process the build. Upload a new one.
    external-build ready-for-beta-testing
        Ready to test in TestFlight
        Add it to a group to send it to external testers.
    screenshot-feedback
        Screenshot feedback from a tester
        It is in App Store Connect.
    crash-feedback
        Crash reported by a tester
        The crash log is in App Store Connect.
    asset-version
        Background assets changed

    asset-version failed
        Background assets failed
        The import failed. Apple’s e-mail says why.
    asset-internal-beta
        Background assets ready for internal testing
        The import succeeded.
    asset-external-beta
        Background assets in TestFlight changed

    asset-external-beta ready-for-testing
        Background assets ready for external testing

    asset-external-beta rejected
        Background assets rejected for TestFlight
        The message from App Review is in App Store Connect.
    asset-app-store
        Background assets on the App Store changed

    asset-app-store ready-for-distribution
        Background assets released on the App Store

    asset-app-store rejected
        Background assets rejected by App Review
        App Review’s message is in App Store Connect.
    package-version
        Alternative distribution package created
        A marketplace can fetch the new package.
    package-available
        Package availability changed

    territory-availability
        Territory availability changed

    ping
        Apple’s test ping arrived
        Its signature is right. Events can come the same way.
    unknown
        New kind of event from Apple
        Shipbell does not know this kind yet. The feed shows it as it came.
    ");
}

#[test]
#[expect(clippy::too_many_lines, reason = "the table is the test")]
fn with_everything_known() {
    insta::assert_snapshot!(table(&KNOWN), @"
    app-version
        In Review
        Was Waiting for Review. iOS, build 1042. Missing icon.
    app-version accepted
        Accepted by App Review
        Another item of the submission was rejected. Was Waiting for Review. iOS, build 1042. Missing icon.
    app-version developer-rejected
        Withdrawn from review
        Was Waiting for Review. iOS, build 1042. Missing icon.
    app-version invalid-binary
        Invalid binary
        The build does not meet Apple’s requirements. Upload a new one. Was Waiting for Review. iOS, build 1042. Missing icon.
    app-version metadata-rejected
        Metadata rejected
        The build can stay. App Review’s message is in App Store Connect. Was Waiting for Review. iOS, build 1042. Missing icon.
    app-version pending-apple-release
        Approved, waiting for Apple’s release
        Was Waiting for Review. iOS, build 1042. Missing icon.
    app-version pending-developer-release
        Approved, waiting for your release
        Release it in App Store Connect when you are ready. Was Waiting for Review. iOS, build 1042. Missing icon.
    app-version ready-for-distribution
        Released on the App Store
        Ready for Distribution. It can take up to 24 hours to show everywhere. Was Waiting for Review. iOS, build 1042. Missing icon.
    app-version rejected
        Rejected by App Review
        App Review’s message is in App Store Connect. Was Waiting for Review. iOS, build 1042. Missing icon.
    app-version waiting-for-export-compliance
        Waiting for export compliance
        Was Waiting for Review. iOS, build 1042. Missing icon.
    build-upload
        Build upload: In Review
        Was Waiting for Review. iOS, build 1042. Missing icon.
    build-upload awaiting-upload
        Waiting for the build’s upload
        Was Waiting for Review. iOS, build 1042. Missing icon.
    build-upload complete
        Build 1042 processed
        It is ready to use in App Store Connect. Was Waiting for Review. iOS, build 1042. Missing icon.
    build-upload failed
        Build 1042 failed
        Missing icon. Was Waiting for Review. iOS, build 1042.
    build-upload processing
        Processing build 1042
        Was Waiting for Review. iOS, build 1042. Missing icon.
    external-build
        TestFlight: In Review
        Was Waiting for Review. iOS, build 1042. Missing icon.
    external-build beta-approved
        Approved for TestFlight
        It can go to external testers. Was Waiting for Review. iOS, build 1042. Missing icon.
    external-build beta-rejected
        Rejected by TestFlight App Review
        The message from App Review is in App Store Connect. Was Waiting for Review. iOS, build 1042. Missing icon.
    external-build expired
        Build expired in TestFlight
        Testers can no longer use it. Was Waiting for Review. iOS, build 1042. Missing icon.
    external-build in-beta-testing
        Testing in TestFlight
        External testers can install it. Was Waiting for Review. iOS, build 1042. Missing icon.
    external-build missing-export-compliance
        TestFlight: Missing Compliance
        Answer the export compliance questions in App Store Connect. Was Waiting for Review. iOS, build 1042. Missing icon.
    external-build processing-exception
        Processing failed
        Missing icon. Was Waiting for Review. iOS, build 1042.
    external-build ready-for-beta-testing
        Ready to test in TestFlight
        Add it to a group to send it to external testers. Was Waiting for Review. iOS, build 1042. Missing icon.
    screenshot-feedback
        Screenshot from Ada
        “The map stays grey” iPhone 15 Pro, iOS 26.1. Build 1042.
    crash-feedback
        Crash reported by Ada
        “The map stays grey” iPhone 15 Pro, iOS 26.1. Build 1042.
    asset-version
        Background assets: In Review
        Was Waiting for Review. Missing icon.
    asset-version failed
        Background assets failed
        Missing icon. Was Waiting for Review.
    asset-internal-beta
        Background assets ready for internal testing
        The import succeeded. Missing icon.
    asset-external-beta
        Background assets in TestFlight: In Review
        Was Waiting for Review. Missing icon.
    asset-external-beta ready-for-testing
        Background assets ready for external testing
        Was Waiting for Review. Missing icon.
    asset-external-beta rejected
        Background assets rejected for TestFlight
        The message from App Review is in App Store Connect. Was Waiting for Review. Missing icon.
    asset-app-store
        Background assets on the App Store: In Review
        Was Waiting for Review. Missing icon.
    asset-app-store ready-for-distribution
        Background assets released on the App Store
        Was Waiting for Review. Missing icon.
    asset-app-store rejected
        Background assets rejected by App Review
        App Review’s message is in App Store Connect. Was Waiting for Review. Missing icon.
    package-version
        Alternative distribution package created
        A marketplace can fetch the new package. Missing icon.
    package-available
        Package available to a marketplace
        Territories: FRA, DEU. Missing icon.
    territory-availability
        Available in more territories
        Territories: FRA, DEU. Missing icon.
    ping
        Apple’s test ping arrived
        Its signature is right. Events can come the same way.
    unknown
        App clip state updated: In Review
        Shipbell does not know this kind yet. The feed shows it as it came. Was Waiting for Review. iOS, build 1042. Missing icon.
    ");
}

#[test]
fn a_state_without_words_of_its_own_is_named() {
    let words = Words::english();
    let facts = [("status", "In Review"), ("previous", "Waiting for Review")];
    assert_eq!(
        words.headline("app-version", Some("IN_REVIEW"), &facts),
        "In Review"
    );
    assert_eq!(
        words.story("app-version", Some("IN_REVIEW"), &facts),
        "Was Waiting for Review."
    );
}

#[test]
fn a_kind_without_words_is_told_as_unknown() {
    let words = Words::english();
    let facts = [("type", "appClipStateUpdated")];
    assert_eq!(
        words.headline("never-heard-of", None, &facts),
        "App clip state updated",
        "what Apple calls it says more than that it is new"
    );
    assert_eq!(
        words.headline("never-heard-of", Some("A\nB"), &[]),
        "New kind of event from Apple",
        "an event is never shown without words"
    );
}

#[test]
fn a_body_that_cannot_be_read_has_words() {
    let words = Words::english();
    assert_ne!(
        words.headline("unreadable", None, &[]),
        words.headline("unknown", None, &[]),
        "a body that cannot be read is no new kind of event"
    );
}
