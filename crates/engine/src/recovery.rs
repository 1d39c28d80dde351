//! Can we store again? After a full disk nothing may come for days, and until then the icon would
//! claim a problem that is long over.

use std::time::Duration;

use shipbell_feed::FeedError;

use crate::engine::Engine;

const ASK_AGAIN: Duration = Duration::from_secs(10);
/// Written and removed again: as much as a good-sized delivery, so that a few free bytes do not
/// pass for a disk with room.
const PROBE: &str = "store-probe";
const PROBE_BYTES: usize = 64 * 1024;

impl Engine {
    pub(crate) async fn keep_recovering(self) {
        loop {
            tokio::select! {
                () = self.stopping() => return,
                () = self.inner.to_probe.notified() => {}
            }
            loop {
                tokio::select! {
                    () = self.stopping() => return,
                    () = tokio::time::sleep(ASK_AGAIN) => {}
                }
                if self.can_store().await.is_ok() {
                    self.stored();
                    break;
                }
            }
        }
    }

    async fn can_store(&self) -> Result<(), FeedError> {
        let bytes = "x".repeat(PROBE_BYTES);
        self.inner.feed.set(PROBE, Some(&bytes)).await?;
        self.inner.feed.set(PROBE, None).await
    }
}
