//! What Apple says of things, read.

use serde_json::json;
use shipbell_asc::{
    BuildAttributes, Connection, CrashFeedbackAttributes, DeliveryAttributes, EventType, Linkage,
    Platform, ReviewAttributes, ReviewState, ScreenshotFeedbackAttributes, UploadAttributes,
    UploadState, VersionAttributes, VersionState,
};

use crate::apple::{Apple, Said};

async fn apple(body: serde_json::Value) -> Apple {
    Apple::saying([Said::json(200, &body.to_string())]).await
}

#[tokio::test]
async fn a_version_comes_with_its_app_and_build() {
    let apple = apple(json!({
        "data": {"type": "appStoreVersions", "id": "v", "attributes": {
            "platform": "MAC_OS", "versionString": "2.4.1", "appVersionState": "IN_REVIEW",
            "appStoreState": "IN_REVIEW", "earliestReleaseDate": null,
        }, "relationships": {
            "app": {"data": {"type": "apps", "id": "1"}},
            "build": {"data": {"type": "builds", "id": "b"}},
            "appStoreVersionPhasedRelease": {"data": null, "links": {"self": ""}},
            "gameCenterAppVersion": {"links": {"self": ""}},
        }},
        "included": [
            {"type": "builds", "id": "1", "attributes": {"version": "wrong: another kind"}},
            {"type": "apps", "id": "1", "attributes": {"name": "Bell", "bundleId": "com.example.bell"}},
        ],
    }))
    .await;
    let version = apple.client().version("v").await.unwrap();
    assert_eq!(version.attributes.platform, Some(Platform::MacOs));
    assert_eq!(
        version.attributes.app_version_state,
        Some(VersionState::InReview)
    );
    assert_eq!(version.attributes.earliest_release_date, None);
    let app = version.one(VersionAttributes::APP).unwrap();
    assert_eq!(app.attributes.name.as_deref(), Some("Bell"));
    assert!(
        version.one(VersionAttributes::BUILD).is_none(),
        "it did not come along"
    );
    assert_eq!(
        version.id_of(VersionAttributes::BUILD),
        Some("b"),
        "but its id did"
    );
    assert_eq!(version.linkage("appStoreVersionPhasedRelease"), None);
}

#[tokio::test]
async fn what_apple_adds_survives() {
    let apple = apple(json!({
        "data": {"type": "appStoreVersions", "id": "v", "new": 1, "attributes": {
            "appVersionState": "WAITING_FOR_THE_MOON", "moonPhase": {"full": true},
        }, "relationships": {"moons": {"data": [{"type": "moons", "id": "m"}]}}},
        "included": [{"type": "moons", "id": "m"}], "jsonapi": {"version": "2"},
    }))
    .await;
    let version = apple.client().version("v").await.unwrap();
    let state = version.attributes.app_version_state.clone().unwrap();
    assert_eq!(
        state,
        VersionState::Unknown("WAITING_FOR_THE_MOON".to_owned())
    );
    assert_eq!(
        state.to_string(),
        "WAITING_FOR_THE_MOON",
        "a person can still read it"
    );
    assert_eq!(
        version.attributes.other.0["moonPhase"],
        json!({"full": true})
    );
    assert!(matches!(version.linkage("moons"), Some(Linkage::Many(there)) if there.len() == 1));
    let again = serde_json::to_value(&version.attributes).unwrap();
    assert_eq!(again["appVersionState"], "WAITING_FOR_THE_MOON");
    assert_eq!(again["moonPhase"]["full"], true);
}

#[tokio::test]
async fn a_thing_without_attributes_is_a_thing() {
    for data in [
        json!({"type": "builds", "id": "b"}),
        json!({"type": "builds", "id": "b", "attributes": null, "relationships": null}),
        json!({"type": "builds", "id": "b", "attributes": {}, "relationships": {"app": {}}}),
    ] {
        let apple = apple(json!({"data": data})).await;
        let build = apple.client().build("b").await.unwrap();
        assert_eq!(build.attributes, BuildAttributes::default());
        assert!(build.one(BuildAttributes::APP).is_none());
    }
}

