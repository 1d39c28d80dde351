//! The secrets of a home under a passphrase.

use age::scrypt;
use age::secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use shipbell_vault::{Record, Vault};
use zeroize::{Zeroize, Zeroizing};

use crate::MovingError;

/// Shorter ones are guessed.
const LENGTH_AT_LEAST: usize = 10;

/// One endpoint's record, as the vault writes it.
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

/// All records of a vault, sealed.
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
    let text = serde_json::to_vec(&all).map(Zeroizing::new);
    let text = text.map_err(|error| MovingError::Damaged(error.to_string()))?;
    let recipient = scrypt::Recipient::new(passphrase.clone());
    age::encrypt(&recipient, &text).map_err(|error| MovingError::Damaged(error.to_string()))
}

/// What was sealed.
pub(crate) fn open(
    sealed: &[u8],
    passphrase: SecretString,
) -> Result<Vec<(String, Record)>, MovingError> {
    let identity = scrypt::Identity::new(passphrase);
    let text = age::decrypt(&identity, sealed)
        .map(Zeroizing::new)
        .map_err(|_| MovingError::WrongPassphrase)?;
    let all: Vec<Kept> = serde_json::from_slice(&text)
        .map_err(|_| MovingError::Damaged(crate::manifest::SECRETS.to_owned()))?;
    all.iter()
        .map(|kept| Ok((kept.id.clone(), Record::from_json(&kept.id, &kept.record)?)))
        .collect()
}
