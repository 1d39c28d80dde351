//! Apple's own words for why not.

use serde::Deserialize;
use serde_json::Value;

/// Longer texts are for logs, not for people.
const DETAIL_AT_MOST: usize = 300;

/// One of an answer's `errors`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct Refusal {
    /// By which Apple finds it again.
    pub id: Option<String>,
    /// HTTP's status, as text.
    pub status: Option<String>,
    /// For programs: `FORBIDDEN_ERROR`, or longer with dots.
    pub code: String,
    /// For people, the same each time.
    pub title: String,
    /// For people, about this case. Without what we sent that is secret.
    pub detail: Option<String>,
    /// Where in the question.
    pub source: Option<RefusalSource>,
}

/// Where in the question the fault is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct RefusalSource {
    /// In the body, such as `/data/attributes/url`.
    pub pointer: Option<String>,
    /// In the address, such as `filter[state]`.
    pub parameter: Option<String>,
}

/// Those in a body; none where there is no such thing in it.
pub(crate) fn read(body: &Value, hidden: &[String]) -> Vec<Refusal> {
    let errors = body.get("errors").and_then(Value::as_array);
    let read = |error: &Value| Refusal::deserialize(error).ok();
    let mut refusals: Vec<Refusal> = errors.into_iter().flatten().filter_map(read).collect();
    for refusal in &mut refusals {
        // Apple repeats what it refuses, and a secret of ours may be what it refused.
        for secret in hidden.iter().filter(|secret| !secret.is_empty()) {
            refusal.title = refusal.title.replace(secret, "…");
            refusal.detail = refusal.detail.take().map(|it| it.replace(secret, "…"));
        }
    }
    refusals
}

/// The first of them, as the end of an error's sentence.
pub(crate) fn said(refusals: &[Refusal]) -> String {
    let Some(first) = refusals.first() else {
        return String::new();
    };
    let words = first.detail.as_deref().unwrap_or(&first.title).trim();
    if words.is_empty() {
        return String::new();
    }
    let short: String = words.chars().take(DETAIL_AT_MOST).collect();
    format!(" Apple says: {short}")
}
