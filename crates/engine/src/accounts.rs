//! Accounts: API keys of App Store Connect, tried before they are kept.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use shipbell_feed as feed;
use shipbell_vault::{Account, SecretText};

use crate::apple::{App, AppleError, AppleFault};
use crate::endpoints::checked_name;
use crate::engine::{Change, Engine};
use crate::error::EngineError;
use crate::status::ProblemCode;

/// A key to be added.
pub struct NewAccount {
    /// What to call it; without one, its key's id.
    pub name: Option<String>,
    /// Apple's id of the key.
    pub key_id: String,
    /// The team's issuer id; an individual's key has none.
    pub issuer: Option<String>,
    /// The text of the `.p8` file.
    pub key: SecretText,
}

/// The keys that were read from the vault: each event that comes in asks for one.
#[derive(Default)]
pub(crate) struct Opened {
    keys: Mutex<HashMap<String, Account>>,
    /// What Apple last said against each, by id.
    faults: Mutex<BTreeMap<String, String>>,
}

impl Opened {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Account>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn faults(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, id: &str) -> Option<Account> {
        self.all().get(id).cloned()
    }

    fn put(&self, account: &Account) {
        let id = Account::id_of(&account.key_id);
        self.all().insert(id, account.clone());
    }

    fn forget(&self, id: &str) {
        self.all().remove(id);
        self.faults().remove(id);
    }
}

impl Engine {
    /// All accounts, oldest first.
    pub async fn accounts(&self) -> Result<Vec<feed::Account>, EngineError> {
        Ok(self.inner.feed.accounts().await?)
    }

    /// Keeps a key, once Apple has taken it. The same key again takes the place of the former.
    pub async fn add_account(&self, new: NewAccount) -> Result<feed::Account, EngineError> {
        let key_id = new.key_id.trim().to_owned();
        let name = match new.name.as_deref().map(str::trim) {
            Some(name) if !name.is_empty() => checked_name(name)?,
            _ => key_id.clone(),
        };
        let issuer = new.issuer.map(|issuer| issuer.trim().to_owned());
        let account = Account {
            name,
            key_id,
            issuer: issuer.filter(|issuer| !issuer.is_empty()),
            key: new.key,
        };
        self.inner.apple.check(&account).await?;
        let row = feed::Account {
            id: Account::id_of(&account.key_id),
            name: account.name.clone(),
            key_id: account.key_id.clone(),
            issuer: account.issuer.clone(),
            added: self.inner.clock.now_ms(),
        };
        // The key first: a row without one would promise what can't be done.
        let kept = account.clone();
        self.with_vault(move |vault| vault.write_account(&kept))
            .await?;
        self.inner.accounts.put(&account);
        self.inner.feed.put_account(row.clone()).await?;
        self.note_answer(&account, Ok(()));
        self.ask_about_the_past().await?;
        self.changed(Change::Status);
        Ok(row)
    }

    /// Forgets a key. Webhooks stay at Apple as they are, and nothing more is asked about them.
    pub async fn remove_account(&self, which: &str) -> Result<(), EngineError> {
        let row = self.account_row(Some(which)).await?;
        let id = row.id.clone();
        self.with_vault(move |vault| vault.remove(&id)).await?;
        self.inner.accounts.forget(&row.id);
        for webhook in self.inner.feed.webhooks().await? {
            if webhook.account == row.id {
                self.inner.feed.remove_webhook(webhook.endpoint).await?;
            }
        }
        self.inner.feed.remove_account(&row.id).await?;
        if self.account_faults().is_empty() {
            self.problem_over(ProblemCode::AppleKey);
        }
        self.changed(Change::Status);
        Ok(())
    }

