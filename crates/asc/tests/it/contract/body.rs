//! A body against its schema. Stricter than the schema: what it does not name is a fault, because
//! Apple refuses it.

use serde_json::Value;

use super::Description;

pub(crate) fn faults(
    description: &Description,
    schema: &Value,
    value: &Value,
    at: &str,
    faults: &mut Vec<String>,
) {
    let schema = description.resolved(schema);
    if value.is_null() && schema["nullable"] == true {
        return;
    }
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64(),
        // A list of words alone.
        None => value.is_string() && schema.get("enum").is_some(),
        Some(_) => false,
    };
    if !fits {
        faults.push(format!("{at} is no {}", schema["type"]));
        return;
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        faults.push(format!("{at} can't be {value}"));
    }
    if schema["format"] == "uri" && reqwest::Url::parse(value.as_str().unwrap()).is_err() {
        faults.push(format!("{at} is no address"));
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        self::faults(
            description,
            &schema["items"],
            item,
            &format!("{at}/{index}"),
            faults,
        );
    }
    object(description, schema, value, at, faults);
}

fn object(
    description: &Description,
    schema: &Value,
    value: &Value,
    at: &str,
    faults: &mut Vec<String>,
) {
    for (name, inner) in value.as_object().into_iter().flatten() {
        let at = format!("{at}/{name}");
        match schema["properties"].get(name) {
            Some(schema) => self::faults(description, schema, inner, &at, faults),
            None => faults.push(format!("{at} is not described")),
        }
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().unwrap();
        if value.is_object() && value.get(name).is_none() {
            faults.push(format!("{at}/{name} is missing"));
        }
    }
}
