//! What is accepted but will not do what its author meant.

use std::fmt;
use std::ops::Range;

use shipbell_rules::Channel;

/// Something in a channel that does not work; the rest of the file does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The channel's name.
    pub channel: String,
    /// The key within the channel, for example `templates.default.title`.
    pub field: String,
    /// What is wrong, as a sentence.
    pub cause: String,
    /// Where in the field's text, in bytes.
    pub span: Option<Range<usize>>,
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            channel,
            field,
            cause,
            span,
        } = self;
        write!(formatter, "Channel `{channel}`, {field}")?;
        if let Some(span) = span {
            write!(formatter, ", character {}", span.start + 1)?;
        }
        write!(formatter, ": {cause}")
    }
}

pub(crate) fn warnings(_channels: &[Channel]) -> Vec<Warning> {
    Vec::new()
}
