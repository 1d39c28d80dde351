//! What time is it? The one door to the system's clock.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The time, as everything in the house is given it.
pub trait Clock: Send + Sync {
    /// The current instant.
    fn now(&self) -> Timestamp;

    /// The person's time zone, for "tomorrow, 9:00" and for times in words.
    fn zone(&self) -> TimeZone;

    /// Now, in epoch milliseconds, as the database keeps it.
    fn now_ms(&self) -> i64 {
        self.now().as_millisecond()
    }

    /// Now, on the person's wall.
    fn local(&self) -> Zoned {
        self.now().to_zoned(self.zone())
    }
}

/// The system's clock and time zone.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that looks at the system's clock"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }
}
