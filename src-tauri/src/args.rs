//! What the app can be started with.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use shipbell_owner::SecretsChoice;

/// Rings when App Store Connect has news. Lives in the menu bar; `shipbell` is its command line.
#[derive(Debug, Parser)]
#[command(name = "shipbell-desktop", version)]
pub(crate) struct Args {
    /// The folder of everything of one instance; without it, `SHIPBELL_HOME` or the usual folders.
    #[arg(long)]
    pub(crate) home: Option<PathBuf>,
    /// Where secrets are kept.
    #[arg(long, value_enum, env = SecretsChoice::VARIABLE, default_value = "keychain")]
    pub(crate) secrets: Secrets,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Secrets {
    /// The system's keychain.
    Keychain,
    /// A file that only you can read, for machines without a keychain.
    File,
}

impl From<Secrets> for SecretsChoice {
    fn from(secrets: Secrets) -> Self {
        match secrets {
            Secrets::Keychain => Self::Keychain,
            Secrets::File => Self::File,
        }
    }
}
