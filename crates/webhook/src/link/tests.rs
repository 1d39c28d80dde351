use super::{Target, is_apple, page};
use crate::Kind;

const APP: &str = "6446012345";

fn shown<'a>(kind: Kind, fill: impl FnOnce(&mut Target<'a>)) -> String {
    let mut target = Target {
        kind,
        app_id: Some(APP),
        ..Target::default()
    };
    fill(&mut target);
    let page = page(&target);
    assert!(is_apple(&page), "{page} must be on Apple's host");
    page.strip_prefix("https://appstoreconnect.apple.com/apps/6446012345")
        .unwrap()
        .to_owned()
}

#[test]
fn a_rejection_opens_where_the_reviewer_wrote() {
    for status in ["REJECTED", "METADATA_REJECTED"] {
        let list = shown(Kind::AppVersion, |target| {
            target.status = Some(status);
            target.platform = Some("IOS");
        });
        assert_eq!(list, "/distribution/reviewsubmissions");
        let one = shown(Kind::AppVersion, |target| {
            target.status = Some(status);
            target.submission_id = Some("c0ffee00-1111-4222-8333-444455556666");
        });
        assert_eq!(
            one,
            "/distribution/reviewsubmissions/details/c0ffee00-1111-4222-8333-444455556666"
        );
    }
}

#[test]
fn a_version_opens_on_its_platform_or_without_one() {
    for (platform, status, expected) in [
        (
            Some("IOS"),
            "IN_REVIEW",
            "/distribution/ios/version/inflight",
        ),
        (
            Some("MAC_OS"),
            "DEVELOPER_REJECTED",
            "/distribution/macos/version/inflight",
        ),
        (
            Some("TV_OS"),
            "READY_FOR_DISTRIBUTION",
            "/distribution/tvos/version/deliverable",
        ),
        (
            Some("VISION_OS"),
            "READY_FOR_SALE",
            "/distribution/visionos/version/deliverable",
        ),
        (
            Some("iOS"),
            "WAITING_FOR_REVIEW",
            "/distribution/ios/version/inflight",
        ),
        (None, "IN_REVIEW", "/distribution"),
        (Some("../../evil"), "IN_REVIEW", "/distribution"),
    ] {
        let shown = shown(Kind::AppVersion, |target| {
            target.platform = platform;
            target.status = Some(status);
        });
        assert_eq!(shown, expected, "{platform:?} {status}");
    }
}

#[test]
fn builds_and_feedback_open_in_testflight() {
    for kind in [Kind::BuildUpload, Kind::ExternalBuild] {
        assert_eq!(shown(kind, |_| ()), "/testflight", "no platform is guessed");
        let mac = shown(kind, |target| target.platform = Some("MAC_OS"));
        assert_eq!(mac, "/testflight/macos");
    }
    let id = Some("AQ3zTtL-r8WvX_0kPmYcDeF");
    assert_eq!(
        shown(Kind::ScreenshotFeedback, |target| target.instance_id = id),
        "/testflight/screenshots/AQ3zTtL-r8WvX_0kPmYcDeF"
    );
    assert_eq!(
        shown(Kind::CrashFeedback, |target| target.instance_id = id),
        "/testflight/crashes/AQ3zTtL-r8WvX_0kPmYcDeF"
    );
}

#[test]
fn every_kind_has_a_page_even_when_nothing_is_known() {
    for kind in Kind::ALL {
        assert!(
            is_apple(&page(&Target {
                kind,
                ..Target::default()
            })),
            "{kind:?}"
        );
        shown(kind, |_| ());
    }
}

#[test]
fn an_id_cannot_smuggle_in_a_path() {
    let long = "a".repeat(65);
    for id in [
        "", ".", "..", "a/b", "../../x", "a?b", "a#b", "a%2fb", "a b", "ä", "a\\b", "a\0", &long,
    ] {
        let shown = shown(Kind::CrashFeedback, |target| target.instance_id = Some(id));
        assert_eq!(shown, "/testflight", "{id:?} is no feedback id");
        let app = page(&Target {
            app_id: Some(id),
            ..Target::default()
        });
        assert_eq!(
            app, "https://appstoreconnect.apple.com/apps",
            "{id:?} is no app id"
        );
    }
}

#[test]
fn only_https_on_apples_hosts_is_apples() {
    for url in [
        "https://appstoreconnect.apple.com",
        "https://appstoreconnect.apple.com/apps/1?x=@y:z#\u{7e}",
        "https://APPSTORECONNECT.apple.com/",
        "https://tf-feedback.itunes.apple.com/a.jpg?sig=%2B",
        "https://developer.apple.com",
    ] {
        assert!(is_apple(url), "{url} is Apple's");
    }
    for url in [
        "",
        "https://",
        "https:///appstoreconnect.apple.com",
        "http://appstoreconnect.apple.com/",
        "javascript:alert(1)//.apple.com",
        "file:///appstoreconnect.apple.com",
        "//appstoreconnect.apple.com",
        " https://appstoreconnect.apple.com",
        "https://apple.com",
        "https://.apple.com",
        "https://a..apple.com",
        "https://appstoreconnect.apple.com.",
        "https://appstoreconnect.apple.com.evil.example",
        "https://evilapple.com",
        "https://evil.example/.apple.com",
        "https://evil.example?.apple.com",
        "https://evil.example#.apple.com",
        "https://evil.example\\.apple.com",
        "https://evil.example\\@appstoreconnect.apple.com",
        "https://appstoreconnect.apple.com/\\evil.example",
        "https://user@appstoreconnect.apple.com",
        "https://user:pw@appstoreconnect.apple.com",
        "https://appstoreconnect.apple.com@evil.example",
        "https://appstoreconnect.apple.com:443",
        "https://appstoreconnect.apple.com:8443/",
        "https://appstoreconnect.apple.com%2f.evil.example",
        "https://evil.example%23.apple.com",
        "https://appstoreconnect.apple.com/a\nb",
        "https://appstoreconnect.apple.com/\t",
        "https://appstoreconnect.apple.com/\0",
        "https://appstoreconnect.аpple.com/",
    ] {
        assert!(!is_apple(url), "{url:?} must not open as Apple's");
    }
}
