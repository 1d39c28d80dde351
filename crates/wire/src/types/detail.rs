//! One event, whole.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FeedEvent, Level};

/// Everything that is known about one event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventDetail {
    /// Its row.
    pub event: FeedEvent,
    /// What happened, in a sentence or two.
    pub story: String,
    /// Apple's own name for it.
    pub type_name: String,
    /// The fields that templates can name and that have a value here, in the documentation's order.
    pub fields: Vec<Field>,
    /// The states of the same thing, oldest first, this one among them.
    pub trail: Vec<TrailStep>,
    /// The body exactly as it came, where it is text; characters that are none are replaced.
    pub body: String,
    /// Whether `body` is byte for byte what came.
    pub body_exact: bool,
    /// How many bytes came.
    pub body_bytes: u32,
    /// The request's headers as they came.
    pub headers: Vec<Header>,
    /// By which secret the signature held; absent when the delivery itself is gone.
    pub verdict: Option<Verdict>,
    /// How often the same bytes came.
    pub deliveries: u32,
    /// When they last came.
    #[ts(type = "number | null")]
    pub last_arrived: Option<i64>,
    /// What was rung, where and when.
    pub notices: Vec<NoticeView>,
    /// What a tester sent along.
    pub attachments: Vec<Attachment>,
    /// What a person may copy.
    pub copies: Copies,
}

/// Something that a tester sent along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Attachment {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// Whether it is here.
    pub state: AttachmentState,
    /// How large it is.
    #[ts(type = "number")]
    pub bytes: u64,
    /// In pixels, of a picture.
    pub width: Option<u32>,
    /// In pixels, of a picture.
    pub height: Option<u32>,
}

/// What an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AttachmentKind {
    /// A picture of the screen.
    Screenshot,
    /// What the system wrote down when the app crashed.
    CrashLog,
}

/// Whether an attachment is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AttachmentState {
    /// It is.
    Here,
    /// Apple is still to be asked for it.
    Coming,
    /// Apple has it no longer.
    Gone,
}

/// An attachment itself: a log as text, a picture as base64.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentBody {
    /// As HTTP names it.
    pub media_type: String,
    /// What it says, of a log.
    pub text: Option<String>,
    /// Its bytes, of a picture.
    pub base64: Option<String>,
}

impl From<shipbell_feed::Attachment> for Attachment {
    fn from(of: shipbell_feed::Attachment) -> Self {
        Self {
            id: of.id.to_string(),
            kind: match of.kind {
                shipbell_feed::AttachmentKind::Screenshot => AttachmentKind::Screenshot,
                shipbell_feed::AttachmentKind::CrashLog => AttachmentKind::CrashLog,
            },
            state: match of.state {
                shipbell_feed::AttachmentState::Here => AttachmentState::Here,
                shipbell_feed::AttachmentState::Coming => AttachmentState::Coming,
                shipbell_feed::AttachmentState::Gone => AttachmentState::Gone,
            },
            bytes: of.bytes,
            width: of.width,
            height: of.height,
        }
    }
}

/// By which secret a signature held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The endpoint's secret.
    Current,
    /// Its former one, during a rotation.
    Former,
    /// None: it was recovered from Apple's API.
    None,
}

/// A field and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Field {
    /// As a template names it.
    pub path: String,
    /// Its value as a template prints it.
    pub value: String,
}

/// A header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A state on the way.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrailStep {
    /// The event that told of it.
    pub id: String,
    /// The state, as Apple writes it.
    pub status: Option<String>,
    /// When it began.
    #[ts(type = "number")]
    pub time: i64,
}

/// What a person was or will be shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoticeView {
    /// By which channel.
    pub channel: String,
    /// How loudly.
    pub level: Level,
    /// The banner's first line.
    pub title: String,
    /// What stands under it.
    pub body: String,
    /// Where: `desktop` or `terminal`.
    pub sink: String,
    /// Not before.
    #[ts(type = "number")]
    pub due: i64,
    /// When it rang; absent while it waits.
    #[ts(type = "number | null")]
    pub rang: Option<i64>,
    /// How often ringing failed.
    pub attempts: u32,
}

/// An event in the forms that people paste elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Copies {
    /// The body, indented.
    pub json: String,
    /// A paragraph and a table, for an issue or a chat.
    pub markdown: String,
    /// A command that posts the same delivery to this computer again.
    pub curl: String,
}

/// An event through today's channels and templates.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Replay {
    /// What each channel that takes it would show; none where no channel does.
    pub rings: Vec<ReplayRing>,
    /// Whether it was rung again.
    pub rang: bool,
}

/// What one channel would show.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReplayRing {
    /// The channel.
    pub channel: String,
    /// How loudly.
    pub level: Level,
    /// The banner's first line.
    pub title: String,
    /// What stands under it.
    pub body: String,
    /// Where a click leads.
    pub link: Option<String>,
    /// What is wrong with the channel's own texts, if anything.
    pub problem: Option<String>,
}
