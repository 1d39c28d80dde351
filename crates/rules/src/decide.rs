//! Which channels does an event ring in?

use serde_json::Value;
use shipbell_template::{Condition, Scene};
use shipbell_webhook::Event;

use crate::{Channel, Level, Templates, builtin_templates, default_level};

/// An event rings in a channel: this loudly, with these texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    /// The channel's name.
    pub channel: String,
    /// How loudly.
    pub level: Level,
    /// Whose texts to fill in. The link is always present.
    pub templates: Templates,
    /// Why the channel's condition could not be evaluated. The event is shown all the same, and
    /// the rule is marked with this.
    pub condition_error: Option<String>,
}

/// Every channel that `event` of the endpoint called `endpoint_name` rings in, in the channels'
/// order. `fields` are what conditions see: the same that templates see.
pub fn decide(
    event: &Event,
    endpoint_name: &str,
    fields: &Value,
    scene: &Scene,
    channels: &[Channel],
) -> Vec<Ring> {
    channels
        .iter()
        .filter(|channel| listens(channel, event, endpoint_name))
        .filter_map(|channel| {
            let condition_error = match passes(channel, fields, scene) {
                Ok(true) => None,
                Ok(false) => return None,
                Err(reason) => Some(reason),
            };
            Some(Ring {
                channel: channel.name.clone(),
                level: level(channel, event),
                templates: templates(channel, event),
                condition_error,
            })
        })
        .collect()
}

fn listens(channel: &Channel, event: &Event, endpoint_name: &str) -> bool {
    let names = |list: &[String], name: &str| list.is_empty() || list.iter().any(|n| n == name);
    names(&channel.endpoints, endpoint_name) && names(&channel.kinds, event.kind.slug())
}

fn passes(channel: &Channel, fields: &Value, scene: &Scene) -> Result<bool, String> {
    let Some(source) = &channel.condition else {
        return Ok(true);
    };
    Condition::compile(source)
        .and_then(|condition| condition.holds(fields, scene))
        .map_err(|error| error.to_string())
}

fn level(channel: &Channel, event: &Event) -> Level {
    let kind = event.kind.slug();
    event
        .status
        .as_deref()
        .and_then(|state| channel.levels.get(&level_key(kind, state)))
        .or_else(|| channel.levels.get(kind))
        .copied()
        .unwrap_or_else(|| default_level(event))
}

/// A level's key for a kind in a state: `app-version` and `REJECTED` make `app-version-rejected`.
pub(crate) fn level_key(kind: &str, state: &str) -> String {
    format!("{kind}-{}", state.to_ascii_lowercase().replace('_', "-"))
}

fn templates(channel: &Channel, event: &Event) -> Templates {
    let builtin = builtin_templates(event.kind);
    let own = channel
        .templates
        .get(event.kind.slug())
        .or_else(|| channel.templates.get(Channel::DEFAULT_TEMPLATE));
    match own {
        Some(own) => Templates {
            link: own.link.clone().or(builtin.link),
            ..own.clone()
        },
        None => builtin,
    }
}
