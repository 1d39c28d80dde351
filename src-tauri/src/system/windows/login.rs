//! An entry of the registry's `Run` key is a command line.

/// A word of it, in quotes; no path of Windows has one in it.
pub(super) fn quoted(word: &str) -> Option<String> {
    if word.contains(['"', '\n', '\r']) {
        return None;
    }
    // A backslash before the closing quote would be read as part of the word.
    let last = word.len() - word.trim_end_matches('\\').len();
    Some(format!("\"{word}{}\"", "\\".repeat(last)))
}
