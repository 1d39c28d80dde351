//! When does a snoozed notice come back?

use jiff::{SignedDuration, Timestamp};

/// How long "Snooze 1 h" lasts.
pub const LENGTH: SignedDuration = SignedDuration::from_hours(1);

/// When a notice snoozed at `now` rings again.
pub fn until(now: Timestamp) -> Timestamp {
    now.saturating_add(LENGTH).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_hour_later() {
        let now: Timestamp = "2026-11-21T22:00:00Z".parse().unwrap();
        assert_eq!(
            until(now).to_string(),
            "2026-11-21T23:00:00Z",
            "the button says 1 h"
        );
        assert_eq!(until(Timestamp::MAX), Timestamp::MAX);
    }
}
