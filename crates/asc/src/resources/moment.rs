//! A point in time, as Apple writes it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A date with a time. What can't be read as one is kept, and is no time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(String);

impl Moment {
    /// Milliseconds since 1970.
    pub fn epoch_ms(&self) -> Option<i64> {
        let at: jiff::Timestamp = self.0.trim().parse().ok()?;
        Some(at.as_millisecond())
    }

    /// As it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As Apple wants it in a question: whole seconds, UTC.
    pub(crate) fn asked(epoch_ms: i64) -> String {
        let at = jiff::Timestamp::from_millisecond(epoch_ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn apples_dates_are_read_with_any_fraction_and_zone() {
        for (text, ms) in [
            ("2026-08-11T21:30:22.695Z", Some(1_786_483_822_695)),
            ("2026-08-11T14:30:22-07:00", Some(1_786_483_822_000)),
            ("2026-08-11T21:30:22.123456789Z", Some(1_786_483_822_123)),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(Moment(text.to_owned()).epoch_ms(), ms, "{text}");
        }
        assert_eq!(Moment::asked(1_786_483_822_695), "2026-08-11T21:30:22Z");
    }
}
