//! What App Store Connect would say: an instance's id of `seed.rs` tells its version and build, and a
//! test may tell more.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use shipbell_engine::Apple;
use shipbell_feed::Endpoint;
use shipbell_rules::Facts;
use shipbell_vault::Account;
use shipbell_webhook::Event;

use crate::seed;

/// Knows what it was told, and what the seeds are.
#[derive(Default)]
pub(crate) struct Told(Mutex<HashMap<String, Facts>>);

impl Told {
    /// The facts behind an instance.
    pub(crate) fn tell(&self, instance: String, facts: Facts) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.insert(instance, facts);
    }
}

#[async_trait]
impl Apple for Told {
    async fn facts(&self, _: Option<&Account>, _: &Endpoint, event: &Event) -> Facts {
        let Some(instance) = &event.instance else {
            return Facts::default();
        };
        let told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = told.get(&instance.id).cloned();
        known
            .or_else(|| seed::facts(&instance.id))
            .unwrap_or_default()
    }
}
