//! Endpoints: added, listed, rotated, removed; and their secrets, unlocked.

use std::collections::HashMap;
use std::time::Duration;

use shipbell_feed::{Endpoint, EndpointId};
use shipbell_vault::{Former, Record, SecretText, Vault, VaultError};

use crate::engine::{Change, Engine};
use crate::error::EngineError;
use crate::keys::Key;
use crate::samples::random_token;
use crate::status::ProblemCode;

/// A locked keychain is asked again this often: the user may have unlocked it meanwhile.
const ASK_AGAIN: Duration = Duration::from_secs(15);
/// Names are shown in menus and banners.
const NAME_AT_MOST: usize = 60;

/// An endpoint as it may be shown.
#[derive(Debug, Clone)]
pub struct EndpointView {
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

    /// Makes an endpoint with a fresh token and secret.
    pub async fn add_endpoint(
        &self,
        name: &str,
        app_id: Option<&str>,
    ) -> Result<AddedEndpoint, EngineError> {
        let name = checked_name(name)?;
        let app_id = app_id.map(checked_app_id).transpose()?;
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
        let key = self.endpoint_named(name)?;
        let now = self.inner.clock.now_ms();
        let current = key.record().map(|record| record.secret.clone());
        let mut endpoint = key.endpoint.clone();
        endpoint.rotated = Some(now);
        endpoint.new_secret_seen = None;
        let secret = SecretText::generate()?;
        let former = current.map(|secret| Former {
            secret,
            rotated: now,
        });
        let record = record_of(&endpoint, secret.clone(), former);
        // The database first: were it to fail after the vault, "first delivery seen" of an earlier
        // rotation would end the overlap at once.
        self.inner.feed.put_endpoint(endpoint.clone()).await?;
        self.write_secret(&endpoint.id, record).await?;
        self.added(&endpoint.id, secret).await
    }

    /// Closes the door of an endpoint and removes its secret. Its events stay.
    pub async fn remove_endpoint(&self, name: &str) -> Result<(), EngineError> {
        let key = self.endpoint_named(name)?;
        let id = key.endpoint.id.0.clone();
        // The secret first: a record left in the vault could bring the endpoint back.
        self.with_vault(move |vault| vault.remove(&id)).await?;
        self.inner
            .feed
            .remove_endpoint(key.endpoint.id.clone())
            .await?;
        self.unlock().await?;
        Ok(())
    }

    /// Reads the secrets and, when they are open, verifies what waited for them.
    pub async fn unlock(&self) -> Result<(), EngineError> {
        let known = self.inner.feed.endpoints().await?;
        let ids: Vec<String> = known.iter().map(|endpoint| endpoint.id.0.clone()).collect();
        let records = match self.with_vault(move |vault| read_records(vault, ids)).await {
            Ok(records) => records,
            Err(EngineError::Vault(error)) => {
                self.secrets_closed(&error);
                return Err(error.into());
            }
            Err(error) => return Err(error),
        };
        if known.is_empty() {
            self.restore_endpoints(&records).await?;
        }
        let endpoints = self.inner.feed.endpoints().await?;
        self.secrets_opened(&endpoints, &records);
        self.inner.keys.replace(endpoints, records);
        self.changed(Change::Status);
        self.verify_quarantined().await
    }

    /// Until the secrets are read, the tokens alone are known: enough to set deliveries aside.
    pub(crate) async fn show_endpoints_locked(&self) -> Result<(), EngineError> {
        let endpoints = self.inner.feed.endpoints().await?;
        self.inner.keys.replace(endpoints, HashMap::new());
        Ok(())
    }

