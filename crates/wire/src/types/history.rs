//! What is kept, and how it leaves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much is kept.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct History {
    /// How many events.
    #[ts(type = "number")]
    pub events: u64,
    /// How many bytes on the disk.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When the oldest event happened.
    #[ts(type = "number | null")]
    pub oldest: Option<i64>,
}

/// What was removed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct Cleared {
    /// How many events.
    #[ts(type = "number")]
    pub events: u64,
}

/// A form that others can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// One JSON object a line, with the exact body.
    JsonLines,
    /// A table.
    Csv,
}

/// What was written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Exported {
    /// The file.
    pub path: String,
    /// How many events are in it.
    #[ts(type = "number")]
    pub events: u64,
}

/// A sort of what Shipbell leaves on a computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Trace {
    /// The entry that starts it with the session.
    StartAtLogin,
    /// The webhooks at Apple that post to this computer, with their endpoints.
    Webhooks,
    /// The secrets of all endpoints, and the API keys.
    Secrets,
    /// History, settings and logs.
    Data,
}

/// A folder or file of ours that the file manager can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The folder of the database.
    Home,
    /// The folder of the logs.
    Logs,
    /// `shipbell.toml`.
    Settings,
    /// Where exports are written.
    Exports,
}

/// How Shipbell is, for an issue or a letter: no secret, no token, no text of Apple's or a tester's.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Report {
    /// Markdown.
    pub text: String,
}
