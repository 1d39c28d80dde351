//! What the engine needs from the world, as narrow traits.

use async_trait::async_trait;
use shipbell_feed::{EventId, NoticeId};
use shipbell_rules::Level;

/// What a person is about to be shown.
#[derive(Debug, Clone)]
pub struct Banner {
    /// The notice behind it; `None` for a summary or digest, which stands for several.
    pub notice: Option<NoticeId>,
    /// The event behind it; `None` for a summary or digest.
    pub event: Option<EventId>,
    /// The channel that rings; empty for a summary or digest.
    pub channel: String,
    /// A banner replaces an earlier one of the same group (one version's states).
    pub group: String,
    /// How loudly.
    pub level: Level,
    /// The first line, already stripped of what could harm a banner.
    pub title: String,
    /// The text below it, stripped likewise.
    pub body: String,
    /// Where a click leads; `None` opens the panel.
    pub link: Option<String>,
}

/// Which kind of sink a notice waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SinkKind {
    /// Native notifications.
    Desktop,
    /// A line in the terminal of `shipbell serve`.
    Terminal,
}

impl SinkKind {
    /// The name kept with each notice.
    pub fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Terminal => "terminal",
        }
    }
}

/// Why a notice could not be shown. It stays in the outbox and is tried again.
#[derive(Debug, thiserror::Error)]
pub enum SinkError {
    /// Nobody is there to show it.
    #[error("No notification service answered ({0}). The notice is kept and will be tried again.")]
    Absent(String),
    /// Somebody is there, but does not answer.
    #[error(
        "The notification service did not answer within {0} s. The notice is kept and will be tried again."
    )]
    Hung(u64),
    /// Our own code failed over it.
    #[error(
        "Showing the notification failed inside Shipbell; the log says more. The notice is kept and will be tried again."
    )]
    Broken,
}

/// Where a notice goes.
#[async_trait]
pub trait Sink: Send + Sync {
    /// Which kind this is.
    fn kind(&self) -> SinkKind;

    /// Shows the banner. Returns once the system has taken it, not when a person has seen it.
    async fn ring(&self, banner: &Banner) -> Result<(), SinkError>;
}

/// Why nobody can say that the public address leads here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
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
    /// A page for people was answered.
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

/// A cause, with its particulars in a sentence; never the address, whose path has the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unproven {
    /// Why.
    pub cause: Cause,
    /// In a sentence.
    pub detail: String,
}

/// The way out to the public address, and hopefully in again.
#[async_trait]
pub trait WayIn: Send + Sync {
    /// Asks at the address with this nonce; gives back the mac (in hex) of whoever awaited it.
    async fn ask(&self, url: &str, nonce: &str) -> Result<String, Unproven>;
}

/// No way out: for programs that never prove anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoWayOut;

#[async_trait]
impl WayIn for NoWayOut {
    async fn ask(&self, _: &str, _: &str) -> Result<String, Unproven> {
        Err(Unproven {
            cause: Cause::Unreachable,
            detail: "This program asks nobody outside.".to_owned(),
        })
    }
}
