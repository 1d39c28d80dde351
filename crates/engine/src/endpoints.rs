//! Endpoints: added, listed, rotated, removed. Each change waits its turn, or two of them could
//! each write back what the other had replaced.

use shipbell_feed::{Endpoint, EndpointId, Provenance, Query};
use shipbell_vault::{Former, Record, SecretText};

use crate::engine::{Change, Engine};
use crate::error::EngineError;
use crate::keys::Key;
use crate::samples::random_token;

/// Names are shown in menus and banners.
const NAME_AT_MOST: usize = 60;

/// An endpoint as it may be shown.
#[derive(Debug, Clone)]
pub struct EndpointView {
    /// Its id, which stays when the name changes.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its app's Apple ID.
    pub app_id: Option<String>,
    /// The door's path.
    pub path: String,
    /// The address to paste at Apple; `None` while the public base URL is unknown, since an address
    /// of this computer would be of no use there.
    pub url: Option<String>,
    /// Whether its secret can be used now.
    pub secret_known: bool,
    /// When the former secret, if any, was replaced.
    pub rotated: Option<i64>,
    /// Whether the former secret still opens the door.
    pub former_secret_accepted: bool,
    /// When it was made.
    pub created: i64,
    /// When Apple's test ping last arrived here; samples do not count.
    pub last_ping: Option<i64>,
    /// When anything of Apple's last arrived here.
    pub last_event: Option<i64>,
}

/// A new or rotated endpoint, with its secret: shown this once and never again.
pub struct AddedEndpoint {
    /// The endpoint.
    pub view: EndpointView,
    /// Its token.
    pub token: String,
    /// Its secret.
    pub secret: SecretText,
}

impl Engine {
    /// All endpoints, oldest first.
    pub fn endpoints(&self) -> Vec<EndpointView> {
        self.inner
            .keys
            .list()
            .iter()
            .map(|key| self.view(key))
            .collect()
    }

    /// All endpoints, with when Apple was last heard of at each.
    pub async fn endpoints_heard(&self) -> Result<Vec<EndpointView>, EngineError> {
        let mut endpoints = self.endpoints();
        for endpoint in &mut endpoints {
            let id = EndpointId(endpoint.id.clone());
            let ping = shipbell_webhook::Kind::Ping.slug();
            endpoint.last_ping = self.last_heard(&id, Some(ping)).await?;
            endpoint.last_event = self.last_heard(&id, None).await?;
        }
        Ok(endpoints)
    }

    /// When the newest event that Apple signed arrived at an endpoint.
    pub(crate) async fn last_heard(
        &self,
        endpoint: &EndpointId,
        kind: Option<&str>,
    ) -> Result<Option<i64>, EngineError> {
        let newest = Query {
            endpoint: Some(endpoint.clone()),
            kind: kind.map(str::to_owned),
            provenance: Some(Provenance::Signed),
            limit: 1,
            ..Query::default()
        };
        let page = self.inner.feed.page(newest).await?;
        Ok(page.events.first().map(|event| event.received))
    }

    /// Makes an endpoint with a fresh token and secret.
    pub async fn add_endpoint(
        &self,
        name: &str,
        app_id: Option<&str>,
    ) -> Result<AddedEndpoint, EngineError> {
        let name = checked_name(name)?;
        let app_id = app_id.map(checked_app_id).transpose()?;
        let _turn = self.inner.endpoints_turn.lock().await;
        let endpoint = Endpoint {
            id: EndpointId(random_token()?),
            name,
            token: random_token()?,
            app_id,
            created: self.inner.clock.now_ms(),
            rotated: None,
            new_secret_seen: None,
        };
        if self.inner.keys.by_name(&endpoint.name).is_some() {
            return Err(EngineError::NameTaken(endpoint.name));
        }
        let secret = SecretText::generate()?;
        let record = record_of(&endpoint, secret.clone(), None);
        // The secret first: an endpoint without one would turn Apple's deliveries away.
        self.write_secret(&endpoint.id, record).await?;
        if let Err(error) = self.inner.feed.put_endpoint(endpoint.clone()).await {
            let id = endpoint.id.0;
            self.with_vault(move |vault| vault.remove(&id)).await?;
            return Err(error.into());
        }
        self.added(&endpoint.id, secret).await
    }

    /// Gives an endpoint a new secret. The former one is accepted for a while (see `keys`).
    pub async fn rotate_endpoint(&self, name: &str) -> Result<AddedEndpoint, EngineError> {
        let _turn = self.inner.endpoints_turn.lock().await;
        let mut key = self.endpoint_named(name)?;
        if key.record().is_none() {
            // Not read yet, perhaps: a rotation that does not know the former secret ends it.
            self.read_secrets().await?;
            key = self.endpoint_named(name)?;
        }
        let now = self.inner.clock.now_ms();
        let former = key.record().map(|record| Former {
            secret: record.secret.clone(),
            rotated: now,
        });
        let before = key.endpoint.clone();
        let endpoint = Endpoint {
            rotated: Some(now),
            new_secret_seen: None,
            ..before.clone()
        };
        let secret = SecretText::generate()?;
        let record = record_of(&endpoint, secret.clone(), former);
        // The database first: were it to fail after the vault, "first delivery seen" of an earlier
        // rotation would end the overlap at once.
        self.inner.feed.put_endpoint(endpoint.clone()).await?;
        if let Err(error) = self.write_secret(&endpoint.id, record).await {
            self.inner.feed.put_endpoint(before).await?;
            return Err(error);
        }
        self.added(&endpoint.id, secret).await
    }

