//! What a body said, once it is read.

use jiff::Timestamp;
use serde_json::Value;

use crate::Kind;

/// One event. Everything but the kind, the data and the digest may be missing: Apple sends little,
/// and what is not a text where a text belongs is treated as if it were not there.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// What sort of thing happened.
    pub kind: Kind,
    /// The type as it was written; empty where none was.
    pub type_name: String,
    /// The event's own id. Apple's examples use one id for two events, so compare
    /// [`Event::digest`] too before calling something a repeat.
    pub id: Option<String>,
    /// The envelope's version, so far 1; absent with background assets.
    pub version: Option<i64>,
    /// The new state, as Apple writes it: `IN_REVIEW`.
    pub status: Option<String>,
    /// The state before.
    pub previous_status: Option<String>,
    /// When it happened; Apple sends no time with a build upload.
    pub time: Option<Timestamp>,
    /// What it happened to.
    pub instance: Option<Instance>,
    /// What the body says about the app: with most events, nothing.
    pub app: AppHint,
    /// `1.4.2`. Not in Apple's bodies, where it must be asked for.
    pub app_version: Option<String>,
    /// The build number. Not in Apple's bodies either.
    pub build: Option<String>,
    /// As the API writes it: `IOS`, `MAC_OS`, `TV_OS`, `VISION_OS`. Not in Apple's bodies.
    pub platform: Option<String>,
    /// A free text beside the event. Not in Apple's bodies.
    pub message: Option<String>,
    /// Whether a package or territory is open now.
    pub available: Option<bool>,
    /// Three-letter codes of territories.
    pub territories: Vec<String>,
    /// The marketplace that the event is about.
    pub marketplace_app_id: Option<String>,
    /// The body's `data` where that is an object, else the whole body.
    pub data: Value,
    /// SHA-256 over the whole body's canonical JSON: equal for any two spellings of it.
    pub digest: [u8; 32],
}

/// What an event happened to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Instance {
    /// The resource's type as written; where none was, the one that events of this kind are
    /// about; empty when that is unknown too.
    pub type_name: String,
    /// The resource's id. Unchecked: do not build a path from it without looking.
    pub id: String,
}

/// What a body says about its app.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppHint {
    /// The Apple ID of the app, digits. Only marketplace events carry it.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its bundle id.
    pub bundle_id: Option<String>,
}
