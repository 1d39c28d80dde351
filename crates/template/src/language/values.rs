//! How does a value read as text, as a number, as present or missing?

use std::{borrow::Cow, io};

use minijinja::{Value, value::ValueKind};
use serde_json::ser::{Formatter, Serializer};

use super::Fault;
use crate::limits::MAX_TEXT;

/// A text that refuses to grow beyond its limit.
#[derive(Debug)]
pub(crate) struct Bounded {
    text: String,
    limit: usize,
}

impl Bounded {
    pub(crate) fn new(limit: usize) -> Self {
        let text = String::new();
        Self { text, limit }
    }

    /// Takes as much of `more` as fits; the rest is a fault.
    pub(crate) fn push(&mut self, more: &str) -> Result<(), Fault> {
        let room = self.limit - self.text.len();
        let fits = more.floor_char_boundary(room);
        self.text.push_str(more.get(..fits).unwrap_or_default());
        if fits < more.len() {
            return Err(Fault::TooLong);
        }
        Ok(())
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let more = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.push(more).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl jiff::fmt::Write for Bounded {
    fn write_str(&mut self, more: &str) -> Result<(), jiff::Error> {
        self.push(more)
            .map_err(|fault| jiff::Error::from_args(format_args!("{fault}")))
    }
}

/// Missing, or there but null: the same for everyone who writes a template.
pub(crate) fn is_missing(value: &Value) -> bool {
    matches!(value.kind(), ValueKind::Undefined | ValueKind::None)
}

/// Writes a value as people read it: booleans and numbers as JavaScript does, nothing for what is
/// missing, lists and objects as compact JSON.
pub(crate) fn write(value: &Value, out: &mut Bounded) -> Result<(), Fault> {
    if let Some(text) = value.as_str() {
        return out.push(text);
    }
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => Ok(()),
        ValueKind::Bool => out.push(if value.is_true() { "true" } else { "false" }),
        ValueKind::Number => out.push(&number(value)),
        _ => write_json(value, out),
    }
}

/// A value as text, not longer than [`MAX_TEXT`] if it has to be made; a text that exists already
/// is lent whatever its length.
pub(crate) fn text(value: &Value) -> Result<Cow<'_, str>, Fault> {
    if let Some(text) = value.as_str() {
        return Ok(Cow::Borrowed(text));
    }
    let mut out = Bounded::new(MAX_TEXT);
    write(value, &mut out)?;
    Ok(Cow::Owned(out.into_text()))
}

/// Writes compact JSON, with numbers as JavaScript writes them.
pub(crate) fn write_json(value: &Value, out: &mut Bounded) -> Result<(), Fault> {
    let mut writer = Serializer::with_formatter(out, JavaScript);
    serde::Serialize::serialize(value, &mut writer).map_err(|_| Fault::TooLong)
}

/// A number, or a text that is nothing but a number.
pub(crate) fn as_number(value: &Value) -> Option<f64> {
    if let Some(text) = value.as_str() {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
        return text.chars().all(digits).then(|| text.parse().ok())?;
    }
    match value.kind() {
        ValueKind::Number => f64::try_from(value.clone()).ok(),
        _ => None,
    }
}

fn number(value: &Value) -> String {
    if value.is_integer() {
        return value.to_string();
    }
    f64::try_from(value.clone()).map_or_else(|_| value.to_string(), real)
}

fn real(number: f64) -> String {
    if number == 0.0 {
        // JavaScript has no minus zero in texts.
        return "0".to_owned();
    }
    if number.abs() >= 1e21 {
        return format!("{number:e}").replace('e', "e+");
    }
    number.to_string()
}

struct JavaScript;

impl Formatter for JavaScript {
    fn write_f64<W: ?Sized + io::Write>(&mut self, out: &mut W, number: f64) -> io::Result<()> {
        out.write_all(real(number).as_bytes())
    }
}
