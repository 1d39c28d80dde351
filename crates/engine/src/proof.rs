//! Does the public address lead to this very instance?
//!
//! A question goes out to the address, under an endpoint's own path, with a nonce that was made
//! here a moment ago. Only if it comes in again at this door, and the answer to it comes back, is
//! the way in proven. What a stranger could make of it: docs/decisions/013.

use std::collections::VecDeque;
use std::sync::Mutex;

use shipbell_feed::EndpointId;

use crate::engine::{Change, Engine};
use crate::error::EngineError;
use crate::intake::{Arrived, header};
use crate::keys::Key;
use crate::ports::{Cause, Unproven};
use crate::samples::random_nonce;
use crate::status::{Proven, lock};

/// The header of the question's nonce, and of the answer's mac.
pub const PROOF_HEADER: &str = "x-shipbell-proof";

/// A question that has not come in by then never will.
const AWAITED_FOR: i64 = 30_000;
/// Nobody asks more often than this within that time; bounds the memory.
const AWAITED_AT_MOST: usize = 16;

/// What came of trying the public address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// It leads here.
    Proven(Proven),
    /// It does not, or nobody can say.
    Unproven(Unproven),
}

/// The questions that are on their way, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Awaited(Mutex<VecDeque<Question>>);

#[derive(Debug)]
struct Question {
    endpoint: EndpointId,
    nonce: String,
    until: i64,
}

impl Awaited {
    fn note(&self, endpoint: &EndpointId, nonce: &str, now: i64) {
        let mut all = lock(&self.0);
        all.retain(|question| question.until > now);
        if all.len() >= AWAITED_AT_MOST {
            all.pop_front();
        }
        all.push_back(Question {
            endpoint: endpoint.clone(),
            nonce: nonce.to_owned(),
            until: now.saturating_add(AWAITED_FOR),
        });
    }

    /// Whether this very question is awaited; it is answered once and no more.
    fn came(&self, endpoint: &EndpointId, nonce: &[u8], now: i64) -> bool {
        let mut all = lock(&self.0);
        let found = all.iter().position(|question| {
            question.endpoint == *endpoint
                && question.nonce.as_bytes() == nonce
                && question.until > now
        });
        found.is_some_and(|at| all.remove(at).is_some())
    }

    fn forget(&self, nonce: &str) {
        lock(&self.0).retain(|question| question.nonce != nonce);
    }
}

/// The last proof, with what it holds for.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    proven: Proven,
    public_url: String,
    listening: std::net::SocketAddr,
}

impl Engine {
    /// Tries whether the public address leads to this instance, with an endpoint by name, or the
    /// first.
    pub async fn prove(&self, endpoint: Option<&str>) -> Result<Proof, EngineError> {
        let key = self.endpoint_named_or_first(endpoint)?;
        let public_url = self.public_url().ok_or(EngineError::NoPublicUrl)?;
        if key.record().is_none() {
            return Err(EngineError::SecretsClosed(self.secrets_problem()));
        }
        let Some(listening) = self.listening() else {
            return Ok(Proof::Unproven(Unproven {
                cause: Cause::DoorClosed,
                detail: "The door is not open on this computer, so nothing can come in.".to_owned(),
            }));
        };
        let url = format!("{public_url}/hooks/{}", key.endpoint.token);
        let nonce = random_nonce()?;
        let begun = self.inner.clock.now_ms();
        self.inner.awaited.note(&key.endpoint.id, &nonce, begun);
        let answer = self.inner.way_in.ask(&url, &nonce).await;
        self.inner.awaited.forget(&nonce);
        let at = self.inner.clock.now_ms();
        let asked_at = public_url.clone();
        let outcome = answer.and_then(|mac| {
            if key.proves(&nonce, &mac) {
                return Ok(Held {
                    proven: Proven {
                        at,
                        round_trip_ms: u64::try_from(at.saturating_sub(begun)).unwrap_or(0),
                    },
                    public_url,
                    listening,
                });
            }
            Err(Unproven {
                cause: Cause::OtherInstance,
                detail: "A Shipbell answered, but not this one.".to_owned(),
            })
        });
        let (held, proof) = match outcome {
            Ok(held) => (Some(held.clone()), Proof::Proven(held.proven)),
            Err(unproven) => (None, Proof::Unproven(unproven)),
        };
        *lock(&self.inner.unproven) = match &proof {
            Proof::Proven(_) => None,
            Proof::Unproven(unproven) => Some((asked_at, unproven.clone())),
        };
        *lock(&self.inner.proven) = held;
        self.changed(Change::Status);
        Ok(proof)
    }

    /// The mac for a question that this instance has sent out itself and awaits. To anyone else,
    /// and a second time, there is none.
    pub(crate) fn answer_question(&self, key: &Key, arrived: &Arrived) -> Option<[u8; 32]> {
        let nonce = header(&arrived.headers, PROOF_HEADER)?;
        let now = self.inner.clock.now_ms();
        if !self.inner.awaited.came(&key.endpoint.id, nonce, now) {
            return None;
        }
        key.proof(nonce)
    }

    /// The last proof, while address and door are those it was made for.
    pub(crate) fn proven(&self) -> Option<Proven> {
        let held = lock(&self.inner.proven).clone()?;
        self.still_holds(&held).then_some(held.proven)
    }

    /// A proof does not come back when somebody goes back to a former address.
    pub(crate) fn forget_stale_proof(&self) {
        let mut held = lock(&self.inner.proven);
        if held.as_ref().is_some_and(|held| !self.still_holds(held)) {
            *held = None;
        }
    }

    fn still_holds(&self, held: &Held) -> bool {
        self.public_url().as_ref() == Some(&held.public_url)
            && self.listening() == Some(held.listening)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> EndpointId {
        EndpointId(text.to_owned())
    }

    #[test]
    fn a_question_is_answered_once_at_its_endpoint_and_in_its_time() {
        let awaited = Awaited::default();
        awaited.note(&id("a"), "n1", 0);
        assert!(!awaited.came(&id("a"), b"n2", 1), "nobody asked that here");
        assert!(!awaited.came(&id("b"), b"n1", 1), "another endpoint's path");
        assert!(awaited.came(&id("a"), b"n1", 1));
        assert!(
            !awaited.came(&id("a"), b"n1", 1),
            "whoever saw the question can't have it answered again"
        );
        awaited.note(&id("a"), "n3", 0);
        assert!(!awaited.came(&id("a"), b"n3", AWAITED_FOR), "too late");
    }

    #[test]
    fn questions_do_not_pile_up() {
        let awaited = Awaited::default();
        for number in 0..100 {
            awaited.note(&id("a"), &number.to_string(), 0);
        }
        assert_eq!(lock(&awaited.0).len(), AWAITED_AT_MOST);
        assert!(awaited.came(&id("a"), b"99", 1), "the newest counts");
    }
}
