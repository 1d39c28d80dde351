//! Forgetting: old events go when the user's retention says so, and former secrets when their
//! overlap is over.

use std::sync::atomic::Ordering;
use std::time::Duration;

use shipbell_vault::Record;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::status::ProblemCode;

/// Often enough that no one notices the granularity; seldom enough to cost nothing.
const EVERY: Duration = Duration::from_hours(1);
const DAY: i64 = 24 * 60 * 60 * 1000;

impl Engine {
    pub(crate) async fn keep_forgetting(self) {
        loop {
            if let Err(error) = self.forget().await {
                tracing::warn!(%error, "could not forget what is old; trying again in an hour");
            }
            tokio::select! {
                () = self.stopping() => return,
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    }

    /// Forgets what is older than the user wants. Retention counts from arrival: an event that
    /// Apple dates long ago but that came today is news.
    pub async fn forget(&self) -> Result<(), EngineError> {
        let days = self.inner.settings.current().history.keep_days;
        if days > 0 {
            let before = self
                .inner
                .clock
                .now_ms()
                .saturating_sub(i64::from(days) * DAY);
            let forgotten = self.inner.feed.forget_before(before).await?;
            if forgotten.events > 0 {
                tracing::info!(
                    events = forgotten.events,
                    days,
                    "forgot events older than the retention"
                );
            }
        }
        self.inner.samples.forget(self.inner.clock.now_ms());
        self.forget_other_product();
        self.forget_former_secrets().await
    }

    /// The last delivery for another product was long ago: somebody corrected the address.
    fn forget_other_product(&self) {
        let seen = self.inner.other_product.load(Ordering::Relaxed);
        if self.inner.clock.now_ms().saturating_sub(seen) >= DAY {
            self.problem_over(ProblemCode::ServerNotifications);
        }
    }

    async fn forget_former_secrets(&self) -> Result<(), EngineError> {
        let _turn = self.inner.endpoints_turn.lock().await;
        let now = self.inner.clock.now_ms();
        let mut any = false;
        for key in self.inner.keys.list() {
            let Some(record) = key.record().filter(|record| record.former.is_some()) else {
                continue;
            };
            if key.overlap_open(now) {
                continue;
            }
            let record = Record {
                former: None,
                ..record.clone()
            };
            self.write_secret(&key.endpoint.id, record).await?;
            any = true;
        }
        if any {
            self.read_secrets().await?;
        }
        Ok(())
    }
}
