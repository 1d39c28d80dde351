//! How wrong this computer's clock is, by Apple's.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

/// Less is the answer's way home and the whole seconds of its `Date`.
const TOLERATED_MS: i64 = 30_000;

/// An answer that took longer says too little about when its date was written.
const FRESH_MS: i64 = 20_000;

/// How far this computer's clock is from Apple's: more than thirty seconds, or it is not told.
///
/// Its `Display` ends the sentence "This computer's clock is …".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skew {
    ms: i64,
}

impl Skew {
    /// In milliseconds; more than zero where this computer's clock is ahead.
    pub const fn ms(self) -> i64 {
        self.ms
    }
}

impl fmt::Display for Skew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.ms.unsigned_abs() / 1000;
        let (count, unit) = match seconds {
            0..=89 => (seconds, "second"),
            90..=5_399 => ((seconds + 30) / 60, "minute"),
            5_400..=172_799 => ((seconds + 1_800) / 3_600, "hour"),
            _ => ((seconds + 43_200) / 86_400, "day"),
        };
        let plural = if count == 1 { "" } else { "s" };
        let side = if self.ms > 0 { "ahead" } else { "behind" };
        write!(f, "{count} {unit}{plural} {side}")
    }
}

/// What the last answer said of it.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    ahead_ms: AtomicI64,
}

impl Watch {
    /// Notes an answer's `Date`, asked for at `asked` and come at `came` by this computer's clock.
    pub(crate) fn compare(&self, date: Option<&str>, asked: i64, came: i64) {
        let Some(theirs) = date.and_then(http_date) else {
            return;
        };
        let took = came.saturating_sub(asked);
        if (0..=FRESH_MS).contains(&took) {
            // A date names a second that has begun; half of it on average has gone.
            let ours = asked.saturating_add(took / 2);
            let ahead = ours.saturating_sub(theirs.saturating_add(500));
            self.ahead_ms.store(ahead, Ordering::Relaxed);
        }
    }

    pub(crate) fn skew(&self) -> Option<Skew> {
        let ms = self.ahead_ms.load(Ordering::Relaxed);
        (ms.saturating_abs() > TOLERATED_MS).then_some(Skew { ms })
    }

    /// What Apple's clock says when ours says `now`.
    pub(crate) fn corrected(&self, now: i64) -> i64 {
        now.saturating_sub(self.skew().map_or(0, Skew::ms))
    }
}

/// As HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(crate) fn http_date(text: &str) -> Option<i64> {
    let parsed = jiff::fmt::rfc2822::parse(text.trim()).ok()?;
    Some(parsed.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::{Watch, http_date};

    const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

    fn told(ahead_ms: i64) -> Option<String> {
        let theirs = http_date(DATE).unwrap();
        let watch = Watch::default();
        let ours = theirs + ahead_ms + 500;
        watch.compare(Some(DATE), ours - 400, ours + 400);
        watch.skew().map(|skew| skew.to_string())
    }

    #[test]
    fn a_wrong_clock_is_told_as_a_person_would() {
        assert_eq!(http_date(DATE), Some(784_111_777_000));
        let minute = 60_000;
        for (ahead, words) in [
            (0, None),
            (29_000, None),
            (-29_000, None),
            (40_000, Some("40 seconds ahead")),
            (-7 * minute, Some("7 minutes behind")),
            (7 * minute, Some("7 minutes ahead")),
            (60 * minute, Some("60 minutes ahead")),
            (-3 * 60 * minute, Some("3 hours behind")),
            (49 * 60 * minute, Some("2 days ahead")),
        ] {
            assert_eq!(told(ahead).as_deref(), words, "{ahead} ms");
        }
    }

    #[test]
    fn what_says_nothing_changes_nothing() {
        let watch = Watch::default();
        let theirs = http_date(DATE).unwrap();
        watch.compare(Some("yesterday"), 0, 100);
        watch.compare(None, 0, 100);
        watch.compare(Some(DATE), theirs + 90_000, theirs + 180_000);
        assert_eq!(
            watch.skew(),
            None,
            "a slow answer is not proof of a wrong clock"
        );
    }
}