    /// Closes the door of an endpoint and removes its secret. Its events stay.
    pub async fn remove_endpoint(&self, name: &str) -> Result<(), EngineError> {
        let _turn = self.inner.endpoints_turn.lock().await;
        let key = self.endpoint_named(name)?;
        let id = key.endpoint.id.0.clone();
        // The secret first: a record left in the vault could bring the endpoint back.
        self.with_vault(move |vault| vault.remove(&id)).await?;
        self.inner
            .feed
            .remove_endpoint(key.endpoint.id.clone())
            .await?;
        self.inner.keys.remove(&key.endpoint.token);
        self.forget_address(&key.endpoint.id).await?;
        self.changed(Change::Status);
        self.drop_quarantined(&key.endpoint.id).await
    }

    pub(crate) fn endpoint_named_or_only(
        &self,
        name: Option<&str>,
    ) -> Result<std::sync::Arc<Key>, EngineError> {
        if let Some(name) = name {
            return self.endpoint_named(name);
        }
        let all = self.inner.keys.list();
        match all.as_slice() {
            [] => Err(EngineError::NoEndpoint),
            [only] => Ok(std::sync::Arc::clone(only)),
            several => {
                let names: Vec<_> = several
                    .iter()
                    .map(|key| key.endpoint.name.as_str())
                    .collect();
                Err(EngineError::WhichEndpoint(names.join(", ")))
            }
        }
    }

    pub(crate) fn endpoint_named_or_first(
        &self,
        name: Option<&str>,
    ) -> Result<std::sync::Arc<Key>, EngineError> {
        match name {
            Some(name) => self.endpoint_named(name),
            None => self
                .inner
                .keys
                .list()
                .into_iter()
                .next()
                .ok_or(EngineError::NoEndpoint),
        }
    }

    pub(crate) fn endpoint_named(&self, name: &str) -> Result<std::sync::Arc<Key>, EngineError> {
        self.inner
            .keys
            .by_name(name)
            .ok_or_else(|| EngineError::NoSuchEndpoint(name.to_owned()))
    }

    pub(crate) fn view(&self, key: &Key) -> EndpointView {
        let path = format!("/hooks/{}", key.endpoint.token);
        EndpointView {
            id: key.endpoint.id.0.clone(),
            name: key.endpoint.name.clone(),
            app_id: key.endpoint.app_id.clone(),
            url: self.public_url().map(|base| format!("{base}{path}")),
            path,
            secret_known: key.record().is_some(),
            rotated: key.endpoint.rotated,
            former_secret_accepted: key.overlap_open(self.inner.clock.now_ms()),
            created: key.endpoint.created,
            last_ping: None,
            last_event: None,
        }
    }

    async fn added(
        &self,
        id: &EndpointId,
        secret: SecretText,
    ) -> Result<AddedEndpoint, EngineError> {
        self.read_secrets().await?;
        let key = self.inner.keys.by_id(id).ok_or(EngineError::Interrupted)?;
        Ok(AddedEndpoint {
            view: self.view(&key),
            token: key.endpoint.token.clone(),
            secret,
        })
    }

    /// An endpoint with the secret that it has.
    pub(crate) async fn added_again(&self, id: &EndpointId) -> Result<AddedEndpoint, EngineError> {
        let key = self.inner.keys.by_id(id).ok_or(EngineError::Interrupted)?;
        let record = key.record().ok_or(EngineError::Interrupted)?;
        self.added(id, record.secret.clone()).await
    }

    pub(crate) async fn write_secret(
        &self,
        id: &EndpointId,
        record: Record,
    ) -> Result<(), EngineError> {
        let id = id.0.clone();
        self.with_vault(move |vault| vault.write(&id, &record))
            .await
    }
}

fn record_of(endpoint: &Endpoint, secret: SecretText, former: Option<Former>) -> Record {
    Record {
        secret,
        former,
        name: endpoint.name.clone(),
        token: endpoint.token.clone(),
        app_id: endpoint.app_id.clone(),
    }
}

pub(crate) fn checked_name(name: &str) -> Result<String, EngineError> {
    let name = name.trim();
    let length = name.chars().count();
    if length == 0 || length > NAME_AT_MOST || shipbell_template::plain::title(name) != name {
        return Err(EngineError::BadName(name.to_owned()));
    }
    Ok(name.to_owned())
}

pub(crate) fn checked_app_id(id: &str) -> Result<String, EngineError> {
    let id = id.trim();
    if id.is_empty() || id.len() > 20 || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(EngineError::BadAppId(id.to_owned()));
    }
    Ok(id.to_owned())
}
