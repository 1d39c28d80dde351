//! An App Store Connect in memory: what it was asked, what it has, and what it refuses.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, Weak};

use async_trait::async_trait;
use shipbell_engine::{
    App, Apple, AppleError, AppleFault, Log, LoggedDelivery, NewWebhook, RemoteWebhook,
    WebhookChange,
};
use shipbell_rules::Facts;
use shipbell_vault::Account;
use shipbell_webhook::{Event, Kind};

/// What it has.
#[derive(Default)]
pub(crate) struct Has {
    pub(crate) webhooks: BTreeMap<String, NewWebhook>,
    pub(crate) pings: Vec<String>,
    /// The log of every webhook, in pages.
    pub(crate) log: Vec<Vec<LoggedDelivery>>,
    /// From when on each question about a log asked.
    pub(crate) asked_since: Vec<i64>,
    /// What the next questions are refused with.
    pub(crate) refusals: VecDeque<Option<AppleFault>>,
}

pub(crate) struct Store {
    has: Mutex<Has>,
    me: Weak<Store>,
}

impl Store {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new_cyclic(|me| Self {
            has: Mutex::default(),
            me: Weak::clone(me),
        })
    }

    pub(crate) fn has(&self) -> MutexGuard<'_, Has> {
        self.has.lock().unwrap()
    }

    /// Refuses the question after so many that are answered.
    pub(crate) fn refuse_after(&self, answered: usize, fault: AppleFault) {
        let mut has = self.has();
        has.refusals = vec![None; answered].into();
        has.refusals.push_back(Some(fault));
    }

    fn asked(&self) -> Result<MutexGuard<'_, Has>, AppleError> {
        let mut has = self.has();
        match has.refusals.pop_front().flatten() {
            Some(fault) => Err(AppleError {
                fault,
                message: "App Store Connect refuses, because the test wants it.".to_owned(),
            }),
            None => Ok(has),
        }
    }
}

fn remote(id: &str, of: &NewWebhook) -> RemoteWebhook {
    RemoteWebhook {
        id: id.to_owned(),
        name: of.name.clone(),
        url: of.url.clone(),
        enabled: true,
        event_types: of
            .kinds
            .iter()
            .copied()
            .filter_map(Kind::subscription)
            .collect(),
    }
}

#[async_trait]
impl Apple for Store {
    async fn facts(&self, _: Option<&Account>, _: &shipbell_feed::Endpoint, _: &Event) -> Facts {
        Facts::default()
    }

    async fn check(&self, _: &Account) -> Result<(), AppleError> {
        self.asked().map(drop)
    }

    async fn apps(&self, _: &Account) -> Result<Vec<App>, AppleError> {
        drop(self.asked()?);
        Ok(vec![App {
            id: "1900000042".to_owned(),
            name: "Fernway".to_owned(),
            bundle_id: "dev.fernway".to_owned(),
        }])
    }

    async fn webhooks(&self, _: &Account, app: &str) -> Result<Vec<RemoteWebhook>, AppleError> {
        let has = self.asked()?;
        let of_app = has.webhooks.iter().filter(|(_, one)| one.app == app);
        Ok(of_app.map(|(id, one)| remote(id, one)).collect())
    }

    async fn create_webhook(
        &self,
        _: &Account,
        webhook: &NewWebhook,
    ) -> Result<RemoteWebhook, AppleError> {
        let mut has = self.asked()?;
        let id = format!("wh-{}", has.webhooks.len());
        has.webhooks.insert(id.clone(), webhook.clone());
        Ok(remote(&id, webhook))
    }

    async fn change_webhook(
        &self,
        _: &Account,
        id: &str,
        change: &WebhookChange,
    ) -> Result<RemoteWebhook, AppleError> {
        let mut has = self.asked()?;
        let webhook = has.webhooks.get_mut(id).unwrap();
        if let Some(secret) = &change.secret {
            webhook.secret = secret.clone();
        }
        if let Some(kinds) = &change.kinds {
            webhook.kinds.clone_from(kinds);
        }
        Ok(remote(id, webhook))
    }

    async fn delete_webhook(&self, _: &Account, id: &str) -> Result<(), AppleError> {
        self.asked()?.webhooks.remove(id);
        Ok(())
    }

    async fn ping(&self, _: &Account, id: &str) -> Result<(), AppleError> {
        self.asked()?.pings.push(id.to_owned());
        Ok(())
    }

    fn log(&self, _: &Account, _: &str, since: i64) -> Result<Box<dyn Log>, AppleError> {
        self.has().asked_since.push(since);
        let store = self.me.upgrade().unwrap();
        Ok(Box::new(Reading { store, page: 0 }))
    }
}

struct Reading {
    store: Arc<Store>,
    page: usize,
}

#[async_trait]
impl Log for Reading {
    async fn next(&mut self) -> Option<Result<Vec<LoggedDelivery>, AppleError>> {
        let page = self.store.has().log.get(self.page).cloned()?;
        self.page += 1;
        Some(self.store.asked().map(|_| page))
    }
}

/// A line of the log that nobody took.
pub(crate) fn line(created: i64, body: &[u8]) -> LoggedDelivery {
    LoggedDelivery {
        id: format!("d{created}"),
        created,
        state: Some("FAILED".to_owned()),
        error: Some("Connection refused".to_owned()),
        status: None,
        redelivery: false,
        payload: Some(String::from_utf8(body.to_vec()).unwrap()),
    }
}
