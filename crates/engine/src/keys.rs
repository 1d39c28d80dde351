//! Which secret opens which endpoint? The endpoints and their secrets, in memory, ready for intake.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use shipbell_feed::{Endpoint, EndpointId, Verdict};
use shipbell_vault::Record;
use shipbell_webhook::SignatureError;

/// After a rotation, the former secret is accepted until this long after the first delivery that
/// was signed with the new one: Apple's side has no overlap, but deliveries on their way do.
const OVERLAP_AFTER_FIRST_NEW: i64 = 10 * 60 * 1000;
/// And never longer than this after the rotation.
const OVERLAP_AT_MOST: i64 = 7 * 24 * 60 * 60 * 1000;
/// What makes the key of proofs of the secret. A mac under that key is no signature of Apple's, of
/// whatever bytes: who sees one can't let anything in with it.
const PROOF_KEY: &[u8] = b"shipbell proof of the way in, key 1";
/// "Not seen yet", for the atomic below.
const NEVER: i64 = i64::MIN;

/// One endpoint with what is needed to check a delivery.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) endpoint: Endpoint,
    /// `None` while the vault is closed.
    record: Option<Record>,
    new_secret_seen: AtomicI64,
}

/// What a check found out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// Signed with the secret in force; `first_new` when it is the first since a rotation.
    Current { first_new: bool },
    /// Signed with the former secret, within the overlap.
    Former,
    /// The secrets are not open.
    Closed,
    /// Not Apple's.
    Wrong(SignatureError),
}

impl Check {
    pub(crate) fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Current { .. } => Some(Verdict::Current),
            Self::Former => Some(Verdict::Former),
            Self::Closed | Self::Wrong(_) => None,
        }
    }
}

impl Key {
    fn new(endpoint: Endpoint, record: Option<Record>) -> Self {
        let new_secret_seen = AtomicI64::new(endpoint.new_secret_seen.unwrap_or(NEVER));
        Self {
            endpoint,
            record,
            new_secret_seen,
        }
    }

    /// Whether the former secret may still open the door at `now`.
    pub(crate) fn overlap_open(&self, now: i64) -> bool {
        let Some(former) = self
            .record
            .as_ref()
            .and_then(|record| record.former.as_ref())
        else {
            return false;
        };
        let seen = self.new_secret_seen.load(Ordering::Acquire);
        now < former.rotated.saturating_add(OVERLAP_AT_MOST)
            && (seen == NEVER || now < seen.saturating_add(OVERLAP_AFTER_FIRST_NEW))
    }

    /// Checks a signature over the raw bytes.
    pub(crate) fn check(&self, signature: &[u8], body: &[u8], now: i64) -> Check {
        let Some(record) = &self.record else {
            return Check::Closed;
        };
        let wrong = match verify(record.secret.expose(), signature, body) {
            Ok(()) => {
                return Check::Current {
                    first_new: self.note_new_secret(record, now),
                };
            }
            Err(error) => error,
        };
        let former = record.former.as_ref().filter(|_| self.overlap_open(now));
        match former.map(|former| verify(former.secret.expose(), signature, body)) {
            Some(Ok(())) => Check::Former,
            _ => Check::Wrong(wrong),
        }
    }

    /// Notes the first delivery under the new secret; says whether this was it.
    fn note_new_secret(&self, record: &Record, now: i64) -> bool {
        record.former.is_some()
            && self
                .new_secret_seen
                .compare_exchange(NEVER, now, Ordering::AcqRel, Ordering::Acquire)
                .is_ok()
    }

    /// Takes over what was seen of the same rotation and is not in the database yet.
    fn remember(&self, known: &Key) {
        if self.endpoint.rotated == known.endpoint.rotated {
            let seen = known.new_secret_seen.load(Ordering::Acquire);
            self.new_secret_seen.fetch_max(seen, Ordering::AcqRel);
        }
    }

    /// Signs a body as Apple would, for samples. `None` while the vault is closed.
    pub(crate) fn sign(&self, body: &[u8]) -> Option<String> {
        let record = self.record.as_ref()?;
        Some(shipbell_webhook::sign(
            record.secret.expose().as_bytes(),
            body,
        ))
    }

    /// The mac that proves to this instance that a question reached it. `None` while the vault is
    /// closed.
    pub(crate) fn proof(&self, nonce: &[u8]) -> Option<[u8; 32]> {
        let mac = shipbell_webhook::sign(self.proof_key()?.as_bytes(), nonce);
        let (_, digits) = mac.split_once('=')?;
        hex::decode(digits).ok()?.try_into().ok()
    }

    /// Whether this mac (in hex) is this endpoint's for this nonce.
    pub(crate) fn proves(&self, nonce: &str, mac: &str) -> bool {
        let Some(key) = self.proof_key() else {
            return false;
        };
        let mac = format!("hmacsha256={mac}");
        shipbell_webhook::verify(key.as_bytes(), mac.as_bytes(), nonce.as_bytes()).is_ok()
    }

    fn proof_key(&self) -> Option<String> {
        let secret = self.record.as_ref()?.secret.expose();
        Some(shipbell_webhook::sign(secret.as_bytes(), PROOF_KEY))
    }

    /// The record as it is now, for a rotation.
    pub(crate) fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }
}

fn verify(secret: &str, signature: &[u8], body: &[u8]) -> Result<(), SignatureError> {
    shipbell_webhook::verify(secret.as_bytes(), signature, body)
}

