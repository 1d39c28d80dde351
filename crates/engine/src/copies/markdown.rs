//! A paragraph and a table in Markdown, in which no text from outside can make anything active.

use std::fmt::Write as _;

use shipbell_template::plain;

/// A row of the table: what it is, and what it says.
pub(crate) type Row = (String, String);

/// Title and story as paragraphs, the rows as a table.
pub(crate) fn markdown(title: &str, story: &str, rows: &[Row]) -> String {
    let mut page = format!("**{}**\n", inert(&plain::title(title), Place::Paragraph));
    let story = plain::body(story);
    if !story.is_empty() {
        let _ = write!(page, "\n{}\n", inert(&story, Place::Paragraph));
    }
    page.push_str("\n| | |\n|---|---|\n");
    for (name, value) in rows {
        let value = inert(&plain::body(value), Place::Table);
        let _ = writeln!(page, "| {name} | {value} |");
    }
    page
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    Table,
}

/// A text as one line that shows as what it is. Escapes do for nearly all of them; what pages turn
/// into links by themselves, without any mark of Markdown's, becomes code, where nothing is active.
fn inert(text: &str, place: Place) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if links_itself(&line) {
        code(&line, place)
    } else {
        escaped(&line)
    }
}

/// Addresses, mails, mentions and numbers of issues.
fn links_itself(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.contains(['@', '#'])
        || ["://", "www.", "mailto:", "xmpp:", "gh-"]
            .iter()
            .any(|sign| lower.contains(sign))
        || looks_like_a_commit(line)
}

/// Forges link seven or more hexadecimal digits to a commit.
fn looks_like_a_commit(line: &str) -> bool {
    line.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn code(line: &str, place: Place) -> String {
    let longest = line
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let line = match place {
        // In a table a bar ends the cell even within code, unless it is escaped.
        Place::Table => line.replace('|', "\\|"),
        Place::Paragraph => line.to_owned(),
    };
    let gap = if line.starts_with('`') || line.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{gap}{line}{gap}{fence}")
}

fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let starts_a_list = line.starts_with(['-', '+', '=']);
    if starts_a_list {
        out.push('\\');
    }
    let mut only_digits = !line.is_empty();
    let mut letters = line.chars().peekable();
    let mut before = false;
    while let Some(c) = letters.next() {
        let then = letters.peek().is_none_or(|next| *next == ' ');
        let ends_a_number = only_digits && before && then && matches!(c, '.' | ')');
        before = true;
        only_digits = only_digits && c.is_ascii_digit();
        let active = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '|'
                | '~'
                | '!'
                | '&'
                | '$'
                | '^'
        );
        if active || ends_a_number {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_event_reads_well() {
        let rows = [
            ("App".to_owned(), "Tideline".to_owned()),
            ("Version".to_owned(), "2.4.1".to_owned()),
        ];
        let page = markdown(
            "Tideline 2.4.1: Rejected by App Review",
            "App Review’s message is in App Store Connect. Was In Review.",
            &rows,
        );
        insta::assert_snapshot!(page, @r"
        **Tideline 2.4.1: Rejected by App Review**

        App Review’s message is in App Store Connect. Was In Review.

        | | |
        |---|---|
        | App | Tideline |
        | Version | 2.4.1 |
        ");
    }

    /// Whether a character stands bare: neither escaped nor within code.
    fn bare(line: &str, wanted: &[char]) -> bool {
        if line.starts_with('`') {
            return false;
        }
        let mut escaped = false;
        for c in line.chars() {
            if wanted.contains(&c) && !escaped {
                return true;
            }
            escaped = c == '\\' && !escaped;
        }
        false
    }

    #[test]
    fn a_tester_makes_no_picture_no_link_and_no_markup() {
        for hostile in [
            "![x](https://evil.example/pixel.png)",
            "[click](javascript:alert(1))",
            "<img src=x onerror=alert(1)>",
            "see https://evil.example and www.evil.example",
            "mail me@evil.example",
            "@everyone look at #1",
            "| a | b |\n|---|---|",
            "`code` ``more`` ```",
            "# heading",
            "- [ ] task",
            "1. one\n2. two",
            "> quote",
            "a \\| b",
            "&lt;b&gt; &#33;",
            "[ref]: /evil",
            "~~gone~~ **loud** _x_ $x$ [^1]",
            "deadbeefcafe",
        ] {
            for place in [Place::Paragraph, Place::Table] {
                let shown = inert(hostile, place);
                assert!(
                    !bare(&shown, &['[', ']', '<', '>', '!', '|', '`', '*', '&', '~']),
                    "{hostile:?} became {shown:?}, which an issue would obey"
                );
                assert!(
                    !shown.contains('\n') && !shown.starts_with(['-', '#', '>', '+']),
                    "{shown:?} begins something"
                );
                if shown.starts_with('`') {
                    let fence = shown.len() - shown.trim_start_matches('`').len();
                    let inner = &shown[fence..shown.len() - fence];
                    let runs = inner.split(|c| c != '`').map(str::len);
                    assert!(
                        runs.max().unwrap_or_default() < fence,
                        "{shown:?} leaves its code early"
                    );
                } else {
                    assert!(!links_itself(hostile), "{shown:?} becomes a link by itself");
                }
            }
        }
        assert_eq!(inert("1. one", Place::Paragraph), "1\\. one");
        assert_eq!(inert("a | http://b", Place::Table), "`a \\| http://b`");
    }
}
