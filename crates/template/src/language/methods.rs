//! What do JavaScript's text methods answer?

use minijinja::{Value, value::ValueKind};

use super::{
    Fault,
    operators::{argument, equal},
    values::{is_missing, text},
};
use crate::scene::Scene;

/// Whether a text holds another, or a list an item. Nothing holds, and is held by, what is missing.
pub(super) fn includes(_: &Scene, subject: &Value, arguments: &[Value]) -> Result<Value, Fault> {
    let wanted = argument(arguments);
    if subject.kind() == ValueKind::Seq {
        let mut items = subject.try_iter().into_iter().flatten();
        return Ok(Value::from(items.any(|item| equal(&item, wanted))));
    }
    ask(subject, wanted, |text, part| text.contains(part))
}

pub(super) fn starts_with(_: &Scene, subject: &Value, arguments: &[Value]) -> Result<Value, Fault> {
    ask(subject, argument(arguments), |text, part| {
        text.starts_with(part)
    })
}

pub(super) fn ends_with(_: &Scene, subject: &Value, arguments: &[Value]) -> Result<Value, Fault> {
    ask(subject, argument(arguments), |text, part| {
        text.ends_with(part)
    })
}

fn ask(subject: &Value, part: &Value, answer: fn(&str, &str) -> bool) -> Result<Value, Fault> {
    if is_missing(subject) || is_missing(part) {
        return Ok(Value::from(false));
    }
    Ok(Value::from(answer(&text(subject)?, &text(part)?)))
}
