//! What arrives at a webhook.

use std::time::Duration;

use serde_json::{Value, json};
use shipbell_testkit::FakeApple;
use shipbell_testkit::apple::{EVENT_TYPES, Feedback, Mishap, Order, Upload, plain};

use super::receiver::Receiver;
use super::studio;

/// One of each kind.
fn everything(apple: &FakeApple, app: &str) {
    apple.version_moves(app, "IN_REVIEW").unwrap();
    let uploaded = apple
        .build_uploaded(app, &Upload::complete("2.4.1", "118"))
        .unwrap();
    apple
        .external_build_moves(&uploaded.build.unwrap(), "BETA_APPROVED")
        .unwrap();
    apple
        .screenshot_comes(app, &Feedback::saying("Look."))
        .unwrap();
    apple
        .crash_comes(
            app,
            &Feedback::saying("Bang."),
            &plain("App", "example.app"),
        )
        .unwrap();
    apple
        .asset_fails(app, "PACK_INVALID", "The pack is not valid.")
        .unwrap();
    apple.asset_imported(app).unwrap();
    apple
        .asset_external_beta_moves(app, "READY_FOR_TESTING")
        .unwrap();
    apple.asset_app_store_moves(app, "REJECTED").unwrap();
    apple.package_version_comes(app).unwrap();
    apple.package_available(app, true, &["DEU", "FRA"]).unwrap();
    apple.territories_change(app, false, &["IRL"]).unwrap();
}

#[test]
fn each_kind_comes_once_signed_and_in_order() {
    let (apple, _client, app) = studio();
    let receiver = Receiver::open();
    apple.webhook(&app, &receiver.url, "the secret").unwrap();
    everything(&apple, &app);
    apple.wait_settled().unwrap();
    let came = receiver.came();
    assert!(
        came.iter().all(|one| one.signed_with("the secret")),
        "a receiver checks each"
    );
    assert!(came.iter().all(|one| one.path == "/hooks/token"));
    let types: Vec<_> = came.iter().map(|one| one.at("/data/type")).collect();
    assert_eq!(
        types,
        [
            "appStoreVersionAppVersionStateUpdated",
            "buildUploadStateUpdated",
            "buildBetaDetailExternalBuildStateUpdated",
            "betaFeedbackScreenshotSubmissionCreated",
            "betaFeedbackCrashSubmissionCreated",
            "backgroundAssetVersionStateUpdated",
            "backgroundAssetVersionInternalBetaReleaseCreated",
            "backgroundAssetVersionExternalBetaReleaseStateUpdated",
            "backgroundAssetVersionAppStoreReleaseStateUpdated",
            "alternativeDistributionPackageVersionCreated",
            "alternativeDistributionPackageAvailableUpdated",
            "alternativeDistributionTerritoryAvailabilityUpdated",
        ]
    );
    assert_eq!(types.len(), EVENT_TYPES.len(), "there are twelve kinds");
}

/// Where a value stands, without the value: what a parser meets.
fn skeleton(value: &Value, at: &str, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                skeleton(member, &format!("{at}/{name}"), places);
            }
        }
        Value::Array(_) => places.push(format!("{at}[]")),
        _ => places.push(at.to_owned()),
    }
}

#[test]
fn each_kind_has_the_shape_of_apples_own_example() {
    let (apple, _client, app) = studio();
    let receiver = Receiver::open();
    apple.webhook(&app, &receiver.url, "the secret").unwrap();
    everything(&apple, &app);
    let webhook = apple.webhooks(&app).remove(0).id;
    apple.ping(&webhook).unwrap();
    apple.wait_settled().unwrap();
    let Some(folder) = shipbell_testkit::fixtures::payloads() else {
        println!("Apple's examples are not here: the shapes were NOT compared.");
        return;
    };
    let examples: Vec<Value> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        // The older articles had other shapes, which Apple took back.
        .filter(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            name.contains("-apple-") && !name.contains("-old-") || name.contains("ping")
        })
        .filter_map(|file| serde_json::from_slice(&std::fs::read(file.path()).unwrap()).ok())
        .collect();
    for one in receiver.came() {
        let kind = one.at("/data/type");
        let example = examples
            .iter()
            .find(|example| example.pointer("/data/type") == Some(&kind));
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        skeleton(&one.at(""), "", &mut ours);
        skeleton(example.unwrap_or(&Value::Null), "", &mut theirs);
        ours.sort();
        theirs.sort();
        assert_eq!(
            ours, theirs,
            "{kind}: a parser has to meet what Apple sends"
        );
    }
}

