//! Bodies to try things with: one for each kind and state, shaped as Apple shapes it.

mod body;
mod table;

use jiff::Timestamp;

use crate::Kind;

pub use body::body;

/// A body that can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The kind's slug, and the state in kebab case where the kind has states:
    /// `app-version-rejected`.
    pub name: &'static str,
    /// The kind that the body reads back as.
    pub kind: Kind,
    /// Its new state.
    pub status: Option<&'static str>,
    /// The state before, where Apple's example says one.
    pub previous: Option<&'static str>,
}

/// What has to differ from body to body. All of it comes from outside: this crate has neither a
/// clock nor chance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids {
    /// The event's id; Apple uses a UUID.
    pub event: String,
    /// The instance's id; a UUID, or 23 characters of base64url for feedback.
    pub instance: String,
    /// The app's id; only marketplace events say it.
    pub app_id: Option<String>,
    /// When it happened; written with as many digits as Apple writes for the kind.
    pub time: Timestamp,
}

/// Every sample, kind by kind.
#[must_use]
pub fn all() -> &'static [Sample] {
    table::ALL
}

/// The sample with this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Sample> {
    all().iter().find(|sample| sample.name == name)
}
