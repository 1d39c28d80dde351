//! How long may banners stay away?

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// The hour of the local day at which "until tomorrow" ends.
const MORNING: i8 = 9;

/// How long a person wants quiet. Written `30m`, `1h`, `tomorrow` or `on` (until turned on).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Choice {
    /// Thirty minutes.
    #[serde(rename = "30m")]
    ThirtyMinutes,
    /// One hour.
    #[serde(rename = "1h")]
    OneHour,
    /// Until 9:00 of the next calendar day.
    #[serde(rename = "tomorrow")]
    UntilTomorrow,
    /// Until a person turns it on again.
    #[serde(rename = "on")]
    UntilResumed,
}

/// A pause that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a pause is one of 30m, 1h, tomorrow, on")]
pub struct UnknownChoice;

impl Choice {
    /// Every choice, in the order of the menu.
    pub const ALL: [Self; 4] = [
        Self::ThirtyMinutes,
        Self::OneHour,
        Self::UntilTomorrow,
        Self::UntilResumed,
    ];

    /// The word for it on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ThirtyMinutes => "30m",
            Self::OneHour => "1h",
            Self::UntilTomorrow => "tomorrow",
            Self::UntilResumed => "on",
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Choice {
    type Err = UnknownChoice;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|choice| choice.word() == word)
            .ok_or(UnknownChoice)
    }
}

/// When the pause ends; `None` means that only a person ends it.
///
/// "Tomorrow" is the next calendar day where `now` is, also five minutes before midnight: a pause
/// that ended nine hours too late is worse than one that a person sets again. Days of 23 or 25
/// hours do not move the morning.
pub fn until(choice: Choice, now: &Zoned) -> Option<Timestamp> {
    match choice {
        Choice::ThirtyMinutes => Some(after(now, SignedDuration::from_mins(30))),
        Choice::OneHour => Some(after(now, SignedDuration::from_hours(1))),
        Choice::UntilTomorrow => {
            Some(morning(now).unwrap_or_else(|| after(now, SignedDuration::from_hours(24))))
        }
        Choice::UntilResumed => None,
    }
}

fn morning(now: &Zoned) -> Option<Timestamp> {
    let tomorrow = now.date().tomorrow().ok()?.at(MORNING, 0, 0, 0);
    let morning = tomorrow.to_zoned(now.time_zone().clone()).ok()?;
    Some(morning.timestamp())
}

fn after(now: &Zoned, length: SignedDuration) -> Timestamp {
    now.timestamp()
        .saturating_add(length)
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(choice: Choice, now: &str) -> String {
        let now: Zoned = now.parse().unwrap();
        let zone = now.time_zone().clone();
        until(choice, &now).unwrap().to_zoned(zone).to_string()
    }

    #[test]
    fn short_pauses_count_real_minutes() {
        assert_eq!(
            end(Choice::ThirtyMinutes, "2026-03-29T01:45[Europe/Berlin]"),
            "2026-03-29T03:15:00+02:00[Europe/Berlin]",
            "thirty minutes stay thirty minutes when the clock jumps"
        );
        assert_eq!(
            end(Choice::OneHour, "2026-11-21T23:30[Europe/Berlin]"),
            "2026-11-22T00:30:00+01:00[Europe/Berlin]"
        );
    }

    #[test]
    fn tomorrow_is_nine_on_the_wall_also_when_clocks_change() {
        for (now, expected) in [
            (
                "2026-03-28T20:00[Europe/Berlin]",
                "2026-03-29T09:00:00+02:00[Europe/Berlin]",
            ),
            (
                "2026-10-24T20:00[Europe/Berlin]",
                "2026-10-25T09:00:00+01:00[Europe/Berlin]",
            ),
            (
                "2026-12-31T10:00[Asia/Tokyo]",
                "2027-01-01T09:00:00+09:00[Asia/Tokyo]",
            ),
        ] {
            assert_eq!(
                end(Choice::UntilTomorrow, now),
                expected,
                "a person reads 9:00 on the wall, whatever the night did"
            );
        }
    }

    #[test]
    fn around_midnight_the_next_calendar_day_counts() {
        assert_eq!(
            end(Choice::UntilTomorrow, "2026-11-21T23:59:59[Europe/Berlin]"),
            "2026-11-22T09:00:00+01:00[Europe/Berlin]",
            "a second before midnight, tomorrow begins in a second"
        );
        assert_eq!(
            end(Choice::UntilTomorrow, "2026-11-22T00:00[Europe/Berlin]"),
            "2026-11-23T09:00:00+01:00[Europe/Berlin]",
            "at midnight, tomorrow is the day after"
        );
    }

    #[test]
    fn until_resumed_has_no_end() {
        let now: Zoned = "2026-11-21T22:00[UTC]".parse().unwrap();
        assert_eq!(
            until(Choice::UntilResumed, &now),
            None,
            "only a person ends this pause"
        );
    }

    #[test]
    fn words_of_the_command_line_come_back_as_choices() {
        for choice in Choice::ALL {
            assert_eq!(choice.to_string().parse(), Ok(choice));
            assert_eq!(
                serde_json::to_value(choice).unwrap(),
                choice.word(),
                "the wire and the command line use one spelling"
            );
        }
        assert_eq!(
            "2h".parse::<Choice>().unwrap_err().to_string(),
            "a pause is one of 30m, 1h, tomorrow, on",
            "a wrong word is answered with the right ones"
        );
    }
}
