//! Apple's description of the API, and whether an answer fits it.

use std::sync::OnceLock;

use serde_json::Value;
use shipbell_testkit::fixtures;

use super::ask::Answer;

/// The description, where it lies beside the checkout. A public checkout has none, and is told so.
#[expect(
    clippy::print_stdout,
    reason = "that nothing was checked has to be said somewhere"
)]
pub(crate) fn description() -> Option<&'static Value> {
    static READ: OnceLock<Option<Value>> = OnceLock::new();
    let read = || {
        let Some(bytes) = fixtures::api_description() else {
            assert!(
                fixtures::payloads().is_none(),
                "Apple's payloads lie beside the checkout and the API's description does not: the \
                 fake can't be held against it."
            );
            println!("Apple's description of the API is not here: the contract was NOT checked.");
            return None;
        };
        Some(serde_json::from_slice(&bytes).expect("the description is JSON"))
    };
    READ.get_or_init(read).as_ref()
}

/// The operation of a request, with the path as the description writes it.
pub(crate) fn operation(method: &str, target: &str) -> Option<&'static Value> {
    let path = target.split('?').next().unwrap();
    let paths = description()?.get("paths").unwrap().as_object().unwrap();
    let fits = |known: &str| {
        let (mut one, mut other) = (known.split('/'), path.split('/'));
        loop {
            match (one.next(), other.next()) {
                (None, None) => return true,
                (Some("{id}"), Some(id)) if !id.is_empty() => {}
                (Some(one), Some(other)) if one == other => {}
                _ => return false,
            }
        }
    };
    let (_, operations) = paths.iter().find(|(known, _)| fits(known))?;
    operations.get(method.to_lowercase())
}

/// In Apple's API and not in the description, which is cut to what matters.
pub(crate) const NOT_IN_DESCRIPTION: &[&str] = &["/v1/betaCrashLogs/{id}"];

/// Fails where an answer of the fake's API is not what the description says of it.
pub(crate) fn hold(method: &str, target: &str, answer: &Answer) {
    let known = answer.header("content-type") == Some("application/json");
    if description().is_none() || !target.starts_with("/v1/") || !known {
        return;
    }
    if answer.status >= 400 {
        // 501 is our own: Apple has it, the fake has not.
        if answer.status != 501 {
            check(answer, &schema("ErrorResponse"), method, target);
        }
        return;
    }
    if target.starts_with("/v1/betaCrashLogs/") {
        return check(answer, &schema("BetaCrashLogResponse"), method, target);
    }
    let operation = operation(method, target);
    let operation = operation.unwrap_or_else(|| lacks(method, target));
    let said = operation
        .get("responses")
        .unwrap()
        .get(answer.status.to_string());
    let said = said.unwrap_or_else(|| lacks(&format!("{method} with {}", answer.status), target));
    let content = said.pointer("/content/application~1json/schema").unwrap();
    check(answer, content, method, target);
}

fn schema(name: &str) -> Value {
    serde_json::json!({ "$ref": format!("#/components/schemas/{name}") })
}

#[expect(clippy::panic, reason = "a test fails on the spot")]
fn lacks<T>(what: &str, target: &str) -> T {
    panic!("Apple's description has no {what} at {target}: the fake invented it")
}

fn check(answer: &Answer, schema: &Value, method: &str, target: &str) {
    let mut faults = Vec::new();
    compare(answer.json(), schema, "", &mut faults);
    assert!(
        faults.is_empty(),
        "a client built after Apple's description would stumble at {method} {target}:\n{}\n{}",
        faults.join("\n"),
        String::from_utf8_lossy(&answer.bytes)
    );
}

