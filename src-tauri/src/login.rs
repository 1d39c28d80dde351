//! Starting with the session. Each home has an entry of its own, which starts it as it was started:
//! two Shipbells side by side come back as two.
//!
//! The entry is written by the crate behind Tauri's own plugin and not through that: the plugin puts
//! the program's path into the entry as it is, and one with a space in it would not start.

use anyhow::{Context, Result};
use auto_launch::{AutoLaunch, AutoLaunchBuilder};
use shipbell_owner::Home;

use crate::args::Secrets;
use crate::system::{Here, System};

/// This home's entry.
pub(crate) struct AtLogin(Option<AutoLaunch>);

impl AtLogin {
    /// The entry that starts this home as it was started now.
    pub(crate) fn of(home: &Home, secrets: Secrets) -> Result<Self> {
        let program = Here::program().context("This program does not know where it lies")?;
        let mut words = Vec::new();
        if let Some(folder) = home.chosen() {
            words.extend(["--home".to_owned(), folder.to_string_lossy().into_owned()]);
        }
        if secrets == Secrets::File {
            words.extend(["--secrets".to_owned(), "file".to_owned()]);
        }
        Ok(Self(entry(&home.login_entry(), &program, &words)))
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

fn entry(name: &str, program: &str, words: &[String]) -> Option<AutoLaunch> {
    let words: Option<Vec<_>> = words.iter().map(|word| Here::quoted(word)).collect();
    let mut entry = AutoLaunchBuilder::new();
    entry
        .set_app_name(name)
        .set_app_path(&Here::quoted(program)?);
    entry.set_args(&words?).build().ok()
}
