//! What happened, in words: label, headline and story of an event, from the catalogue.

use shipbell_rules::Facts;
use shipbell_webhook::{Event, Kind};
use shipbell_words::Words;

use crate::engine::Engine;
use crate::fields::Known;

/// An event in words.
pub(crate) struct Told {
    /// The kind: "App version".
    pub(crate) label: String,
    /// What happened, in a few words: "Rejected by App Review".
    pub(crate) headline: String,
    /// A sentence or two, with what is known.
    pub(crate) story: String,
}

/// A part of what the catalogue tells of a kind in a state, from facts.
type Part = fn(&Words, &str, Option<&str>, &[(&str, &str)]) -> String;

pub(crate) fn of(words: &Words, event: &Event, facts: &Facts, known: &Known) -> Told {
    let label = |token: &Option<String>| {
        token
            .as_deref()
            .map_or_else(String::new, |token| in_words(words, token))
    };
    let (status, previous) = (label(&event.status), label(&event.previous_status));
    let platform = label(&known.platform);
    let territories = event.territories.join(", ");
    let available = match event.available {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    let args = [
        ("status", status.as_str()),
        ("previous", previous.as_str()),
        ("version", text(known.version.as_ref())),
        ("build", text(known.build.as_ref())),
        ("platform", platform.as_str()),
        ("tester", text(facts.tester_name.as_ref())),
        ("feedback", text(facts.feedback.as_ref())),
        ("device", text(facts.device.as_ref())),
        ("os", text(facts.os.as_ref())),
        ("message", text(known.message.as_ref())),
        ("type", event.type_name.as_str()),
        ("available", available),
        ("territories", territories.as_str()),
    ];
    let (kind, state) = (event.kind.slug(), event.status.as_deref());
    Told {
        label: kind_label(words, event),
        headline: words.headline(kind, state, &args),
        story: words.story(kind, state, &args),
    }
}

fn text(fact: Option<&String>) -> &str {
    fact.map_or("", String::as_str)
}

fn kind_label(words: &Words, event: &Event) -> String {
    if event.kind == Kind::Unknown && !event.type_name.is_empty() {
        return in_words(words, &event.type_name);
    }
    words
        .find(&format!("kind-{}", event.kind.slug()), &[])
        .unwrap_or_else(|| humanised(&event.type_name))
}

fn in_words(words: &Words, token: &str) -> String {
    words.label(token).unwrap_or_else(|| humanised(token))
}

/// A token that the catalogue does not know, made readable: Apple adds states without notice.
fn humanised(token: &str) -> String {
    let mut words = String::with_capacity(token.len() + 4);
    let mut before = ' ';
    for letter in token.chars() {
        if letter == '_' || letter == '-' {
            words.push(' ');
        } else {
            if letter.is_uppercase() && before.is_lowercase() {
                words.push(' ');
            }
            words.extend(letter.to_lowercase());
        }
        before = letter;
    }
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

impl Engine {
    /// What happened, in a few words, for a row of the feed. The built-in title says it after the
    /// app and the version, with facts that the row has no column for; beside a title of the
    /// user's own it is told anew.
    pub fn headline(&self, event: &shipbell_feed::Event) -> String {
        if !event.readable {
            return event.title.clone();
        }
        let app = text(event.app_name.as_ref());
        let space = event.version.as_ref().map_or("", |_| " ");
        let before = format!("{app}{space}{}: ", text(event.version.as_ref()));
        if let Some(headline) = event.title.strip_prefix(&before) {
            return headline.to_owned();
        }
        self.tell(event, Words::headline)
    }

    /// What happened, in a sentence or two, where only the row is left to tell of it.
    pub(crate) fn story(&self, event: &shipbell_feed::Event) -> String {
        if !event.readable {
            return event.body.clone();
        }
        self.tell(event, Words::story)
    }

    fn tell(&self, event: &shipbell_feed::Event, part: Part) -> String {
        let words = self.words();
        let label = |token: &Option<String>| {
            token
                .as_deref()
                .map_or_else(String::new, |token| in_words(words, token))
        };
        let (status, previous) = (label(&event.status), label(&event.previous_status));
        let platform = label(&event.platform);
        let args = [
            ("status", status.as_str()),
            ("previous", previous.as_str()),
            ("version", text(event.version.as_ref())),
            ("build", text(event.build.as_ref())),
            ("platform", platform.as_str()),
            ("type", event.type_name.as_str()),
        ];
        part(words, &event.kind, event.status.as_deref(), &args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_token_is_readable() {
        assert_eq!(humanised("SOME_NEW_STATE"), "Some new state");
        assert_eq!(
            humanised("reviewSubmissionItemMoved"),
            "Review submission item moved"
        );
        assert_eq!(humanised(""), "");
    }
}
