//! What a person wrote or is: kept, shown, never logged.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A tester's words, name or address, a crash's log, an address with a token in it. Its `Debug` says
/// that it is there, and nothing else.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private(String);

impl Private {
    /// The text, for whoever shows or keeps it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Private {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<private>")
    }
}
