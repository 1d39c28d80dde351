//! The operating system's keychain, asked from one thread that can be given up on.

mod desk;
mod drawer;
mod shelf;

use std::fmt;
use std::time::Duration;

use crate::stored::{
    Stored, StoredAccount, StoredTunnel, check_account_id, check_id, check_kept_id, decode, encode,
    is_account, is_endpoint,
};
use crate::{Account, Kind, Record, TunnelSecrets, Vault, VaultError};
use desk::Desk;
use drawer::Drawer;
use shelf::Shelf;

/// The user name of the entry that lists all ids: no keychain API lists entries on every system.
pub(crate) const INDEX: &str = "endpoints";

/// Long enough for a slow disk, short enough that intake can answer 503 instead of hanging.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a person may take to type a password.
const PERSON: Duration = Duration::from_mins(2);

/// Keeps each record as one entry of the system's keychain.
pub struct Keychain {
    service: String,
    desk: Desk<Shelf<Drawer>>,
}

impl Keychain {
    /// The keychain entries of the home whose random id is `instance`. Nothing is asked of the
    /// system before the first call.
    pub fn new(instance: &str) -> Keychain {
        let service = format!("Shipbell {instance}");
        let name = service.clone();
        let open = move || Shelf::new(Drawer::new(&name));
        Keychain {
            service,
            desk: Desk::new(PATIENCE, open),
        }
    }

    /// The name under which the entries are found in the system's password app.
    pub fn service(&self) -> &str {
        &self.service
    }
}

impl fmt::Debug for Keychain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Keychain")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

impl Vault for Keychain {
    fn read(&self, id: &str) -> Result<Option<Record>, VaultError> {
        check_id(id)?;
        let name = id.to_owned();
        let text = self.desk.ask(move |shelf| shelf.read(&name))?;
        let kept = text.map(|text| decode::<Stored>(id, &text)).transpose()?;
        Ok(kept.as_ref().map(Record::from))
    }

    fn write(&self, id: &str, record: &Record) -> Result<(), VaultError> {
        check_id(id)?;
        let text = encode(id, &Stored::from(record))?;
        let id = id.to_owned();
        self.desk.ask(move |shelf| shelf.write(&id, &text))
    }

    fn read_account(&self, id: &str) -> Result<Option<Account>, VaultError> {
        check_account_id(id)?;
        let name = id.to_owned();
        let text = self.desk.ask(move |shelf| shelf.read(&name))?;
        let kept = text.map(|text| decode::<StoredAccount>(id, &text));
        Ok(kept.transpose()?.as_ref().map(Account::from))
    }

    fn write_account(&self, account: &Account) -> Result<(), VaultError> {
        let id = Account::id_of(&account.key_id);
        check_account_id(&id)?;
        let text = encode(&id, &StoredAccount::from(account))?;
        self.desk.ask(move |shelf| shelf.write(&id, &text))
    }

    fn account_ids(&self) -> Result<Vec<String>, VaultError> {
        let ids = self.desk.ask(Shelf::ids)?;
        Ok(ids.into_iter().filter(|id| is_account(id)).collect())
    }

    fn read_tunnel(&self) -> Result<TunnelSecrets, VaultError> {
        let id = TunnelSecrets::ID;
        let text = self.desk.ask(move |shelf| shelf.read(id))?;
        let kept = text.map(|text| decode::<StoredTunnel>(id, &text));
        Ok(kept
            .transpose()?
            .as_ref()
            .map(TunnelSecrets::from)
            .unwrap_or_default())
    }

    fn write_tunnel(&self, secrets: &TunnelSecrets) -> Result<(), VaultError> {
        let id = TunnelSecrets::ID;
        if secrets.0.is_empty() {
            return self.remove(id).map(|_| ());
        }
        let text = encode(id, &StoredTunnel::from(secrets))?;
        self.desk.ask(move |shelf| shelf.write(id, &text))
    }

    fn remove(&self, id: &str) -> Result<bool, VaultError> {
        check_kept_id(id)?;
        let id = id.to_owned();
        self.desk.ask(move |shelf| shelf.remove(&id))
    }

    fn ids(&self) -> Result<Vec<String>, VaultError> {
        let ids = self.desk.ask(Shelf::ids)?;
        Ok(ids.into_iter().filter(|id| is_endpoint(id)).collect())
    }

    fn kind(&self) -> Kind {
        Kind::Keychain
    }

    fn unlock(&self) -> Result<(), VaultError> {
        self.desk.ask_for(PERSON, Shelf::unlock)
    }
}
