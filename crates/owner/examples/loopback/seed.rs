//! A past: releases of five apps, each with its story, signed and filed. The same every time.

use anyhow::{Result, ensure};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use shipbell_engine::{Arrived, Verdict};
use shipbell_rules::Facts;
use shipbell_vault::Record;
use shipbell_webhook::sample::{self, Ids};
use tokio::task::JoinSet;

use crate::clock::back_then;
use crate::world::World;

/// As many wait for the disk together.
const AT_ONCE: u64 = 500;

/// Name, Apple ID, platform.
const APPS: [(&str, &str, &str); 5] = [
    ("Tideline", "1600000001", "IOS"),
    ("Orchard", "1600000002", "MAC_OS"),
    ("Fernway", "1600000003", "IOS"),
    ("Café Radar", "1600000004", "IOS"),
    ("灯台アプリ", "1600000005", "VISION_OS"),
];

/// What happens to every release, oldest first.
const STORY: [&str; 12] = [
    "build-upload-processing",
    "build-upload-complete",
    "external-build-waiting-for-beta-review",
    "external-build-in-beta-review",
    "external-build-beta-approved",
    "screenshot-feedback",
    "app-version-waiting-for-review",
    "crash-feedback",
    "app-version-in-review",
    "app-version-rejected",
    "app-version-pending-developer-release",
    "app-version-ready-for-distribution",
];

const WORDS: [&str; 4] = [
    "The tab bar hides the total when the text is large.",
    "The map freezes when I turn the phone.",
    "アプリを開くと画面が真っ暗になります。",
    "Login is lost after every update",
];

/// How much past.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Past {
    /// How many events.
    count: u64,
    /// When the newest happened, in epoch milliseconds; now, where it is not said.
    until: Option<i64>,
    /// Minutes between two events.
    #[serde(default = "forty")]
    apart: i64,
    /// Whether they are all read.
    #[serde(default)]
    read: bool,
}

fn forty() -> i64 {
    40
}

/// Files a past.
pub(crate) async fn plant(world: &World, past: &Past) -> Result<()> {
    let mut records = Vec::new();
    for (name, app_id, _) in APPS {
        records.push(world.endpoint(name, app_id).await?);
    }
    let now = world.engine.clock().now_ms();
    let until = Timestamp::from_millisecond(past.until.unwrap_or(now))?;
    for first in (0..past.count).step_by(usize::try_from(AT_ONCE)?) {
        let mut taken = JoinSet::new();
        for number in first..past.count.min(first + AT_ONCE) {
            let back = i64::try_from(past.count - 1 - number)?.saturating_mul(past.apart);
            let time = until.saturating_sub(SignedDuration::from_mins(back))?;
            let arrived = delivery(number, time, &records)?;
            let engine = world.engine.clone();
            taken.spawn(back_then(
                time,
                async move { engine.take_in(arrived).await },
            ));
        }
        while let Some(verdict) = taken.join_next().await {
            ensure!(verdict? == Verdict::Kept, "a seed was not kept");
        }
    }
    world.settled().await?;
    if past.read {
        world.engine.feed().mark_all_read().await?;
    }
    Ok(())
}

/// Releases of all apps go on side by side: neighbours in the feed belong to different ones.
fn delivery(number: u64, time: Timestamp, records: &[Record]) -> Result<Arrived> {
    let apps = u64::try_from(records.len())?;
    let (app, turn) = (number % apps, number / apps);
    let (release, step) = (turn / 12, usize::try_from(turn % 12)?);
    let record = records.get(usize::try_from(app)?);
    let found = STORY.get(step).and_then(|name| sample::find(name));
    let (Some(record), Some(found)) = (record, found) else {
        anyhow::bail!("seed {number} names a sample that does not exist")
    };
    let ids = Ids {
        event: format!("5eed0000-0000-4000-8000-{number:012x}"),
        instance: instance(app, release),
        app_id: record.app_id.clone(),
        time,
    };
    Ok(signed(record, sample::body(found, &ids)))
}

/// A delivery as Apple would make it.
pub(crate) fn signed(record: &Record, body: Vec<u8>) -> Arrived {
    let signature = shipbell_webhook::sign(record.secret.expose().as_bytes(), &body).into_bytes();
    Arrived {
        token: record.token.clone(),
        headers: vec![
            ("content-type".to_owned(), b"application/json".to_vec()),
            ("user-agent".to_owned(), b"AppStoreConnect/1.0".to_vec()),
            (
                shipbell_webhook::SIGNATURE_HEADER.to_owned(),
                signature.clone(),
            ),
        ],
        signature: Some(signature),
        body: Bytes::from(body),
    }
}

fn instance(app: u64, release: u64) -> String {
    format!("5eed{app:04x}-0000-4000-8000-{release:012x}")
}

/// What App Store Connect would say of a seed's instance.
pub(crate) fn facts(instance: &str) -> Option<Facts> {
    let rest = instance.strip_prefix("5eed")?;
    let app = usize::from_str_radix(rest.get(..4)?, 16).ok()?;
    let release = u64::from_str_radix(rest.rsplit('-').next()?, 16).ok()?;
    let (name, app_id, platform) = APPS.get(app)?;
    let words = WORDS.get(usize::try_from(release % 4).ok()?)?;
    Some(Facts {
        app_name: Some((*name).to_owned()),
        app_id: Some((*app_id).to_owned()),
        platform: Some((*platform).to_owned()),
        version: Some(format!("{}.{}", 1 + release / 10, release % 10)),
        build: Some((100 + release * 7).to_string()),
        tester_name: Some("Mika Aalto".to_owned()),
        feedback: Some((*words).to_owned()),
        device: Some("iPhone 16 Pro".to_owned()),
        os: Some("26.1".to_owned()),
        ..Facts::default()
    })
}
