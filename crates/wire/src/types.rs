//! What goes over the wire. Ids are text and times are epoch milliseconds, because JavaScript's
//! numbers hold no 64-bit integers.

use serde::{Deserialize, Serialize};
use shipbell_engine as engine;
use ts_rs::TS;

/// An answer with nothing in it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// Where an event's word comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// Apple's signature over the bytes.
    Signed,
    /// Apple's API, with the user's key.
    Recovered,
    /// Made by us.
    Sample,
}

impl From<shipbell_feed::Provenance> for Provenance {
    fn from(provenance: shipbell_feed::Provenance) -> Self {
        match provenance {
            shipbell_feed::Provenance::Signed => Self::Signed,
            shipbell_feed::Provenance::Recovered => Self::Recovered,
            shipbell_feed::Provenance::Sample => Self::Sample,
        }
    }
}

/// How loudly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// In the feed alone.
    Passive,
    /// A banner.
    Active,
    /// A banner that breaks through quiet hours.
    TimeSensitive,
}

impl Level {
    fn named(name: &str) -> Self {
        match shipbell_rules::Level::from_name(name) {
            Some(shipbell_rules::Level::Passive) => Self::Passive,
            Some(shipbell_rules::Level::TimeSensitive) => Self::TimeSensitive,
            Some(shipbell_rules::Level::Active) | None => Self::Active,
        }
    }
}

/// A row of the feed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeedEvent {
    /// Our id.
    pub id: String,
    /// Apple's id.
    pub apple_id: Option<String>,
    /// The kind's slug.
    pub kind: String,
    /// The new state, as Apple writes it.
    pub status: Option<String>,
    /// The state before.
    pub previous_status: Option<String>,
    /// Apple's time.
    #[ts(type = "number | null")]
    pub time: Option<i64>,
    /// When it arrived.
    #[ts(type = "number")]
    pub received: i64,
    /// The endpoint's name.
    pub endpoint: String,
    /// Where its word comes from.
    pub provenance: Provenance,
    /// The app's name, or the endpoint's.
    pub app_name: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// The build.
    pub build: Option<String>,
    /// The platform.
    pub platform: Option<String>,
    /// The notice's title.
    pub title: String,
    /// The notice's body.
    pub body: String,
    /// What happened, in a few words.
    pub headline: String,
    /// Where a click leads.
    pub link: Option<String>,
    /// How loudly it rang.
    pub level: Level,
    /// Whether nobody has seen it yet.
    pub unread: bool,
    /// Whether Apple used its id for other content before.
    pub conflict: bool,
    /// What is wrong with it, if anything.
    pub problem: Option<String>,
}

impl FeedEvent {
    pub(crate) fn of(engine: &engine::Engine, event: shipbell_feed::Event) -> Self {
        let headline = engine.headline(&event);
        Self {
            id: event.id.0.to_string(),
            apple_id: event.apple_id,
            kind: event.kind,
            status: event.status,
            previous_status: event.previous_status,
            time: event.time,
            received: event.received,
            endpoint: event.endpoint_name,
            provenance: event.provenance.into(),
            app_name: event.app_name,
            version: event.version,
            build: event.build,
            platform: event.platform,
            title: event.title,
            body: event.body,
            headline,
            link: event.link,
            level: Level::named(&event.level),
            unread: event.unread,
            conflict: event.conflict,
            problem: event.problem,
        }
    }
}

/// A page of the feed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeedPage {
    /// The rows, newest first.
    pub events: Vec<FeedEvent>,
    /// The cursor of the next page; absent at the end.
    pub next: Option<String>,
    /// How many events are unread in all.
    #[ts(type = "number")]
    pub unread: u64,
}

/// What the icon tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// Not listening yet.
    Starting,
    /// The door is open on this computer.
    Listening,
    /// Listening, but not ringing.
    Paused,
    /// Something needs the user.
    Problem,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// What kind.
    #[ts(
        type = "'port-taken' | 'keychain-locked' | 'keychain-absent' | 'secrets-unreadable' | 'secret-missing' | 'secrets-file' | 'cannot-store' | 'database-quarantined' | 'settings-bad' | 'notifications-unavailable' | 'server-notifications'"
    )]
    pub code: String,
    /// The particulars, in a sentence.
    pub detail: String,
}

/// How Shipbell is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// What the icon tells.
    pub health: Health,
    /// The door's address on this computer.
    pub listening: Option<String>,
    /// The public base URL that the user set.
    pub public_url: Option<String>,
    /// Whether banners are held.
    pub paused: bool,
    /// Until when; absent when the user ends it.
    #[ts(type = "number | null")]
    pub paused_until: Option<i64>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Unread events.
    #[ts(type = "number")]
    pub unread: u64,
    /// How many endpoints there are.
    pub endpoints: u32,
    /// When the newest event arrived.
    #[ts(type = "number | null")]
    pub last_event: Option<i64>,
    /// Shipbell's version.
    pub version: String,
}

