//! What can go wrong with the vault, said so that the reader knows what is safe and what to do.

use std::path::PathBuf;

/// Why the vault could not do what was asked. Nothing in here is ever a secret.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The keychain is there, but locked.
    #[error(
        "The keychain is locked, so Shipbell cannot reach its secrets. They are safe. Unlock the \
         keychain, or start Shipbell with `--secrets file` to keep secrets in a private file instead."
    )]
    Locked,
    /// There is no keychain service to talk to.
    #[error(
        "This computer has no keychain service running. Nothing was read or changed. Start one \
         (GNOME Keyring, KWallet or KeePassXC), or start Shipbell with `--secrets file` to keep \
         secrets in a private file instead."
    )]
    Absent,
    /// The keychain service runs, but there is no default keychain to put secrets into.
    #[error(
        "The keychain service runs but holds no default keychain. Nothing was changed. Create one \
         in the system's password app, or start Shipbell with `--secrets file`."
    )]
    NoDefault,
    /// The person or the system said no.
    #[error(
        "The keychain refused access to Shipbell's secrets. They are safe and unchanged. Allow \
         access when the system asks, or start Shipbell with `--secrets file`."
    )]
    Denied,
    /// The keychain took too long; a question may be on the screen.
    #[error(
        "The keychain did not answer within {seconds} seconds; it may be asking a question on the \
         screen. The secrets are safe. Answer it and try again, or start Shipbell with `--secrets file`."
    )]
    Unanswered {
        /// How long was waited.
        seconds: u64,
    },
    /// More than one entry answers to this id.
    #[error(
        "The keychain holds more than one entry for `{id}`, and Shipbell will not guess. Nothing was \
         changed. Delete all but one in the system's password app."
    )]
    Ambiguous {
        /// The endpoint, or `endpoints` for the list of them.
        id: String,
    },
    /// An entry is there but is not what Shipbell wrote.
    #[error(
        "The secret kept for `{id}` cannot be read: something else has written there. Other \
         endpoints are not affected. Give this endpoint a new secret."
    )]
    Damaged {
        /// The endpoint, or `endpoints` for the list of them.
        id: String,
    },
    /// The secrets file is not JSON as Shipbell writes it.
    #[error(
        "The secrets file {} cannot be read at line {line}, column {column}. It was left as it is. \
         Restore it from a copy, or move it away and give the endpoints new secrets.", path.display()
    )]
    DamagedFile {
        /// The file.
        path: PathBuf,
        /// Where reading stopped.
        line: usize,
        /// Where reading stopped.
        column: usize,
    },
    /// Others on this computer can read or replace the file.
    #[error(
        "{} is open to other accounts on this computer (mode {mode:o}, expected {expected:o}), so its \
         secrets may have been seen or replaced. It was not used. Run `chmod {expected:o}` on it, then \
         give the endpoints new secrets.", path.display()
    )]
    Exposed {
        /// The file or folder.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
        /// What they should be.
        expected: u32,
    },
    /// The record would not fit into every system's keychain.
    #[error(
        "The record for `{id}` takes {size} characters; keychains hold {limit}. Nothing was changed. \
         Choose a shorter name."
    )]
    TooLarge {
        /// The endpoint.
        id: String,
        /// Its size in UTF-16 units.
        size: usize,
        /// The limit in the same units.
        limit: usize,
    },
    /// The list of endpoints is full.
    #[error(
        "The keychain's list of endpoints is full ({limit} characters). Remove an endpoint, or start \
         Shipbell with `--secrets file`."
    )]
    Full {
        /// The limit in UTF-16 units.
        limit: usize,
    },
    /// The id is not one an endpoint can have.
    #[error("An endpoint's id is 1 to 64 letters, digits, `-` or `_`, and not `endpoints`.")]
    Id,
    /// The operating system gave no random numbers.
    #[error("The system gave no random numbers, so no secret was made. Try again in a moment.")]
    Randomness,
    /// The file system said no.
    #[error("Could not {action} {}: {source}. What was stored before is unchanged.", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The keychain failed in a way that has no name here.
    #[error("The keychain failed: {reason}. Try again, or start Shipbell with `--secrets file`.")]
    Failed {
        /// The keychain's own words.
        reason: String,
    },
}

impl VaultError {
    /// Whether the same call may work later without anything being repaired: the keychain is
    /// locked, busy asking, or not running yet.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Locked | Self::Absent | Self::Unanswered { .. } | Self::Failed { .. }
        )
    }
}
