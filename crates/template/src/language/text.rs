//! Filters that reshape a text.

use minijinja::Value;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Fault,
    operators::argument,
    values::{Bounded, as_number, is_missing, text},
};
use crate::{limits::MAX_TEXT, scene::Scene};

/// At most so many characters as a person counts them, the ellipsis included.
pub(super) fn truncate(_: &Scene, subject: &Value, arguments: &[Value]) -> Result<Value, Fault> {
    let most = count(argument(arguments)).ok_or(Fault::Needs("a whole number from 1 to 4096"))?;
    let whole = text(subject)?;
    let mut characters = whole.grapheme_indices(true);
    let mut cut = 0;
    for index in 0..=most {
        match characters.next() {
            Some((at, _)) if index + 1 == most => cut = at,
            Some(_) => {}
            None => return subject_text(&whole),
        }
    }
    let kept = whole.get(..cut).unwrap_or_default().trim_end();
    bounded(&[kept, "…"])
}

fn count(value: &Value) -> Option<usize> {
    let number = as_number(value).filter(|n| n.fract() == 0.0 && (1.0..=4096.0).contains(n))?;
    number.to_string().parse().ok()
}

/// What is missing or empty gives way; `0` and `false` are answers and stay.
pub(super) fn default(subject: &Value, otherwise: &Value) -> Value {
    let empty = is_missing(subject) || subject.as_str().is_some_and(str::is_empty);
    let chosen = if empty { otherwise } else { subject };
    chosen.clone()
}

pub(super) fn upper(_: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    let mut out = Bounded::new(MAX_TEXT);
    each(&text(subject)?, |c| push_all(&mut out, c.to_uppercase()))?;
    Ok(Value::from(out.into_text()))
}

pub(super) fn lower(_: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    let mut out = Bounded::new(MAX_TEXT);
    each(&text(subject)?, |c| push_all(&mut out, c.to_lowercase()))?;
    Ok(Value::from(out.into_text()))
}

/// Every word begins with a capital and goes on in small letters.
pub(super) fn title(_: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    let mut out = Bounded::new(MAX_TEXT);
    let mut inside = false;
    each(&text(subject)?, |c| {
        let begins = !inside;
        inside = c.is_alphanumeric() || (inside && matches!(c, '\'' | '’'));
        if begins {
            push_all(&mut out, c.to_uppercase())
        } else {
            push_all(&mut out, c.to_lowercase())
        }
    })?;
    Ok(Value::from(out.into_text()))
}

pub(super) fn trim(_: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    subject_text(text(subject)?.trim())
}

pub(super) fn replace(_: &Scene, subject: &Value, arguments: &[Value]) -> Result<Value, Fault> {
    let [from, to] = arguments else {
        return Err(Fault::Needs("what to replace and with what"));
    };
    let (whole, from, to) = (text(subject)?, text(from)?, text(to)?);
    if from.is_empty() {
        return subject_text(&whole);
    }
    let mut out = Bounded::new(MAX_TEXT);
    let mut pieces = whole.split(&*from);
    out.push(pieces.next().unwrap_or_default())?;
    for piece in pieces {
        out.push(&to)?;
        out.push(piece)?;
    }
    Ok(Value::from(out.into_text()))
}

fn each(text: &str, run: impl FnMut(char) -> Result<(), Fault>) -> Result<(), Fault> {
    text.chars().try_for_each(run)
}

fn push_all(out: &mut Bounded, chars: impl Iterator<Item = char>) -> Result<(), Fault> {
    for c in chars {
        out.push(c.encode_utf8(&mut [0; 4]))?;
    }
    Ok(())
}

pub(super) fn subject_text(text: &str) -> Result<Value, Fault> {
    bounded(&[text])
}

/// Joins pieces into one text that is not too long.
pub(super) fn bounded(pieces: &[&str]) -> Result<Value, Fault> {
    let mut out = Bounded::new(MAX_TEXT);
    pieces.iter().try_for_each(|piece| out.push(piece))?;
    Ok(Value::from(out.into_text()))
}
