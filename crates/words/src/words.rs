//! How does a message become a text?

use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::{Id, english_sources};

/// A value that a message mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Words, names, and figures that must not be grouped, such as a port.
    Text(&'a str),
    /// A count; the message may choose its plural by it.
    Number(i64),
}

/// The catalogue in one language. Cloning is cheap, and every thread may use one.
#[derive(Clone)]
pub struct Words {
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl Words {
    /// The English catalogue.
    pub fn english() -> Self {
        let language: LanguageIdentifier = "en".parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks would travel into banners, logs and copied text.
        bundle.set_use_isolating(false);
        for source in english_sources() {
            // The build refuses a catalogue with faults, so nothing is left out here.
            let resource = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        Self {
            bundle: Arc::new(bundle),
        }
    }

    /// The text of a message without variables.
    pub fn say(&self, id: Id) -> String {
        self.say_with(id, &[])
    }

    /// The text of a message. A text argument `x` brings `has-x` with it (`yes` or `no`), so that
    /// a message can read well when `x` is empty.
    pub fn say_with(&self, id: Id, args: &[(&str, Arg<'_>)]) -> String {
        self.find(id.as_str(), args)
            .unwrap_or_else(|| id.as_str().to_owned())
    }

    /// The text of a message whose name is only known at run time; `None` where there is none.
    pub fn find(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let args = fluent(args);
        // A variable that was not passed shows as its name; better than no text at all.
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors);
        Some(text.into_owned())
    }

    /// Whether the catalogue has a message of that name.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(en)")
    }
}

fn fluent<'a>(args: &[(&'a str, Arg<'a>)]) -> FluentArgs<'a> {
    let mut fluent = FluentArgs::with_capacity(args.len() * 2);
    for (name, arg) in args {
        match arg {
            Arg::Text(text) => {
                let presence = if text.trim().is_empty() { "no" } else { "yes" };
                fluent.set(format!("has-{name}"), presence);
                fluent.set(*name, *text);
            }
            Arg::Number(number) => fluent.set(*name, *number),
        }
    }
    fluent
}
