//! A launch agent is a property list, which keeps words apart by itself.

/// A word as XML text.
pub(super) fn quoted(word: &str) -> String {
    let text = word.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}
