//! How a text is written into the file: as a person would, so that it can be edited by hand.

use toml_edit::Value;

/// The text as a TOML value, in the spelling that needs the fewest escapes.
pub(super) fn text(text: &str) -> Value {
    // toml_edit escapes or folds what it must; only texts with quotes or backslashes in them read
    // better raw.
    if !text.contains(['"', '\\']) {
        return Value::from(text);
    }
    let several_lines = text.contains('\n');
    let raw = if several_lines {
        format!("'''\n{text}'''")
    } else if text.contains('\'') {
        format!("'''{text}'''")
    } else {
        format!("'{text}'")
    };
    // A raw text can't hold everything, such as its own end; whoever reads it must read the same.
    match raw.parse::<Value>() {
        Ok(value) if value.as_str() == Some(text) => value,
        _ => Value::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_spelled_as_a_person_would() {
        for (given, expected) in [
            ("plain", "\"plain\""),
            (r#"{{a | default("b")}}"#, r#"'{{a | default("b")}}'"#),
            (r#"it's "so""#, r#"'''it's "so"'''"#),
            ("one\ntwo", "\"\"\"\none\ntwo\"\"\""),
            ("one \"a\"\n\\two", "'''\none \"a\"\n\\two'''"),
        ] {
            assert_eq!(
                text(given).to_string(),
                expected,
                "it is edited by hand too"
            );
        }
    }

    #[test]
    fn every_text_comes_back_as_it_was() {
        for given in [
            "",
            "'",
            "\"",
            "\\",
            "'''\"\"\"",
            "ends in \"'",
            "\"\n'''",
            "\n\n\"",
            "a\r\n\"b\"",
            "\u{7}\"",
            "\t\\",
            "'\"\n'",
        ] {
            let written = format!("v = {}", text(given));
            let read: toml::Table = written.parse().unwrap();
            assert_eq!(
                read.get("v").and_then(toml::Value::as_str),
                Some(given),
                "{written}"
            );
        }
    }
}
