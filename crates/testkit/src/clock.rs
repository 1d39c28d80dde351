//! A clock that a test moves, for whole programs.
//!
//! The program runs under libfaketime, which reads the distance from the real time out of a file at
//! every look at the clock. The monotonic clock stays real, so that time-outs and timers inside the
//! program keep their length.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use tempfile::TempDir;

/// The movable clock; programs started with its environment follow it as long as it lives.
#[derive(Debug)]
pub struct MovableClock {
    folder: TempDir,
    library: PathBuf,
    ahead: i64,
}

impl MovableClock {
    /// A clock that shows the real time until it is moved.
    pub fn new() -> Result<Self> {
        let library = library().context(
            "libfaketime is not installed (Debian and Ubuntu: the package `libfaketime`)",
        )?;
        let folder = tempfile::Builder::new()
            .prefix("shipbell-clock-")
            .tempdir()?;
        let clock = Self {
            folder,
            library,
            ahead: 0,
        };
        clock.write()?;
        Ok(clock)
    }

    /// Moves the clock forward (or back, when negative) from where it stands.
    pub fn advance(&mut self, seconds: i64) -> Result<()> {
        self.ahead += seconds;
        self.write()
    }

    /// What a program needs in its environment to live by this clock.
    pub fn env(&self) -> Vec<(String, String)> {
        let text = |path: PathBuf| path.display().to_string();
        [
            ("LD_PRELOAD", text(self.library.clone())),
            ("FAKETIME_TIMESTAMP_FILE", text(self.file())),
            ("FAKETIME_NO_CACHE", "1".into()),
            // The name changed between versions; both are harmless where unknown.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
            ("DONT_FAKE_MONOTONIC", "1".into()),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .into()
    }

    /// Puts `command` under this clock.
    pub fn rule<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.envs(self.env())
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("offset")
    }

    /// Written beside and moved into place, so that no reader ever sees half a number.
    fn write(&self) -> Result<()> {
        let fresh = self.folder.path().join("offset.new");
        fs::write(&fresh, format!("{:+}\n", self.ahead))?;
        fs::rename(&fresh, self.file())?;
        Ok(())
    }
}

/// Debian keeps the library under the machine's triplet, others directly under lib.
fn library() -> Option<PathBuf> {
    const NAME: &str = "faketime/libfaketimeMT.so.1";
    let roots = ["/usr/lib", "/usr/lib64", "/usr/local/lib"].map(PathBuf::from);
    roots.iter().find_map(|root| {
        let direct = root.join(NAME);
        if direct.is_file() {
            return Some(direct);
        }
        fs::read_dir(root)
            .ok()?
            .flatten()
            .map(|entry| entry.path().join(NAME))
            .find(|path| path.is_file())
    })
}
