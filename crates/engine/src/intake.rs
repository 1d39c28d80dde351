//! Steps 1 to 3 of a delivery's way: name the endpoint, verify, keep. Only then may the door say 200.

use bytes::Bytes;
use sha2::{Digest, Sha256};
use shipbell_feed::{FeedError, Kept, NewDelivery, NewQuarantined, Provenance};

use crate::engine::{Change, Engine};
use crate::error::EngineError;
use crate::keys::{Check, Key};
use crate::status::ProblemCode;

/// One HTTP request as it came in: nothing parsed, nothing trusted.
#[derive(Clone)]
pub struct Arrived {
    /// The path's token.
    pub token: String,
    /// The value of Apple's signature header, if there was one.
    pub signature: Option<Vec<u8>>,
    /// All headers, in order.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The raw body.
    pub body: Bytes,
}

/// Why a request was turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No endpoint has this token.
    UnknownToken,
    /// There is no signature header.
    NoSignature,
    /// The signature is not that of this endpoint's secret over these bytes.
    BadSignature,
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Durably kept, now or earlier: 200.
    Kept,
    /// Turned away; nothing was stored.
    Refused(Refusal),
    /// It could not be stored or checked now: 503. If it could be set aside, it was.
    Later,
}

impl Engine {
    /// Whether an endpoint has this token. Cheap: asked before a body is read.
    pub fn knows(&self, token: &str) -> bool {
        self.inner.keys.by_token(token).is_some()
    }

    /// Takes in one request. [`Verdict::Kept`] means that it is on disk.
    pub async fn take_in(&self, arrived: Arrived) -> Verdict {
        let Some(key) = self.inner.keys.by_token(&arrived.token) else {
            return Verdict::Refused(Refusal::UnknownToken);
        };
        let Some(signature) = arrived.signature.as_deref() else {
            self.hint_at_other_product(&arrived.body);
            return Verdict::Refused(Refusal::NoSignature);
        };
        let now = self.inner.clock.now_ms();
        let check = key.check(signature, &arrived.body, now);
        match check.verdict() {
            Some(verdict) => {
                if check == (Check::Current { first_new: true }) {
                    self.note_first_new(&key, now);
                }
                self.keep(&key, arrived, verdict, now).await
            }
            None if check == Check::Closed => self.set_aside(&key, arrived, now).await,
            None => Verdict::Refused(Refusal::BadSignature),
        }
    }

    async fn keep(
        &self,
        key: &Key,
        arrived: Arrived,
        verdict: shipbell_feed::Verdict,
        now: i64,
    ) -> Verdict {
        let provenance =
            if self
                .inner
                .samples
                .expects(&key.endpoint.id, &digest(&arrived.body), now)
            {
                Provenance::Sample
            } else {
                Provenance::Signed
            };
        let delivery = NewDelivery {
            endpoint: key.endpoint.id.clone(),
            arrived: now,
            headers: arrived.headers,
            body: arrived.body,
            verdict,
            provenance,
        };
        match self.inner.feed.keep(delivery).await {
            Ok(kept) => {
                self.stored();
                if matches!(kept, Kept::New(_)) {
                    self.inner.to_read.notify_one();
                }
                Verdict::Kept
            }
            Err(error) => self.could_not_store(&error),
        }
    }

    /// While the secrets are closed nothing can be verified, and Apple may never send this again:
    /// the bytes wait in a bounded quarantine and are verified once the vault opens.
    async fn set_aside(&self, key: &Key, arrived: Arrived, now: i64) -> Verdict {
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
                tracing::warn!(endpoint = key.endpoint.name, %error, "could not set a delivery aside")
            }
        }
        self.inner.to_unlock.notify_one();
        Verdict::Later
    }

    /// Verifies what waited for the secrets: keeps what is Apple's, drops the rest.
    pub(crate) async fn verify_quarantined(&self) -> Result<(), EngineError> {
        const BATCH: usize = 64;
        loop {
            let waiting = self.inner.feed.quarantined(None, BATCH).await?;
            let mut done = Vec::new();
            for one in waiting {
                let Some(key) = self.inner.keys.by_id(&one.endpoint) else {
                    done.push(one.id);
                    continue;
                };
                let signature = header(&one.headers, shipbell_webhook::SIGNATURE_HEADER);
                let check = key.check(signature.unwrap_or_default(), &one.body, one.arrived);
                if check == Check::Closed {
                    continue;
                }
                if let Some(verdict) = check.verdict() {
                    let delivery = NewDelivery {
                        endpoint: one.endpoint,
                        arrived: one.arrived,
                        headers: one.headers,
                        body: one.body,
                        verdict,
                        provenance: Provenance::Signed,
                    };
                    self.inner.feed.keep(delivery).await?;
                    self.inner.to_read.notify_one();
                }
                done.push(one.id);
            }
            if done.is_empty() {
                return Ok(());
            }
            self.inner.feed.release_quarantined(done).await?;
        }
    }

    /// The first delivery under a new secret ends the former one's overlap ten minutes later; the
    /// moment must survive a restart.
    fn note_first_new(&self, key: &Key, now: i64) {
        let mut endpoint = key.endpoint.clone();
        endpoint.new_secret_seen = Some(now);
        let feed = self.inner.feed.clone();
        tokio::spawn(async move {
            if let Err(error) = feed.put_endpoint(endpoint).await {
                tracing::warn!(%error, "could not note the first delivery under a new secret");
            }
        });
    }

    fn stored(&self) {
        if self.inner.problems.clear(ProblemCode::CannotStore) {
            self.changed(Change::Status);
        }
    }

    fn could_not_store(&self, error: &FeedError) -> Verdict {
        tracing::error!(%error, "a delivery could not be stored");
        if self
            .inner
            .problems
            .raise(ProblemCode::CannotStore, error.to_string())
        {
            self.changed(Change::Status);
        }
        Verdict::Later
    }

    /// App Store Server Notifications are signed inside their body; people paste our address there
    /// by mistake. They are refused like any unsigned body, but the panel says what is happening.
    fn hint_at_other_product(&self, body: &[u8]) {
        const LOOK_AT: usize = 256;
        let start = body.get(..LOOK_AT).unwrap_or(body);
        let start = String::from_utf8_lossy(start);
        if start.contains("\"signedPayload\"")
            && self.inner.problems.raise(
                ProblemCode::ServerNotifications,
                "App Store Server Notifications are being sent to this address. They belong to another product and are refused; set another URL for them in App Store Connect under App Information.".to_owned(),
            )
        {
            self.changed(Change::Status);
        }
    }
}

/// SHA-256 of a body: how a sample is recognised when it comes back through the door.
pub(crate) fn digest(body: &[u8]) -> [u8; 32] {
    Sha256::digest(body).into()
}

/// The first header of that name.
pub(crate) fn header<'a>(headers: &'a [(String, Vec<u8>)], name: &str) -> Option<&'a [u8]> {
    headers
        .iter()
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_slice())
}
