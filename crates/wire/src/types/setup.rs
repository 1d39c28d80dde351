//! Set-up: how far it is, and what proves each step.

use serde::{Deserialize, Serialize};
use shipbell_engine as engine;
use ts_rs::TS;

use super::Endpoint;

/// How far the set-up is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Setup {
    /// Whether this desktop shows banners, as far as it tells.
    pub notifications: NotificationState,
    /// Whether the person said that they saw the test banner.
    pub banner_seen: bool,
    /// The endpoints, oldest first.
    pub endpoints: Vec<Endpoint>,
    /// The public base address.
    pub public_url: Option<String>,
    /// The last proof that it leads here.
    pub proven: Option<Proven>,
    /// Whether the person has ended the set-up.
    pub over: bool,
}

/// Whether a desktop shows banners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum NotificationState {
    /// It does.
    Allowed,
    /// The user, or a rule of the system, does not let us.
    Denied,
    /// Nobody is there to show them.
    Absent,
    /// The system does not say.
    Unknown,
}

/// What a person did in the set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SetupStep {
    /// Saw the test banner.
    BannerSeen,
    /// Ended or skipped the set-up.
    Over,
    /// Began it again.
    Again,
}

/// A proof that the public address leads to this very instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Proven {
    /// When.
    #[ts(type = "number")]
    pub at: i64,
    /// How long the way there and back took.
    #[ts(type = "number")]
    pub round_trip_ms: u64,
}

impl From<engine::Proven> for Proven {
    fn from(proven: engine::Proven) -> Self {
        Self {
            at: proven.at,
            round_trip_ms: proven.round_trip_ms,
        }
    }
}

/// What came of trying the public address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Proof {
    /// It leads here.
    Proven {
        /// The proof.
        proven: Proven,
    },
    /// It does not, or nobody can say.
    Unproven {
        /// Why.
        cause: Unproven,
        /// The particulars, in a sentence.
        detail: String,
    },
}

/// Why a public address was not proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Unproven {
    /// The name leads to no address.
    Dns,
    /// The certificate is not good, or there is no TLS.
    Tls,
    /// Nobody takes the connection.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// Someone else's server answered that there is nothing.
    NotFound,
    /// A page for people was answered: a warning of the tunnel's, or a log-in.
    Interstitial,
    /// The tunnel answered that nothing is behind it.
    TunnelDown,
    /// Another Shipbell answered.
    OtherInstance,
    /// Something else answered.
    Strange,
    /// The door is not open on this computer.
    DoorClosed,
}

/// Pages that the panel can open in the browser; it can open no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum HelpPage {
    /// Where webhooks are added in App Store Connect.
    Webhooks,
}
