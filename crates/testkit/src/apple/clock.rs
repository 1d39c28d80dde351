//! Apple's own clock, which a test moves.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// The clock that tokens, links and dates of the fake go by. Clones show the same time.
#[derive(Debug, Clone)]
pub struct AppleClock(Arc<Mutex<Reading>>);

#[derive(Debug, Clone, Copy)]
enum Reading {
    /// The real time and so much more.
    Ahead(SignedDuration),
    /// This moment, until somebody moves it.
    Still(Timestamp),
}

impl Default for AppleClock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Reading::Ahead(SignedDuration::ZERO))))
    }
}

impl AppleClock {
    /// What it shows.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the system clock of another house: whole programs under test look at the real one"
    )]
    pub fn now(&self) -> Timestamp {
        match *self.reading() {
            Reading::Ahead(by) => Timestamp::now().saturating_add(by).unwrap_or_default(),
            Reading::Still(at) => at,
        }
    }

    /// Moves it on, or back when `by` is negative. Nothing is waited for.
    pub fn forward(&self, by: SignedDuration) {
        let mut reading = self.reading();
        *reading = match *reading {
            Reading::Ahead(ahead) => Reading::Ahead(ahead.saturating_add(by)),
            Reading::Still(at) => Reading::Still(at.saturating_add(by).unwrap_or(at)),
        };
    }

    /// Stops it at this moment, for tests whose own clock stands still too.
    pub fn stand_at(&self, at: Timestamp) {
        *self.reading() = Reading::Still(at);
    }

    fn reading(&self) -> std::sync::MutexGuard<'_, Reading> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// With milliseconds, in UTC: how feedback and deliveries are dated.
pub(crate) fn utc(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// `[L]` Builds, versions and uploads are dated with Cupertino's distance from UTC.
pub(crate) fn pacific(at: Timestamp) -> String {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(-7));
    at.to_zoned(zone)
        .strftime("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
}
