//! How do moments and spans of time read?

use jiff::{Timestamp, fmt::strtime::BrokenDownTime};
use minijinja::Value;

use super::{
    Fault,
    text::subject_text,
    values::{Bounded, as_number, is_missing, text},
};
use crate::scene::Scene;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The longest text a time format may produce; more is a mistake or mischief.
const MAX_FORMATTED: usize = 256;

/// A moment in the person's zone, with the day.
pub(super) fn local(scene: &Scene, subject: &Value, arguments: &[Value]) -> Result<Value, Fault> {
    formatted(scene, subject, arguments, "%-d %b %Y, %H:%M")
}

/// A day in the person's zone.
pub(super) fn date(scene: &Scene, subject: &Value, arguments: &[Value]) -> Result<Value, Fault> {
    formatted(scene, subject, arguments, "%-d %b %Y")
}

fn formatted(
    scene: &Scene,
    subject: &Value,
    arguments: &[Value],
    usual: &str,
) -> Result<Value, Fault> {
    let Some(moment) = moment(subject) else {
        // Whatever stands there tells more than nothing.
        return subject_text(&text(subject)?);
    };
    let chosen = arguments.first().map(text).transpose()?;
    let zoned = moment.to_zoned(scene.zone.clone());
    let mut out = Bounded::new(MAX_FORMATTED);
    BrokenDownTime::from(&zoned)
        .format(chosen.as_deref().unwrap_or(usual), &mut out)
        .map_err(|_| Fault::Needs("a time format such as \"%H:%M\""))?;
    Ok(Value::from(out.into_text()))
}

/// A timestamp as Apple writes it, or epoch milliseconds. A short text of digits is more likely a
/// year or a build than a moment in 1970.
fn moment(value: &Value) -> Option<Timestamp> {
    let digits = value.as_str().is_none_or(|text| text.len() > 10);
    match milliseconds(value).filter(|_| digits) {
        Some(millis) => Timestamp::from_millisecond(millis).ok(),
        None => value.as_str()?.trim().parse().ok(),
    }
}

fn milliseconds(value: &Value) -> Option<i64> {
    let number = as_number(value)?;
    // Far beyond what a calendar holds, and safely within i64.
    (number.abs() < 1e17).then(|| format!("{number:.0}").parse().ok())?
}

/// How long ago a moment was, in its largest unit.
pub(super) fn ago(scene: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    let Some(moment) = moment(subject) else {
        return subject_text(&text(subject)?);
    };
    let passed = scene.now.as_millisecond() - moment.as_millisecond();
    let words = match passed.abs() {
        short if short < MINUTE => return Ok(Value::from("just now")),
        ms if ms < HOUR => format!("{} min", ms / MINUTE),
        ms if ms < DAY => format!("{} h", ms / HOUR),
        ms => days(ms / DAY),
    };
    let said = if passed < 0 {
        format!("in {words}")
    } else {
        format!("{words} ago")
    };
    Ok(Value::from(said))
}

/// A span in milliseconds, in its two largest units.
pub(super) fn duration(_: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    if is_missing(subject) {
        return Ok(Value::from(""));
    }
    let millis = milliseconds(subject).ok_or(Fault::Needs("a number of milliseconds before it"))?;
    let sign = if millis < 0 { "-" } else { "" };
    Ok(Value::from(format!("{sign}{}", span(millis.abs()))))
}

fn span(ms: i64) -> String {
    let (large, small) = match ms {
        ms if ms < SECOND => return format!("{ms} ms"),
        ms if ms < MINUTE => return format!("{} s", ms / SECOND),
        ms if ms < HOUR => (format!("{} min", ms / MINUTE), (ms % MINUTE / SECOND, "s")),
        ms if ms < DAY => (format!("{} h", ms / HOUR), (ms % HOUR / MINUTE, "min")),
        ms => (days(ms / DAY), (ms % DAY / HOUR, "h")),
    };
    match small {
        (0, _) => large,
        (count, unit) => format!("{large} {count} {unit}"),
    }
}

fn days(count: i64) -> String {
    if count == 1 {
        return "1 day".to_owned();
    }
    format!("{count} days")
}
