//! Secrets in a private file, for machines without a keychain and only where asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::stored::{Stored, StoredAccount, StoredTunnel, check_account_id, check_id, encode};
use crate::{Account, Kind, Record, TunnelSecrets, Vault, VaultError, private};

/// Keeps records as JSON in one file of mode 0600.
#[derive(Debug)]
pub struct SecretsFile {
    path: PathBuf,
    /// Read, change, write back is one step; two at once would lose one.
    turn: Mutex<()>,
}

#[derive(Default, Serialize, Deserialize)]
struct Shape {
    endpoints: BTreeMap<String, Stored>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    accounts: BTreeMap<String, StoredAccount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tunnel: Option<StoredTunnel>,
}

impl SecretsFile {
    /// A vault in the file at `path`, which is made with the first record.
    pub fn new(path: impl Into<PathBuf>) -> SecretsFile {
        SecretsFile {
            path: path.into(),
            turn: Mutex::new(()),
        }
    }

    /// Where the secrets are.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn load(&self) -> Result<Shape, VaultError> {
        let Some(text) = private::read(&self.path)? else {
            return Ok(Shape::default());
        };
        serde_json::from_str(&text).map_err(|broken| VaultError::DamagedFile {
            path: self.path.clone(),
            line: broken.line(),
            column: broken.column(),
        })
    }

    fn change<T>(&self, change: impl FnOnce(&mut Shape) -> T) -> Result<T, VaultError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut shape = self.load()?;
        let outcome = change(&mut shape);
        let text = serde_json::to_string_pretty(&shape).map(Zeroizing::new);
        let text = text.map_err(|broken| VaultError::Failed {
            reason: broken.to_string(),
        })?;
        private::replace(&self.path, &text)?;
        Ok(outcome)
    }
}

impl Vault for SecretsFile {
    fn read(&self, id: &str) -> Result<Option<Record>, VaultError> {
        Ok(self.load()?.endpoints.get(id).map(Record::from))
    }

    fn write(&self, id: &str, record: &Record) -> Result<(), VaultError> {
        check_id(id)?;
        // Encoded only for its checks: the keychain's limits hold here too.
        encode(id, &Stored::from(record))?;
        self.change(|shape| {
            shape.endpoints.insert(id.to_owned(), Stored::from(record));
        })
    }

    fn remove(&self, id: &str) -> Result<bool, VaultError> {
        let shape = self.load()?;
        if id == TunnelSecrets::ID {
            let kept = shape.tunnel.is_some();
            self.change(|shape| shape.tunnel = None)?;
            return Ok(kept);
        }
        if !shape.endpoints.contains_key(id) && !shape.accounts.contains_key(id) {
            return Ok(false);
        }
        self.change(|shape| {
            let kept = shape.endpoints.remove(id).is_some();
            shape.accounts.remove(id).is_some() || kept
        })
    }

    fn read_account(&self, id: &str) -> Result<Option<Account>, VaultError> {
        Ok(self.load()?.accounts.get(id).map(Account::from))
    }

    fn write_account(&self, account: &Account) -> Result<(), VaultError> {
        let id = Account::id_of(&account.key_id);
        check_account_id(&id)?;
        let kept = StoredAccount::from(account);
        encode(&id, &kept)?;
        self.change(|shape| {
            shape.accounts.insert(id, kept);
        })
    }

    fn account_ids(&self) -> Result<Vec<String>, VaultError> {
        let shape = self.load()?;
        Ok(shape.accounts.keys().cloned().collect())
    }

    fn read_tunnel(&self) -> Result<TunnelSecrets, VaultError> {
        let kept = self.load()?.tunnel;
        Ok(kept.as_ref().map(TunnelSecrets::from).unwrap_or_default())
    }

    fn write_tunnel(&self, secrets: &TunnelSecrets) -> Result<(), VaultError> {
        let kept = StoredTunnel::from(secrets);
        encode(TunnelSecrets::ID, &kept)?;
        let kept = (!secrets.0.is_empty()).then_some(kept);
        self.change(|shape| shape.tunnel = kept)
    }

    fn ids(&self) -> Result<Vec<String>, VaultError> {
        let shape = self.load()?;
        Ok(shape.endpoints.keys().cloned().collect())
    }

    fn kind(&self) -> Kind {
        Kind::File
    }
}
