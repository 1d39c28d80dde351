//! Which filters and methods are there, for whoever is writing a template?

use crate::language::{self, Verb};

/// A filter or method, as an editor offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbHelp {
    /// Its name.
    pub name: &'static str,
    /// How many arguments it takes, in words.
    pub takes: String,
    /// What it does, in a few words.
    pub does: &'static str,
}

/// The filters, as in `{{ status | label }}`.
pub fn filters() -> Vec<VerbHelp> {
    language::filters().iter().map(help).collect()
}

/// The methods, as in `app.name.toUpperCase()`.
pub fn methods() -> Vec<VerbHelp> {
    language::methods().iter().map(help).collect()
}

fn help(verb: &Verb) -> VerbHelp {
    VerbHelp {
        name: verb.name,
        takes: verb.takes(),
        does: verb.does,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Template, TemplateError};

    #[test]
    fn whatever_is_offered_says_what_it_does_and_exists() {
        for (verbs, around) in [(filters(), ("x | ", "")), (methods(), ("x.", "()"))] {
            for verb in verbs {
                assert!(
                    !verb.does.is_empty() && verb.does.chars().count() <= 70,
                    "{} is offered to somebody who does not know it yet: {:?}",
                    verb.name,
                    verb.does
                );
                let (before, after) = around;
                let source = format!("{{{{ {before}{}{after} }}}}", verb.name);
                let read = Template::compile(&source);
                assert!(
                    matches!(&read, Ok(_) | Err(TemplateError::WrongArguments { .. })),
                    "{} is offered, so the language has it: {read:?}",
                    verb.name
                );
            }
        }
    }
}
