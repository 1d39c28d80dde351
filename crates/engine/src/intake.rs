//! Steps 1 to 3 of a delivery's way: name the endpoint, verify, keep. Only then may the door say 200.

use std::sync::atomic::Ordering;

use bytes::Bytes;
use sha2::{Digest, Sha256};
use shipbell_feed::{EndpointId, FeedError, Kept, NewDelivery, Provenance};

use crate::engine::{Change, Engine};
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
    /// No delivery, but our own question, back through the public address: 200 with this mac.
    Proven([u8; 32]),
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
            if let Some(mac) = self.answer_question(&key, &arrived) {
                return Verdict::Proven(mac);
            }
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
        let endpoint = &key.endpoint.id;
        let provenance = self.provenance(endpoint, &arrived.body, now);
        let delivery = NewDelivery {
            endpoint: endpoint.clone(),
            arrived: now,
            headers: arrived.headers,
            body: arrived.body.clone(),
            verdict,
            provenance,
        };
        match self.inner.feed.keep(delivery).await {
            Ok(kept) => {
                self.stored();
                if provenance == Provenance::Sample {
                    self.inner.samples.came(endpoint, &digest(&arrived.body));
                }
                if matches!(kept, Kept::New(_)) {
                    self.note_arrival(now, provenance);
                    self.inner.to_read.notify_one();
                }
                Verdict::Kept
            }
            Err(error) => self.could_not_store(&error),
        }
    }

    /// Whether a body is one of the samples that we made and await, or Apple's.
    pub(crate) fn provenance(&self, endpoint: &EndpointId, body: &[u8], now: i64) -> Provenance {
        let samples = &self.inner.samples;
        // Nearly always none is awaited, and then the body need not be hashed once more.
        if !samples.any() || !samples.expects(endpoint, &digest(body), now) {
            return Provenance::Signed;
        }
        Provenance::Sample
    }

    /// The first delivery under a new secret ends the former one's overlap ten minutes later; the
    /// moment must survive a restart. Written beside the answer, which does not wait for it.
    pub(crate) fn note_first_new(&self, key: &Key, now: i64) {
        let engine = self.clone();
        let (id, rotated) = (key.endpoint.id.clone(), key.endpoint.rotated);
        tokio::spawn(async move {
            let _turn = engine.inner.endpoints_turn.lock().await;
            // Another rotation or a removal may have come first, and is not to be undone.
            let key = engine.inner.keys.by_id(&id);
            let Some(key) = key.filter(|key| key.endpoint.rotated == rotated) else {
                return;
            };
            let mut endpoint = key.endpoint.clone();
            endpoint.new_secret_seen = Some(now);
            if let Err(error) = engine.inner.feed.put_endpoint(endpoint).await {
                tracing::warn!(%error, "could not note the first delivery under a new secret");
            }
        });
    }

    pub(crate) fn stored(&self) {
        if self.inner.problems.clear(ProblemCode::CannotStore) {
            self.changed(Change::Status);
        }
    }

    fn could_not_store(&self, error: &FeedError) -> Verdict {
        tracing::error!(%error, "a delivery could not be stored");
        self.inner.to_probe.notify_one();
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
        if !String::from_utf8_lossy(start).contains("\"signedPayload\"") {
            return;
        }
        let now = self.inner.clock.now_ms();
        self.inner.other_product.store(now, Ordering::Relaxed);
        if self.inner.problems.raise(
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
