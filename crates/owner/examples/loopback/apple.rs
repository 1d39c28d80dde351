//! App Store Connect: the testkit's fake one, behind the adaptor that ships. Facts stay told: an instance's
//! id of `seed.rs` tells its version and build, and a test may tell more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use async_trait::async_trait;
use bytes::Bytes;
use shipbell_engine::{
    App, Apple, AppleError, Clock, Log, NewWebhook, RemoteState, RemoteWebhook, Said, Sent,
    WebhookChange,
};
use shipbell_feed::Endpoint;
use shipbell_owner::AppStoreConnect;
use shipbell_rules::Facts;
use shipbell_testkit::FakeApple;
use shipbell_vault::Account;
use shipbell_webhook::Event;

use crate::seed;

/// Knows what it was told and what the seeds are, and asks the fake Apple for all else.
pub(crate) struct Told {
    facts: Mutex<HashMap<String, Facts>>,
    asked: AppStoreConnect,
    /// Its world is changed by `POST /fake` at its own address.
    pub(crate) fake: FakeApple,
}

impl Told {
    /// Beside an Apple of its own, in an empty world.
    pub(crate) fn beside(clock: Arc<dyn Clock>) -> Result<Self> {
        let fake = FakeApple::at(0, true)?;
        let base = shipbell_asc::Base::parse(fake.url());
        Ok(Self {
            facts: Mutex::default(),
            asked: AppStoreConnect::at(base, clock),
            fake,
        })
    }

    /// The facts behind an instance.
    pub(crate) fn tell(&self, instance: String, facts: Facts) {
        let mut told = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        told.insert(instance, facts);
    }
}

#[async_trait]
impl Apple for Told {
    fn is_here(&self) -> bool {
        self.asked.is_here()
    }

    async fn facts(&self, account: Option<&Account>, endpoint: &Endpoint, event: &Event) -> Said {
        let Some(instance) = &event.instance else {
            return Said::whole(Facts::default());
        };
        let told = {
            let told = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
            told.get(&instance.id).cloned()
        };
        match told.or_else(|| seed::facts(&instance.id)) {
            Some(facts) => Said::whole(facts),
            None => self.asked.facts(account, endpoint, event).await,
        }
    }

    async fn attachments(&self, account: &Account, event: &Event) -> Result<Vec<Sent>, AppleError> {
        self.asked.attachments(account, event).await
    }

    async fn attachment(&self, account: &Account, sent: &Sent) -> Result<Bytes, AppleError> {
        self.asked.attachment(account, sent).await
    }

    async fn states(&self, account: &Account, app: &str) -> Result<Vec<RemoteState>, AppleError> {
        self.asked.states(account, app).await
    }

    async fn check(&self, account: &Account) -> Result<(), AppleError> {
        self.asked.check(account).await
    }

    async fn apps(&self, account: &Account) -> Result<Vec<App>, AppleError> {
        self.asked.apps(account).await
    }

    async fn webhooks(
        &self,
        account: &Account,
        app: &str,
    ) -> Result<Vec<RemoteWebhook>, AppleError> {
        self.asked.webhooks(account, app).await
    }

    async fn create_webhook(
        &self,
        account: &Account,
        webhook: &NewWebhook,
    ) -> Result<RemoteWebhook, AppleError> {
        self.asked.create_webhook(account, webhook).await
    }

    async fn change_webhook(
        &self,
        account: &Account,
        id: &str,
        change: &WebhookChange,
    ) -> Result<RemoteWebhook, AppleError> {
        self.asked.change_webhook(account, id, change).await
    }

    async fn delete_webhook(&self, account: &Account, id: &str) -> Result<(), AppleError> {
        self.asked.delete_webhook(account, id).await
    }

    async fn ping(&self, account: &Account, id: &str) -> Result<(), AppleError> {
        self.asked.ping(account, id).await
    }

    fn log(&self, account: &Account, id: &str, since: i64) -> Result<Box<dyn Log>, AppleError> {
        self.asked.log(account, id, since)
    }

    async fn redeliver(&self, account: &Account, delivery: &str) -> Result<(), AppleError> {
        self.asked.redeliver(account, delivery).await
    }
}
