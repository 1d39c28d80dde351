//! How often may failed checks show in the log?

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Counts failed checks and lets one log line through per period, so that a storm of bad
/// signatures can't fill the disk.
#[derive(Debug)]
pub(crate) struct Tally {
    every: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    untold: u64,
    last_line: Option<Instant>,
}

impl Tally {
    pub(crate) fn new(every: Duration) -> Self {
        Self {
            every,
            state: Mutex::default(),
        }
    }

    /// Counts one failed check, and says so if nothing was said lately.
    pub(crate) fn count(&self, now: Instant) {
        tell(self.take(1, now));
    }

    /// Says what is still untold, if it is time; called at intervals, so that the end of a storm
    /// is not left out.
    pub(crate) fn catch_up(&self, now: Instant) {
        tell(self.take(0, now));
    }

    fn take(&self, more: u64, now: Instant) -> Option<u64> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.untold += more;
        let quiet = state
            .last_line
            .is_some_and(|last| now.saturating_duration_since(last) < self.every);
        if quiet || state.untold == 0 {
            return None;
        }
        state.last_line = Some(now);
        Some(std::mem::take(&mut state.untold))
    }
}

fn tell(count: Option<u64>) {
    if let Some(count) = count {
        tracing::warn!(
            count,
            "refused deliveries with a missing or wrong signature"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_shows_at_once_and_a_storm_as_one_number() {
        let tally = Tally::new(Duration::from_mins(1));
        let start = Instant::now();
        assert_eq!(
            tally.take(0, start),
            None,
            "nothing happened, nothing is said"
        );
        assert_eq!(
            tally.take(1, start),
            Some(1),
            "a first failure is worth a line"
        );
        for _ in 0..1000 {
            assert_eq!(tally.take(1, start), None, "a storm must not flood the log");
        }
        let later = start + Duration::from_mins(1);
        assert_eq!(
            tally.take(0, later),
            Some(1000),
            "its size must not be lost"
        );
        assert_eq!(
            tally.take(0, later + Duration::from_mins(1)),
            None,
            "and is told once"
        );
    }
}
