//! What can be wrong with a tunnel.

use std::fmt;

/// Why a tunnel does not run, in a sentence for a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The program is nowhere.
    #[error(
        "{program} is not installed here, or not where programs usually are. Install it, or put it on the path, and start the tunnel again."
    )]
    NotInstalled {
        /// Its name.
        program: String,
    },
    /// Something that the kind needs was not said.
    #[error("The tunnel needs \"{key}\", which is not set. Set it, and the tunnel starts.")]
    MissingOption {
        /// The field's key.
        key: String,
    },
    /// Something was said that the kind does not know.
    #[error("This kind of tunnel knows no \"{key}\". Take it out, and the tunnel starts.")]
    UnknownOption {
        /// The key as it was given.
        key: String,
    },
    /// Something was said that cannot be used.
    #[error("\"{key}\" can't be used: {why}. Change it, and the tunnel starts.")]
    BadOption {
        /// The field's key.
        key: String,
        /// What is wrong with it, without the value.
        why: String,
    },
    /// The system did not start the program.
    #[error("{program} could not be started ({why}). It is tried again.")]
    NotStarted {
        /// Its name.
        program: String,
        /// What the system said.
        why: String,
    },
    /// The program ended by itself.
    #[error("{program} ended {}{} It is started again.", ending(*code), words(last))]
    Exited {
        /// Its name.
        program: String,
        /// Its exit code; none where a signal ended it.
        code: Option<i32>,
        /// Its last telling line, without secrets, at most 300 characters; may be empty.
        last: String,
    },
    /// The program ran, but told no address in time.
    #[error(
        "{program} ran, but told no address in time. Is there a network? Its output says more. It is started again."
    )]
    NoAddress {
        /// Its name.
        program: String,
    },
    /// The program runs and tries, but complains.
    #[error(
        "{program} does not get through, and says: \"{}\". It is started again.",
        quoted(last)
    )]
    NotConnected {
        /// Its name.
        program: String,
        /// Its last complaint, without secrets, at most 300 characters.
        last: String,
    },
    /// The program waits for the user to do something elsewhere.
    #[error("{program} waits for something that only you can do: {what}")]
    Asks {
        /// Its name.
        program: String,
        /// What it says has to be done, without secrets, at most 300 characters.
        what: String,
    },
}

fn ending(code: Option<i32>) -> impl fmt::Display {
    match code {
        Some(code) => format!("with code {code}"),
        None => "by a signal".to_owned(),
    }
}

fn words(last: &str) -> impl fmt::Display {
    if last.is_empty() {
        ", and said nothing.".to_owned()
    } else {
        format!(" and said: \"{}\".", quoted(last))
    }
}

/// The sentence around it has a full stop of its own.
fn quoted(said: &str) -> &str {
    said.trim_end_matches('.')
}

impl Fault {
    pub(crate) fn missing(key: &str) -> Self {
        Self::MissingOption {
            key: key.to_owned(),
        }
    }

    pub(crate) fn bad(key: &str, why: &str) -> Self {
        Self::BadOption {
            key: key.to_owned(),
            why: why.to_owned(),
        }
    }
}
