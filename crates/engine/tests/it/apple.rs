//! An App Store Connect in memory: what it was asked, what it has, and what it refuses.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, Weak};

use async_trait::async_trait;
use bytes::Bytes;
use shipbell_engine::{
    App, Apple, AppleError, AppleFault, Log, LoggedDelivery, NewWebhook, RemoteState,
    RemoteWebhook, Said, Sent, WebhookChange,
};
use shipbell_rules::Facts;
use shipbell_vault::Account;
use shipbell_webhook::{Event, Kind};

/// What it has.
#[derive(Default)]
pub(crate) struct Has {
    pub(crate) webhooks: BTreeMap<String, NewWebhook>,
    pub(crate) pings: Vec<String>,
    /// How often it was told another address.
    pub(crate) moves: usize,
    /// The log of every webhook, in pages.
    pub(crate) log: Vec<Vec<LoggedDelivery>>,
    /// From when on each question about a log asked.
    pub(crate) asked_since: Vec<i64>,
    /// What it says of every event; nobody knows more than this.
    pub(crate) said: Said,
    /// How many of the next questions about an event get no answer, ever.
    pub(crate) silences: usize,
    /// What testers sent along, and each of it, or why it can't be had.
    pub(crate) sent: Vec<(Sent, Result<Bytes, AppleFault>)>,
    /// The states of today.
    pub(crate) states: Vec<RemoteState>,
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
            has: Mutex::new(Has {
                said: Said::whole(Facts::default()),
                ..Has::default()
            }),
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
            Some(fault) => Err(refused(fault)),
            None => Ok(has),
        }
    }
}

fn refused(fault: AppleFault) -> AppleError {
    AppleError {
        fault,
        message: "App Store Connect refuses, because the test wants it.".to_owned(),
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
    async fn facts(&self, _: Option<&Account>, _: &shipbell_feed::Endpoint, _: &Event) -> Said {
        let is_silent = {
            let mut has = self.has();
            let is_silent = has.silences > 0;
            has.silences = has.silences.saturating_sub(1);
            is_silent
        };
        if is_silent {
            std::future::pending::<()>().await;
        }
        self.has().said.clone()
    }

    async fn attachments(&self, _: &Account, _: &Event) -> Result<Vec<Sent>, AppleError> {
        let has = self.asked()?;
        Ok(has.sent.iter().map(|(sent, _)| sent.clone()).collect())
    }

    async fn attachment(&self, _: &Account, sent: &Sent) -> Result<Bytes, AppleError> {
        let has = self.asked()?;
        let (_, content) = has.sent.iter().find(|(one, _)| one == sent).unwrap();
        content.clone().map_err(refused)
    }

    async fn states(&self, _: &Account, _: &str) -> Result<Vec<RemoteState>, AppleError> {
        Ok(self.asked()?.states.clone())
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
            icon: None,
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
        if let Some(url) = &change.url {
            webhook.url.clone_from(url);
            has.moves += 1;
        }
        let webhook = has.webhooks.get_mut(id).unwrap();
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
