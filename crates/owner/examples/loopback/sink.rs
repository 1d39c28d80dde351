//! What rang, kept for tests to look at.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use serde_json::{Value, json};
use shipbell_engine::{Banner, Sink, SinkError, SinkKind};

/// Takes every banner.
#[derive(Default)]
pub(crate) struct Rang(Mutex<Vec<Value>>);

impl Rang {
    /// All banners so far, oldest first.
    pub(crate) fn banners(&self) -> Vec<Value> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.clone()
    }
}

#[async_trait]
impl Sink for Rang {
    fn kind(&self) -> SinkKind {
        SinkKind::Desktop
    }

    async fn ring(&self, banner: &Banner) -> Result<(), SinkError> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(json!({
            "event": banner.event.map(|event| event.0.to_string()),
            "channel": banner.channel,
            "level": banner.level.name(),
            "title": banner.title,
            "body": banner.body,
            "link": banner.link,
        }));
        Ok(())
    }
}