    /// A lost database does not lose the keys: the vault knows which there are.
    pub(crate) async fn restore_accounts(&self) -> Result<(), EngineError> {
        if !self.inner.feed.accounts().await?.is_empty() {
            return Ok(());
        }
        let ids = self.with_vault(|vault| vault.account_ids()).await?;
        for id in ids {
            let Some(account) = self.account_by_id(&id).await? else {
                continue;
            };
            let row = feed::Account {
                id,
                name: account.name,
                key_id: account.key_id,
                issuer: account.issuer,
                added: self.inner.clock.now_ms(),
            };
            self.inner.feed.put_account(row).await?;
        }
        Ok(())
    }

    /// What Apple last said against a key, in sentences, by the account's id.
    pub fn account_faults(&self) -> BTreeMap<String, String> {
        self.inner.accounts.faults().clone()
    }

    /// Notes whether Apple takes a key; a person has to know of one that it does not.
    pub(crate) fn note_answer(&self, account: &Account, answer: Result<(), &AppleError>) {
        let id = Account::id_of(&account.key_id);
        let first = {
            let mut faults = self.inner.accounts.faults();
            match answer {
                Ok(()) => drop(faults.remove(&id)),
                Err(error) if matches!(error.fault, AppleFault::Key | AppleFault::Role) => {
                    faults.insert(id, error.message.clone());
                }
                // That Apple is out of reach says nothing about the key.
                Err(_) => return,
            }
            faults.values().next().cloned()
        };
        match first {
            Some(why) => self.problem(ProblemCode::AppleKey, why),
            None => self.problem_over(ProblemCode::AppleKey),
        }
    }

    /// The apps of an account.
    pub async fn apps(&self, account: Option<&str>) -> Result<Vec<App>, EngineError> {
        let account = self.account(account).await?;
        Ok(self.inner.apple.apps(&account).await?)
    }

    /// An account with its key: the one that is named or has this key id, or the only one.
    pub(crate) async fn account(&self, which: Option<&str>) -> Result<Account, EngineError> {
        let row = self.account_row(which).await?;
        self.account_by_id(&row.id)
            .await?
            .ok_or(EngineError::KeyMissing(row.name))
    }

    /// An account with its key; `None` where the vault has it no longer.
    pub(crate) async fn account_by_id(&self, id: &str) -> Result<Option<Account>, EngineError> {
        if let Some(known) = self.inner.accounts.get(id) {
            return Ok(Some(known));
        }
        let name = id.to_owned();
        let read = self
            .with_vault(move |vault| vault.read_account(&name))
            .await?;
        if let Some(account) = &read {
            self.inner.accounts.put(account);
        }
        Ok(read)
    }

    /// Whoever can be asked about an endpoint's events; `None` where nobody can.
    pub(crate) async fn account_of(&self, endpoint: &feed::Endpoint) -> Option<Account> {
        let accounts = self.inner.feed.accounts().await.ok()?;
        if accounts.is_empty() {
            return None;
        }
        let webhooks = self.inner.feed.webhooks().await.ok()?;
        let own = webhooks.iter().find(|own| own.endpoint == endpoint.id);
        // An endpoint that was made by hand may still belong to the only account there is.
        let id = match (own, accounts.as_slice()) {
            (Some(own), _) => own.account.clone(),
            (None, [only]) => only.id.clone(),
            (None, _) => return None,
        };
        self.account_by_id(&id).await.ok().flatten()
    }

    pub(crate) async fn account_row(
        &self,
        which: Option<&str>,
    ) -> Result<feed::Account, EngineError> {
        let mut all = self.inner.feed.accounts().await?;
        if let Some(which) = which {
            let found = all
                .into_iter()
                .find(|account| account.name == which || account.key_id == which);
            return found.ok_or_else(|| EngineError::NoSuchAccount(which.to_owned()));
        }
        let names: Vec<_> = all.iter().map(|account| account.name.clone()).collect();
        match all.pop() {
            None => Err(EngineError::NoAccount),
            Some(only) if all.is_empty() => Ok(only),
            Some(_) => Err(EngineError::WhichAccount(names.join(", "))),
        }
    }
}
