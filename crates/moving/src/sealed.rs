//! The secrets of a home under a passphrase.

use age::scrypt;
use age::secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use shipbell_vault::{Account, Record, TunnelSecrets, Vault, VaultError};
use zeroize::{Zeroize, Zeroizing};

use crate::MovingError;

/// Shorter ones are guessed.
const LENGTH_AT_LEAST: usize = 10;

/// What a vault keeps.
pub(crate) enum Item {
    /// An endpoint's.
    Endpoint(Record),
    /// An API key.
    Account(Account),
    /// The tunnel's.
    Tunnel(TunnelSecrets),
}

impl Item {
    fn of(kept: &Kept) -> Result<Self, VaultError> {
        if kept.id == TunnelSecrets::ID {
            return TunnelSecrets::from_json(&kept.record).map(Self::Tunnel);
        }
        // The id says which of the two it is: each is refused under the other's.
        Record::from_json(&kept.id, &kept.record)
            .map(Self::Endpoint)
            .or_else(|refused| match refused {
                VaultError::Id => Account::from_json(&kept.id, &kept.record).map(Self::Account),
                other => Err(other),
            })
    }

    /// Keeps it in a vault.
    pub(crate) fn write(&self, id: &str, vault: &dyn Vault) -> Result<(), VaultError> {
        match self {
            Self::Endpoint(record) => vault.write(id, record),
            Self::Account(account) => vault.write_account(account),
            Self::Tunnel(secrets) => vault.write_tunnel(secrets),
        }
    }
}

/// One of them, as the vault writes it.
#[derive(Serialize, Deserialize)]
struct Kept {
    id: String,
    record: String,
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.record.zeroize();
    }
}

/// All that a vault keeps, sealed.
pub(crate) fn seal(vault: &dyn Vault, passphrase: &SecretString) -> Result<Vec<u8>, MovingError> {
    if passphrase.expose_secret().chars().count() < LENGTH_AT_LEAST {
        return Err(MovingError::ShortPassphrase(LENGTH_AT_LEAST));
    }
    let mut all = Vec::new();
    for id in vault.ids()? {
        if let Some(record) = vault.read(&id)? {
            let record = record.to_json(&id)?.to_string();
            all.push(Kept { id, record });
        }
    }
    for id in vault.account_ids()? {
        if let Some(account) = vault.read_account(&id)? {
            let record = account.to_json(&id)?.to_string();
            all.push(Kept { id, record });
        }
    }
    let tunnel = vault.read_tunnel()?;
    if !tunnel.0.is_empty() {
        let record = tunnel.to_json()?.to_string();
        let id = TunnelSecrets::ID.to_owned();
        all.push(Kept { id, record });
    }
    let text = serde_json::to_vec(&all).map(Zeroizing::new);
    let text = text.map_err(|error| MovingError::Damaged(error.to_string()))?;
    let recipient = scrypt::Recipient::new(passphrase.clone());
    age::encrypt(&recipient, &text).map_err(|error| MovingError::Damaged(error.to_string()))
}

/// What was sealed.
pub(crate) fn open(
    sealed: &[u8],
    passphrase: SecretString,
) -> Result<Vec<(String, Item)>, MovingError> {
    let identity = scrypt::Identity::new(passphrase);
    let text = age::decrypt(&identity, sealed)
        .map(Zeroizing::new)
        .map_err(|_| MovingError::WrongPassphrase)?;
    let all: Vec<Kept> = serde_json::from_slice(&text)
        .map_err(|_| MovingError::Damaged(crate::manifest::SECRETS.to_owned()))?;
    all.iter()
        .map(|kept| Ok((kept.id.clone(), Item::of(kept)?)))
        .collect()
}
