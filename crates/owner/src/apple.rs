//! The engine's App Store Connect, by the room that asks it.

mod facts;
mod fault;
mod fresh;
mod icons;
mod sent;
mod states;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use shipbell_asc as asc;
use shipbell_engine::{
    App, Apple, AppleError, Clock, Log, LoggedDelivery, NewWebhook, RemoteState, RemoteWebhook,
    Said, Sent, WebhookChange,
};
use shipbell_feed::Endpoint;
use shipbell_rules::Facts;
use shipbell_vault::{Account, SecretText};
use shipbell_webhook::{Event, Kind};

use fault::told;

/// Another server in Apple's place, on this computer alone: for tests.
pub const ASC_URL: &str = "SHIPBELL_ASC_URL";

/// App Store Connect, or what stands in for it.
pub struct AppStoreConnect {
    base: Result<asc::Base, asc::SetupFault>,
    clock: Arc<dyn Clock>,
    /// One client for each key: it knows its token, the clock's error and what is left of the hour.
    clients: Mutex<HashMap<String, (Account, asc::Client)>>,
    apps: facts::Apps,
    fresh: fresh::Fresh,
    icons: icons::Icons,
}

impl AppStoreConnect {
    /// Apple itself, unless `SHIPBELL_ASC_URL` names a stand-in.
    pub fn of_environment(clock: Arc<dyn Clock>) -> Self {
        let base = std::env::var(ASC_URL)
            .map_or_else(|_| Ok(asc::Base::apple()), |url| asc::Base::parse(&url));
        Self::at(base, clock)
    }

    /// At this base; where it is none, whoever asks is told why.
    pub fn at(base: Result<asc::Base, asc::SetupFault>, clock: Arc<dyn Clock>) -> Self {
        Self {
            base,
            clock,
            clients: Mutex::default(),
            apps: facts::Apps::default(),
            fresh: fresh::Fresh::default(),
            icons: icons::Icons::default(),
        }
    }

    fn client(&self, account: &Account) -> Result<asc::Client, AppleError> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let known = clients.get(&account.key_id);
        if let Some((_, client)) = known.filter(|(known, _)| is_same(known, account)) {
            return Ok(client.clone());
        }
        let key = key(account).map_err(fault::of_key)?;
        let base = self.base.clone().map_err(fault::of_setup)?;
        let around = Arc::new(Around(Arc::clone(&self.clock)));
        let client =
            asc::Client::new(asc::Setup::at(base, key), around).map_err(fault::of_setup)?;
        clients.insert(account.key_id.clone(), (account.clone(), client.clone()));
        Ok(client)
    }

    /// For what nobody waits for: it leaves the last of Apple's hour to people.
    fn background(&self, account: &Account) -> Result<asc::Client, AppleError> {
        let client = self.client(account)?;
        Ok(client.urgently(asc::Urgency::Background))
    }
}

fn is_same(known: &Account, account: &Account) -> bool {
    known.issuer == account.issuer && known.key.expose() == account.key.expose()
}

fn key(account: &Account) -> Result<asc::Key, asc::KeyFault> {
    let id = asc::KeyId::parse(&account.key_id)?;
    match &account.issuer {
        Some(issuer) => asc::Key::team(id, asc::IssuerId::parse(issuer)?, account.key.expose()),
        None => asc::Key::individual(id, account.key.expose()),
    }
}

#[async_trait]
impl Apple for AppStoreConnect {
    fn is_here(&self) -> bool {
        self.base.as_ref().is_ok_and(asc::Base::is_loopback)
    }

