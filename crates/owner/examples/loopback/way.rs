//! The internet, as a test wants it: whatever public address is asked leads to our own door, or is lost.

use std::sync::{Mutex, OnceLock, PoisonError};

use async_trait::async_trait;
use serde::Deserialize;
use shipbell_engine::{Arrived, Cause, Engine, PROOF_HEADER, Unproven, Verdict, WayIn};

/// The way from the public address to the door.
#[derive(Default)]
pub(crate) struct Way {
    home: OnceLock<Engine>,
    lost: Mutex<Option<Lost>>,
}

/// Where a question may get lost.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Lost {
    Dns,
    Tls,
    Unreachable,
    TimedOut,
    NotFound,
    Interstitial,
    TunnelDown,
    OtherInstance,
    Strange,
}

impl Way {
    /// It leads here.
    pub(crate) fn leads_to(&self, engine: Engine) {
        let _ = self.home.set(engine);
    }

    /// From now on questions get lost there, or nowhere.
    pub(crate) fn lose(&self, at: Option<Lost>) {
        *self.lost.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }
}

#[async_trait]
impl WayIn for Way {
    async fn ask(&self, url: &str, nonce: &str) -> Result<String, Unproven> {
        let lost = *self.lost.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some(engine), None) = (self.home.get(), lost) else {
            return Err(unproven(lost.map_or(Cause::Unreachable, cause)));
        };
        let arrived = Arrived {
            token: url.rsplit('/').next().unwrap_or_default().to_owned(),
            signature: None,
            headers: vec![(PROOF_HEADER.to_owned(), nonce.as_bytes().to_vec())],
            body: Vec::new().into(),
        };
        match engine.take_in(arrived).await {
            Verdict::Proven(mac) => Ok(hex::encode(mac)),
            _ => Err(unproven(Cause::Strange)),
        }
    }
}

fn unproven(cause: Cause) -> Unproven {
    Unproven {
        cause,
        detail: "The test wants it so.".to_owned(),
    }
}

fn cause(lost: Lost) -> Cause {
    match lost {
        Lost::Dns => Cause::Dns,
        Lost::Tls => Cause::Tls,
        Lost::Unreachable => Cause::Unreachable,
        Lost::TimedOut => Cause::TimedOut,
        Lost::NotFound => Cause::NotFound,
        Lost::Interstitial => Cause::Interstitial,
        Lost::TunnelDown => Cause::TunnelDown,
        Lost::OtherInstance => Cause::OtherInstance,
        Lost::Strange => Cause::Strange,
    }
}
