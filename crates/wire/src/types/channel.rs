//! Channels, with their texts and levels.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Level;

/// The channels in force, and what is wrong with the file that holds them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Channels {
    /// In the user's order.
    pub channels: Vec<ChannelView>,
    /// Why the file can't be read; the last good settings are in force then.
    pub problem: Option<FileProblem>,
    /// What is accepted but will not do what its author meant.
    pub faults: Vec<ChannelFault>,
}

/// Why `shipbell.toml` can't be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileProblem {
    /// The file.
    pub file: String,
    /// From 1; absent where the whole file can't be read.
    pub line: Option<u32>,
    /// From 1, in characters.
    pub column: Option<u32>,
    /// What is wrong, in a sentence.
    pub cause: String,
}

/// Something in a channel that does not work; the rest does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChannelFault {
    /// The channel.
    pub channel: String,
    /// The key within it: `templates.app-version.title`.
    pub field: String,
    /// What is wrong, in a sentence.
    pub cause: String,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelView {
    /// Its name.
    pub name: String,
    /// Names of endpoints it listens to; empty means all.
    pub endpoints: Vec<String>,
    /// Slugs of kinds it listens to; empty means all.
    pub kinds: Vec<String>,
    /// An expression that has to hold.
    pub condition: Option<String>,
    /// Levels that replace the defaults, by kind and state or by kind.
    pub levels: BTreeMap<String, Level>,
    /// Texts that replace the built-in ones, by kind, or `default` for every kind.
    pub templates: BTreeMap<String, Templates>,
}

/// The texts of one notice, in the template language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Templates {
    /// The banner's first line.
    pub title: String,
    /// What stands under it.
    pub body: String,
    /// Where a click leads. Absent: the most exact App Store Connect page known. Empty: nowhere.
    pub link: Option<String>,
}

/// How loudly one kind (in one state) rings in a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LevelRow {
    /// The level's key in the settings: `app-version-rejected`.
    pub key: String,
    /// The kind's slug.
    pub kind: String,
    /// The state, as Apple writes it; absent for a kind without states.
    pub state: Option<String>,
    /// The built-in level.
    pub default: Level,
    /// The channel's own level, where it has one.
    pub chosen: Option<Level>,
}
