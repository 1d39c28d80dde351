//! Newer versions: how far the search for one is, and what this one brought.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Newer versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Updates {
    /// How far it is.
    pub state: UpdateState,
    /// When the server last answered.
    #[ts(type = "number | null")]
    pub checked: Option<i64>,
    /// What this version brought.
    pub news: Option<News>,
    /// Whether nobody has seen that yet.
    pub unseen: bool,
}

impl Updates {
    /// Those of a program that has none: made without a key, or without a desktop.
    pub fn none() -> Self {
        Self {
            state: UpdateState::None,
            checked: None,
            news: None,
            unseen: false,
        }
    }
}

/// How far the search for a newer version is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "name", rename_all = "kebab-case")]
pub enum UpdateState {
    /// This build has no key to know updates by, so it looks for none.
    None,
    /// Nobody has looked yet, or the last look reached nobody.
    Idle,
    /// Asking the server.
    Checking,
    /// There was no newer version.
    Current,
    /// A newer one is on its way.
    Loading {
        /// Which.
        version: String,
    },
    /// A newer one is here and was checked.
    Ready {
        /// Which.
        version: String,
    },
    /// It is put in the place of this one.
    Installing {
        /// Which.
        version: String,
    },
    /// Something a person has to know.
    Failed {
        /// What happened, what is safe, what to do next.
        cause: String,
    },
}

/// What a version brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct News {
    /// Which version.
    pub version: String,
    /// In the words of who made it. Text, whatever stands in it.
    pub notes: String,
}
