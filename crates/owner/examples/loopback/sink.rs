//! What rang, kept for tests to look at.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use serde_json::{Value, json};
use shipbell_engine::{Banner, Sink, SinkError, SinkKind};

/// Takes every banner, unless nobody is there to show them.
#[derive(Default)]
pub(crate) struct Rang {
    all: Mutex<Vec<Value>>,
    absent: AtomicBool,
}

impl Rang {
    /// All banners so far, oldest first.
    pub(crate) fn banners(&self) -> Vec<Value> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.clone()
    }

    /// Whether nobody is there to show them.
    pub(crate) fn set_absent(&self, absent: bool) {
        self.absent.store(absent, Ordering::Relaxed);
    }
}

#[async_trait]
impl Sink for Rang {
    fn kind(&self) -> SinkKind {
        SinkKind::Desktop
    }

    async fn ring(&self, banner: &Banner) -> Result<(), SinkError> {
        if self.absent.load(Ordering::Relaxed) {
            return Err(SinkError::Absent("the test wants it so".to_owned()));
        }
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
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