/// Every endpoint by its token. Reads are lock-free but for the clone of one `Arc`.
#[derive(Debug, Default)]
pub(crate) struct Keys(RwLock<Arc<HashMap<String, Arc<Key>>>>);

impl Keys {
    fn all(&self) -> Arc<HashMap<String, Arc<Key>>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn by_token(&self, token: &str) -> Option<Arc<Key>> {
        self.all().get(token).cloned()
    }

    pub(crate) fn by_id(&self, id: &EndpointId) -> Option<Arc<Key>> {
        self.all()
            .values()
            .find(|key| key.endpoint.id == *id)
            .cloned()
    }

    pub(crate) fn by_name(&self, name: &str) -> Option<Arc<Key>> {
        self.all()
            .values()
            .find(|key| key.endpoint.name == name)
            .cloned()
    }

    /// All of them, oldest first.
    pub(crate) fn list(&self) -> Vec<Arc<Key>> {
        let mut keys: Vec<_> = self.all().values().cloned().collect();
        keys.sort_by(|a, b| {
            (a.endpoint.created, &a.endpoint.name).cmp(&(b.endpoint.created, &b.endpoint.name))
        });
        keys
    }

    /// Replaces all of them: by the endpoints in the database and the records of the vault.
    pub(crate) fn replace(&self, endpoints: Vec<Endpoint>, mut records: HashMap<String, Record>) {
        let before = self.all();
        let keys = endpoints
            .into_iter()
            .map(|endpoint| {
                let record = records.remove(&endpoint.id.0);
                let key = Key::new(endpoint, record);
                if let Some(known) = before.get(&key.endpoint.token) {
                    key.remember(known);
                }
                (key.endpoint.token.clone(), Arc::new(key))
            })
            .collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }

    /// Closes one door.
    pub(crate) fn remove(&self, token: &str) {
        let mut keys = self.all().as_ref().clone();
        keys.remove(token);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shipbell_vault::{Former, SecretText};

    const HOUR: i64 = 60 * 60 * 1000;
    const BODY: &[u8] = b"{}";

    fn key(former: Option<i64>) -> Key {
        let endpoint = Endpoint {
            id: EndpointId("e1".into()),
            name: "Tideline".into(),
            token: "t".into(),
            app_id: None,
            created: 0,
            rotated: former,
            new_secret_seen: None,
        };
        let record = Record {
            secret: SecretText::from("new secret".to_owned()),
            former: former.map(|rotated| Former {
                secret: SecretText::from("old secret".to_owned()),
                rotated,
            }),
            name: "Tideline".into(),
            token: "t".into(),
            app_id: None,
        };
        Key::new(endpoint, Some(record))
    }

    fn signed(secret: &str) -> Vec<u8> {
        shipbell_webhook::sign(secret.as_bytes(), BODY).into_bytes()
    }

    #[test]
    fn a_former_secret_ends_ten_minutes_after_the_first_new_signature() {
        let key = key(Some(0));
        let (old, new) = (signed("old secret"), signed("new secret"));
        assert_eq!(
            key.check(&old, BODY, HOUR),
            Check::Former,
            "Apple may not know the new secret yet"
        );
        assert_eq!(
            key.check(&new, BODY, 2 * HOUR),
            Check::Current { first_new: true }
        );
        assert_eq!(
            key.check(&old, BODY, 2 * HOUR + OVERLAP_AFTER_FIRST_NEW - 1),
            Check::Former,
            "a delivery already on its way is still Apple's"
        );
        assert_eq!(
            key.check(&old, BODY, 2 * HOUR + OVERLAP_AFTER_FIRST_NEW),
            Check::Wrong(SignatureError::Mismatch),
            "a leaked former secret must stop opening the door"
        );
        assert_eq!(
            key.check(&new, BODY, 3 * HOUR),
            Check::Current { first_new: false }
        );
    }

    #[test]
    fn a_former_secret_ends_after_seven_days_in_any_case() {
        let key = key(Some(0));
        let old = signed("old secret");
        assert_eq!(key.check(&old, BODY, OVERLAP_AT_MOST - 1), Check::Former);
        assert_eq!(
            key.check(&old, BODY, OVERLAP_AT_MOST),
            Check::Wrong(SignatureError::Mismatch)
        );
    }

    #[test]
    fn a_proof_holds_for_its_nonce_and_secret_and_lets_nothing_in() {
        let key = key(None);
        let mac = key.proof(b"nonce").unwrap();
        let text = hex::encode(mac);
        assert!(key.proves("nonce", &text));
        assert!(!key.proves("other", &text));
        assert!(!key.proves("nonce", &"0".repeat(64)) && !key.proves("nonce", ""));
        let as_signature = format!("hmacsha256={text}");
        for body in [&b"nonce"[..], PROOF_KEY, b""] {
            assert_eq!(
                key.check(as_signature.as_bytes(), body, 0),
                Check::Wrong(SignatureError::Mismatch),
                "the tunnel sees the mac, and must not be able to post with it"
            );
        }
    }

    #[test]
    fn without_a_rotation_only_the_one_secret_opens() {
        let key = key(None);
        assert_eq!(
            key.check(&signed("old secret"), BODY, 0),
            Check::Wrong(SignatureError::Mismatch)
        );
        assert_eq!(
            key.check(&signed("new secret"), BODY, 0),
            Check::Current { first_new: false }
        );
    }
}
