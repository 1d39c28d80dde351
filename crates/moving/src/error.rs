//! Why a home could not be backed up, restored or removed.

use std::io;
use std::path::{Path, PathBuf};

use shipbell_feed::FeedError;
use shipbell_owner::OwnerError;
use shipbell_vault::VaultError;

/// Why a home could not be backed up, restored or removed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MovingError {
    /// A backup is never written over another file.
    #[error("{} is already there and was left as it is. Name another file.", .0.display())]
    Exists(PathBuf),
    /// There is nothing to back up.
    #[error("There is nothing in this home yet, so there is nothing to back up.")]
    Nothing,
    /// A home in which something is can't be restored into.
    #[error(
        "This home is in use already: it has {0}. Nothing was changed. Restore into another one (set SHIPBELL_HOME), or remove this one first (`shipbell remove`)."
    )]
    NotEmpty(&'static str),
    /// Not written by a backup of ours.
    #[error("{} is no backup of Shipbell's: {why}. Nothing was changed.", path.display())]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A part of a backup is not what was written.
    #[error(
        "The backup is damaged: {0} is not what was backed up. Nothing was changed. Use another copy of it."
    )]
    Damaged(String),
    /// Made by a newer Shipbell.
    #[error(
        "This backup was made by Shipbell {0}, which writes it in a way that this one does not know. Nothing was changed. Install that version first."
    )]
    Newer(String),
    /// The backup has secrets, and no passphrase was given.
    #[error(
        "This backup has secrets in it, and its passphrase is needed. Nothing was changed. Give it with --passphrase-file, or when you are asked."
    )]
    NeedsPassphrase,
    /// The passphrase does not open the secrets.
    #[error(
        "This passphrase does not open the backup's secrets. Nothing was changed. Try it again."
    )]
    WrongPassphrase,
    /// A passphrase that protects nothing.
    #[error(
        "A passphrase needs at least {0} characters; the secrets are only as safe as it is. Nothing was written."
    )]
    ShortPassphrase(usize),
    /// A file can't be read or written.
    #[error("{} can't be used: {source}.", path.display())]
    Files {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The feed.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// The home.
    #[error(transparent)]
    Owner(#[from] OwnerError),
    /// The secrets.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl MovingError {
    pub(crate) fn files(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Files { path, source }
    }

    pub(crate) fn no_backup(path: &Path, why: impl Into<String>) -> Self {
        Self::NoBackup {
            path: path.to_owned(),
            why: why.into(),
        }
    }
}
