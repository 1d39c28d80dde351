//! A clock that a test sets: a browser's clock stands still at a day of its own.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use shipbell_engine::{Clock, SystemClock};

tokio::task_local! {
    /// What time it is for one task alone: a seed arrives when it happened.
    static THEN: Timestamp;
}

/// Does it as if it were `then`.
pub(crate) async fn back_then<T>(then: Timestamp, work: impl Future<Output = T>) -> T {
    THEN.scope(then, work).await
}

/// The system's clock, moved.
#[derive(Default)]
pub(crate) struct Moved(AtomicI64);

impl Moved {
    /// From now on, it is `now`; time goes on from there.
    pub(crate) fn set(&self, now: i64) {
        let by = now.saturating_sub(SystemClock.now_ms());
        self.0.store(by, Ordering::Relaxed);
    }
}

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        THEN.try_with(|then| *then).unwrap_or_else(|_| {
            let by = SignedDuration::from_millis(self.0.load(Ordering::Relaxed));
            SystemClock.now().saturating_add(by).unwrap_or_default()
        })
    }

    fn zone(&self) -> TimeZone {
        SystemClock.zone()
    }
}
