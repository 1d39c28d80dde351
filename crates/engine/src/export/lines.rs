//! One event as a JSON object in a line: all that is known, so that nothing has to be asked of us
//! again.

use serde_json::{Map, Value, json};
use shipbell_feed::{Delivery, Event};

use crate::copies::base64;

pub(super) fn line(event: &Event, delivery: Option<&Delivery>, out: &mut String) {
    let mut object = match serde_json::to_value(event) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    };
    if let Some(delivery) = delivery {
        let headers: Vec<Value> = delivery
            .headers
            .iter()
            .map(|(name, value)| {
                let (key, value) = exact("value", value);
                json!({ "name": name, key: value })
            })
            .collect();
        let (key, body) = exact("body", &delivery.body);
        object.insert(key, body.into());
        object.insert("headers".to_owned(), headers.into());
        object.insert("verdict".to_owned(), delivery.verdict.as_str().into());
        object.insert("arrived".to_owned(), delivery.arrived.into());
        object.insert("lastArrived".to_owned(), delivery.last_arrived.into());
        object.insert("deliveries".to_owned(), delivery.count.into());
    }
    // A line may hold no line's end: JSON escapes those in texts.
    out.push_str(&Value::Object(object).to_string());
    out.push('\n');
}

/// Bytes as the text they are, or, where they are none, as base64 under another name.
fn exact(name: &str, bytes: &[u8]) -> (String, String) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (name.to_owned(), text.to_owned()),
        Err(_) => (format!("{name}Base64"), base64(bytes)),
    }
}
