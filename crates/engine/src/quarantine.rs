//! What arrives while the secrets are closed: set aside, and verified once they open.

use shipbell_feed::{EndpointId, NewDelivery, NewQuarantined, Quarantined};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake::{Arrived, Verdict, header};
use crate::keys::{Check, Key};

/// Bodies verified at a time: large ones must not fill the memory together.
const BATCH: usize = 64;

impl Engine {
    /// While the secrets are closed nothing can be verified, and Apple may never send this again:
    /// the bytes wait in a bounded quarantine and are verified once the vault opens.
    pub(crate) async fn set_aside(&self, key: &Key, arrived: Arrived, now: i64) -> Verdict {
        let aside = NewQuarantined {
            endpoint: key.endpoint.id.clone(),
            arrived: now,
            headers: arrived.headers,
            body: arrived.body,
        };
        match self.inner.feed.quarantine(aside).await {
            Ok(()) => tracing::info!(
                endpoint = key.endpoint.name,
                "set a delivery aside until the secrets can be read"
            ),
            Err(error) => {
                tracing::warn!(endpoint = key.endpoint.name, %error, "could not set a delivery aside");
            }
        }
        self.inner.to_unlock.notify_one();
        Verdict::Later
    }

    /// Verifies what waited for the secrets: keeps what is Apple's, drops the rest. Endpoint by
    /// endpoint, so that one whose secret is missing does not hold the others' deliveries back.
    pub(crate) async fn verify_quarantined(&self) -> Result<(), EngineError> {
        for key in self.inner.keys.list() {
            if key.record().is_some() {
                self.verify_quarantined_of(&key).await?;
            }
        }
        self.drop_quarantined_of_nobody().await
    }

    async fn verify_quarantined_of(&self, key: &Key) -> Result<(), EngineError> {
        loop {
            let waiting = self.quarantined_of(&key.endpoint.id).await?;
            if waiting.is_empty() {
                return Ok(());
            }
            let done = waiting.iter().map(|one| one.id).collect();
            for one in waiting {
                self.verify_one(key, one).await?;
            }
            self.inner.feed.release_quarantined(done).await?;
        }
    }

    async fn verify_one(&self, key: &Key, one: Quarantined) -> Result<(), EngineError> {
        let signature = header(&one.headers, shipbell_webhook::SIGNATURE_HEADER);
        let check = key.check(signature.unwrap_or_default(), &one.body, one.arrived);
        let Some(verdict) = check.verdict() else {
            tracing::info!(
                endpoint = key.endpoint.name,
                "dropped a delivery from quarantine that Apple did not sign"
            );
            return Ok(());
        };
        if check == (Check::Current { first_new: true }) {
            self.note_first_new(key, one.arrived);
        }
        let provenance = self.provenance(&key.endpoint.id, &one.body, one.arrived);
        let delivery = NewDelivery {
            endpoint: one.endpoint,
            arrived: one.arrived,
            headers: one.headers,
            body: one.body,
            verdict,
            provenance,
        };
        self.inner.feed.keep(delivery).await?;
        self.note_arrival(one.arrived, provenance);
        self.inner.to_read.notify_one();
        Ok(())
    }

    /// Drops what waits for a secret that will never come.
    pub(crate) async fn drop_quarantined(&self, endpoint: &EndpointId) -> Result<(), EngineError> {
        loop {
            let waiting = self.quarantined_of(endpoint).await?;
            if waiting.is_empty() {
                return Ok(());
            }
            let ids = waiting.iter().map(|one| one.id).collect();
            self.inner.feed.release_quarantined(ids).await?;
        }
    }

    /// A delivery may have been set aside in the moment in which its endpoint was removed.
    async fn drop_quarantined_of_nobody(&self) -> Result<(), EngineError> {
        let oldest = self.inner.feed.quarantined(None, BATCH).await?;
        let ids: Vec<_> = oldest
            .iter()
            .filter(|one| self.inner.keys.by_id(&one.endpoint).is_none())
            .map(|one| one.id)
            .collect();
        if !ids.is_empty() {
            self.inner.feed.release_quarantined(ids).await?;
        }
        Ok(())
    }

    async fn quarantined_of(&self, endpoint: &EndpointId) -> Result<Vec<Quarantined>, EngineError> {
        let waiting = self.inner.feed.quarantined(Some(endpoint.clone()), BATCH);
        Ok(waiting.await?)
    }
}
