//! What is accepted but will not do what its author meant.

use std::ops::Range;

use shipbell_rules::{Channel, ChannelError};

/// Something in a channel that does not work; the rest of the file does.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("Channel `{channel}`, {}{}: {error}", self.field(), self.place())]
pub struct Warning {
    /// The channel's name.
    pub channel: String,
    /// Where in the field's text, in characters from 1.
    pub position: Option<usize>,
    /// What is wrong.
    pub error: ChannelError,
}

impl Warning {
    /// The key within the channel, for example `templates.default.title`.
    pub fn field(&self) -> String {
        match &self.error {
            ChannelError::Name => "name".to_owned(),
            ChannelError::Kind { .. } => "kinds".to_owned(),
            ChannelError::LevelKey { key } => format!("levels.{key}"),
            ChannelError::TemplateKey { key } => format!("templates.{key}"),
            ChannelError::Condition { .. } => "condition".to_owned(),
            ChannelError::Template { key, part, .. } => format!("templates.{key}.{part}"),
        }
    }

    /// Where in the field's text, in bytes from its start.
    pub fn span(&self) -> Option<Range<usize>> {
        self.error.span()
    }

    fn place(&self) -> String {
        self.position
            .map_or_else(String::new, |position| format!(", character {position}"))
    }
}

pub(crate) fn warnings(channels: &[Channel]) -> Vec<Warning> {
    channels.iter().flat_map(of_channel).collect()
}

fn of_channel(channel: &Channel) -> impl Iterator<Item = Warning> {
    channel.check().into_iter().map(|error| Warning {
        channel: channel.name.clone(),
        position: position(channel, &error),
        error,
    })
}

fn position(channel: &Channel, error: &ChannelError) -> Option<usize> {
    let before = text(channel, error)?.get(..error.span()?.start)?;
    Some(before.chars().count() + 1)
}

/// The text that the error's span counts in.
fn text<'a>(channel: &'a Channel, error: &ChannelError) -> Option<&'a str> {
    match error {
        ChannelError::Condition { .. } => channel.condition.as_deref().map(str::trim),
        ChannelError::Template { key, part, .. } => {
            let templates = channel.templates.get(key)?;
            match *part {
                "title" => Some(&templates.title),
                "body" => Some(&templates.body),
                _ => templates.link.as_deref(),
            }
        }
        _ => None,
    }
}
