//! What may a banner show? Texts without what could disguise, disturb or flood.
//!
//! Testers write feedback, and templates repeat it. A banner lies over whatever the person is
//! doing, so control characters, terminal escapes, marks that turn the direction of writing, and
//! characters that nobody sees are taken out; floods of lines are calmed; the length is bounded.
//! Markup is not touched: only the system that shows it knows whether `<b>` is markup.

use unicode_segmentation::UnicodeSegmentation;

mod escapes;
mod invisible;

/// The longest title, in characters, the ellipsis included.
pub const MAX_TITLE: usize = 128;

/// The longest body, in characters, the ellipsis included.
pub const MAX_BODY: usize = 1024;

/// The most lines a body may have.
pub const MAX_LINES: usize = 12;

/// A banner's title: one line of at most [`MAX_TITLE`] characters.
pub fn title(text: &str) -> String {
    let clean = clean(text);
    let words: Vec<&str> = clean.split_whitespace().collect();
    bound(&words.join(" "), MAX_TITLE)
}

/// A banner's body: at most [`MAX_LINES`] lines, no two empty ones in a row, and at most
/// [`MAX_BODY`] characters.
pub fn body(text: &str) -> String {
    let clean = clean(text);
    let mut lines: Vec<&str> = Vec::new();
    let mut cut = false;
    for line in clean.split('\n').map(str::trim_end) {
        let repeats = line.is_empty() && lines.last().is_none_or(|last| last.is_empty());
        if repeats {
            continue;
        }
        if lines.len() == MAX_LINES {
            cut = cut || !line.is_empty();
            continue;
        }
        lines.push(line);
    }
    let joined = lines.join("\n");
    let joined = joined.trim();
    if cut {
        return bound(&format!("{}…", joined.trim_end_matches('…')), MAX_BODY);
    }
    bound(joined, MAX_BODY)
}

/// Takes out what nobody should see, and gives every line the same end.
fn clean(text: &str) -> String {
    invisible::strip(&one_line_end(&escapes::strip(text)))
}

fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(
            ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'],
            "\n",
        )
        .replace('\t', " ")
}

/// Ends a text between two characters as people see them.
fn bound(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut count = 0;
    for grapheme in text.graphemes(true) {
        count += grapheme.chars().count();
        // One place is for the ellipsis.
        if count >= most {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}
