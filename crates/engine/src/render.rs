//! Step 7: title, body and link of a notice, from the channel's templates or the built-in ones.

use std::sync::Arc;

use serde_json::Value;
use shipbell_feed::{Delivery, Endpoint};
use shipbell_rules::{Channel, Facts, Level, Templates};
use shipbell_template::{Scene, TemplateError, plain};
use shipbell_webhook::{Event, link};
use shipbell_words::{Arg, Id, Words, id};

use crate::engine::Engine;
use crate::fields;
use crate::texts::Texts;

/// The texts of one notice, ready to be shown.
#[derive(Debug, Clone)]
pub(crate) struct Rendered {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) link: Option<String>,
    /// What is wrong with the user's template or condition, if anything.
    pub(crate) problem: Option<String>,
}

impl Rendered {
    /// What is said of a body that can't be read.
    pub(crate) fn unreadable(words: &Words, app: &str) -> Self {
        let args = [("app", Arg::Text(app))];
        Self {
            title: plain::title(&words.say_with(id::HEADLINE_UNREADABLE, &args)),
            body: plain::body(&words.say_with(id::STORY_UNREADABLE, &args)),
            link: None,
            problem: None,
        }
    }
}

/// One channel's ring.
pub(crate) struct Ring {
    pub(crate) channel: String,
    pub(crate) level: Level,
    pub(crate) rendered: Rendered,
}

/// Everything that rendering one event needs, gathered once.
pub(crate) struct Rendering<'a> {
    texts: &'a Texts,
    event: &'a Event,
    endpoint: &'a Endpoint,
    page: String,
    fields: Value,
    scene: Scene,
    words: Words,
}

impl<'a> Rendering<'a> {
    pub(crate) fn new(
        engine: &'a Engine,
        endpoint: &'a Endpoint,
        delivery: &Delivery,
        event: &'a Event,
        facts: &Facts,
    ) -> Self {
        Self::at(engine, endpoint, delivery, event, facts, true)
    }

    /// For these channels alone: the moment is left out where none of them may name it.
    pub(crate) fn within(
        engine: &'a Engine,
        endpoint: &'a Endpoint,
        delivery: &Delivery,
        event: &'a Event,
        facts: &Facts,
        channels: &[Channel],
    ) -> Self {
        let moment = channels.iter().any(Channel::may_name_the_moment);
        Self::at(engine, endpoint, delivery, event, facts, moment)
    }

    fn at(
        engine: &'a Engine,
        endpoint: &'a Endpoint,
        delivery: &Delivery,
        event: &'a Event,
        facts: &Facts,
        moment: bool,
    ) -> Self {
        let page = page(event, &fields::Known::of(event, facts, endpoint));
        let now = engine.inner.clock.now();
        let zone = engine.inner.clock.zone();
        let words = engine.inner.words.clone();
        let fields = fields::of(&fields::Source {
            event,
            facts,
            endpoint,
            delivery,
            link: &page,
            words: &words,
            now,
            zone: &zone,
            moment,
        });
        let catalogue = words.clone();
        let label = Arc::new(move |token: &str| catalogue.label(token));
        Self {
            texts: &engine.inner.texts,
            event,
            endpoint,
            page,
            fields,
            scene: Scene { now, zone, label },
            words,
        }
    }

    /// What rings, loudest first.
    pub(crate) fn rings(&self, channels: &[Channel]) -> Vec<Ring> {
        let decided = shipbell_rules::decide(
            self.event,
            &self.endpoint.name,
            &self.fields,
            &self.scene,
            channels,
        );
        let mut rings: Vec<_> = decided
            .into_iter()
            .map(|ring| {
                let mut rendered = self.render(&ring.templates);
                let said = |id, why: String| self.fault(id, &ring.channel, &why);
                rendered.problem = match (ring.condition_error, rendered.problem) {
                    (Some(why), _) => Some(said(id::ERROR_CONDITION, why)),
                    (None, why) => why.map(|why| said(id::ERROR_TEMPLATE, why)),
                };
                Ring {
                    channel: ring.channel,
                    level: ring.level,
                    rendered,
                }
            })
            .collect();
        // Stable: channels of equal loudness stay in the user's order.
        rings.sort_by_key(|ring| std::cmp::Reverse(ring.level));
        rings
    }

