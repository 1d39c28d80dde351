//! What do `+`, the comparisons, `[key]`, `.length` and `.label` mean?

use std::cmp::Ordering;

use minijinja::{Value, value::ValueKind};

use super::{
    Fault, labels,
    values::{Bounded, as_number, is_missing, text, write},
};
use crate::{limits::MAX_TEXT, scene::Scene};

/// Numbers add, otherwise text joins; from left to right, so `1 + 2 + "a"` is `3a`.
pub(super) fn sum(_: &Scene, first: &Value, more: &[Value]) -> Result<Value, Fault> {
    let mut total = first.clone();
    let mut rest = more.iter();
    while total.is_number() {
        let Some(next) = rest.as_slice().first().filter(|next| next.is_number()) else {
            break;
        };
        total = add(&total, next);
        rest.next();
    }
    if rest.as_slice().is_empty() && !more.is_empty() {
        return Ok(total);
    }
    let mut joined = Bounded::new(MAX_TEXT);
    write(&total, &mut joined)?;
    for next in rest {
        write(next, &mut joined)?;
    }
    Ok(Value::from(joined.into_text()))
}

fn add(left: &Value, right: &Value) -> Value {
    let whole = left.as_i64().zip(right.as_i64());
    let both_whole = left.is_integer() && right.is_integer();
    if let Some(total) = whole
        .and_then(|(a, b)| a.checked_add(b))
        .filter(|_| both_whole)
    {
        return Value::from(total);
    }
    let real = as_number(left).zip(as_number(right));
    real.map_or_else(Value::default, |(a, b)| Value::from(a + b))
}

/// Missing, null and the empty text are equal; a number equals a text that spells it.
pub(super) fn equal(left: &Value, right: &Value) -> bool {
    if is_missing(left) || is_missing(right) {
        return is_blank(left) && is_blank(right);
    }
    match (left.as_str(), right.as_str()) {
        (Some(a), Some(b)) => a == b,
        _ if left.is_integer() && right.is_integer() => left == right,
        _ if left.is_number() || right.is_number() => {
            let both = as_number(left).zip(as_number(right));
            both.is_some_and(|(a, b)| a.partial_cmp(&b) == Some(Ordering::Equal))
        }
        _ => left == right,
    }
}

fn is_blank(value: &Value) -> bool {
    is_missing(value) || value.as_str().is_some_and(str::is_empty)
}

/// Two texts by their letters, otherwise as numbers; what can't be compared has no order.
pub(super) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (left.as_str(), right.as_str()) {
        return Some(a.cmp(b));
    }
    as_number(left)?.partial_cmp(&as_number(right)?)
}

pub(super) fn at(_: &Scene, base: &Value, key: &[Value]) -> Result<Value, Fault> {
    let key = argument(key);
    let found = match base.kind() {
        ValueKind::Map => {
            let name = text(key)?;
            base.get_attr(&name).ok()
        }
        ValueKind::Seq => {
            let index = as_number(key).filter(|n| n.fract() == 0.0 && (0.0..1e9).contains(n));
            index.and_then(|n| {
                base.get_item(&Value::from(format!("{n}").parse::<usize>().ok()?))
                    .ok()
            })
        }
        _ => None,
    };
    Ok(found.unwrap_or_default())
}

/// The number of characters, items or members; a member of that name comes first.
pub(super) fn length(base: &Value) -> Value {
    let count = || base.len().map_or_else(Value::default, Value::from);
    member(base, "length").unwrap_or_else(count)
}

/// `status.label` is `status` in words, for `status` itself is a text; `event.label` is a member.
pub(super) fn label(scene: &Scene, base: &Value, none: &[Value]) -> Result<Value, Fault> {
    match member(base, "label") {
        Some(value) => Ok(value),
        None if base.as_str().is_some() => labels::label(scene, base, none),
        None => Ok(Value::default()),
    }
}

fn member(base: &Value, name: &str) -> Option<Value> {
    let found = (base.kind() == ValueKind::Map).then(|| base.get_attr(name).ok())?;
    found.filter(|value| !value.is_undefined())
}

/// The parser has counted the arguments, so the first is there; were it not, it would be missing.
pub(super) fn argument(arguments: &[Value]) -> &Value {
    arguments.first().unwrap_or(&Value::UNDEFINED)
}
