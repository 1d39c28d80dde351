//! Shapes that Apple has not documented, and some that nobody should send.

use serde_json::{Value, json};
use shipbell_webhook::{Event, Kind, read};

fn event(body: &Value) -> Event {
    text_event(&body.to_string())
}

fn text_event(body: &str) -> Event {
    read(body.as_bytes()).unwrap_or_else(|error| panic!("{body}: {error}"))
}

fn at(timestamp: &Value) -> Option<String> {
    let body = json!({"data": {"type": "x", "attributes": {"timestamp": timestamp}}});
    event(&body).time.map(|time| time.to_string())
}

#[test]
fn a_timestamp_may_have_any_number_of_digits() {
    for (fraction, read_as) in [
        ("", ""),
        (".7", ".7"),
        (".16", ".16"),
        (".745", ".745"),
        (".541411", ".541411"),
        (".123456789", ".123456789"),
        (".000", ""),
    ] {
        let expected = Some(format!("2026-04-16T05:00:52{read_as}Z"));
        assert_eq!(
            at(&json!(format!("2026-04-16T05:00:52{fraction}Z"))),
            expected
        );
    }
    let shifted = at(&json!("2026-04-16T05:00:52-07:00"));
    assert_eq!(shifted.as_deref(), Some("2026-04-16T12:00:52Z"));
}

#[test]
fn a_timestamp_that_is_none_costs_only_the_time() {
    for timestamp in [
        json!(null),
        json!(""),
        json!("yesterday"),
        json!("2026-04-16T05:00:52"),
        json!("2026-13-45T05:00:52Z"),
        json!("2026-04-16T05:00:52.1234567890Z"),
        json!("+999999-01-01T00:00:00Z"),
        json!(1_776_000_000),
        json!(["2026-04-16T05:00:52Z"]),
    ] {
        assert_eq!(at(&timestamp), None, "{timestamp}");
    }
}

#[test]
fn states_are_found_under_any_of_their_names() {
    for kind in Kind::ALL {
        for (new, old) in [
            ("newValue", "oldValue"),
            ("newState", "oldState"),
            ("newExternalBuildState", "oldExternalBuildState"),
            ("newSomethingApple2030", "oldSomethingApple2030"),
        ] {
            let name = kind.type_name().unwrap_or("somethingElse");
            let event = event(&json!({"data": {"type": name, "attributes": {new: "B", old: "A"}}}));
            assert_eq!(event.kind, kind);
            assert_eq!(event.status.as_deref(), Some("B"), "{name} with {new}");
            assert_eq!(
                event.previous_status.as_deref(),
                Some("A"),
                "{name} with {old}"
            );
        }
    }
}

