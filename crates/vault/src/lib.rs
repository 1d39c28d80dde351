#![doc = include_str!("../README.md")]

mod account;
mod error;
mod file;
mod keychain;
mod memory;
mod private;
mod record;
mod secret;
mod stored;
mod tunnel;

pub use account::Account;
pub use error::VaultError;
pub use file::SecretsFile;
pub use keychain::Keychain;
pub use memory::Memory;
pub use record::{Former, Record};
pub use secret::SecretText;
pub use tunnel::TunnelSecrets;

/// A place that keeps one [`Record`] per endpoint, one [`Account`] per API key, and the tunnel's secrets.
///
/// Every call blocks, for seconds at worst: from async code, call it on a blocking thread.
pub trait Vault: Send + Sync {
    /// What is kept under `id`; `None` where nothing is.
    fn read(&self, id: &str) -> Result<Option<Record>, VaultError>;

    /// Keeps `record` under `id`, in place of what was there.
    fn write(&self, id: &str, record: &Record) -> Result<(), VaultError>;

    /// The account that is kept under `id`; `None` where none is.
    fn read_account(&self, id: &str) -> Result<Option<Account>, VaultError>;

    /// Keeps an account under [`Account::id_of`] its key, in place of what was there.
    fn write_account(&self, account: &Account) -> Result<(), VaultError>;

    /// The id of every account, sorted.
    fn account_ids(&self) -> Result<Vec<String>, VaultError>;

    /// The secrets of the tunnel; none where none are kept.
    fn read_tunnel(&self) -> Result<TunnelSecrets, VaultError>;

    /// Keeps the secrets of the tunnel, in place of what was there. None at all leave no entry.
    fn write_tunnel(&self, secrets: &TunnelSecrets) -> Result<(), VaultError>;

    /// Forgets `id`, an endpoint's, an account's or [`TunnelSecrets::ID`]; `false` where nothing was kept under it.
    fn remove(&self, id: &str) -> Result<bool, VaultError>;

    /// Every endpoint id with a record, sorted. This is how a lost database finds its doors again.
    fn ids(&self) -> Result<Vec<String>, VaultError>;

    /// What sort of place this is, for status lines and the doctor.
    fn kind(&self) -> Kind;

    /// Asks the person to unlock the vault and waits for the answer, two minutes at most.
    ///
    /// The other calls never raise a prompt of their own on Linux: call this only when someone
    /// has just asked for it.
    fn unlock(&self) -> Result<(), VaultError> {
        Ok(())
    }
}

/// Where a [`Vault`] keeps its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// macOS Keychain, Windows Credential Manager, or the Secret Service on Linux.
    Keychain,
    /// A file that only its owner can read.
    File,
    /// Nowhere: gone with the process.
    Memory,
}