#[tokio::test]
async fn an_upload_says_what_was_wrong_with_it() {
    let apple = apple(json!({"data": {"type": "buildUploads", "id": "u", "attributes": {
        "cfBundleShortVersionString": "2.4.1", "cfBundleVersion": "61", "platform": "IOS",
        "uploadedDate": "2026-08-11T21:30:22.695Z",
        "state": {"state": "FAILED", "warnings": null, "infos": [],
            "errors": [{"code": "90189", "description": "Redundant binary upload."}]},
    }, "relationships": {"build": {"data": {"type": "builds", "id": "b"}}}},
    "included": [{"type": "builds", "id": "b", "attributes": {"version": "61",
        "iconAssetToken": {"templateUrl": "https://is1.example/{w}x{h}bb.{f}", "width": 1024, "height": 1024}}}],
    }))
    .await;
    let upload = apple.client().upload("u").await.unwrap();
    let status = upload.attributes.state.clone().unwrap();
    assert_eq!(status.state, Some(UploadState::Failed));
    let errors = status.errors.unwrap();
    assert_eq!(
        errors[0].description.as_deref(),
        Some("Redundant binary upload.")
    );
    assert_eq!(upload.attributes.cf_bundle_version.as_deref(), Some("61"));
    let at = upload.attributes.uploaded_date.as_ref().unwrap().epoch_ms();
    assert_eq!(at, Some(1_786_483_822_695));
    let build = upload.one(UploadAttributes::BUILD).unwrap();
    let icon = build.attributes.icon_asset_token.unwrap().png(64);
    assert_eq!(icon.as_deref(), Some("https://is1.example/64x64bb.png"));
}

#[tokio::test]
async fn feedback_comes_with_who_and_where() {
    let apple = apple(json!({
        "data": [{"type": "betaFeedbackScreenshotSubmissions", "id": "AK7UjG-qL5QxXf3gIOGjbpQ", "attributes": {
            "createdDate": "2026-08-11T21:30:22.695Z", "comment": "It rings.", "email": null,
            "deviceModel": "iPhone16_2", "connectionType": "UNKNOWN", "pairedAppleWatch": null,
            "diskBytesTotal": 255_515_201_536_i64, "batteryPercentage": 45, "carrier": null,
            "screenshots": [{"url": "https://tf-feedback.itunes.apple.com/a?sig=b", "width": 2796,
                "height": 1290, "expirationDate": "2026-10-01T00:00:00Z"}],
        }, "relationships": {"build": {"data": {"type": "builds", "id": "b"}},
            "tester": {"data": {"type": "betaTesters", "id": "t"}}}}],
        "included": [{"type": "betaTesters", "id": "t", "attributes": {"firstName": "Kim", "inviteType": "PUBLIC_LINK"}}],
    }))
    .await;
    let mut pages = apple.client().screenshot_feedback_of("1").unwrap();
    let page = pages.next().await.unwrap().unwrap();
    let feedback = &page.rows[0];
    assert_eq!(
        feedback.attributes.comment.as_ref().unwrap().reveal(),
        "It rings."
    );
    assert_eq!(
        feedback.attributes.email, None,
        "who came by a public link may have no address"
    );
    assert_eq!(
        feedback.attributes.connection_type,
        Some(Connection::NotKnown),
        "Apple's own word UNKNOWN is one of its words"
    );
    assert_eq!(feedback.attributes.disk_bytes_total, Some(255_515_201_536));
    let picture = &feedback.attributes.screenshots.as_ref().unwrap()[0];
    assert_eq!(picture.width, Some(2796));
    assert!(
        picture
            .expiration_date
            .as_ref()
            .unwrap()
            .epoch_ms()
            .is_some()
    );
    let tester = feedback.one(ScreenshotFeedbackAttributes::TESTER).unwrap();
    assert_eq!(tester.attributes.first_name.unwrap().reveal(), "Kim");
    assert_eq!(
        feedback.id_of(ScreenshotFeedbackAttributes::BUILD),
        Some("b")
    );
    let asked = apple.heard().remove(0).target;
    assert!(
        asked.contains("sort=-createdDate"),
        "the newest has to come first: {asked}"
    );
}

