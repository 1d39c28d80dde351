//! A nested value as the fields that a template would name.

use serde_json::{Value, json};
use shipbell_template::{Scene, Template};

/// More leaves than any body of Apple's has, and few enough to be listed.
const LEAVES: usize = 200;

/// Every value below `root` that has none below it, each with its path, as far as they are listed.
pub(crate) fn leaves<'a>(root: &str, value: &'a Value) -> Vec<(String, &'a Value)> {
    let mut found = Vec::new();
    collect(root.to_owned(), value, &mut found);
    found
}

/// A body is read to a bounded depth only, so this ends.
fn collect<'a>(path: String, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    if found.len() >= LEAVES {
        return;
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                collect(format!("{path}{}", step(name)), member, found);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(format!("{path}[{at}]"), item, found);
            }
        }
        Value::Null => {}
        leaf => found.push((path, leaf)),
    }
}

/// A member as the language names it: `.name`, or `["odd name"]`.
fn step(name: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let starts = name.chars().next().is_some_and(|c| !c.is_ascii_digit());
    if starts && name.chars().all(is_word) {
        return format!(".{name}");
    }
    let mut quoted = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    format!("[\"{quoted}\"]")
}

/// Prints values as a template prints them, however long they are.
pub(crate) struct Print<'a> {
    scene: &'a Scene,
    whole: Option<Template>,
}

impl<'a> Print<'a> {
    pub(crate) fn new(scene: &'a Scene) -> Self {
        Self {
            scene,
            whole: Template::compile("{{value}}").ok(),
        }
    }

    /// A value by itself; `None` where nothing would stand.
    pub(crate) fn value(&self, value: &Value) -> Option<String> {
        self.filled(self.whole.as_ref()?, &json!({ "value": value }))
    }

    /// A field of an event.
    pub(crate) fn field(&self, path: &str, fields: &Value) -> Option<String> {
        let template = Template::compile(&format!("{{{{{path}}}}}")).ok()?;
        self.filled(&template, fields)
    }

    fn filled(&self, template: &Template, fields: &Value) -> Option<String> {
        let cut = template.render_cut(fields, self.scene).ok()?;
        let text = if cut.cut { cut.text + "…" } else { cut.text };
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_leaf_is_named_so_that_a_template_finds_it() {
        let data = json!({
            "attributes": { "newValue": "REJECTED", "count": 3, "odd key": true, "2nd": "x" },
            "a\"b\\c\n": { "list": [{ "id": "first" }, null, "third"] },
            "empty": {}, "none": null, "label": "own", "länge": 1.5,
        });
        let scene = Scene::new(jiff::Timestamp::UNIX_EPOCH, jiff::tz::TimeZone::UTC);
        let print = Print::new(&scene);
        let fields = json!({ "data": data });
        let found = leaves("data", &data);
        assert_eq!(found.len(), 8, "{found:?}");
        for (path, value) in found {
            assert_eq!(
                print.field(&path, &fields),
                print.value(value),
                "{path} is copied into a template and has to work there"
            );
        }
    }

    #[test]
    fn a_flood_of_members_is_cut_off() {
        let many: Vec<Value> = (0..5_000).map(Value::from).collect();
        assert_eq!(leaves("data", &json!({ "many": many })).len(), LEAVES);
    }
}
