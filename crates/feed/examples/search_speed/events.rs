//! Deliveries and events by their number, mixed as a feed of some years is.

use std::error::Error;

use bytes::Bytes;
use serde_json::json;
use shipbell_feed::{DeliveryId, EndpointId, Filed, NewDelivery, NewEvent, Provenance, Verdict};

const APPS: [&str; 5] = [
    "Lighthouse",
    "Tide Table",
    "灯台アプリ",
    "Kompass",
    "Café Radar",
];
const STATES: [&str; 5] = [
    "WAITING_FOR_REVIEW",
    "IN_REVIEW",
    "REJECTED",
    "PENDING_DEVELOPER_RELEASE",
    "READY_FOR_SALE",
];
const FEEDBACK: [&str; 4] = [
    "The map freezes when I turn the phone.",
    "アプリを開くと画面が真っ暗になります。",
    "Login is lost after every update",
    "地図が表示されません",
];

/// One of a list, by the event's number.
fn of<'a>(list: &[&'a str], number: u64) -> &'a str {
    let at = usize::try_from(number).unwrap_or_default() % list.len();
    list.get(at).copied().unwrap_or_default()
}

fn endpoint(number: u64) -> EndpointId {
    EndpointId::from(if number % 20_011 == 7 {
        "endpoint-rare"
    } else {
        "endpoint-1"
    })
}

/// Most are states of versions; build uploads ring in no channel of their own.
fn kind(number: u64) -> &'static str {
    match number {
        number if number % 9_973 == 3 => "ping",
        number if number % 4 == 1 => "build-upload",
        _ => "app-version",
    }
}

fn channel(number: u64) -> Option<&'static str> {
    match number {
        number if number % 10_007 == 5 => Some("Urgent"),
        number if number % 4 == 3 => Some("Builds"),
        number if number % 4 == 2 => None,
        _ => Some("Everything"),
    }
}

fn provenance(number: u64) -> Provenance {
    if number % 5_003 == 11 {
        Provenance::Sample
    } else {
        Provenance::Signed
    }
}

fn arrived(number: u64) -> i64 {
    1_700_000_000_000 + i64::try_from(number).unwrap_or_default() * 60_000
}

pub(crate) fn delivery(number: u64) -> NewDelivery {
    let body = json!({ "data": {
        "type": "appStoreVersionAppVersionStateUpdated",
        "id": format!("number{number}"),
        "version": 1,
        "attributes": {
            "newValue": of(&STATES, number),
            "oldValue": of(&STATES, number + 4),
            "timestamp": "2026-11-21T10:00:00Z",
        },
        "relationships": { "instance": { "data": {
            "type": "appStoreVersions", "id": format!("version{}", number / 7),
        } } },
    } });
    NewDelivery {
        endpoint: endpoint(number),
        arrived: arrived(number),
        headers: vec![("content-type".into(), b"application/json".to_vec())],
        body: Bytes::from(body.to_string()),
        verdict: Verdict::Current,
        provenance: provenance(number),
    }
}

pub(crate) fn decided(delivery: DeliveryId, number: u64) -> Result<Filed, Box<dyn Error>> {
    let (app, state) = (of(&APPS, number / 3), of(&STATES, number));
    let version = format!("{}.{}.{}", 1 + number % 9, number % 11, number % 4);
    // Numbers that differ in their first eight bytes differ as digests.
    let mut digest = [0; 32];
    digest
        .get_mut(..8)
        .ok_or("a digest has 32 bytes")?
        .copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes());
    let says = state.replace('_', " ").to_lowercase();
    Ok(Filed::new(
        delivery,
        NewEvent {
            endpoint: endpoint(number),
            apple_id: Some(format!("number{number}")),
            digest,
            kind: kind(number).into(),
            type_name: "appStoreVersionAppVersionStateUpdated".into(),
            status: Some(state.into()),
            previous_status: None,
            time: Some(arrived(number)),
            received: arrived(number),
            provenance: provenance(number),
            app_name: Some(app.into()),
            app_id: None,
            version: Some(version.clone()),
            build: Some(number.to_string()),
            platform: Some("IOS".into()),
            instance_type: Some("appStoreVersions".into()),
            instance_id: Some(format!("version{}", number / 7)),
            title: format!("{app} {version} is {says}"),
            body: of(&FEEDBACK, number / 2).into(),
            link: None,
            level: "active".into(),
            channel: channel(number).map(str::to_owned),
            readable: true,
            conflict: false,
            problem: None,
            // A few from long ago that nobody ever read.
            unread: number % 300 == 1 && number < 100_000,
        },
        Vec::new(),
    ))
}