#[tokio::test]
async fn a_crash_has_a_log() {
    let apple = apple(
        json!({"data": {"type": "betaCrashLogs", "id": "c", "attributes": {"logText": "{}\n{}"}}}),
    )
    .await;
    let log = apple.client().crash_log("c").await.unwrap();
    assert_eq!(log.attributes.log_text.unwrap().reveal(), "{}\n{}");
    let said = json!({"data": {"type": "betaFeedbackCrashSubmissions", "id": "c"}});
    let apple = self::apple(said).await;
    let crash = apple.client().crash_feedback("c").await.unwrap();
    assert!(crash.one(CrashFeedbackAttributes::TESTER).is_none());
}

#[tokio::test]
async fn what_never_arrived_is_taken_from_apples_memory() {
    let payload = r#"{"data":{"type":"webhookPingCreated","id":"p","version":1}}"#;
    let apple = apple(json!({
        "data": [{"type": "webhookDeliveries", "id": "d", "attributes": {
            "deliveryState": "FAILED", "errorMessage": "timeout", "redelivery": false,
            "request": {"url": "https://bell.example.com/hooks/t"},
            "response": {"httpStatusCode": 503, "body": "later"},
        }, "relationships": {"event": {"data": {"type": "webhookEvents", "id": "e"}}}},
        {"type": "webhookDeliveries", "id": "q", "attributes": {"deliveryState": "PENDING",
            "request": null, "response": null}}],
        "included": [{"type": "webhookEvents", "id": "e",
            "attributes": {"payload": payload, "ping": true, "createdDate": "2026-08-11T21:30:22Z"}}],
        "links": {"self": ""}, "meta": {"paging": {"limit": 200}},
    }))
    .await;
    let since = 1_786_483_822_695;
    let gathered = apple
        .client()
        .deliveries_of("w", since)
        .unwrap()
        .gather()
        .await;
    let rows = gathered.whole().unwrap();
    assert_eq!(rows.len(), 2);
    let event = rows[0].one(DeliveryAttributes::EVENT).unwrap();
    assert_eq!(
        event.attributes.payload.unwrap().reveal(),
        payload,
        "byte for byte"
    );
    assert_eq!(event.attributes.ping, Some(true));
    assert_eq!(event.attributes.event_type, None, "a ping may have no type");
    let response = rows[0].attributes.response.as_ref().unwrap();
    assert_eq!(response.http_status_code, Some(503));
    assert_eq!(
        apple.heard()[0].target,
        "/v1/webhooks/w/deliveries?filter[createdDateGreaterThanOrEqualTo]=2026-08-11T21:30:22Z&include=event&fields[webhookEvents]=eventType,payload,ping,createdDate&limit=200",
        "the one form that is known to work at Apple"
    );
}

#[tokio::test]
async fn reviews_are_picked_by_state() {
    let apple = apple(json!({
        "data": [{"type": "reviewSubmissions", "id": "r", "attributes": {"state": "UNRESOLVED_ISSUES"},
            "relationships": {"items": {"data": [{"type": "reviewSubmissionItems", "id": "i"}]}}}],
        "included": [{"type": "reviewSubmissionItems", "id": "i", "attributes": {"state": "REJECTED"}}],
    }))
    .await;
    let states = [ReviewState::UnresolvedIssues, ReviewState::InReview];
    let reviews = apple
        .client()
        .reviews_of("1", &states)
        .unwrap()
        .gather()
        .await;
    let review = &reviews.rows[0];
    let items = review.many(ReviewAttributes::ITEMS);
    assert_eq!(
        items[0].attributes.state.as_ref().unwrap().as_str(),
        "REJECTED"
    );
    let asked = apple.heard().remove(0).target;
    assert!(
        asked.contains("filter[state]=UNRESOLVED_ISSUES,IN_REVIEW"),
        "{asked}"
    );
    drop(apple.client().reviews_of("1", &[]).unwrap().gather().await);
    assert!(!apple.heard()[1].target.contains("filter"));
}

#[test]
fn apples_words_come_back_as_they_went() {
    for word in EventType::KNOWN.iter().chain(&["SOMETHING_NEW", ""]) {
        let read: EventType = serde_json::from_value(json!(word)).unwrap();
        assert_eq!(read.as_str(), *word);
        assert_eq!(serde_json::to_value(&read).unwrap(), json!(word));
        let unknown = matches!(read, EventType::Unknown(_));
        assert_eq!(unknown, !EventType::KNOWN.contains(word), "{word}");
    }
}
