//! Which vault did the user choose?

use std::sync::Arc;

use shipbell_vault::{Keychain, SecretsFile, Vault};

use crate::home::Home;

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SecretsChoice {
    /// The system's keychain.
    #[default]
    Keychain,
    /// A file that only the user can read: for machines without a keychain.
    File,
}

impl SecretsChoice {
    /// The environment variable that chooses.
    pub const VARIABLE: &str = "SHIPBELL_SECRETS";

    /// The choice that the environment makes; `Err` is what it says instead of one.
    pub fn from_environment() -> Result<Self, String> {
        match std::env::var(Self::VARIABLE).as_deref() {
            Err(_) | Ok("" | "keychain") => Ok(Self::Keychain),
            Ok("file") => Ok(Self::File),
            Ok(other) => Err(other.to_owned()),
        }
    }

    /// The vault of that choice.
    pub fn vault(self, home: &Home) -> Arc<dyn Vault> {
        match self {
            Self::Keychain => Arc::new(Keychain::new(home.instance())),
            Self::File => Arc::new(SecretsFile::new(home.secrets_file())),
        }
    }

    /// What to tell whoever chose a file, so that it is a choice and not an accident.
    pub fn in_words(self, home: &Home) -> Option<String> {
        (self == Self::File).then(|| {
            format!(
                "Secrets are kept in {}, which only you can read. Anyone who gets that file can forge events.",
                home.secrets_file().display()
            )
        })
    }
}
