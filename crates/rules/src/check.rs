//! What is wrong with a channel?

use std::ops::Range;

use shipbell_template::{Condition, Template, TemplateError};
use shipbell_webhook::Kind;

use crate::{Channel, Templates};

/// A channel's name is a word or two, not a text.
const LONGEST_NAME: usize = 64;

/// Something in a channel that cannot work as it is written. None of it keeps events away: what
/// cannot be understood shows the event.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ChannelError {
    /// The name is empty or long.
    #[error("a channel's name has 1 to {LONGEST_NAME} characters")]
    Name,
    /// A kind that does not exist.
    #[error("{kind:?} is no kind of event; kinds are {}", slugs())]
    Kind {
        /// As written.
        kind: String,
    },
    /// A level for something that does not exist.
    #[error(
        "a level is set for {key:?}, which begins with no kind of event; write a kind, such as \
         app-version, or a kind and its state, such as app-version-rejected"
    )]
    LevelKey {
        /// As written.
        key: String,
    },
    /// Texts for something that does not exist.
    #[error(
        "templates are set for {key:?}; write default or a kind of event: {}",
        slugs()
    )]
    TemplateKey {
        /// As written.
        key: String,
    },
    /// The condition is no expression.
    #[error("the condition cannot be understood: {error}")]
    Condition {
        /// What is wrong, and where.
        error: TemplateError,
    },
    /// A text is no template.
    #[error("the {part} of template {key:?} cannot be understood: {error}")]
    Template {
        /// Which templates.
        key: String,
        /// `title`, `body` or `link`.
        part: &'static str,
        /// What is wrong, and where.
        error: TemplateError,
    },
}

impl ChannelError {
    /// Where in the user's own text it lies, for a condition or a template.
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            Self::Condition { error } | Self::Template { error, .. } => error.span(),
            Self::Name | Self::Kind { .. } | Self::LevelKey { .. } | Self::TemplateKey { .. } => {
                None
            }
        }
    }
}

impl Channel {
    /// Everything in this channel that cannot work, in the order of its keys.
    pub fn check(&self) -> Vec<ChannelError> {
        let mut errors = Vec::new();
        let length = self.name.trim().chars().count();
        if length == 0 || length > LONGEST_NAME {
            errors.push(ChannelError::Name);
        }
        let unknown = self.kinds.iter().filter(|kind| !is_kind(kind));
        errors.extend(unknown.map(|kind| ChannelError::Kind { kind: kind.clone() }));
        if let Some(source) = &self.condition
            && let Err(error) = Condition::compile(source)
        {
            errors.push(ChannelError::Condition { error });
        }
        let unknown = self.levels.keys().filter(|key| !is_level_key(key));
        errors.extend(unknown.map(|key| ChannelError::LevelKey { key: key.clone() }));
        for (key, templates) in &self.templates {
            if key != Self::DEFAULT_TEMPLATE && !is_kind(key) {
                errors.push(ChannelError::TemplateKey { key: key.clone() });
            }
            errors.extend(texts(key, templates));
        }
        errors
    }
}

fn texts(key: &str, templates: &Templates) -> Vec<ChannelError> {
    let parts = [
        ("title", Some(&templates.title)),
        ("body", Some(&templates.body)),
        ("link", templates.link.as_ref()),
    ];
    parts
        .into_iter()
        .filter_map(|(part, source)| {
            let error = Template::compile(source?).err()?;
            Some(ChannelError::Template {
                key: key.to_owned(),
                part,
                error,
            })
        })
        .collect()
}

fn is_kind(slug: &str) -> bool {
    Kind::from_slug(slug).is_some()
}

/// States are not checked: Apple adds new ones, and a level for them may be set before we know.
fn is_level_key(key: &str) -> bool {
    Kind::ALL.iter().any(|kind| {
        key.strip_prefix(kind.slug())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

fn slugs() -> String {
    let slugs: Vec<&str> = Kind::ALL.iter().map(|kind| kind.slug()).collect();
    slugs.join(", ")
}
