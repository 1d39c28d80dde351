//! What stands until something else happens to it. Apple's API says nothing of why a version was
//! rejected, so the rejection itself stays in sight, with the way to its page.

use shipbell_feed::{Event as Row, EventId, Pin, Provenance};
use shipbell_webhook::{Event, Kind};

use crate::engine::Engine;
use crate::error::EngineError;

/// What an event does to the pin of its version.
pub(crate) fn turned(event: &Event, provenance: Provenance) -> Pin {
    if event.kind != Kind::AppVersion || provenance == Provenance::Sample {
        return Pin::Leave;
    }
    match event.status.as_deref() {
        Some("REJECTED" | "METADATA_REJECTED") => Pin::Set,
        Some(_) => Pin::Lift,
        None => Pin::Leave,
    }
}

impl Engine {
    /// Rejections that stand, the newest first.
    pub async fn pinned(&self) -> Result<Vec<Row>, EngineError> {
        Ok(self.inner.feed.pinned().await?)
    }

    /// Takes a rejection off what stands, because a person has seen enough of it.
    pub async fn unpin(&self, event: EventId) -> Result<(), EngineError> {
        self.inner.feed.unpin(event).await?;
        Ok(())
    }
}
