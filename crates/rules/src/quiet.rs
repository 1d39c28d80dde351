//! Is it quiet now, and until when?
//!
//! Quiet hours are read from the wall: they begin and end when a clock there shows those times,
//! also in nights of 23 or 25 hours.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan, Zoned};

/// A time as a clock on the wall shows it, written `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WallTime(Time);

/// A text that is no [`WallTime`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time of day has two digits for the hour and two for the minute, such as 22:00 or 07:30")]
pub struct NoWallTime;

impl WallTime {
    /// The time at this hour and minute, if a day has it.
    pub fn new(hour: i8, minute: i8) -> Option<Self> {
        Time::new(hour, minute, 0, 0).ok().map(Self)
    }
}

impl fmt::Display for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl FromStr for WallTime {
    type Err = NoWallTime;

    fn from_str(text: &str) -> Result<Self, NoWallTime> {
        let two = |digits: &str| -> Option<i8> {
            let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse().ok()).flatten()
        };
        text.split_once(':')
            .and_then(|(hour, minute)| Self::new(two(hour)?, two(minute)?))
            .ok_or(NoWallTime)
    }
}

/// From when until when it is quiet, each day. Equal times mean never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// When it becomes quiet.
    pub from: WallTime,
    /// When it ends; earlier than `from` means the next morning.
    pub to: WallTime,
}

impl Default for Hours {
    /// A night.
    fn default() -> Self {
        Self {
            from: WallTime(Time::constant(22, 0, 0, 0)),
            to: WallTime(Time::constant(7, 0, 0, 0)),
        }
    }
}

/// Until when it is quiet, if it is quiet at `now`.
///
/// A time that the clock skips counts as the moment of the skip's end, and one that it shows twice
/// as the first of the two: so no night has a hole, and none is begun again.
pub fn until(hours: Hours, now: &Zoned) -> Option<Timestamp> {
    if hours.from == hours.to {
        return None;
    }
    let today = now.date();
    // The quiet that began yesterday evening may go on.
    [today.yesterday().ok(), Some(today)]
        .into_iter()
        .flatten()
        .filter_map(|day| Some((at(day, hours.from, now)?, end(day, hours, now)?)))
        .find(|(from, to)| (*from..*to).contains(&now.timestamp()))
        .map(|(_, to)| to)
}

/// When the quiet that begins on this day ends.
fn end(day: Date, hours: Hours, now: &Zoned) -> Option<Timestamp> {
    let day = if hours.to < hours.from {
        day.checked_add(1.day()).ok()?
    } else {
        day
    };
    at(day, hours.to, now)
}

fn at(day: Date, time: WallTime, now: &Zoned) -> Option<Timestamp> {
    let at = day.to_datetime(time.0).to_zoned(now.time_zone().clone());
    Some(at.ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: &str, to: &str) -> Hours {
        Hours {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }
    }

    fn quiet(hours: Hours, now: &str) -> Option<String> {
        let now: Zoned = format!("{now}[Europe/Berlin]").parse().unwrap();
        let zone = now.time_zone().clone();
        until(hours, &now).map(|end| end.to_zoned(zone).datetime().to_string())
    }

    #[test]
    fn a_night_reaches_over_midnight() {
        let night = hours("22:00", "07:00");
        assert_eq!(quiet(night, "2026-03-10T21:59:59"), None);
        let end = Some("2026-03-11T07:00:00".to_owned());
        for now in [
            "2026-03-10T22:00:00",
            "2026-03-11T00:00:00",
            "2026-03-11T06:59:59",
        ] {
            assert_eq!(quiet(night, now), end, "{now} is in the night");
        }
        assert_eq!(
            quiet(night, "2026-03-11T07:00:00"),
            None,
            "at the end it is over"
        );
    }

    #[test]
    fn a_siesta_lies_within_a_day() {
        let siesta = hours("13:00", "15:30");
        assert_eq!(quiet(siesta, "2026-03-10T12:59:00"), None);
        assert_eq!(
            quiet(siesta, "2026-03-10T13:00:00"),
            Some("2026-03-10T15:30:00".to_owned())
        );
        assert_eq!(quiet(siesta, "2026-03-10T23:00:00"), None);
    }

    #[test]
    fn equal_times_mean_never() {
        for now in ["2026-03-10T08:00:00", "2026-03-10T20:00:00"] {
            assert_eq!(
                quiet(hours("08:00", "08:00"), now),
                None,
                "a day without any banner would look like a fault"
            );
        }
    }

    #[test]
    fn a_day_that_ends_at_midnight_ends_at_midnight() {
        let evening = hours("20:00", "00:00");
        assert_eq!(
            quiet(evening, "2026-03-10T23:59:00"),
            Some("2026-03-11T00:00:00".to_owned())
        );
        assert_eq!(quiet(evening, "2026-03-11T00:00:00"), None);
    }

    #[test]
    fn the_wall_counts_when_clocks_change() {
        let night = hours("22:00", "07:00");
        let summer = "2026-03-29T07:00:00";
        assert_eq!(quiet(night, "2026-03-28T23:00:00"), Some(summer.to_owned()));
        assert_eq!(quiet(night, "2026-03-29T03:30:00"), Some(summer.to_owned()));
        let winter = "2026-10-25T07:00:00";
        assert_eq!(quiet(night, "2026-10-24T23:00:00"), Some(winter.to_owned()));
        let skipped = hours("01:00", "02:30");
        assert_eq!(
            quiet(skipped, "2026-03-29T01:30:00"),
            Some("2026-03-29T03:30:00".to_owned()),
            "half past two does not exist in that night"
        );
        let twice = hours("23:00", "02:30");
        assert_eq!(
            quiet(twice, "2026-10-25T02:29:00+02:00"),
            Some("2026-10-25T02:30:00".to_owned())
        );
        assert_eq!(
            quiet(twice, "2026-10-25T02:29:00+01:00"),
            None,
            "what has ended does not begin again because the clock was set back"
        );
    }

    #[test]
    fn times_are_written_with_four_digits() {
        for text in ["00:00", "07:30", "23:59"] {
            let time: WallTime = text.parse().unwrap();
            assert_eq!(time.to_string(), text);
        }
        for text in [
            "7:30", "24:00", "12:60", "12:5", "", "12", "1a:00", "+1:00", "22:00:00",
        ] {
            assert_eq!(text.parse::<WallTime>(), Err(NoWallTime), "{text}");
        }
    }
}