    /// What is wrong with a channel, in a sentence that names it.
    fn fault(&self, what: Id, channel: &str, why: &str) -> String {
        let what = (self.words).say_with(what, &[("channel", Arg::Text(channel))]);
        format!("{what}: {why}")
    }

    /// Everything that a template may name.
    pub(crate) fn fields(&self) -> &Value {
        &self.fields
    }

    /// The moment and the words.
    pub(crate) fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The event.
    pub(crate) fn event(&self) -> &Event {
        self.event
    }

    /// The endpoint's name, by which channels listen.
    pub(crate) fn endpoint_name(&self) -> &str {
        &self.endpoint.name
    }

    /// The built-in texts.
    pub(crate) fn builtin(&self) -> Rendered {
        let templates = shipbell_rules::builtin_templates(self.event.kind);
        let text = |source: &str| self.text(source).unwrap_or_default();
        Rendered {
            title: plain::title(&text(&templates.title)),
            body: plain::body(&text(&templates.body)),
            link: Some(self.page.clone()),
            problem: None,
        }
    }

    fn render(&self, templates: &Templates) -> Rendered {
        let texts = self
            .text(&templates.title)
            .and_then(|title| Ok((title, self.text(&templates.body)?)));
        let (title, body) = match texts {
            Ok((title, body)) => (plain::title(&title), plain::body(&body)),
            Err(error) => {
                return Rendered {
                    problem: Some(error.to_string()),
                    ..self.builtin()
                };
            }
        };
        let (link, problem) = self.link(templates.link.as_deref());
        if title.trim().is_empty() {
            return Rendered {
                link,
                problem,
                ..self.builtin()
            };
        }
        Rendered {
            title,
            body,
            link,
            problem,
        }
    }

    /// Where a click leads: the user's own link when it is a proper web address, else the most
    /// exact page of App Store Connect.
    pub(crate) fn link(&self, template: Option<&str>) -> (Option<String>, Option<String>) {
        let page = Some(self.page.clone());
        let Some(source) = template else {
            return (page, None);
        };
        match self.text(source) {
            Ok(text) if text.trim().is_empty() && source.trim().is_empty() => (None, None),
            Ok(text) if text.trim().is_empty() => (page, None),
            Ok(text) if is_web(text.trim()) => (Some(text.trim().to_owned()), None),
            Ok(_) => (page, Some(self.words.say(id::ERROR_LINK_TEMPLATE))),
            Err(error) => (page, Some(error.to_string())),
        }
    }

    /// What a text becomes.
    pub(crate) fn text(&self, source: &str) -> Result<String, TemplateError> {
        (self.texts.template(source)?).render(&self.fields, &self.scene)
    }
}

/// The most exact page of App Store Connect that is known for an event.
fn page(event: &Event, known: &fields::Known) -> String {
    link::page(&link::Target {
        kind: event.kind,
        status: event.status.as_deref(),
        instance_id: event.instance.as_ref().map(|instance| instance.id.as_str()),
        app_id: known.app_id.as_deref(),
        platform: known.platform.as_deref(),
        submission_id: None,
    })
}

/// Whether a template made a plain https address: nothing else is ever handed to the system to
/// open.
pub(crate) fn is_web(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty()
        && !host.contains(['@', '\\', '%'])
        && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::is_web;

    #[test]
    fn only_plain_https_addresses_are_opened() {
        for good in [
            "https://appstoreconnect.apple.com/apps/1",
            "https://example.dev/?q=1#x",
        ] {
            assert!(
                is_web(good),
                "{good} is what people write in a link template"
            );
        }
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "http://example.dev",
            "https://",
            "https://user@example.dev",
            "https://example.dev/a b",
            "https:\\\\example.dev",
            "HTTPS",
        ] {
            assert!(!is_web(bad), "{bad} must never reach the system's opener");
        }
    }
}
