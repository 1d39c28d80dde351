//! Many samples, told by two of them.

use std::time::Duration;

/// Sorted microseconds.
pub(super) struct Spread(Vec<f64>);

impl Spread {
    pub(super) fn of(samples: impl IntoIterator<Item = Duration>) -> Self {
        let mut sorted: Vec<f64> = samples
            .into_iter()
            .map(|sample| sample.as_secs_f64() * 1e6)
            .collect();
        sorted.sort_unstable_by(f64::total_cmp);
        Self(sorted)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The smallest sample that at least so many in a hundred do not exceed.
    pub(super) fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100);
        let at = rank.saturating_sub(1);
        self.0.get(at).copied().unwrap_or(f64::NAN)
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;
    use std::time::Duration;

    #[test]
    fn percentiles_are_samples_and_the_last_is_not_lost() {
        let spread = Spread::of((1..=200).rev().map(Duration::from_micros));
        let at = |spread: &Spread, percent| format!("{:.0}", spread.percentile(percent));
        assert_eq!(
            [50, 99, 100].map(|percent| at(&spread, percent)),
            ["100", "198", "200"]
        );
        let one = Spread::of([Duration::from_micros(7)]);
        assert_eq!(at(&one, 99), "7", "one sample is all of them");
    }
}
