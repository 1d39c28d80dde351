//! Which characters does nobody see, and which of those are needed by their neighbours?

/// England's flag is the longest in use: five letters and the end mark.
const MAX_TAGS: usize = 6;

/// No language needs more marks on one letter.
const MAX_MARKS: usize = 4;

/// Takes out control characters (but not the line end), marks of direction and invisible characters,
/// except those that hold an emoji or a word together.
pub(super) fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = None;
    let mut run = 0;
    while let Some(c) = chars.next() {
        let again =
            is_tag(c) && last.is_some_and(is_tag) || is_mark(c) && last.is_some_and(is_mark);
        run = if again { run + 1 } else { 1 };
        if keeps(last, c, chars.peek().copied(), run) {
            out.push(c);
            last = Some(c);
        }
    }
    out
}

fn keeps(before: Option<char>, c: char, after: Option<char>, run: usize) -> bool {
    let around = |fits: fn(char) -> bool| before.is_some_and(fits) && after.is_some_and(fits);
    match c {
        '\n' => true,
        '\u{200d}' => {
            let emoji = |c| is_pictogram(c) || is_variation(c);
            around(is_joined) || before.is_some_and(emoji) && after.is_some_and(is_pictogram)
        }
        '\u{200c}' => around(is_joined),
        _ if is_variation(c) => before.is_some_and(can_vary),
        _ if is_tag(c) => before.is_some_and(|b| b == '🏴' || is_tag(b)) && run <= MAX_TAGS,
        _ if is_mark(c) => before.is_some_and(|b| b != '\n') && run <= MAX_MARKS,
        _ => !c.is_control() && !is_hidden(c),
    }
}

/// Marks of direction, fillers, separators without width: there to be abused.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// One variation belongs to one visible character; a row of them is a hidden message.
fn can_vary(c: char) -> bool {
    !is_variation(c) && !is_tag(c) && !c.is_whitespace() && c != '\u{200d}'
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{34e}' | '\u{350}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn is_pictogram(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2190}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
        | '\u{1f000}'..='\u{1faff}')
}

/// Scripts in which a joiner changes how a word is written: Arabic, Persian, and India's.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{900}'..='\u{dff}')
}
