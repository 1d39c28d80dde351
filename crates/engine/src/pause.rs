//! Pause: keep everything, ring nothing, and end in one digest.

use shipbell_feed::FeedError;
pub use shipbell_rules::pause::Choice as PauseChoice;

use crate::engine::{Change, Engine};
use crate::error::EngineError;

/// Where the pause is kept, so that it survives a restart.
const STATE: &str = "pause";
const UNTIL_RESUMED: &str = "until-resumed";

/// A pause in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// When it ends, in epoch milliseconds; `None` when the user ends it.
    pub until: Option<i64>,
}

impl Pause {
    /// Whether it still holds at `now`.
    pub(crate) fn holds(self, now: i64) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    fn to_state(self) -> String {
        self.until
            .map_or_else(|| UNTIL_RESUMED.to_owned(), |until| until.to_string())
    }

    fn from_state(state: &str) -> Option<Self> {
        if state == UNTIL_RESUMED {
            return Some(Self { until: None });
        }
        state.parse().ok().map(|until| Self { until: Some(until) })
    }
}

impl Engine {
    /// The pause in force, or the one that has just run out and whose digest is still to come.
    pub(crate) async fn stored_pause(&self) -> Result<Option<Pause>, FeedError> {
        let state = self.inner.feed.get(STATE).await?;
        Ok(state.as_deref().and_then(Pause::from_state))
    }

    /// The pause in force now.
    pub async fn pause(&self) -> Result<Option<Pause>, EngineError> {
        let now = self.inner.clock.now_ms();
        Ok(self.stored_pause().await?.filter(|pause| pause.holds(now)))
    }

    /// Holds every banner, time-sensitive ones too, until then.
    pub async fn pause_for(&self, choice: PauseChoice) -> Result<Pause, EngineError> {
        let until = shipbell_rules::pause::until(choice, &self.inner.clock.local());
        let pause = Pause {
            until: until.map(jiff::Timestamp::as_millisecond),
        };
        self.inner.feed.set(STATE, Some(&pause.to_state())).await?;
        self.pause_changed();
        Ok(pause)
    }

    /// Ends the pause. What was held comes as one digest.
    pub async fn resume(&self) -> Result<(), EngineError> {
        if self.stored_pause().await?.is_some() {
            // Ending it by making it run out leaves the digest to the bell, which survives a crash.
            let over = Pause { until: Some(0) };
            self.inner.feed.set(STATE, Some(&over.to_state())).await?;
        }
        self.pause_changed();
        Ok(())
    }

    /// Forgets a pause that has run out, once its digest has rung.
    pub(crate) async fn pause_is_over(&self) -> Result<(), FeedError> {
        self.inner.feed.set(STATE, None).await?;
        self.changed(Change::Status);
        Ok(())
    }

    fn pause_changed(&self) {
        self.inner.to_ring.notify_one();
        self.changed(Change::Status);
    }
}
