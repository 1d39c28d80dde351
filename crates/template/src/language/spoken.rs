//! Filters that make a value fit where it goes: a sentence, a link, a JSON text, a shared screen.

use std::fmt::Write as _;

use minijinja::Value;

use super::{
    Fault,
    text::bounded,
    values::{Bounded, as_number, is_missing, text, write_json},
};
use crate::{limits::MAX_TEXT, scene::Scene};

/// The number with its noun: `1 tester`, `3 testers`.
pub(super) fn plural(_: &Scene, subject: &Value, arguments: &[Value]) -> Result<Value, Fault> {
    if is_missing(subject) {
        return Ok(Value::from(""));
    }
    let number = as_number(subject).ok_or(Fault::Needs("a number before it"))?;
    let (one, many) = match arguments {
        [one] => (text(one)?, None),
        [one, many, ..] => (text(one)?, Some(text(many)?)),
        [] => return Err(Fault::Needs("a noun")),
    };
    let single = (number.abs() - 1.0).abs() < f64::EPSILON;
    let count = text(subject)?;
    match many {
        _ if single => bounded(&[&count, " ", &one]),
        Some(many) => bounded(&[&count, " ", &many]),
        None => bounded(&[&count, " ", &one, "s"]),
    }
}

/// Hides who or what it is: `jo@example.com` becomes `j•••@example.com`, any other text keeps its
/// last four characters if it is long enough for them to tell little.
pub(super) fn mask(_: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    let whole = text(subject)?;
    if whole.is_empty() {
        return Ok(Value::from(""));
    }
    if let Some((name, host)) = whole.rsplit_once('@') {
        let first: String = name.chars().take(1).collect();
        return bounded(&[&first, "•••@", host]);
    }
    let length = whole.chars().count();
    let shown = if length > 8 { 4 } else { 0 };
    let tail: String = whole.chars().skip(length - shown).collect();
    bounded(&["•••", &tail])
}

/// Makes a value safe as one part of a link, as JavaScript's `encodeURIComponent` does.
pub(super) fn urlencode(_: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    let mut out = Bounded::new(MAX_TEXT);
    let mut code = String::new();
    for byte in text(subject)?.bytes() {
        code.clear();
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            code.push(char::from(byte));
        } else {
            // Writing into a String can't fail.
            let _ = write!(code, "%{byte:02X}");
        }
        out.push(&code)?;
    }
    Ok(Value::from(out.into_text()))
}

pub(super) fn json(_: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    let mut out = Bounded::new(MAX_TEXT);
    write_json(subject, &mut out)?;
    Ok(Value::from(out.into_text()))
}
