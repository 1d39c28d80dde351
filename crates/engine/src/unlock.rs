//! Are the secrets open? Reads them when they are, and asks again while they are not.

use std::collections::HashMap;
use std::time::Duration;

use shipbell_feed::{Endpoint, EndpointId};
use shipbell_vault::{Kind, Record, Vault, VaultError};

use crate::engine::{Change, Engine};
use crate::error::EngineError;
use crate::status::ProblemCode;

/// A locked keychain is asked again this often: the user may have unlocked it meanwhile.
const ASK_AGAIN: Duration = Duration::from_secs(15);
/// A storm of deliveries that can't be checked asks no more often than this.
const ASK_AT_MOST: Duration = Duration::from_secs(1);

/// The problems that are about secrets; one of them at a time.
const SECRETS: [ProblemCode; 5] = [
    ProblemCode::KeychainLocked,
    ProblemCode::KeychainAbsent,
    ProblemCode::SecretsUnreadable,
    ProblemCode::SecretMissing,
    ProblemCode::SecretsFile,
];

impl Engine {
    /// Reads the secrets and, when they are open, verifies what waited for them.
    pub async fn unlock(&self) -> Result<(), EngineError> {
        let _turn = self.inner.endpoints_turn.lock().await;
        self.read_secrets().await
    }

    /// As [`Engine::unlock`], for whoever has the turn.
    pub(crate) async fn read_secrets(&self) -> Result<(), EngineError> {
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
            self.restore_accounts().await?;
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

    /// Asks until the secrets are open, and again whenever a delivery meets a missing one.
    pub(crate) async fn keep_unlocked(self) {
        loop {
            let again = match self.unlock().await {
                Ok(()) => Duration::MAX,
                Err(error) => {
                    tracing::warn!(%error, "the secrets can't be read yet");
                    ASK_AGAIN
                }
            };
            tokio::select! {
                () = self.stopping() => return,
                () = tokio::time::sleep(again) => continue,
                () = self.inner.to_unlock.notified() => {}
            }
            tokio::select! {
                () = self.stopping() => return,
                () = tokio::time::sleep(ASK_AT_MOST) => {}
            }
        }
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
            VaultError::Locked | VaultError::Unanswered { .. } => ProblemCode::KeychainLocked,
            VaultError::Absent | VaultError::NoDefault => ProblemCode::KeychainAbsent,
            _ if self.inner.vault.kind() == Kind::File => ProblemCode::SecretsFile,
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
                ProblemCode::SecretMissing,
                format!("The keychain has no secret for {}. Its deliveries are set aside. Give it a new one with `shipbell endpoint rotate NAME` and paste that at Apple.", missing.join(", ")),
            );
        }
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
