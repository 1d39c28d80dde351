//! Starting with the session. Each home has an entry of its own, which starts it as it was started:
//! two Shipbells side by side come back as two.
//!
//! The entry is written by the crate behind Tauri's own plugin and not through that: the plugin puts
//! the program's path into the entry as it is, and one with a space in it would not start.

use std::path::Path;

use anyhow::{Context, Result};
use auto_launch::{AutoLaunch, AutoLaunchBuilder};
use shipbell_owner::Home;

use crate::args::Secrets;

/// This home's entry.
pub(crate) struct AtLogin(Option<AutoLaunch>);

impl AtLogin {
    /// The entry that starts this home as it was started now.
    pub(crate) fn of(home: &Home, secrets: Secrets) -> Result<Self> {
        let program = program().context("This program does not know where it lies")?;
        let mut words = Vec::new();
        if let Some(folder) = home.chosen() {
            words.extend(["--home".to_owned(), folder.to_string_lossy().into_owned()]);
        }
        if secrets == Secrets::File {
            words.extend(["--secrets".to_owned(), "file".to_owned()]);
        }
        let name = match home.chosen() {
            None => "Shipbell".to_owned(),
            Some(_) => format!("Shipbell-{}", home.instance()),
        };
        Ok(Self(entry(&name, &program, &words)))
    }

    /// Whether Shipbell starts with the session; `None` where there is no such thing.
    pub(crate) fn starts(&self) -> Option<bool> {
        self.0.as_ref()?.is_enabled().ok()
    }

    /// Lets it start with the session, or no longer.
    pub(crate) fn start(&self, on: bool) -> Result<(), String> {
        let entry = self.0.as_ref().ok_or(
            "This Shipbell can't be started by the session: its path has a line break in it. Move it, then try again.",
        )?;
        let done = if on {
            entry.enable()
        } else if entry.is_enabled().unwrap_or(true) {
            entry.disable()
        } else {
            Ok(())
        };
        done.map_err(|error| {
            format!("The system did not take the change ({error}). Nothing else was changed.")
        })
    }
}

/// What the session is to start: of an `AppImage` the image, not what is unpacked from it.
fn program() -> std::io::Result<String> {
    if let Some(image) = std::env::var_os("APPIMAGE").filter(|_| cfg!(target_os = "linux")) {
        return Ok(image.to_string_lossy().into_owned());
    }
    let path = std::env::current_exe()?;
    Ok(Path::to_string_lossy(&path).into_owned())
}

fn entry(name: &str, program: &str, words: &[String]) -> Option<AutoLaunch> {
    let words: Option<Vec<_>> = words.iter().map(|word| quoted(word)).collect();
    let mut entry = AutoLaunchBuilder::new();
    entry.set_app_name(name).set_app_path(&quoted(program)?);
    entry.set_args(&words?).build().ok()
}

/// A word as a desktop entry's `Exec` has it: in quotes, with a backslash before what a shell would
/// read, each backslash doubled once more for the entry itself, and `%` doubled.
#[cfg(target_os = "linux")]
fn quoted(word: &str) -> Option<String> {
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

/// A word as XML text: the entry is a property list, which keeps words apart by itself.
#[cfg(target_os = "macos")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "elsewhere, not every word can be quoted"
)]
fn quoted(word: &str) -> Option<String> {
    let text = word.replace('&', "&amp;");
    Some(text.replace('<', "&lt;").replace('>', "&gt;"))
}

/// A word of a command line, in quotes; no path of Windows has one in it.
#[cfg(windows)]
fn quoted(word: &str) -> Option<String> {
    if word.contains(['"', '\n', '\r']) {
        return None;
    }
    // A backslash before the closing quote would be read as part of the word.
    let last = word.len() - word.trim_end_matches('\\').len();
    Some(format!("\"{word}{}\"", "\\".repeat(last)))
}

#[cfg(all(test, target_os = "linux"))]
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
