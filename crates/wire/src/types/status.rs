//! How Shipbell is, and what changed.

use serde::{Deserialize, Serialize};
use shipbell_engine as engine;
use ts_rs::TS;

use super::{Appearance, News, Proven};

/// What the icon tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// Not listening yet.
    Starting,
    /// The door is open on this computer, and nobody knows whether it can be reached.
    Listening,
    /// The public address leads here.
    Proven,
    /// Something is wrong, and named.
    Degraded,
    /// This computer has no network.
    Offline,
    /// Listening, but not ringing.
    Paused,
}

/// Why it is not better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "Cause")]
pub struct Reason {
    /// A problem's code, `tunnel`, `network`, or `unproven-` and what stands in the way.
    pub code: String,
    /// The particulars, in a sentence.
    pub detail: String,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// What kind.
    #[ts(
        type = "'port-taken' | 'keychain-locked' | 'keychain-absent' | 'secrets-unreadable' | 'secret-missing' | 'secrets-file' | 'cannot-store' | 'database-damaged' | 'database-quarantined' | 'settings-bad' | 'notifications-unavailable' | 'notifications-denied' | 'server-notifications' | 'apple-key' | 'address-changed'"
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
    /// Since when.
    #[ts(type = "number")]
    pub since: i64,
    /// Why it is not better, where something is wrong.
    pub cause: Option<Reason>,
    /// The door's address on this computer.
    pub listening: Option<String>,
    /// The public base URL: the user's, or the tunnel's.
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
    /// Until when quiet hours hold banners back; absent outside of them.
    #[ts(type = "number | null")]
    pub quiet_until: Option<i64>,
    /// The last proof that the public address leads to this very instance.
    pub proven: Option<Proven>,
    /// How the panel looks.
    pub appearance: Appearance,
    /// Whether the person has ended the set-up.
    pub setup_over: bool,
    /// A newer version that waits to be installed.
    pub update_ready: Option<String>,
    /// What this version brought, until it was seen.
    pub news: Option<News>,
}

impl From<engine::Status> for Status {
    fn from(status: engine::Status) -> Self {
        Self {
            health: match status.health {
                engine::Health::Starting => Health::Starting,
                engine::Health::Listening => Health::Listening,
                engine::Health::Proven => Health::Proven,
                engine::Health::Degraded => Health::Degraded,
                engine::Health::Offline => Health::Offline,
                engine::Health::Paused => Health::Paused,
            },
            since: status.since,
            cause: status.reason.map(|reason| Reason {
                code: reason.code,
                detail: reason.detail,
            }),
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
            quiet_until: status.quiet_until,
            proven: status.proven.map(Proven::from),
            appearance: status.appearance.into(),
            setup_over: status.setup_over,
            update_ready: None,
            news: None,
        }
    }
}

/// What to look at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Change {
    /// Events came, went, or were read.
    Feed,
    /// The status is another one.
    Status,
    /// `shipbell.toml` says something else, or can't be read, or can be read again.
    Settings,
    /// The panel is asked to show this.
    Show {
        /// What to show.
        view: View,
    },
}

impl Change {
    /// What may have happened while nobody listened.
    pub const ANYTHING: [Self; 3] = [Self::Feed, Self::Status, Self::Settings];
}

/// A place in the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "name", rename_all = "kebab-case")]
pub enum View {
    /// The list of events.
    Feed,
    /// One event.
    Event {
        /// Its id.
        id: String,
    },
    /// The templates.
    Templates,
    /// The set-up.
    Setup,
    /// What the doctor finds.
    Doctor,
    /// The settings.
    Settings {
        /// The section to begin with; without one, that which was open last.
        section: Option<String>,
    },
}

impl From<engine::Change> for Change {
    fn from(change: engine::Change) -> Self {
        match change {
            engine::Change::Feed => Self::Feed,
            engine::Change::Status => Self::Status,
            engine::Change::Settings => Self::Settings,
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
