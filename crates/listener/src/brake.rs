//! Are there too many failed checks to answer each in detail?

use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

use crate::limits::Limits;

/// A bucket of tokens for failed checks. It turns a 401 into a 429 and touches nothing else: a
/// right signature never asks it.
#[derive(Debug)]
pub(crate) struct Brake {
    per_second: f64,
    burst: f64,
    level: Mutex<Level>,
}

#[derive(Debug)]
struct Level {
    tokens: f64,
    at: Instant,
}

impl Brake {
    pub(crate) fn new(limits: &Limits, now: Instant) -> Self {
        let burst = f64::from(limits.failures_burst);
        Self {
            per_second: f64::from(limits.failures_per_second),
            burst,
            level: Mutex::new(Level {
                tokens: burst,
                at: now,
            }),
        }
    }

    /// Counts one failed check. Is it one too many?
    pub(crate) fn too_many(&self, now: Instant) -> bool {
        let mut level = self.level.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = now.saturating_duration_since(level.at).as_secs_f64();
        level.at = level.at.max(now);
        level.tokens = (level.tokens + passed * self.per_second).min(self.burst);
        if level.tokens < 1.0 {
            return true;
        }
        level.tokens -= 1.0;
        false
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_storm_empties_the_bucket_and_calm_refills_it() {
        let limits = Limits {
            failures_per_second: 2,
            failures_burst: 3,
            ..Limits::default()
        };
        let start = Instant::now();
        let brake = Brake::new(&limits, start);
        let storm: Vec<bool> = (0..5).map(|_| brake.too_many(start)).collect();
        assert_eq!(
            storm,
            [false, false, false, true, true],
            "three are told 401, then 429"
        );

        let later = start + Duration::from_secs(1);
        let after: Vec<bool> = (0..3).map(|_| brake.too_many(later)).collect();
        assert_eq!(after, [false, false, true], "two a second come back");

        let much_later = later + Duration::from_hours(1);
        let calm: Vec<bool> = (0..4).map(|_| brake.too_many(much_later)).collect();
        assert_eq!(
            calm,
            [false, false, false, true],
            "an hour of calm saves up one burst only"
        );
    }
}
