//! Looking for a field where it may be, and bearing whatever is found there.

use jiff::Timestamp;
use serde_json::Value;

static NULL: Value = Value::Null;

/// A member, or null where there is none.
pub(crate) fn member<'a>(of: &'a Value, name: &str) -> &'a Value {
    of.get(name).unwrap_or(&NULL)
}

/// A text that says something. Whole numbers count as one, because ids come as numbers too; a
/// float does not, because its digits may no longer be those that were sent.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(number.to_string()),
        _ => None,
    }
}

/// The first text under any of these names, place by place.
pub(crate) fn first(places: &[&Value], names: &[&str]) -> Option<String> {
    candidates(places, names).find_map(text)
}

/// The first of them that is a moment. Fractions of a second may have any number of digits up to
/// nine; a moment without its offset from UTC is none.
pub(crate) fn moment(places: &[&Value], names: &[&str]) -> Option<Timestamp> {
    candidates(places, names).find_map(|value| value.as_str()?.trim().parse().ok())
}

/// The text of the member whose name is `prefix` and a capital: `newValue`, `newState`, and what
/// Apple may add. Of several the alphabetically first, so that the order of keys does not matter.
pub(crate) fn prefixed(of: &Value, prefix: &str) -> Option<String> {
    of.as_object()?
        .iter()
        .filter(|(name, _)| {
            name.strip_prefix(prefix)
                .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()))
        })
        .filter_map(|(name, value)| Some((name, text(value)?)))
        .min()
        .map(|(_, text)| text)
}

/// A whole number, also when written as text.
pub(crate) fn whole(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

/// Whether anything is said at all: null and empty containers say nothing.
pub(crate) fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().any(says_something),
        Value::Object(members) => members.values().any(says_something),
        _ => true,
    }
}

fn candidates<'a>(places: &[&'a Value], names: &[&str]) -> impl Iterator<Item = &'a Value> {
    places
        .iter()
        .flat_map(move |place| names.iter().map(move |name| member(place, name)))
}
