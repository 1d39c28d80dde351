//! The body as JSON with lines and indents.

use serde_json::value::RawValue;

/// Deeper than any body of Apple's. Indents of a body nested without end would fill the memory.
const DEEPEST: usize = 64;

/// The body indented where it is JSON, else as the text it is. Only blanks are added: digits, order
/// and repeated names stay as they were sent.
pub(crate) fn json(text: &str) -> String {
    let whole = text.strip_prefix('\u{feff}').unwrap_or(text);
    if serde_json::from_str::<&RawValue>(whole).is_err() {
        return text.to_owned();
    }
    indented(whole).unwrap_or_else(|| text.to_owned())
}

fn indented(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                out.push('"');
                let mut escaped = false;
                for inner in letters.by_ref() {
                    out.push(inner);
                    if inner == '"' && !escaped {
                        break;
                    }
                    escaped = inner == '\\' && !escaped;
                }
            }
            '{' | '[' => {
                out.push(letter);
                while letters.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(close) = letters.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(close);
                    continue;
                }
                depth += 1;
                if depth > DEEPEST {
                    return None;
                }
                line(&mut out, depth);
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(letter);
            }
            ',' => {
                out.push(',');
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            blank if blank.is_ascii_whitespace() => {}
            other => out.push(other),
        }
    }
    Some(out)
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blanks_are_added() {
        let sent = r#"{"id":12345678901234567890123,"a":[],"a":{ },"t":"{\"x\\\":[1,2]}","l":[1,{"b":1e400}]}"#;
        let copied = json(sent);
        insta::assert_snapshot!(copied, @r#"
        {
          "id": 12345678901234567890123,
          "a": [],
          "a": {},
          "t": "{\"x\\\":[1,2]}",
          "l": [
            1,
            {
              "b": 1e400
            }
          ]
        }
        "#);
    }

    #[test]
    fn what_is_no_json_stays_as_it_is() {
        for text in ["", "not json", "{\"a\":", "\u{fffd}{}"] {
            assert_eq!(json(text), text);
        }
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(
            json(&deep).len(),
            deep.len(),
            "indents of every level would be gigabytes"
        );
    }
}
