//! A vault for tests: nothing outlives the process, and it can be locked like a keychain.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::stored::{Stored, StoredAccount, StoredTunnel, check_account_id, check_id, encode};
use crate::{Account, Kind, Record, TunnelSecrets, Vault, VaultError};

/// Keeps records in memory.
#[derive(Debug, Default)]
pub struct Memory {
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    locked: bool,
    records: BTreeMap<String, Record>,
    accounts: BTreeMap<String, Account>,
    tunnel: TunnelSecrets,
}

impl Memory {
    /// Locks or unlocks the vault, as a keychain is when the screen is locked.
    pub fn lock(&self, locked: bool) {
        self.inside().locked = locked;
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<MutexGuard<'_, Inside>, VaultError> {
        let inside = self.inside();
        if inside.locked {
            Err(VaultError::Locked)
        } else {
            Ok(inside)
        }
    }
}

impl Vault for Memory {
    fn read(&self, id: &str) -> Result<Option<Record>, VaultError> {
        Ok(self.open()?.records.get(id).cloned())
    }

    fn write(&self, id: &str, record: &Record) -> Result<(), VaultError> {
        check_id(id)?;
        // Encoded only for its checks: what a keychain would refuse must not pass in tests.
        encode(id, &Stored::from(record))?;
        self.open()?.records.insert(id.to_owned(), record.clone());
        Ok(())
    }

    fn remove(&self, id: &str) -> Result<bool, VaultError> {
        let mut inside = self.open()?;
        if id == TunnelSecrets::ID {
            return Ok(!std::mem::take(&mut inside.tunnel).0.is_empty());
        }
        let kept = inside.records.remove(id).is_some();
        Ok(inside.accounts.remove(id).is_some() || kept)
    }

    fn read_account(&self, id: &str) -> Result<Option<Account>, VaultError> {
        Ok(self.open()?.accounts.get(id).cloned())
    }

    fn write_account(&self, account: &Account) -> Result<(), VaultError> {
        let id = Account::id_of(&account.key_id);
        check_account_id(&id)?;
        encode(&id, &StoredAccount::from(account))?;
        self.open()?.accounts.insert(id, account.clone());
        Ok(())
    }

    fn account_ids(&self) -> Result<Vec<String>, VaultError> {
        Ok(self.open()?.accounts.keys().cloned().collect())
    }

    fn read_tunnel(&self) -> Result<TunnelSecrets, VaultError> {
        Ok(self.open()?.tunnel.clone())
    }

    fn write_tunnel(&self, secrets: &TunnelSecrets) -> Result<(), VaultError> {
        encode(TunnelSecrets::ID, &StoredTunnel::from(secrets))?;
        self.open()?.tunnel = secrets.clone();
        Ok(())
    }

    fn ids(&self) -> Result<Vec<String>, VaultError> {
        Ok(self.open()?.records.keys().cloned().collect())
    }

    fn kind(&self) -> Kind {
        Kind::Memory
    }
}
