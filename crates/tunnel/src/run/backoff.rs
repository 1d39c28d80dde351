//! How long to wait before the next start.

use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_mins(1);

/// A tunnel that was up for so long did not fail at its start.
const GOOD: Duration = Duration::from_mins(1);

#[derive(Debug)]
pub(crate) struct Backoff {
    next: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { next: FIRST }
    }
}

impl Backoff {
    /// The pause after a run that was up for this long.
    pub(crate) fn after(&mut self, up: Duration) -> Duration {
        if up >= GOOD {
            self.next = FIRST;
        }
        let pause = self.next;
        self.next = LONGEST.min(pause.saturating_mul(2));
        pause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_minute_and_begin_anew_after_a_good_run() {
        let mut backoff = Backoff::default();
        let short = Duration::from_secs(59);
        let pauses: Vec<_> = (0..8).map(|_| backoff.after(short).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(backoff.after(GOOD), FIRST);
        assert_eq!(backoff.after(Duration::ZERO).as_secs(), 2);
    }
}
