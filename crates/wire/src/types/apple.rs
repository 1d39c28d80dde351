//! Apple's side: accounts, apps, webhooks and their logs.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use shipbell_engine as engine;
use ts_rs::TS;

/// An API key of App Store Connect, without the key.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// What a person calls it.
    pub name: String,
    /// Apple's id of the key.
    pub key_id: String,
    /// The team's issuer id; an individual's key has none.
    pub issuer: Option<String>,
    /// When it was added.
    #[ts(type = "number")]
    pub added: i64,
    /// What Apple last said against it, in sentences.
    pub fault: Option<String>,
}

impl From<shipbell_feed::Account> for Account {
    fn from(account: shipbell_feed::Account) -> Self {
        Self {
            name: account.name,
            key_id: account.key_id,
            issuer: account.issuer,
            added: account.added,
            fault: None,
        }
    }
}

/// The text of a `.p8` file. Its `Debug` does not show it: requests are logged.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct KeyText(pub String);

impl std::fmt::Debug for KeyText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyText(redacted)")
    }
}

/// An app that a key sees.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct App {
    /// Its Apple ID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its bundle identifier.
    pub bundle_id: String,
    /// Its icon as a `data:` address, where Apple gave one in time.
    pub icon: Option<String>,
}

impl From<engine::App> for App {
    fn from(app: engine::App) -> Self {
        Self {
            id: app.id,
            name: app.name,
            bundle_id: app.bundle_id,
            icon: app
                .icon
                .map(|png| format!("data:image/png;base64,{}", BASE64.encode(png))),
        }
    }
}

/// A webhook at Apple. Its secret can't be read back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    /// Apple's id of it.
    pub id: String,
    /// What its maker calls it.
    pub name: String,
    /// Where it posts to.
    pub url: String,
    /// Whether it posts.
    pub enabled: bool,
    /// What it tells of, in Apple's words.
    pub event_types: Vec<String>,
    /// Our endpoint that it posts to; none where somebody else made it.
    pub endpoint: Option<String>,
    /// Our endpoint into which its log is read, where somebody else made it and that was asked for.
    pub watched_by: Option<String>,
}

impl From<engine::ListedWebhook> for Webhook {
    fn from(listed: engine::ListedWebhook) -> Self {
        let of = listed.remote;
        Self {
            id: of.id,
            name: of.name,
            url: of.url,
            enabled: of.enabled,
            event_types: of.event_types,
            endpoint: listed.endpoint,
            watched_by: listed.watched_by,
        }
    }
}

/// A line of Apple's delivery log beside ours.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LogLine {
    /// Apple's id of the delivery.
    pub id: String,
    /// When Apple made it.
    #[ts(type = "number")]
    pub created: i64,
    /// Apple's word for how it went.
    pub state: Option<String>,
    /// What was answered.
    pub status: Option<u16>,
    /// What Apple says went wrong.
    pub error: Option<String>,
    /// Whether somebody asked for it again.
    pub redelivery: bool,
    /// Whether what it told of is in the feed; none where Apple no longer has its body.
    pub here: Option<bool>,
}

impl From<engine::LogLine> for LogLine {
    fn from(line: engine::LogLine) -> Self {
        let of = line.delivery;
        Self {
            id: of.id,
            created: of.created,
            state: of.state,
            status: of.status,
            error: of.error,
            redelivery: of.redelivery,
            here: line.here,
        }
    }
}

/// Time of which nobody can know what happened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LostTime {
    /// The endpoint.
    pub endpoint: String,
    /// Its beginning.
    #[ts(type = "number")]
    pub from: i64,
    /// Its end.
    #[ts(type = "number")]
    pub to: i64,
}

/// A log that could not be read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnreadLog {
    /// The endpoint.
    pub endpoint: String,
    /// Why, in sentences.
    pub reason: String,
}

/// What came of looking for what was missed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaughtUp {
    /// Webhooks whose log was read to its end.
    pub read: u32,
    /// Deliveries that were missing, and are kept now.
    pub recovered: u32,
    /// Lines of the logs that were in the feed already.
    pub known: u32,
    /// Lines whose body Apple no longer has.
    pub empty: u32,
    /// States that were found to have changed where the logs do not reach.
    pub compared: u32,
    /// Of when nobody can know.
    pub lost: Vec<LostTime>,
    /// What could not be read.
    pub failed: Vec<UnreadLog>,
}

impl From<engine::CaughtUp> for CaughtUp {
    fn from(round: engine::CaughtUp) -> Self {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let lost = |(endpoint, from, to)| LostTime { endpoint, from, to };
        let failed = |(endpoint, reason)| UnreadLog { endpoint, reason };
        Self {
            read: count(round.read),
            recovered: count(round.recovered),
            known: count(round.known),
            empty: count(round.empty),
            compared: count(round.compared),
            lost: round.lost.into_iter().map(lost).collect(),
            failed: round.failed.into_iter().map(failed).collect(),
        }
    }
}