    pub(crate) async fn keep_unlocked(self) {
        while let Err(error) = self.unlock().await {
            tracing::warn!(%error, "the secrets can't be read yet");
            tokio::select! {
                () = self.stopping() => return,
                () = self.inner.to_unlock.notified() => tokio::time::sleep(Duration::from_secs(1)).await,
                () = tokio::time::sleep(ASK_AGAIN) => {}
            }
        }
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

    fn endpoint_named(&self, name: &str) -> Result<std::sync::Arc<Key>, EngineError> {
        self.inner
            .keys
            .by_name(name)
            .ok_or_else(|| EngineError::NoSuchEndpoint(name.to_owned()))
    }

    /// Why the secrets can't be read, in a sentence.
    pub(crate) fn secrets_problem(&self) -> String {
        self.inner
            .problems
            .list()
            .into_iter()
            .find(|problem| SECRETS.contains(&problem.code))
            .map_or_else(
                || "they are still being opened.".to_owned(),
                |problem| problem.detail,
            )
    }

    fn view(&self, key: &Key) -> EndpointView {
        let settings = self.inner.settings.current();
        let path = format!("/hooks/{}", key.endpoint.token);
        EndpointView {
            name: key.endpoint.name.clone(),
            app_id: key.endpoint.app_id.clone(),
            url: settings
                .connection
                .public_url
                .as_ref()
                .map(|base| format!("{base}{path}")),
            path,
            secret_known: key.record().is_some(),
            rotated: key.endpoint.rotated,
            former_secret_accepted: key.overlap_open(self.inner.clock.now_ms()),
            created: key.endpoint.created,
        }
    }

    async fn added(
        &self,
        id: &EndpointId,
        secret: SecretText,
    ) -> Result<AddedEndpoint, EngineError> {
        self.unlock().await?;
        let key = self.inner.keys.by_id(id).ok_or(EngineError::Interrupted)?;
        Ok(AddedEndpoint {
            view: self.view(&key),
            token: key.endpoint.token.clone(),
            secret,
        })
    }

    /// A lost database does not close the door: the vault has each endpoint's token and name too.
    async fn restore_endpoints(
        &self,
        records: &HashMap<String, Record>,
    ) -> Result<(), EngineError> {
        for (id, record) in records {
            tracing::warn!(
                endpoint = record.name,
                "restoring an endpoint from the keychain"
            );
            let endpoint = Endpoint {
                id: EndpointId(id.clone()),
                name: record.name.clone(),
                token: record.token.clone(),
                app_id: record.app_id.clone(),
                created: self.inner.clock.now_ms(),
                rotated: record.former.as_ref().map(|former| former.rotated),
                new_secret_seen: None,
            };
            self.inner.feed.put_endpoint(endpoint).await?;
        }
        Ok(())
    }

    fn secrets_closed(&self, error: &VaultError) {
        let code = match error {
            VaultError::Locked => ProblemCode::KeychainLocked,
            VaultError::Absent => ProblemCode::KeychainAbsent,
            _ => ProblemCode::SecretsUnreadable,
        };
        for other in SECRETS {
            if other != code {
                self.inner.problems.clear(other);
            }
        }
        self.problem(code, error.to_string());
    }

    fn secrets_opened(&self, endpoints: &[Endpoint], records: &HashMap<String, Record>) {
        for code in SECRETS {
            self.problem_over(code);
        }
        let missing: Vec<_> = endpoints
            .iter()
            .filter(|endpoint| !records.contains_key(&endpoint.id.0))
            .map(|endpoint| endpoint.name.as_str())
            .collect();
        if !missing.is_empty() {
            self.problem(
                ProblemCode::SecretsUnreadable,
                format!("The keychain has no secret for {}. Its deliveries are set aside. Give it a new one with `shipbell endpoint rotate NAME` and paste that at Apple.", missing.join(", ")),
            );
        }
    }

    async fn write_secret(&self, id: &EndpointId, record: Record) -> Result<(), EngineError> {
        let id = id.0.clone();
        self.with_vault(move |vault| vault.write(&id, &record))
            .await
    }

    /// The vault may wait for a person; it never waits on the runtime's own threads.
    pub(crate) async fn with_vault<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let vault = std::sync::Arc::clone(&self.inner.vault);
        tokio::task::spawn_blocking(move || ask(vault.as_ref()))
            .await
            .map_err(|_| EngineError::Interrupted)?
            .map_err(EngineError::from)
    }
}

const SECRETS: [ProblemCode; 3] = [
    ProblemCode::KeychainLocked,
    ProblemCode::KeychainAbsent,
    ProblemCode::SecretsUnreadable,
];

/// The records of these endpoints, or of all that the vault has when none is known.
fn read_records(
    vault: &dyn Vault,
    mut ids: Vec<String>,
) -> Result<HashMap<String, Record>, VaultError> {
    if ids.is_empty() {
        ids = vault.ids()?;
    }
    let mut records = HashMap::new();
    for id in ids {
        match vault.read(&id) {
            Ok(Some(record)) => {
                records.insert(id, record);
            }
            // One damaged entry must not close the door of the others.
            Ok(None) | Err(VaultError::Damaged { .. } | VaultError::Ambiguous { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(records)
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

fn checked_name(name: &str) -> Result<String, EngineError> {
    let name = name.trim();
    let length = name.chars().count();
    if length == 0 || length > NAME_AT_MOST || shipbell_template::plain::title(name) != name {
        return Err(EngineError::BadName(name.to_owned()));
    }
    Ok(name.to_owned())
}

fn checked_app_id(id: &str) -> Result<String, EngineError> {
    let id = id.trim();
    if id.is_empty() || id.len() > 20 || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(EngineError::BadAppId(id.to_owned()));
    }
    Ok(id.to_owned())
}
