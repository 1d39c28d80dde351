//! Texts that are being written: what they would become, and what is wrong with them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Level, Templates};

/// Texts for one kind in one channel, not saved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The channel's name.
    pub channel: String,
    /// The kind's slug, or `default` for every kind without texts of its own.
    pub kind: String,
    /// The texts.
    pub templates: Templates,
}

/// What a draft is tried on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum Example {
    /// An event of the feed.
    Event {
        /// Its id.
        id: String,
    },
    /// A sample; nothing of it is kept.
    Sample {
        /// Its name.
        name: String,
    },
}

/// What a draft becomes of one event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The banner's first line.
    pub title: String,
    /// What stands under it.
    pub body: String,
    /// Where a click would lead.
    pub link: Option<String>,
    /// How loudly it would ring.
    pub level: Level,
    /// The event it was made of; absent for a sample of ours.
    pub event: Option<String>,
    /// Everything wrong or doubtful, part by part and in the order of the text.
    pub remarks: Vec<Remark>,
}

/// One of a draft's three texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The banner's first line.
    Title,
    /// What stands under it.
    Body,
    /// Where a click leads.
    Link,
}

/// How bad a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The text can't be used; the built-in one would ring.
    Error,
    /// It can be used and will not do what was probably meant.
    Warning,
}

/// A remark on a place in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Remark {
    /// In which text.
    pub part: Part,
    /// From here, counted as JavaScript counts: in UTF-16 units.
    pub from: u32,
    /// Up to here.
    pub to: u32,
    /// How bad.
    pub severity: Severity,
    /// Its stable name: `no-such-field`, `no-apple-data`, `unclosed`, `unknown-filter` and others.
    pub code: String,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to write instead, where that can be guessed.
    pub suggestion: Option<String>,
}

/// What a draft would have made of an event that came before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Redrawn {
    /// The event's id.
    pub id: String,
    /// The app's name.
    pub app_name: Option<String>,
    /// The kind's slug.
    pub kind: String,
    /// The state.
    pub status: Option<String>,
    /// When it happened.
    #[ts(type = "number")]
    pub time: i64,
    /// Whether the channel takes it and it makes a banner.
    pub rings: bool,
    /// How loudly.
    pub level: Level,
    /// The banner's first line.
    pub title: String,
    /// What stands under it.
    pub body: String,
}

/// What can be written in a text for one kind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TemplateHelp {
    /// The fields that an event of this kind has.
    pub fields: Vec<FieldHelp>,
    /// The filters, as in `{{ status | label }}`.
    pub filters: Vec<VerbHelp>,
    /// The methods, as in `app.name.toUpperCase()`.
    pub methods: Vec<VerbHelp>,
    /// The built-in texts of this kind.
    pub builtin: Templates,
    /// Names of samples of this kind, for a preview before anything came.
    pub samples: Vec<String>,
}

/// A field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldHelp {
    /// Its dotted path.
    pub path: String,
    /// Where its value comes from.
    pub source: String,
    /// Its value when there is no API key.
    pub without_key: String,
    /// What it says in the newest event of this kind, or in a sample.
    pub example: Option<String>,
}

/// A filter or method.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VerbHelp {
    /// Its name.
    pub name: String,
    /// How many arguments it takes, in words.
    pub takes: String,
    /// What it does, in a few words.
    pub does: String,
}
