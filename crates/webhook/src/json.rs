//! Bytes become JSON twice over: the value we read from, and the one spelling we hash.
//!
//! Not `serde_json::Value`'s own parser, for three reasons. It rounds large integers, so their
//! digits would be lost to the hash. It fails whole bodies for half an emoji or for `1e400`. And
//! with the `raw_value` feature it takes one reserved key as an order to parse the string behind it
//! afresh, each time with a new allowance of depth.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Number, Value};

use crate::number;
use crate::unreadable::{MAX_BODY, MAX_DEPTH, Unreadable};

/// A value and its canonical text.
pub(crate) struct Json {
    pub(crate) value: Value,
    pub(crate) canonical: Vec<u8>,
}

/// Parses a whole body.
pub(crate) fn parse(body: &[u8]) -> Result<Json, Unreadable> {
    if body.len() > MAX_BODY {
        return Err(Unreadable::TooLong { bytes: body.len() });
    }
    let text = std::str::from_utf8(body).map_err(|error| Unreadable::NotUtf8 {
        at: error.valid_up_to(),
    })?;
    // Some editors and proxies put a byte order mark in front; it says nothing.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    // The grammar is checked for the whole text at once, without recursion: what is below only splits. An object's
    // own members are split by the same look.
    if text.trim_start().starts_with('{') {
        return object(split(text)?, 1);
    }
    let raw: &RawValue = split(text)?;
    node(raw, 0)
}

fn node(raw: &RawValue, depth: usize) -> Result<Json, Unreadable> {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'{' | b'[') if depth == MAX_DEPTH => Err(Unreadable::TooDeep),
        Some(b'{') => object(split(text)?, depth + 1),
        Some(b'[') => array(&split::<Vec<&RawValue>>(text)?, depth + 1),
        Some(b'"') => string(text),
        Some(b'-' | b'0'..=b'9') => Ok(Json {
            value: number_or_text(text),
            canonical: number::canonical(text).into_bytes(),
        }),
        _ => Ok(Json {
            value: split(text)?,
            canonical: text.as_bytes().to_vec(),
        }),
    }
}

/// A text without a backslash is written as it is read: JSON allows it no sign that has two spellings.
fn string(text: &str) -> Result<Json, Unreadable> {
    if let Some(content) = text.get(1..text.len() - 1).filter(|_| !text.contains('\\')) {
        return Ok(Json {
            canonical: text.as_bytes().to_vec(),
            value: Value::String(content.to_owned()),
        });
    }
    let Text(content) = split(text)?;
    Ok(Json {
        canonical: quoted(&content)?,
        value: Value::String(content),
    })
}

fn object(Members(members): Members<'_>, depth: usize) -> Result<Json, Unreadable> {
    let mut value = Map::new();
    let mut sorted = BTreeMap::new();
    for (name, raw) in members {
        // Of two members with one name the last counts, here as in the hash.
        let member = node(raw, depth)?;
        value.insert(name.clone(), member.value);
        sorted.insert(name, member.canonical);
    }
    let mut canonical = vec![b'{'];
    for (place, (name, text)) in sorted.iter().enumerate() {
        if place > 0 {
            canonical.push(b',');
        }
        canonical.extend(quoted(name)?);
        canonical.push(b':');
        canonical.extend(text);
    }
    canonical.push(b'}');
    Ok(Json {
        value: Value::Object(value),
        canonical,
    })
}

fn array(items: &[&RawValue], depth: usize) -> Result<Json, Unreadable> {
    let mut values = Vec::with_capacity(items.len());
    let mut canonical = vec![b'['];
    for raw in items {
        let item = node(raw, depth)?;
        if !values.is_empty() {
            canonical.push(b',');
        }
        canonical.extend(item.canonical);
        values.push(item.value);
    }
    canonical.push(b']');
    Ok(Json {
        value: Value::Array(values),
        canonical,
    })
}

/// A number that would be rounded or cannot be held at all stays readable as its text.
fn number_or_text(text: &str) -> Value {
    // Shorter ones fit 64 bits for certain; whatever has a point or an exponent is no id.
    let is_long = text.len() > 17 && !text.contains(['.', 'e', 'E']);
    match serde_json::from_str::<Number>(text) {
        Ok(number) if !(is_long && number.is_f64()) => Value::Number(number),
        _ => Value::String(text.to_owned()),
    }
}

fn quoted(text: &str) -> Result<Vec<u8>, Unreadable> {
    serde_json::to_vec(text).map_err(|error| not_json(&error))
}

fn split<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Unreadable> {
    serde_json::from_str(text).map_err(|error| not_json(&error))
}

fn not_json(error: &serde_json::Error) -> Unreadable {
    Unreadable::NotJson {
        line: error.line(),
        column: error.column(),
    }
}

/// An object's members in their order, repeated names included.
struct Members<'de>(Vec<(String, &'de RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((Text(name), value)) = map.next_entry()? {
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }

        from.deserialize_map(Collect)
    }
}

/// A string in which half a surrogate pair became replacement characters. JSON permits such
/// halves, and a text cut in the middle of an emoji must not cost the event.
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Lossy;

        impl Visitor<'_> for Lossy {
            type Value = Text;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a string")
            }

            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Text, E> {
                Ok(Text(String::from_utf8_lossy(bytes).into_owned()))
            }
        }

        // Asked for bytes, serde_json hands over a lone surrogate instead of refusing the string.
        from.deserialize_bytes(Lossy)
    }
}
