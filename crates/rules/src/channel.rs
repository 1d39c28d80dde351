//! What may ring: a person's channels, as `shipbell.toml` spells them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Level, times};

/// A preference over endpoints and kinds: what rings, how loudly, and in which words.
///
/// An event may ring in several channels. Lists that are empty let everything through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Channel {
    /// Names the channel in lists and in errors.
    pub name: String,
    /// Names of endpoints it listens to; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endpoints: Vec<String>,
    /// Slugs of kinds it listens to, for example `app-version`; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// An expression in the template language; an event passes where it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Levels that replace the defaults, by kind and state (`app-version-rejected`) or by kind.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<String, Level>,
    /// Texts that replace the built-in ones, by kind, or `default` for every kind.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub templates: BTreeMap<String, Templates>,
}

/// The texts of one notice, in the template language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Templates {
    /// The banner's first line.
    pub title: String,
    /// What stands under it.
    pub body: String,
    /// Where a click leads. Absent: the most exact App Store Connect page known. Empty: nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Channel {
    /// Whether one of its texts may name the moment; see [`crate::times`].
    pub fn may_name_the_moment(&self) -> bool {
        let mut texts = self.templates.values().flat_map(|templates| {
            [
                Some(&templates.title),
                Some(&templates.body),
                templates.link.as_ref(),
            ]
        });
        let named = |text: &String| times::may_be_named_in(text);
        texts.any(|text| text.is_some_and(named)) || self.condition.as_ref().is_some_and(named)
    }

    /// The key under `[channel.templates]` that serves every kind without a template of its own.
    pub const DEFAULT_TEMPLATE: &'static str = "default";

    /// A channel of that name that lets everything through with the built-in levels and texts.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            endpoints: Vec::new(),
            kinds: Vec::new(),
            condition: None,
            levels: BTreeMap::new(),
            templates: BTreeMap::new(),
        }
    }
}
