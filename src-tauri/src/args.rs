//! What the app can be started with.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use shipbell_owner::SecretsChoice;

use crate::links;

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
    /// A `shipbell://` link to open.
    pub(crate) link: Option<OsString>,
}

impl Args {
    /// What this program was started with.
    pub(crate) fn read() -> Self {
        Self::parse_from(up_to_a_link(std::env::args_os()))
    }
}

/// The words up to a link. Whoever makes a link may put a quotation mark into it, after which some
/// systems begin a new word: it must not become an option.
fn up_to_a_link(words: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut read = Vec::new();
    for word in words {
        let last = links::is_ours(&word);
        read.push(word);
        if last {
            break;
        }
    }
    read
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Args {
        Args::parse_from(up_to_a_link(words.iter().map(OsString::from)))
    }

    #[test]
    fn a_link_adds_no_option() {
        let args = read(&["shipbell-desktop", "shipbell://x", "--home", "/tmp/evil"]);
        assert_eq!(
            args.home, None,
            "a page must not choose the home that a click on it starts"
        );
        assert_eq!(args.link, Some("shipbell://x".into()));
    }

    #[test]
    fn a_home_can_have_links_of_its_own() {
        let args = read(&["shipbell-desktop", "--home", "/tmp/b", "shipbell://setup"]);
        assert_eq!(args.home, Some("/tmp/b".into()));
        assert_eq!(args.link, Some("shipbell://setup".into()));
    }
}
