//! What a backup holds.

use serde::{Deserialize, Serialize};

/// The manifest's name in the archive, where it comes first.
pub(crate) const NAME: &str = "manifest.json";
/// The database.
pub(crate) const FEED: &str = "feed.db";
/// What the person chose.
pub(crate) const SETTINGS: &str = "shipbell.toml";
/// The secrets, under a passphrase.
pub(crate) const SECRETS: &str = "secrets.age";
/// How this build writes backups.
pub(crate) const FORMAT: u32 = 1;

/// What a backup holds. As JSON, the first part of its archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// How it is written; a reader refuses what it does not know.
    pub format: u32,
    /// The Shipbell that wrote it.
    pub version: String,
    /// Everything else in it.
    pub parts: Vec<Part>,
}

/// One part of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256 in hex.
    pub sha256: String,
}

impl Manifest {
    /// Whether secrets are in it, so that a passphrase is needed.
    pub fn has_secrets(&self) -> bool {
        self.part(SECRETS).is_some()
    }

    pub(crate) fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}
