//! Two spellings of one body are one event; two bodies are two.

use proptest::prelude::*;
use serde_json::{Value, json};
use shipbell_webhook::read;

use crate::fixtures;

fn digest(body: &str) -> [u8; 32] {
    read(body.as_bytes()).expect("an event").digest
}

#[test]
fn spelling_does_not_matter() {
    let plain = digest(r#"{"data":{"type":"é/\"","n":1,"list":[1,true,null]},"a":2}"#);
    for (same, what) in [
        (
            "{ \"a\" : 2,\r\n\t\"data\":{\"n\":1,\"list\":[ 1,true , null],\"type\":\"é/\\\"\"}}",
            "space, order",
        ),
        (
            "{\"data\":{\"type\":\"\\u00e9\\/\\u0022\",\"n\":1,\"list\":[1,true,null]},\"a\":2}",
            "escapes",
        ),
        (
            "{\"data\":{\"type\":\"é/\\\"\",\"n\":1.0,\"list\":[10e-1,true,null]},\"a\":0.2E+1}",
            "numbers",
        ),
        (
            "\u{feff}{\"data\":{\"type\":\"é/\\\"\",\"n\":1,\"list\":[1,true,null]},\"a\":2}",
            "order mark",
        ),
        (
            "{\"a\":9,\"data\":{\"type\":\"é/\\\"\",\"n\":1,\"list\":[1,true,null]},\"a\":2}",
            "last of two",
        ),
        (
            "{\"d\\u0061ta\":{\"type\":\"é/\\\"\",\"n\":1,\"list\":[1,true,null]},\"\\u0061\":2}",
            "escaped keys",
        ),
    ] {
        assert_eq!(
            digest(same),
            plain,
            "{what}: a recovered body may be spelled differently"
        );
    }
}

#[test]
fn meaning_matters() {
    let bodies = [
        r#"{"a":[1,2]}"#,
        r#"{"a":[2,1]}"#,
        r#"{"a":[12]}"#,
        r#"{"a":["1","2"]}"#,
        r#"{"a":["1,2"]}"#,
        r#"{"a":[[1],2]}"#,
        r#"{"a":{"b":1}}"#,
        r#"{"a":"{\"b\":1}"}"#,
        r#"{"a":1,"b":null}"#,
        r#"{"a":1}"#,
        r#"{"a":"1"}"#,
        r#"{"a":"1e0"}"#,
        r#"{"a":true}"#,
        r#"{"a":"true"}"#,
        r#"{"a":9007199254740992}"#,
        r#"{"a":9007199254740993}"#,
        r#"{"a":123456789012345678901234567890}"#,
        r#"{"a":123456789012345678901234567891}"#,
        r#"{"a":1e400}"#,
        r#"{"a":1e401}"#,
    ];
    for (place, left) in bodies.iter().enumerate() {
        for right in &bodies[place + 1..] {
            assert_ne!(
                digest(left),
                digest(right),
                "{left} and {right} must both ring"
            );
        }
    }
}

#[test]
fn every_fixture_keeps_its_digest_when_respelled() {
    for (name, body) in fixtures::all_bodies() {
        let Ok(event) = read(&body) else { continue };
        let value: Value = serde_json::from_slice(&body).expect("JSON");
        let again = respelled(&value);
        assert_eq!(
            read(again.as_bytes()).expect("an event").digest,
            event.digest,
            "{name}"
        );
    }
}

/// The same JSON with every key order reversed, every letter escaped, space everywhere.
fn respelled(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<_> = members
                .iter()
                .rev()
                .map(|(name, value)| format!("{} :\n{}", escaped(name), respelled(value)))
                .collect();
            format!("{{ {} }}", members.join(" ,\t"))
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(respelled).collect();
            format!("[ {} ]", items.join("\r\n, "))
        }
        Value::String(text) => escaped(text),
        Value::Number(number) if number.is_i64() => format!("{number}.00e+00"),
        other => other.to_string(),
    }
}

fn escaped(text: &str) -> String {
    let units: Vec<_> = text
        .encode_utf16()
        .map(|unit| format!("\\u{unit:04X}"))
        .collect();
    format!("\"{}\"", units.concat())
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_keeps_its_digest_when_respelled(inner in any_json()) {
        let value = json!({ "type": "x", "inner": inner });
        prop_assert_eq!(digest(&respelled(&value)), digest(&value.to_string()));
    }

    #[test]
    fn different_json_has_a_different_digest(left in any_json(), right in any_json()) {
        let body = |inner: &Value| json!({ "type": "x", "inner": inner }).to_string();
        prop_assert_eq!(digest(&body(&left)) == digest(&body(&right)), left == right);
    }
}