#[test]
fn of_two_new_names_the_order_of_keys_does_not_choose() {
    for attributes in [
        r#""newColour":"RED","newShape":"ROUND""#,
        r#""newShape":"ROUND","newColour":"RED""#,
    ] {
        let body = format!(r#"{{"data":{{"type":"x","attributes":{{{attributes}}}}}}}"#);
        let status = text_event(&body).status;
        assert_eq!(
            status.as_deref(),
            Some("RED"),
            "bodies with one digest read alike: {body}"
        );
    }
}

#[test]
fn what_people_wrongly_believe_is_still_shown_with_its_state() {
    for (name, kind) in [
        ("buildBundleProcessingStateUpdated", Kind::Unknown),
        ("betaAppReviewSubmissionStateUpdated", Kind::Unknown),
        ("builds", Kind::Unknown),
        ("appStoreVersionStateUpdated", Kind::AppVersion),
        ("webhookPings", Kind::Ping),
        ("somePINGofTomorrow", Kind::Ping),
    ] {
        let event =
            event(&json!({"data": {"type": name, "id": 7, "attributes": {"newState": "VALID"}}}));
        assert_eq!(event.kind, kind, "{name}");
        assert_eq!(event.type_name, name, "the type is shown as it was written");
        assert_eq!(event.status.as_deref(), Some("VALID"), "{name}");
        assert_eq!(event.id.as_deref(), Some("7"), "a numeric id is its digits");
    }
}

#[test]
fn ids_and_versions_of_other_types() {
    let read = |id: Value, version: Value| {
        let event = event(&json!({"data": {"type": "x", "id": id, "version": version}}));
        (event.id, event.version)
    };
    assert_eq!(
        read(json!(u64::MAX), json!("2")),
        (Some(u64::MAX.to_string()), Some(2))
    );
    assert_eq!(read(json!("  "), json!("1.2")), (None, None));
    assert_eq!(
        read(json!(1.5), json!([1])),
        (None, None),
        "a float has lost its digits"
    );
    for digits in ["18446744073709551616", "123456789012345678901234567890"] {
        let big = text_event(&format!(r#"{{"data":{{"type":"x","id":{digits}}}}}"#));
        assert_eq!(
            big.id.as_deref(),
            Some(digits),
            "a rounded id could meet another"
        );
    }
}

#[test]
fn links_are_never_taken_for_anything() {
    let event = event(
        &json!({"data": {"type": "buildUploadStateUpdated", "relationships": {
        "instance": {"links": {"self": "https://evil.example/v1/buildUploads/1"}}}}}),
    );
    assert_eq!(event.instance, None, "an id in a link is not an id");
}

#[test]
fn an_instance_without_type_takes_that_of_its_kind() {
    let body = json!({"data": {"type": "BUILD_UPLOAD_STATE_UPDATED",
        "relationships": {"instance": {"data": {"id": 12}}}}});
    let instance = event(&body).instance.expect("an id is enough");
    assert_eq!(
        (instance.type_name.as_str(), instance.id.as_str()),
        ("buildUploads", "12")
    );
}

#[test]
fn the_flat_shape_fills_the_same_fields() {
    for (name, version, state) in [
        (
            "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED",
            "versionString",
            "appVersionState",
        ),
        ("appStoreVersionAppVersionStateUpdated", "version", "state"),
        (
            "appStoreVersionAppVersionStateUpdated",
            "versionString",
            "appStoreState",
        ),
    ] {
        let event = event(&json!({
            "eventType": name, "eventId": 99, "eventDate": "2026-03-02T08:15:30Z", "message": "Hi",
            "data": {
                "id": "not the event's", "version": "3",
                "app": {"id": 1_900_000_042, "name": "Tide Pools", "bundleId": "example.tide"},
                "appStoreVersion": {"id": "v1", version: "2.0", state: "IN_REVIEW", "platform": "IOS"},
            },
        }));
        assert_eq!(event.kind, Kind::AppVersion);
        assert_eq!(event.id.as_deref(), Some("99"), "not the id within data");
        assert_eq!(event.status.as_deref(), Some("IN_REVIEW"), "{state}");
        assert_eq!(event.app_version.as_deref(), Some("2.0"), "{version}");
        assert_eq!(event.platform.as_deref(), Some("IOS"));
        assert_eq!(event.app.id.as_deref(), Some("1900000042"));
        assert_eq!(event.app.name.as_deref(), Some("Tide Pools"));
        assert_eq!(event.app.bundle_id.as_deref(), Some("example.tide"));
        assert_eq!(event.message.as_deref(), Some("Hi"));
        assert_eq!(
            event.instance.map(|instance| instance.id).as_deref(),
            Some("v1")
        );
        assert!(event.time.is_some(), "eventDate is its time");
    }
}

#[test]
fn an_object_that_says_anything_is_an_event() {
    for body in [
        json!({"hello": "world"}),
        json!({"data": 1}),
        json!({"data": [{"type": "x"}]}),
        json!({"data": {"attributes": {"x": false}}}),
        json!({"data": {"type": ["a"], "attributes": 3, "relationships": "x"}}),
    ] {
        let event = event(&body);
        assert_eq!(event.kind, Kind::Unknown, "{body}");
        assert_eq!(event.id, None, "{body}");
        let kept = if body["data"].is_object() {
            &body["data"]
        } else {
            &body
        };
        assert_eq!(&event.data, kept, "nothing of it is lost");
    }
}

#[test]
fn a_signed_payload_beside_real_data_is_an_event() {
    let body = json!({"signedPayload": "x", "data": {"type": "webhookPingCreated"}});
    assert_eq!(event(&body).kind, Kind::Ping);
}

#[test]
fn odd_json_is_borne() {
    let twice =
        text_event(r#"{"data":{"type":"x","type":"webhookPingCreated","id":"a","id":"b"}}"#);
    assert_eq!(
        (twice.kind, twice.id.as_deref()),
        (Kind::Ping, Some("b")),
        "the last one counts"
    );

    let marked = text_event("\u{feff}{\"data\":{\"type\":\"webhookPingCreated\"}}");
    assert_eq!(marked.kind, Kind::Ping, "a byte order mark says nothing");

    let halved =
        text_event(r#"{"data":{"type":"webhookPingCreated"},"message":"cut \ud83d","\udc00":1}"#);
    let message = halved.message.expect("a text cut within an emoji");
    assert!(
        message.starts_with("cut \u{fffd}"),
        "the rest must stay readable: {message}"
    );

    for halves in [
        r"\ud83d\ud83d\ude00",
        r"\udc00\ud83d",
        r"\ud83dx",
        r"\ud83d\n\ude00",
    ] {
        let body = format!(r#"{{"data":{{"type":"webhookPingCreated"}},"{halves}":"{halves}"}}"#);
        assert_eq!(text_event(&body).kind, Kind::Ping, "{halves}");
    }

    let huge =
        text_event(r#"{"data":{"type":"webhookPingCreated","version":1e400,"x":-1e999999}}"#);
    assert_eq!((huge.kind, huge.version), (Kind::Ping, None));
    assert_eq!(
        huge.data["x"], "-1e999999",
        "a number that no float holds stays its text"
    );
}