impl From<engine::Status> for Status {
    fn from(status: engine::Status) -> Self {
        Self {
            health: match status.health {
                engine::Health::Starting => Health::Starting,
                engine::Health::Listening => Health::Listening,
                engine::Health::Paused => Health::Paused,
                engine::Health::Problem => Health::Problem,
            },
            listening: status.listening.map(|at| at.to_string()),
            public_url: status.public_url,
            paused: status.pause.is_some(),
            paused_until: status.pause.and_then(|pause| pause.until),
            problems: status
                .problems
                .into_iter()
                .map(|problem| Problem {
                    code: problem.code.name().to_owned(),
                    detail: problem.detail,
                })
                .collect(),
            unread: status.unread,
            endpoints: u32::try_from(status.endpoints).unwrap_or(u32::MAX),
            last_event: status.last_event,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// What to look at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Change {
    /// Events came, went, or were read.
    Feed,
    /// The status is another one.
    Status,
}

impl From<engine::Change> for Change {
    fn from(change: engine::Change) -> Self {
        match change {
            engine::Change::Feed => Self::Feed,
            engine::Change::Status => Self::Status,
        }
    }
}

/// For how long banners are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum PauseChoice {
    /// Half an hour.
    #[serde(rename = "30m")]
    ThirtyMinutes,
    /// An hour.
    #[serde(rename = "1h")]
    OneHour,
    /// Until 9:00 tomorrow.
    #[serde(rename = "tomorrow")]
    UntilTomorrow,
    /// Until the user ends it.
    #[serde(rename = "on")]
    UntilResumed,
}

impl From<PauseChoice> for engine::PauseChoice {
    fn from(choice: PauseChoice) -> Self {
        match choice {
            PauseChoice::ThirtyMinutes => Self::ThirtyMinutes,
            PauseChoice::OneHour => Self::OneHour,
            PauseChoice::UntilTomorrow => Self::UntilTomorrow,
            PauseChoice::UntilResumed => Self::UntilResumed,
        }
    }
}

/// A pause that has begun.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Paused {
    /// Until when; absent when the user ends it.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
}

/// An endpoint.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// Its name.
    pub name: String,
    /// Its app's Apple ID.
    pub app_id: Option<String>,
    /// The door's path.
    pub path: String,
    /// The address to paste at Apple, once the public base URL is known.
    pub url: Option<String>,
    /// Whether its secret can be used now.
    pub secret_known: bool,
    /// When its secret was last rotated.
    #[ts(type = "number | null")]
    pub rotated: Option<i64>,
    /// Whether the former secret still opens the door.
    pub former_secret_accepted: bool,
    /// When it was made.
    #[ts(type = "number")]
    pub created: i64,
}

impl From<engine::EndpointView> for Endpoint {
    fn from(view: engine::EndpointView) -> Self {
        Self {
            name: view.name,
            app_id: view.app_id,
            path: view.path,
            url: view.url,
            secret_known: view.secret_known,
            rotated: view.rotated,
            former_secret_accepted: view.former_secret_accepted,
            created: view.created,
        }
    }
}

/// A new or rotated endpoint, with its secret.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddedEndpoint {
    /// Its name.
    pub name: String,
    /// Its token.
    pub token: String,
    /// The door's path.
    pub path: String,
    /// The address to paste at Apple, once the public base URL is known.
    pub url: Option<String>,
    /// Its secret, this once.
    pub secret: String,
}

impl From<engine::AddedEndpoint> for AddedEndpoint {
    fn from(added: engine::AddedEndpoint) -> Self {
        Self {
            name: added.view.name,
            token: added.token,
            path: added.view.path,
            url: added.view.url,
            secret: added.secret.expose().to_owned(),
        }
    }
}

impl std::fmt::Debug for AddedEndpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddedEndpoint")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A channel, as the settings have it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(type = "Record<string, unknown>")]
pub struct Channel(pub serde_json::Value);

/// A signed sample, ready to be posted to the door.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Sample {
    /// The door's address on this computer.
    pub address: String,
    /// The path to post to.
    pub path: String,
    /// The value of Apple's signature header.
    pub signature: String,
    /// The body.
    pub body: String,
    /// The event's id in the body.
    pub id: String,
    /// The endpoint's name.
    pub endpoint: String,
}

impl std::fmt::Debug for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sample")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
