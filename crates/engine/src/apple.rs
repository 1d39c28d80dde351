//! What App Store Connect can be asked, by whoever has a key.

use async_trait::async_trait;
use bytes::Bytes;
use shipbell_feed::{AttachmentKind, Endpoint};
use shipbell_rules::Facts;
use shipbell_vault::{Account, SecretText};
use shipbell_webhook::{Event, Kind};

/// What sort of failure it was, for whoever decides what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppleFault {
    /// The key can't be used: revoked, mistyped, no key at all, or the clock is wrong.
    Key,
    /// The key is good, and may not do this.
    Role,
    /// There is no such thing, or no longer.
    Missing,
    /// Apple refuses this request, whoever asks and however often.
    Refused,
    /// Apple's limit is reached for now.
    Busy,
    /// Apple was not reached, or what answered was not Apple.
    Unreachable,
}

/// Why App Store Connect did not do what it was asked. The message says what happened, what is safe and
/// what to do; never a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct AppleError {
    /// What sort.
    pub fault: AppleFault,
    /// In sentences.
    pub message: String,
}

impl AppleError {
    /// Nobody here can ask.
    pub fn nobody_asks() -> Self {
        Self {
            fault: AppleFault::Unreachable,
            message: "This program asks App Store Connect nothing. Nothing was changed.".to_owned(),
        }
    }
}

/// An app of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// Apple's number for it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its bundle identifier.
    pub bundle_id: String,
    /// Its icon, a PNG, where Apple gave one in time.
    pub icon: Option<Bytes>,
}

/// A webhook as Apple has it. Its secret can't be read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteWebhook {
    /// Apple's id of it.
    pub id: String,
    /// What its maker calls it.
    pub name: String,
    /// Where it posts to.
    pub url: String,
    /// Whether it posts.
    pub enabled: bool,
    /// What it tells of, in Apple's words for a subscription.
    pub event_types: Vec<String>,
}

/// A webhook to be made.
#[derive(Debug, Clone)]
pub struct NewWebhook {
    /// The app it belongs to; that can't be changed later.
    pub app: String,
    /// What to call it.
    pub name: String,
    /// Where it is to post to.
    pub url: String,
    /// What it is to sign with.
    pub secret: SecretText,
    /// What it is to tell of.
    pub kinds: Vec<Kind>,
}

/// What is to be another at a webhook.
#[derive(Debug, Clone, Default)]
pub struct WebhookChange {
    /// Whether it posts.
    pub enabled: Option<bool>,
    /// Where it posts to.
    pub url: Option<String>,
    /// What it signs with.
    pub secret: Option<SecretText>,
    /// What it tells of.
    pub kinds: Option<Vec<Kind>>,
}

/// One line of Apple's own delivery log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedDelivery {
    /// Apple's id of it.
    pub id: String,
    /// When Apple made it.
    pub created: i64,
    /// Apple's word for how it went: `SUCCEEDED`, `FAILED`, `PENDING`.
    pub state: Option<String>,
    /// What Apple says went wrong.
    pub error: Option<String>,
    /// What was answered.
    pub status: Option<u16>,
    /// Whether somebody asked for it again.
    pub redelivery: bool,
    /// The body that was sent, where Apple still has it.
    pub payload: Option<String>,
}

/// What Apple said of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// All that it said.
    pub facts: Facts,
    /// Whether every question was answered, be it with a refusal: asking again would tell no more.
    pub whole: bool,
}

impl Said {
    /// There is no more to be asked.
    pub const fn whole(facts: Facts) -> Self {
        Self { facts, whole: true }
    }
}

/// Something that a tester sent along, still at Apple.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    /// What it is.
    pub kind: AttachmentKind,
    /// In pixels, of a picture.
    pub width: Option<u32>,
    /// In pixels, of a picture.
    pub height: Option<u32>,
    /// Where it is. Whoever has a picture's address sees the picture, so it must reach no log.
    pub at: String,
}

/// What something at Apple came to, for whoever can't know what happened meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteState {
    /// Which kind of event would have told of it.
    pub kind: Kind,
    /// The type of the resource.
    pub instance_type: &'static str,
    /// The id of the resource.
    pub instance_id: String,
    /// Its state, in Apple's words.
    pub status: String,
    /// When it was made, where Apple says.
    pub made: Option<i64>,
}

/// A webhook's log, of which nothing is asked before its first page is wanted.
#[async_trait]
pub trait Log: Send {
    /// The next page, in whatever order Apple has it; `None` after the last one. An error is given once
    /// and ends the log.
    async fn next(&mut self) -> Option<Result<Vec<LoggedDelivery>, AppleError>>;
}

/// App Store Connect.
#[async_trait]
pub trait Apple: Send + Sync {
    /// The facts behind an event; empty where there is no key.
    async fn facts(&self, account: Option<&Account>, endpoint: &Endpoint, event: &Event) -> Said;

    /// What a tester sent along with a feedback: pictures, and the log of a crash.
    async fn attachments(
        &self,
        _account: &Account,
        _event: &Event,
    ) -> Result<Vec<Sent>, AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// One of these, itself.
    async fn attachment(&self, _account: &Account, _sent: &Sent) -> Result<Bytes, AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// The states that an app's versions and builds have today.
    async fn states(&self, _account: &Account, _app: &str) -> Result<Vec<RemoteState>, AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// Whether it is a stand-in on this computer, for tests.
    fn is_here(&self) -> bool {
        false
    }

    /// How far this computer's clock is ahead of Apple's, in milliseconds: none within half a minute, which
    /// is all that can be told, and nobody knows before Apple was asked something.
    fn ahead_ms(&self) -> Option<i64> {
        None
    }

    /// Tries a key with a call that every key may make.
    async fn check(&self, _account: &Account) -> Result<(), AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// The apps that a key sees.
    async fn apps(&self, _account: &Account) -> Result<Vec<App>, AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// An app's webhooks, whoever made them.
    async fn webhooks(
        &self,
        _account: &Account,
        _app: &str,
    ) -> Result<Vec<RemoteWebhook>, AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// Makes a webhook.
    async fn create_webhook(
        &self,
        _account: &Account,
        _webhook: &NewWebhook,
    ) -> Result<RemoteWebhook, AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// Changes a webhook.
    async fn change_webhook(
        &self,
        _account: &Account,
        _id: &str,
        _change: &WebhookChange,
    ) -> Result<RemoteWebhook, AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// Deletes a webhook, with its log.
    async fn delete_webhook(&self, _account: &Account, _id: &str) -> Result<(), AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// Has Apple send its test ping.
    async fn ping(&self, _account: &Account, _id: &str) -> Result<(), AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// A webhook's log of what was made since then.
    fn log(&self, _account: &Account, _id: &str, _since: i64) -> Result<Box<dyn Log>, AppleError> {
        Err(AppleError::nobody_asks())
    }

    /// Has Apple send a delivery once more.
    async fn redeliver(&self, _account: &Account, _delivery: &str) -> Result<(), AppleError> {
        Err(AppleError::nobody_asks())
    }
}

/// Nobody who can ask: nothing is known beyond the payload.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoKey;

#[async_trait]
impl Apple for NoKey {
    async fn facts(&self, _: Option<&Account>, _: &Endpoint, _: &Event) -> Said {
        Said::whole(Facts::default())
    }
}
