//! Which parts of a text are orders to a terminal?

const ESCAPE: char = '\u{1b}';
const BELL: char = '\u{7}';

/// Takes out terminal escapes, complete ones with their parameters. Of one that never ends only the
/// beginning goes, or a single byte could hide the rest of a text.
pub(super) fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([ESCAPE, '\u{9b}', '\u{9d}', '\u{90}']) {
        let (before, order) = rest.split_at(at);
        out.push_str(before);
        rest = after(order);
    }
    out.push_str(rest);
    out
}

/// What follows the escape with which `order` begins.
fn after(order: &str) -> &str {
    let mut chars = order.chars();
    let kind = match chars.next() {
        Some('\u{9b}') => '[',
        Some('\u{9d}' | '\u{90}') => ']',
        _ => match chars.clone().next() {
            Some(kind) if kind.is_ascii() && !kind.is_ascii_control() => {
                chars.next();
                kind
            }
            _ => return chars.as_str(),
        },
    };
    let rest = chars.as_str();
    match kind {
        '[' => after_control(rest),
        ']' | 'P' | 'X' | '^' | '_' => after_string(rest),
        ' '..='/' => rest
            .strip_prefix(|c: char| c.is_ascii_graphic())
            .unwrap_or(rest),
        _ => rest,
    }
}

/// Parameters, then one letter that ends the order.
fn after_control(rest: &str) -> &str {
    let parameters = rest.trim_start_matches(|c| matches!(c, ' '..='?'));
    parameters
        .strip_prefix(|c| matches!(c, '@'..='~'))
        .unwrap_or(rest)
}

/// A string up to its terminator, within one line.
fn after_string(rest: &str) -> &str {
    let line = rest.split('\n').next().unwrap_or(rest);
    let Some(end) = line.find([BELL, ESCAPE, '\u{9c}']) else {
        return rest;
    };
    let tail = rest.get(end..).unwrap_or_default();
    let closed = tail.strip_prefix("\u{1b}\\");
    closed
        .or_else(|| tail.strip_prefix([BELL, '\u{9c}']))
        .unwrap_or(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_titles_and_links_of_terminals_vanish() {
        assert_eq!(
            strip(
                "a\u{1b}[1;31mred\u{1b}[0m \u{1b}]0;title\u{7}b \u{1b}]8;;http://x\u{1b}\\c \u{9b}2Jd"
            ),
            "ared b c d",
            "an escape has no meaning in a banner and could act in a terminal's log"
        );
    }

    #[test]
    fn an_escape_without_end_hides_nothing() {
        assert_eq!(
            strip("a\u{1b}]0;never closed, important"),
            "a0;never closed, important",
            "a tester must not be able to hide the rest of a text"
        );
        assert_eq!(
            strip("\u{1b}[31\u{1b}"),
            "31",
            "a broken colour leaves its digits"
        );
    }
}
