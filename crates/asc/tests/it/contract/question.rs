//! A question that was heard, against the one that is described.

use std::collections::BTreeSet;

use serde_json::Value;
use shipbell_asc::Question;

use super::Description;
use super::body;
use crate::apple::Heard;

/// Everything that Apple would not understand.
pub(crate) fn faults(description: &Description, question: Question, heard: &Heard) -> Vec<String> {
    let path = question.path();
    let Some(operation) = description.operation(path, question.method().as_str()) else {
        return vec!["it is not described".to_owned()];
    };
    let (asked, query) = heard.target.split_once('?').unwrap_or((&heard.target, ""));
    let mut faults = Vec::new();
    if !fits(path, asked) {
        faults.push(format!("{asked} is not {path}"));
    }
    faults.extend(query_faults(description, path, operation, query));
    let schema = operation.pointer("/requestBody/content/application~1json/schema");
    match (schema, heard.body.as_str()) {
        (None, "") => {}
        (None, _) => faults.push("it has a body, and should not".to_owned()),
        (Some(_), "") => faults.push("it has no body, and should".to_owned()),
        (Some(schema), text) => {
            let value: Value = serde_json::from_str(text).unwrap();
            body::faults(description, schema, &value, "body", &mut faults);
        }
    }
    faults
}

fn fits(template: &str, path: &str) -> bool {
    let parts = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
    let (template, path) = (parts(template), parts(path));
    let fit = |(want, is): (&String, &String)| want == is || (want == "{id}" && !is.is_empty());
    template.len() == path.len() && template.iter().zip(&path).all(fit)
}

fn query_faults(
    description: &Description,
    path: &str,
    operation: &Value,
    query: &str,
) -> Vec<String> {
    let known = description.parameters(path, operation);
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let is_it = |parameter: &&&Value| parameter["name"] == name && parameter["in"] == "query";
        if !seen.insert(name) {
            faults.push(format!("{name} is there twice"));
        }
        match known.iter().find(is_it) {
            Some(parameter) => {
                let schema = description.resolved(&parameter["schema"]);
                faults.extend(value_faults(description, schema, name, value));
            }
            None => faults.push(format!("{name} is no parameter")),
        }
    }
    for parameter in known {
        let name = parameter["name"].as_str().unwrap();
        if parameter["in"] == "query" && parameter["required"] == true && !seen.contains(name) {
            faults.push(format!("{name} is missing"));
        }
    }
    faults
}

fn value_faults(
    description: &Description,
    schema: &Value,
    name: &str,
    value: &str,
) -> Option<String> {
    match schema["type"].as_str() {
        Some("integer") => {
            let most = schema["maximum"].as_i64().unwrap_or(i64::MAX);
            let fits = value
                .parse::<i64>()
                .is_ok_and(|number| (1..=most).contains(&number));
            (!fits).then(|| format!("{name} can't be {value}"))
        }
        Some("array") => {
            // All of Apple's are `explode: false`: one parameter, with commas.
            let words = description.resolved(&schema["items"])["enum"].as_array();
            let odd = |word: &&str| words.is_some_and(|words| !words.iter().any(|it| it == word));
            let odd = value.split(',').find(odd);
            odd.map(|word| format!("{name} can't be {word}"))
        }
        kind => Some(format!(
            "{name} is {kind:?}, which this test can't check yet"
        )),
    }
}
