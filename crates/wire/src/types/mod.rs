//! What goes over the wire. Ids are text and times are epoch milliseconds, because JavaScript's
//! numbers hold no 64-bit integers.

mod apple;
mod channel;
mod detail;
mod draft;
mod endpoint;
mod feed;
mod history;
mod settings;
mod setup;
mod status;
mod updates;
mod way;

pub use apple::{Account, App, CaughtUp, KeyText, LogLine, LostTime, UnreadLog, Webhook};
pub use channel::{ChannelFault, ChannelView, Channels, FileProblem, LevelRow, Templates};
pub use detail::{
    Attachment, AttachmentBody, AttachmentKind, AttachmentState, Copies, EventDetail, Field,
    Header, NoticeView, Replay, ReplayRing, TrailStep, Verdict,
};
pub use draft::{
    Draft, Example, FieldHelp, Part, Preview, Redrawn, Remark, Severity, TemplateHelp, VerbHelp,
};
pub use endpoint::{AddedEndpoint, Endpoint, Sample, Span};
pub use feed::{AppFacet, Facets, FeedEvent, FeedFilter, FeedPage, Marked, Muted, Pinned};
pub use history::{Cleared, ExportFormat, Exported, History, Place, Report, Trace};
pub use settings::{Appearance, Density, QuietHours, Setting, SettingsView, Theme};
pub use setup::{HelpPage, NotificationState, Proof, Proven, Setup, SetupStep, Unproven};
pub use status::{Change, Health, PauseChoice, Paused, Problem, Reason, Status, View};
pub use updates::{News, UpdateState, Updates};
pub use way::{Doctor, Finding, Hop, TunnelField, TunnelKind, TunnelPhase, TunnelView};

use serde::{Deserialize, Serialize};
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
    pub(crate) fn named(name: &str) -> Self {
        match shipbell_rules::Level::from_name(name) {
            Some(shipbell_rules::Level::Passive) => Self::Passive,
            Some(shipbell_rules::Level::TimeSensitive) => Self::TimeSensitive,
            Some(shipbell_rules::Level::Active) | None => Self::Active,
        }
    }
}

impl From<shipbell_rules::Level> for Level {
    fn from(level: shipbell_rules::Level) -> Self {
        match level {
            shipbell_rules::Level::Passive => Self::Passive,
            shipbell_rules::Level::Active => Self::Active,
            shipbell_rules::Level::TimeSensitive => Self::TimeSensitive,
        }
    }
}

impl From<Level> for shipbell_rules::Level {
    fn from(level: Level) -> Self {
        match level {
            Level::Passive => Self::Passive,
            Level::Active => Self::Active,
            Level::TimeSensitive => Self::TimeSensitive,
        }
    }
}

impl From<Provenance> for shipbell_feed::Provenance {
    fn from(provenance: Provenance) -> Self {
        match provenance {
            Provenance::Signed => Self::Signed,
            Provenance::Recovered => Self::Recovered,
            Provenance::Sample => Self::Sample,
        }
    }
}

/// A channel as the settings have it, for the command line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(type = "Record<string, unknown>")]
pub struct Channel(pub serde_json::Value);
