//! How is an event told?

use crate::token::{kebab, sentence};
use crate::{Arg, Words};

/// The facts that a headline or a story may mention. All are text, and any may be missing.
///
/// `status`, `previous` and `platform` in words ([`Words::label`]), `type` as Apple writes it (it
/// is made readable here), `available` as `yes` or `no`, `territories` as Apple's codes joined for reading; the rest as
/// known.
pub const FACTS: &[&str] = &[
    "status",
    "previous",
    "version",
    "build",
    "platform",
    "tester",
    "feedback",
    "device",
    "os",
    "message",
    "type",
    "available",
    "territories",
];

impl Words {
    /// What happened, in a few words. `kind` is a kind's slug, `state` Apple's token; the closest
    /// text there is gets chosen. Facts not passed count as not known.
    pub fn headline(&self, kind: &str, state: Option<&str>, facts: &[(&str, &str)]) -> String {
        self.tell("headline", kind, state, facts)
    }

    /// What a person wants to know next, in a sentence or two; empty where nothing is known.
    pub fn story(&self, kind: &str, state: Option<&str>, facts: &[(&str, &str)]) -> String {
        self.tell("story", kind, state, facts)
    }

    fn tell(&self, part: &str, kind: &str, state: Option<&str>, facts: &[(&str, &str)]) -> String {
        let state = state.and_then(kebab).unwrap_or_default();
        let exact = format!("{part}-{kind}-{state}");
        let general = format!("{part}-{kind}");
        let any = format!("{part}-unknown");
        let kind_in_words = known(facts, "type").and_then(sentence).unwrap_or_default();
        let args: Vec<(&str, Arg<'_>)> = FACTS
            .iter()
            .map(|name| {
                let fact = match *name {
                    "type" => kind_in_words.as_str(),
                    name => known(facts, name).unwrap_or_default(),
                };
                (*name, Arg::Text(fact))
            })
            .collect();
        [exact, general, any]
            .iter()
            .find_map(|id| self.find(id, &args))
            .map(|text| text.trim().to_owned())
            .unwrap_or_default()
    }
}

fn known<'a>(facts: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    let (_, fact) = facts.iter().find(|(given, _)| *given == name)?;
    Some(fact.trim())
}
