//! Quiet hours: only the urgent rings, and the rest waits for their end.
//!
//! That it is quiet can be read from the wall at any time. That something was held can't, once they
//! are over: so the end of those that the bell last saw is kept, until their digest has rung.

use shipbell_feed::FeedError;
use shipbell_rules::quiet;

use crate::engine::{Change, Engine};

/// Where the end of the quiet hours that hold, or held, is kept, so that it survives a restart.
const STATE: &str = "quiet-hours";

impl Engine {
    /// Until when it is quiet, if it is quiet now.
    pub(crate) fn quiet_until(&self) -> Option<i64> {
        let chosen = self.inner.settings.current().quiet_hours;
        let until = quiet::until(chosen.hours, &self.inner.clock.local());
        until
            .filter(|_| chosen.enabled)
            .map(jiff::Timestamp::as_millisecond)
    }

    pub(crate) fn has_quiet_hours(&self) -> bool {
        self.inner.settings.current().quiet_hours.enabled
    }

    /// Notes that it is quiet. Where it is not, says until when it was, if that is still to be
    /// told of.
    pub(crate) async fn turn_of_quiet(&self, quiet: Option<i64>) -> Result<Option<i64>, FeedError> {
        let noted = self.inner.feed.get(STATE).await?;
        let noted = noted.and_then(|until| until.parse().ok());
        if let Some(until) = quiet {
            if noted != quiet {
                self.note_quiet(until).await?;
            }
            return Ok(None);
        }
        Ok(noted)
    }

    pub(crate) async fn note_quiet(&self, until: i64) -> Result<(), FeedError> {
        let until = until.to_string();
        self.inner.feed.set(STATE, Some(&until)).await?;
        self.changed(Change::Status);
        Ok(())
    }

    pub(crate) async fn quiet_is_over(&self) -> Result<(), FeedError> {
        self.inner.feed.set(STATE, None).await?;
        self.changed(Change::Status);
        Ok(())
    }
}
