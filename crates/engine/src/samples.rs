//! Signed samples: events made by us, to show or to test the whole way from the door to the banner.
//!
//! A sample takes the same way as Apple's events, so it proves that way. What marks it as a sample
//! is the owner's memory of having made it, never anything in the request: whoever can send a
//! request must not be able to choose how it is shown.

use std::collections::HashMap;
use std::sync::Mutex;

use shipbell_feed::EndpointId;
use shipbell_webhook::sample::{self, Ids};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake::digest;
use crate::status::lock;

/// A sample that was not sent within this time is forgotten.
const EXPECTED_FOR: i64 = 10 * 60 * 1000;
/// More than anyone sends by hand or in a demonstration; bounds the memory.
const EXPECTED_AT_MOST: usize = 10_000;

/// A sample ready to be posted to the door.
#[derive(Debug, Clone)]
pub struct SignedSample {
    /// The door's path, with the endpoint's token.
    pub path: String,
    /// The value of Apple's signature header.
    pub signature: String,
    /// The body.
    pub body: Vec<u8>,
    /// The event's id in the body.
    pub id: String,
    /// The endpoint's name.
    pub endpoint: String,
}

/// The samples that were made and have not arrived yet.
#[derive(Debug, Default)]
pub(crate) struct Expected(Mutex<HashMap<(EndpointId, [u8; 32]), i64>>);

impl Expected {
    /// Says whether there was room: an event that nobody remembers having made would pass for
    /// Apple's.
    fn note(&self, endpoint: &EndpointId, digest: [u8; 32], now: i64) -> bool {
        let mut all = lock(&self.0);
        if all.len() >= EXPECTED_AT_MOST {
            all.retain(|_, until| *until > now);
        }
        let room = all.len() < EXPECTED_AT_MOST;
        if room {
            all.insert((endpoint.clone(), digest), now.saturating_add(EXPECTED_FOR));
        }
        room
    }

    /// Whether any may be awaited.
    pub(crate) fn any(&self) -> bool {
        !lock(&self.0).is_empty()
    }

    /// It came and is kept; the database remembers its bytes from now on.
    pub(crate) fn came(&self, endpoint: &EndpointId, digest: &[u8; 32]) {
        lock(&self.0).remove(&(endpoint.clone(), *digest));
    }

    /// Forgets those that never came.
    pub(crate) fn forget(&self, now: i64) {
        lock(&self.0).retain(|_, until| *until > now);
    }

    /// Whether this body is one of ours.
    pub(crate) fn expects(&self, endpoint: &EndpointId, digest: &[u8; 32], now: i64) -> bool {
        lock(&self.0)
            .get(&(endpoint.clone(), *digest))
            .is_some_and(|until| *until > now)
    }
}

impl Engine {
    /// Makes and signs a sample by name, for an endpoint by name (or the only one).
    pub fn sample(&self, name: &str, endpoint: Option<&str>) -> Result<SignedSample, EngineError> {
        let sample =
            sample::find(name).ok_or_else(|| EngineError::NoSuchSample(name.to_owned()))?;
        let key = self.endpoint_named_or_only(endpoint)?;
        let ids = Ids {
            event: random_uuid()?,
            instance: random_uuid()?,
            app_id: key.endpoint.app_id.clone(),
            time: self.inner.clock.now(),
        };
        let body = sample::body(sample, &ids);
        let signature = key
            .sign(&body)
            .ok_or_else(|| EngineError::SecretsClosed(self.secrets_problem()))?;
        let now = self.inner.clock.now_ms();
        if !(self.inner.samples).note(&key.endpoint.id, digest(&body), now) {
            return Err(EngineError::TooManySamples(EXPECTED_AT_MOST));
        }
        Ok(SignedSample {
            path: format!("/hooks/{}", key.endpoint.token),
            signature,
            body,
            id: ids.event,
            endpoint: key.endpoint.name.clone(),
        })
    }
}

/// A random UUID (version 4), the form that Apple's ids have.
pub(crate) fn random_uuid() -> Result<String, EngineError> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| EngineError::Interrupted)?;
    let [.., seventh, _, ninth, _, _, _, _, _, _, _] = &mut bytes;
    *seventh = (*seventh & 0x0f) | 0x40;
    *ninth = (*ninth & 0x3f) | 0x80;
    let text = hex::encode(bytes);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    Ok(format!(
        "{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    ))
}

/// 256 random bits in hex: what nobody else can have asked.
pub(crate) fn random_nonce() -> Result<String, EngineError> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| EngineError::Interrupted)?;
    Ok(hex::encode(bytes))
}

/// 128 random bits in hex: an endpoint's token and its id.
pub(crate) fn random_token() -> Result<String, EngineError> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| EngineError::Interrupted)?;
    Ok(hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_has_its_version_and_variant() {
        let id = random_uuid().unwrap();
        let shape: Vec<_> = id.split('-').map(str::len).collect();
        assert_eq!(shape, [8, 4, 4, 4, 12]);
        assert_eq!(
            &id[14..15],
            "4",
            "{id} is a random UUID, as Apple's ids are"
        );
        assert!(
            "89ab".contains(&id[19..20]),
            "{id} has the standard variant"
        );
    }

    #[test]
    fn an_expected_sample_is_forgotten_after_a_while() {
        let expected = Expected::default();
        let endpoint = EndpointId("e".into());
        expected.note(&endpoint, [1; 32], 0);
        assert!(expected.expects(&endpoint, &[1; 32], 1));
        assert!(!expected.expects(&EndpointId("other".into()), &[1; 32], 1));
        assert!(
            !expected.expects(&endpoint, &[1; 32], EXPECTED_FOR),
            "a replay much later is not marked by us"
        );
    }
}
