//! Apple's description, where it lies beside the checkout. It is Apple's, and never in it.

use std::path::{Path, PathBuf};

use serde_json::Value;

pub(crate) struct Description {
    pub(crate) file: PathBuf,
    whole: Value,
}

/// None beside a public checkout, which says so. Where the folder is, the file has to be in it.
pub(crate) fn find() -> Option<Description> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if !shared.exists() {
        println!(
            "Not checked: Apple's API description is not at ../shared/apple beside the checkout."
        );
        return None;
    }
    let file = shared.join("apple/openapi-trimmed.json");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!("../shared is there, but not Apple's API description in it: {error}")
    });
    let whole = serde_json::from_str(&text).unwrap();
    Some(Description { file, whole })
}

impl Description {
    /// What is asked under this path, with `{id}` in it.
    pub(crate) fn operation(&self, path: &str, method: &str) -> Option<&Value> {
        self.whole
            .get("paths")?
            .get(path)?
            .get(method.to_ascii_lowercase())
    }

    /// Parameters of the path and of the question.
    pub(crate) fn parameters<'a>(&'a self, path: &str, operation: &'a Value) -> Vec<&'a Value> {
        let shared = self.whole["paths"][path].get("parameters");
        let own = operation.get("parameters");
        let both = shared
            .into_iter()
            .chain(own)
            .filter_map(Value::as_array)
            .flatten();
        both.map(|parameter| self.resolved(parameter)).collect()
    }

    /// What a reference leads to.
    pub(crate) fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(there) => {
                let there = there.strip_prefix('#').unwrap();
                self.resolved(self.whole.pointer(there).unwrap())
            }
            None => value,
        }
    }

    /// The schema of the things of a kind.
    pub(crate) fn of_kind(&self, kind: &str) -> Option<&Value> {
        let schemas = self.whole["components"]["schemas"].as_object()?;
        schemas.values().find(|schema| {
            let kinds = schema
                .pointer("/properties/type/enum/0")
                .and_then(Value::as_str);
            // Requests have their kind one level deeper.
            kinds == Some(kind) && schema.pointer("/properties/id").is_some()
        })
    }

    /// A schema's list of words.
    pub(crate) fn words(&self, at: &str) -> Vec<String> {
        let schema = self
            .whole
            .pointer(&format!("/components/schemas/{at}"))
            .unwrap();
        let words = self.resolved(schema)["enum"].as_array().unwrap();
        words
            .iter()
            .map(|word| word.as_str().unwrap().to_owned())
            .collect()
    }
}
