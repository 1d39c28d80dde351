//! How do Apple's names read in words and in signs?

use minijinja::Value;

use super::{Fault, text::subject_text, values::text};
use crate::scene::Scene;

/// Longer than any name of Apple's; a longer text is no name and stays as it is.
const LONGEST: usize = 128;

/// The words for one of Apple's names; for a name without words, the name made readable.
pub(super) fn label(scene: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    let token = text(subject)?;
    if token.is_empty() || token.len() > LONGEST {
        return subject_text(&token);
    }
    let words = (scene.label)(&token).unwrap_or_else(|| humanise(&token));
    subject_text(&words)
}

/// `SOME_NEW_STATE` becomes `Some New State`, `appStoreVersions` becomes `App Store Versions`; a
/// text that already has blanks is somebody's words and stays.
fn humanise(token: &str) -> String {
    if token.chars().any(char::is_whitespace) {
        return token.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut small = true;
    for c in token.chars() {
        let starts = c.is_uppercase() && small;
        small = c.is_lowercase() || c.is_ascii_digit();
        if matches!(c, '_' | '-') {
            words.push(String::new());
            continue;
        }
        if starts || words.is_empty() {
            words.push(String::new());
        }
        let Some(word) = words.last_mut() else {
            continue;
        };
        if word.is_empty() {
            word.extend(c.to_uppercase());
        } else {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// Which sign stands for names with these parts; the first that matches wins.
const SIGNS: &[(&str, &[&str])] = &[
    (
        "❌",
        &["reject", "fail", "invalid", "error", "not_a", "unavailable"],
    ),
    ("💥", &["crash"]),
    ("💬", &["feedback"]),
    ("⚠️", &["missing"]),
    ("🗑️", &["removed", "expired", "deleted"]),
    (
        "⏳",
        &[
            "waiting",
            "awaiting",
            "processing",
            "pending",
            "prepare",
            "ready_for_review",
        ],
    ),
    ("🔍", &["review"]),
    (
        "✅",
        &[
            "approved",
            "accepted",
            "ready",
            "complete",
            "valid",
            "available",
            "in_beta_testing",
        ],
    ),
    ("📦", &["build", "package", "asset"]),
    ("🏓", &["webhookping"]),
];

/// A sign for one of Apple's names; a bell for those without one.
pub(super) fn emoji(_: &Scene, subject: &Value, _: &[Value]) -> Result<Value, Fault> {
    let token = text(subject)?;
    if token.is_empty() || token.len() > LONGEST {
        return Ok(Value::from(""));
    }
    let lower = token.to_ascii_lowercase();
    let fits = |parts: &&[&str]| parts.iter().any(|part| lower.contains(part));
    let sign = SIGNS.iter().find(|(_, parts)| fits(parts));
    Ok(Value::from(sign.map_or("🔔", |(sign, _)| sign)))
}
