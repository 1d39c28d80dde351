//! How long does our own work on 10,000 missed deliveries take, and how much memory? `cargo xtask bench
//! missed` runs this and reads what it prints: one JSON object a line. Takes the folder of the feed to make.
//! Apple answers at once, so that what is measured is ours; and the engine is at work before it is asked, as it
//! is in the programs, so that what is kept is decided and filed while more of the log is read.
#![allow(
    clippy::print_stdout,
    reason = "the terminal is where an example speaks"
)]

use std::error::Error;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use serde_json::{Value, json};
use shipbell_engine::{
    App, Apple, AppleError, Banner, Engine, Log, LoggedDelivery, NewAccount, NewWebhook, NoTunnel,
    NoWayOut, Parts, Registration, RemoteWebhook, Said, Sink, SinkError, SinkKind, SystemClock,
};
use shipbell_feed::{Endpoint, Feed};
use shipbell_rules::Facts;
use shipbell_settings::SettingsFile;
use shipbell_vault::{Account, Memory, SecretText};
use shipbell_webhook::Event;
use shipbell_words::Words;

const MISSED: usize = 10_000;
const PAGE: usize = 200;
const APP: &str = "1900000042";
const PUBLIC: &str = "[connection]\npublic-url = \"https://bell.example.com\"\n";

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("name a folder")?.into();
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("shipbell.toml"), PUBLIC)?;
    let feed = Feed::open(&folder)?.feed;
    let night = Arc::new(Night::default());
    let engine = Engine::open(Parts {
        feed: feed.clone(),
        quarantined: None,
        vault: Arc::new(Memory::default()),
        settings: Arc::new(SettingsFile::open(&folder)),
        clock: Arc::new(SystemClock),
        sink: Arc::new(Silent),
        apple: Arc::new(Quick(night.clone())),
        way_in: Arc::new(NoWayOut),
        tunnel: Arc::new(NoTunnel),
        words: Words::english(),
    })
    .await?;
    engine.unlock().await?;
    let key = NewAccount {
        name: None,
        key_id: "2X9R4HXF34".to_owned(),
        issuer: None,
        key: SecretText::from("none".to_owned()),
    };
    engine.add_account(key).await?;
    engine.start().await;
    let wanted = Registration {
        app: APP.to_owned(),
        ..Registration::default()
    };

    let before = memory("VmRSS:")?;
    engine.register(wanted).await?;
    engine.look_for_missed();
    let (begun, read) = loop {
        if let Some(times) = night.times() {
            break times;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    };
    while !feed.undecided(1).await?.is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let filed = begun.elapsed();
    let kept = read.duration_since(begun);
    let grown = memory("VmHWM:")?.saturating_sub(before);
    let again = engine.catch_up().await?;
    if again.known != MISSED {
        return Err(format!("{again:?}").into());
    }
    tell("read and kept", kept.as_secs_f64() * 1e3, "ms");
    tell(
        "read, kept, decided and filed",
        filed.as_secs_f64() * 1e3,
        "ms",
    );
    tell("memory grown by, at most", grown, "kB");
    engine.stop().await?;
    Ok(())
}

fn tell(name: &str, value: impl Into<Value>, unit: &str) {
    let note = format!("{MISSED} missed deliveries, Apple answers at once");
    let value = value.into();
    println!(
        "{}",
        json!({ "name": name, "value": value, "unit": unit, "note": note })
    );
}

/// In kibibytes; none where the system does not say.
fn memory(field: &str) -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let number = line.map(|line| line.trim().trim_end_matches("kB").trim());
    Ok(number.map(str::parse).transpose()?.unwrap_or_default())
}

/// Rings nothing.
struct Silent;

#[async_trait]
impl Sink for Silent {
    fn kind(&self) -> SinkKind {
        SinkKind::Terminal
    }

    async fn ring(&self, _: &Banner) -> Result<(), SinkError> {
        Ok(())
    }
}

/// When the log was first asked for, and from when on; and when it was read to its end, each page of it kept.
#[derive(Default)]
struct Night {
    begun: OnceLock<(Instant, i64)>,
    read: OnceLock<Instant>,
}

impl Night {
    fn times(&self) -> Option<(Instant, Instant)> {
        Some((self.begun.get()?.0, *self.read.get()?))
    }
}

/// An Apple that takes everything, and has a long log.
struct Quick(Arc<Night>);

#[async_trait]
impl Apple for Quick {
    async fn facts(&self, _: Option<&Account>, _: &Endpoint, _: &Event) -> Said {
        Said::whole(Facts::default())
    }

    async fn check(&self, _: &Account) -> Result<(), AppleError> {
        Ok(())
    }

    async fn apps(&self, _: &Account) -> Result<Vec<App>, AppleError> {
        Ok(vec![App {
            id: APP.to_owned(),
            name: "Fernway".to_owned(),
            bundle_id: "dev.fernway".to_owned(),
            icon: None,
        }])
    }

    async fn create_webhook(
        &self,
        _: &Account,
        webhook: &NewWebhook,
    ) -> Result<RemoteWebhook, AppleError> {
        Ok(RemoteWebhook {
            id: "w-1".to_owned(),
            name: webhook.name.clone(),
            url: webhook.url.clone(),
            enabled: true,
            event_types: Vec::new(),
        })
    }

    fn log(&self, _: &Account, _: &str, since: i64) -> Result<Box<dyn Log>, AppleError> {
        // The same lines each time, wherever the reading begins.
        let (_, since) = *self.0.begun.get_or_init(|| (Instant::now(), since));
        let night = self.0.clone();
        Ok(Box::new(Long {
            since,
            next: 0,
            night,
        }))
    }
}

struct Long {
    since: i64,
    next: usize,
    night: Arc<Night>,
}

#[async_trait]
impl Log for Long {
    async fn next(&mut self) -> Option<Result<Vec<LoggedDelivery>, AppleError>> {
        let from = self.next;
        self.next = (from + PAGE).min(MISSED);
        let page = (from..self.next).map(|n| line(self.since, n));
        (from < MISSED).then(|| Ok(page.collect()))
    }
}

/// A log is let go of when its last page is kept.
impl Drop for Long {
    fn drop(&mut self) {
        self.night.read.get_or_init(Instant::now);
    }
}

fn line(since: i64, n: usize) -> LoggedDelivery {
    let created = since + i64::try_from(n).unwrap_or_default() * 100;
    let time = jiff::Timestamp::from_millisecond(created).unwrap_or_default();
    let body = json!({"data": {
        "type": "appStoreVersionAppVersionStateUpdated", "id": format!("event-{n}"), "version": 1,
        "attributes": {
            "newValue": if n.is_multiple_of(2) { "IN_REVIEW" } else { "REJECTED" },
            "oldValue": "WAITING_FOR_REVIEW",
            "timestamp": time.to_string(),
        },
        "relationships": {"instance": {"data": {
            "type": "appStoreVersions", "id": format!("version-{}", n / 7),
        }}},
    }});
    LoggedDelivery {
        id: format!("delivery-{n}"),
        created,
        state: Some("FAILED".to_owned()),
        error: None,
        status: None,
        redelivery: false,
        payload: Some(body.to_string()),
    }
}
