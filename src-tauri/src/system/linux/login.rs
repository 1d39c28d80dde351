//! An entry in the folder of what starts with the session, as a desktop entry has it.

use std::path::Path;

/// Of an `AppImage` the image, not what is unpacked from it.
pub(super) fn program() -> std::io::Result<String> {
    if let Some(image) = std::env::var_os("APPIMAGE") {
        return Ok(image.to_string_lossy().into_owned());
    }
    let path = std::env::current_exe()?;
    Ok(Path::to_string_lossy(&path).into_owned())
}

/// A word as a desktop entry's `Exec` has it: in quotes, with a backslash before what a shell would
/// read, each backslash doubled once more for the entry itself, and `%` doubled.
pub(super) fn quoted(word: &str) -> Option<String> {
    if word.chars().any(char::is_control) {
        return None;
    }
    let mut text = String::from("\"");
    for letter in word.chars() {
        match letter {
            '"' | '`' | '$' => text.extend(["\\\\", letter.encode_utf8(&mut [0; 4])]),
            '\\' => text.push_str("\\\\\\\\"),
            '%' => text.push_str("%%"),
            _ => text.push(letter),
        }
    }
    text.push('"');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_one_word() {
        let table = [
            ("/opt/shipbell", r#""/opt/shipbell""#),
            ("/home/a b/シップ", r#""/home/a b/シップ""#),
            (r#"/x"$`\%f"#, r#""/x\\"\\$\\`\\\\%%f""#),
        ];
        for (word, wanted) in table {
            assert_eq!(quoted(word).as_deref(), Some(wanted));
        }
        assert_eq!(
            quoted("/x\nExec=/bin/false"),
            None,
            "a line break would write another line into the entry"
        );
    }
}