/// Writes down where `value` is not what `schema` says. Stricter than the description: what it does
/// not name may not be there. More lenient in one thing: [L] the live service says `null` where an
/// attribute has no value.
fn compare(value: &Value, schema: &Value, at: &str, faults: &mut Vec<String>) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let there = description()
            .unwrap()
            .pointer(name.trim_start_matches('#'))
            .unwrap();
        return compare(value, there, at, faults);
    }
    if let Some(several) = schema.get("oneOf").and_then(Value::as_array) {
        let mut least: Option<Vec<String>> = None;
        for one in several {
            let mut own = Vec::new();
            compare(value, one, at, &mut own);
            if least.as_ref().is_none_or(|least| own.len() < least.len()) {
                least = Some(own);
            }
        }
        return faults.extend(least.unwrap_or_default());
    }
    if let Some(all) = schema.get("enum").and_then(Value::as_array)
        && !all.contains(value)
    {
        faults.push(format!("{at}: {value} is none of the values"));
    }
    let right = match schema.get("type").and_then(Value::as_str) {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("boolean") => value.is_boolean(),
        _ => true,
    };
    if !right {
        faults.push(format!("{at}: {value} has another type"));
    }
    if let Some(format) = schema.get("format").and_then(Value::as_str) {
        formatted(value, format, at, faults);
    }
    if let (Some(all), Some(items)) = (value.as_array(), schema.get("items")) {
        for (place, one) in all.iter().enumerate() {
            compare(one, items, &format!("{at}/{place}"), faults);
        }
    }
    members(value, schema, at, faults);
}

fn members(value: &Value, schema: &Value, at: &str, faults: &mut Vec<String>) {
    let (Some(object), Some(known)) = (
        value.as_object(),
        schema.get("properties").and_then(Value::as_object),
    ) else {
        return;
    };
    let required = schema.get("required").and_then(Value::as_array);
    let required: Vec<_> = required
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for name in required.iter().filter(|name| !object.contains_key(**name)) {
        faults.push(format!("{at}: {name} is missing"));
    }
    for (name, member) in object {
        let at = format!("{at}/{name}");
        match known.get(name) {
            None => faults.push(format!("{at}: is not in the description")),
            Some(_) if member.is_null() && !required.contains(&name.as_str()) => {}
            Some(schema) => compare(member, schema, &at, faults),
        }
    }
}

fn formatted(value: &Value, format: &str, at: &str, faults: &mut Vec<String>) {
    let Some(text) = value.as_str() else { return };
    let right = match format {
        "date-time" => text.parse::<jiff::Timestamp>().is_ok(),
        "uri" | "uri-reference" => text.parse::<http::Uri>().is_ok(),
        "email" => text.contains('@'),
        _ => true,
    };
    if !right {
        faults.push(format!("{at}: {text:?} is not a {format}"));
    }
}

#[test]
fn an_invention_a_gap_and_a_wrong_kind_are_noticed() {
    if description().is_none() {
        return;
    }
    let good = serde_json::json!({
        "data": {
            "type": "webhooks", "id": "1",
            "attributes": { "enabled": true, "eventTypes": ["BUILD_UPLOAD_STATE_UPDATED"] },
        },
        "links": { "self": "http://127.0.0.1/v1/webhooks/1" },
    });
    let faults = |pointer: &str, name: &str, value: Option<Value>| {
        let mut spoilt = good.clone();
        let object = spoilt
            .pointer_mut(pointer)
            .unwrap()
            .as_object_mut()
            .unwrap();
        match value {
            Some(value) => object.insert(name.to_owned(), value),
            None => object.remove(name),
        };
        let mut faults = Vec::new();
        compare(&spoilt, &schema("WebhookResponse"), "", &mut faults);
        faults
    };
    assert_eq!(
        faults("/data", "id", Some("2".into())),
        [""; 0],
        "what is right is let through"
    );
    for (pointer, name, value) in [
        ("/data/attributes", "secret", Some("the secret".into())),
        ("/data/attributes", "enabled", Some("yes".into())),
        (
            "/data/attributes",
            "eventTypes",
            Some(serde_json::json!(["PING"])),
        ),
        ("/data", "type", Some("hooks".into())),
        ("/data", "id", None),
        ("/data", "id", Some(Value::Null)),
        ("", "links", None),
    ] {
        let faults = faults(pointer, name, value);
        assert_eq!(
            faults.len(),
            1,
            "a fake that drifts from Apple has to fail: {name}, {faults:?}"
        );
    }
}