    fn ahead_ms(&self) -> Option<i64> {
        let clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, client) = clients.values().next()?;
        Some(client.skew().map_or(0, asc::Skew::ms))
    }

    async fn facts(&self, account: Option<&Account>, endpoint: &Endpoint, event: &Event) -> Said {
        let Some(account) = account else {
            return Said::whole(Facts::default());
        };
        let subject = fresh::Subject::of(account, event);
        let known =
            (subject.as_ref()).and_then(|subject| self.fresh.get(subject, self.clock.now_ms()));
        if let Some(facts) = known {
            return Said::whole(facts);
        }
        let client = match self.client(account) {
            // A banner can do without; the log of a missed night can't.
            Ok(client) => client.urgently(asc::Urgency::Spare),
            Err(error) => {
                tracing::debug!(%error, "App Store Connect can't be asked about an event");
                return Said::whole(Facts::default());
            }
        };
        let said = facts::of(&client, &self.apps, endpoint, event).await;
        if let Some(subject) = subject.filter(|_| said.whole) {
            let facts = said.facts.clone();
            self.fresh.put(subject, facts, self.clock.now_ms());
        }
        said
    }

    async fn attachments(&self, account: &Account, event: &Event) -> Result<Vec<Sent>, AppleError> {
        let client = self.background(account)?;
        sent::list(&client, event)
            .await
            .map_err(|error| told(&error))
    }

    async fn attachment(&self, account: &Account, sent: &Sent) -> Result<Bytes, AppleError> {
        let client = self.background(account)?;
        sent::fetch(&client, sent)
            .await
            .map_err(|error| told(&error))
    }

    async fn states(&self, account: &Account, app: &str) -> Result<Vec<RemoteState>, AppleError> {
        let client = self.background(account)?;
        states::of(&client, app).await.map_err(|error| told(&error))
    }

    async fn check(&self, account: &Account) -> Result<(), AppleError> {
        let mut apps = self.client(account)?.apps().at_most(1);
        match apps.next().await {
            Some(Err(error)) => Err(told(&error)),
            Some(Ok(_)) | None => Ok(()),
        }
    }

    async fn apps(&self, account: &Account) -> Result<Vec<App>, AppleError> {
        let client = self.client(account)?;
        let listed = client.apps().gather().await;
        let listed = listed.whole().map_err(|error| told(&error))?;
        let ids = listed.iter().map(|app| app.id.clone()).collect();
        let mut icons = self.icons.of(&client, ids).await;
        let app = |app: asc::App| App {
            name: app.attributes.name.unwrap_or_else(|| app.id.clone()),
            bundle_id: app.attributes.bundle_id.unwrap_or_default(),
            icon: icons.remove(&app.id),
            id: app.id,
        };
        Ok(listed.into_iter().map(app).collect())
    }

    async fn webhooks(
        &self,
        account: &Account,
        app: &str,
    ) -> Result<Vec<RemoteWebhook>, AppleError> {
        let client = self.client(account)?;
        let listed = client.webhooks_of(app).map_err(|error| told(&error))?;
        let listed = listed.gather().await.whole();
        let listed = listed.map_err(|error| told(&error))?;
        Ok(listed.into_iter().map(remote).collect())
    }

    async fn create_webhook(
        &self,
        account: &Account,
        webhook: &NewWebhook,
    ) -> Result<RemoteWebhook, AppleError> {
        let new = asc::NewWebhook {
            name: webhook.name.clone(),
            url: webhook.url.clone().into(),
            secret: secret(&webhook.secret),
            event_types: event_types(&webhook.kinds),
            enabled: true,
        };
        let client = self.client(account)?;
        let made = client.create_webhook(&webhook.app, &new).await;
        Ok(remote(made.map_err(|error| told(&error))?))
    }

    async fn change_webhook(
        &self,
        account: &Account,
        id: &str,
        change: &WebhookChange,
    ) -> Result<RemoteWebhook, AppleError> {
        let change = asc::WebhookChange {
            name: None,
            url: change.url.clone().map(Into::into),
            secret: change.secret.as_ref().map(secret),
            event_types: change.kinds.as_deref().map(event_types),
            enabled: change.enabled,
        };
        let client = self.client(account)?;
        let changed = client.change_webhook(id, &change).await;
        Ok(remote(changed.map_err(|error| told(&error))?))
    }

    async fn delete_webhook(&self, account: &Account, id: &str) -> Result<(), AppleError> {
        let client = self.client(account)?;
        client
            .delete_webhook(id)
            .await
            .map_err(|error| told(&error))
    }

    async fn ping(&self, account: &Account, id: &str) -> Result<(), AppleError> {
        let client = self.client(account)?;
        client.ping(id).await.map_err(|error| told(&error))
    }

    fn log(&self, account: &Account, id: &str, since: i64) -> Result<Box<dyn Log>, AppleError> {
        let client = self.background(account)?;
        let pages = client.deliveries_of(id, since);
        Ok(Box::new(Pages(pages.map_err(|error| told(&error))?)))
    }

    async fn redeliver(&self, account: &Account, delivery: &str) -> Result<(), AppleError> {
        let client = self.client(account)?;
        let again = client.redeliver(delivery).await;
        again.map(drop).map_err(|error| told(&error))
    }
}

/// A log as Apple pages it.
struct Pages(asc::Pages<asc::DeliveryAttributes>);

#[async_trait]
impl Log for Pages {
    async fn next(&mut self) -> Option<Result<Vec<LoggedDelivery>, AppleError>> {
        match self.0.next().await {
            Some(Ok(page)) => Some(Ok(page.rows.into_iter().map(line).collect())),
            Some(Err(error)) => Some(Err(told(&error))),
            // A log that breaks off is not one that was read.
            None => match self.0.ended() {
                Some(asc::Ended::Bound | asc::Ended::Circle | asc::Ended::Elsewhere) => {
                    Some(Err(fault::no_end()))
                }
                _ => None,
            },
        }
    }
}

fn line(delivery: asc::Delivery) -> LoggedDelivery {
    let event = delivery.one(asc::DeliveryAttributes::EVENT);
    let sent = delivery.attributes;
    let response = sent.response.unwrap_or_default();
    let payload = event.and_then(|event| event.attributes.payload);
    LoggedDelivery {
        created: (sent.created_date.as_ref())
            .and_then(asc::Moment::epoch_ms)
            .unwrap_or_default(),
        state: sent.delivery_state.map(String::from),
        error: sent.error_message,
        status: response.http_status_code,
        redelivery: sent.redelivery.unwrap_or_default(),
        payload: payload.map(|payload| payload.reveal().to_owned()),
        id: delivery.id,
    }
}

fn remote(webhook: asc::Webhook) -> RemoteWebhook {
    let of = webhook.attributes;
    RemoteWebhook {
        id: webhook.id,
        name: of.name.unwrap_or_default(),
        url: of
            .url
            .map(|url| url.reveal().to_owned())
            .unwrap_or_default(),
        enabled: of.enabled.unwrap_or_default(),
        event_types: (of.event_types.unwrap_or_default().into_iter())
            .map(String::from)
            .collect(),
    }
}

fn event_types(kinds: &[Kind]) -> Vec<asc::EventType> {
    let names = kinds.iter().filter_map(|kind| kind.subscription());
    names.map(asc::EventType::from).collect()
}

fn secret(text: &SecretText) -> secrecy::SecretString {
    text.expose().to_owned().into()
}

/// The world as the engine's clock has it.
struct Around(Arc<dyn Clock>);

#[async_trait]
impl asc::Surroundings for Around {
    fn now(&self) -> i64 {
        self.0.now_ms()
    }

    fn chance(&self) -> f64 {
        // It only spreads tries: where the system gives none, all come at once.
        let number = getrandom::u32().unwrap_or_default();
        f64::from(number) / (f64::from(u32::MAX) + 1.0)
    }

    async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}