#[test]
fn only_who_subscribed_hears_of_it() {
    let (apple, client, app) = studio();
    let (one, other) = (Receiver::open(), Receiver::open());
    let mut body = super::webhook_body(&app, &one.url);
    *body.pointer_mut("/data/attributes/eventTypes").unwrap() =
        json!(["BUILD_UPLOAD_STATE_UPDATED"]);
    client.post("/v1/webhooks", &body);
    let mut body = super::webhook_body(&app, &other.url);
    *body.pointer_mut("/data/attributes/enabled").unwrap() = json!(false);
    client.post("/v1/webhooks", &body);
    everything(&apple, &app);
    apple.wait_settled().unwrap();
    assert_eq!(one.came().len(), 1, "it asked for uploads alone");
    assert_eq!(
        one.came()[0].at("/data/attributes"),
        json!({ "newState": "COMPLETE" })
    );
    assert!(other.came().is_empty(), "it is switched off");
}

#[test]
fn an_answer_that_is_no_success_fails_the_delivery_and_nobody_tries_again() {
    let (apple, _client, app) = studio();
    let receiver = Receiver::open();
    receiver.says(503, "busy");
    let webhook = apple.webhook(&app, &receiver.url, "secret").unwrap();
    apple.version_moves(&app, "IN_REVIEW").unwrap();
    apple.wait_settled().unwrap();
    let delivered = apple.deliveries(&webhook).remove(0);
    assert_eq!(
        (delivered.state.as_str(), delivered.status),
        ("FAILED", Some(503))
    );
    assert_eq!(delivered.body.as_deref(), Some("busy"));
    assert_eq!(receiver.came().len(), 1, "there is no retry");
}

#[test]
fn letters_come_twice_never_late_or_without_apple_knowing() {
    let (apple, _client, app) = studio();
    let receiver = Receiver::open();
    let webhook = apple.webhook(&app, &receiver.url, "secret").unwrap();
    apple.mishap(1, Mishap::Twice);
    apple.mishap(1, Mishap::Lost);
    apple.mishap(1, Mishap::AnswerLost);
    for state in ["WAITING_FOR_REVIEW", "IN_REVIEW", "REJECTED"] {
        apple.version_moves(&app, state).unwrap();
    }
    apple.wait_settled().unwrap();
    let came: Vec<_> = receiver
        .came()
        .iter()
        .map(|one| one.at("/data/attributes/newValue"))
        .collect();
    assert_eq!(
        came,
        ["WAITING_FOR_REVIEW", "WAITING_FOR_REVIEW", "REJECTED"]
    );
    let states: Vec<_> = apple
        .deliveries(&webhook)
        .into_iter()
        .map(|one| one.state)
        .collect();
    assert_eq!(
        states,
        ["FAILED", "PENDING", "SUCCEEDED"],
        "Apple does not know what came"
    );

    apple.hold();
    apple.version_moves(&app, "WAITING_FOR_REVIEW").unwrap();
    apple.version_moves(&app, "IN_REVIEW").unwrap();
    apple.wait_settled().unwrap();
    assert_eq!(
        receiver.came().len(),
        3,
        "nothing goes out while it is held"
    );
    apple.release(Order::Reversed);
    apple.wait_settled().unwrap();
    let came: Vec<_> = receiver
        .came()
        .iter()
        .map(|one| one.at("/data/attributes/newValue"))
        .collect();
    assert_eq!(
        came[3..],
        ["IN_REVIEW", "WAITING_FOR_REVIEW"],
        "out of order"
    );
}

#[test]
fn nothing_leaves_this_machine_but_roads_lead_back() {
    let (apple, _client, app) = studio();
    let receiver = Receiver::open();
    apple.patience(Duration::from_secs(5));
    let webhook = apple
        .webhook(&app, "https://bell.example/hooks/token", "secret")
        .unwrap();
    apple.version_moves(&app, "IN_REVIEW").unwrap();
    apple.wait_settled().unwrap();
    let error = apple.deliveries(&webhook).remove(0).error.unwrap();
    assert!(
        error.contains("no road"),
        "a fake that calls strangers would be a hazard: {error}"
    );
    apple.road(
        "https://bell.example",
        receiver.url.strip_suffix("/hooks/token").unwrap(),
    );
    apple.version_moves(&app, "REJECTED").unwrap();
    apple.wait_settled().unwrap();
    assert_eq!(
        receiver.came().len(),
        1,
        "the public name stands for our own door"
    );
}

#[tokio::test]
async fn it_works_from_an_async_test_whose_runtime_also_receives() {
    let (apple, _client, app) = studio();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let webhook = apple.webhook(&app, &url, "secret").unwrap();
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        while let Ok((mut stream, _)) = listener.accept().await {
            // Whoever closes before everything was read resets the line, and the answer may be lost with it.
            let mut heard = Vec::new();
            while !heard.ends_with(b"}") && stream.read_buf(&mut heard).await.is_ok_and(|n| n > 0) {
            }
            let _gone = stream
                .write_all(b"HTTP/1.1 204 Taken\r\nconnection: close\r\n\r\n")
                .await;
        }
    });
    apple.version_moves(&app, "IN_REVIEW").unwrap();
    apple.settled().await;
    assert_eq!(
        apple.deliveries(&webhook)[0].status,
        Some(204),
        "one thread was enough for both"
    );
}
