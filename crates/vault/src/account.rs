//! What the vault keeps for one account at App Store Connect.

use zeroize::Zeroizing;

use crate::{SecretText, VaultError, stored};

/// What every account's id begins with: endpoints and accounts share one keychain.
pub(crate) const PREFIX: &str = "account-";

/// An API key of App Store Connect, with what it takes to use it.
#[derive(Debug, Clone)]
pub struct Account {
    /// What a person calls it.
    pub name: String,
    /// Apple's id of the key.
    pub key_id: String,
    /// The team's issuer id; an individual's key has none.
    pub issuer: Option<String>,
    /// The private half, as Apple's `.p8` file has it.
    pub key: SecretText,
}

impl Account {
    /// What the account with this key is kept under. The same key twice is one account.
    pub fn id_of(key_id: &str) -> String {
        format!("{PREFIX}{key_id}")
    }

    /// The account as JSON, for a backup that is sealed. `id` is what it is kept under.
    pub fn to_json(&self, id: &str) -> Result<Zeroizing<String>, VaultError> {
        stored::encode(id, &stored::StoredAccount::from(self))
    }

    /// The account that was kept under `id`. What can't be read is not repeated: it may be a secret.
    pub fn from_json(id: &str, text: &str) -> Result<Self, VaultError> {
        stored::check_account_id(id)?;
        stored::decode::<stored::StoredAccount>(id, text).map(|kept| Self::from(&kept))
    }
}
