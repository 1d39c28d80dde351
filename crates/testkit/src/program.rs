//! Shipbell's two binaries, run as a person would run them.

mod running;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, ensure};

pub use running::Running;

/// A binary with the arguments and the environment it is to be started with.
#[derive(Debug)]
pub struct Program {
    command: Command,
    name: String,
}

impl Program {
    /// `shipbell`, the command line.
    pub fn shipbell() -> Result<Self> {
        Self::built("shipbell")
    }

    /// `shipbell-desktop`, the app.
    pub fn desktop() -> Result<Self> {
        Self::built("shipbell-desktop")
    }

    /// Any other program, found on the PATH.
    pub fn other(program: impl AsRef<OsStr>) -> Self {
        let name = program.as_ref().to_string_lossy().into_owned();
        Self {
            command: Command::new(program),
            name,
        }
    }

    fn built(name: &str) -> Result<Self> {
        let path = folder()?.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        ensure!(
            path.is_file(),
            "{} is not there. Build it first (`cargo build`), or name its folder in SHIPBELL_BIN_DIR.",
            path.display()
        );
        Ok(Self {
            command: Command::new(path),
            name: name.to_owned(),
        })
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets one variable.
    #[must_use]
    pub fn env(mut self, key: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    /// Sets several variables.
    #[must_use]
    pub fn envs<K: AsRef<OsStr>, V: AsRef<OsStr>>(
        mut self,
        all: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.command.envs(all);
        self
    }

    /// Everything of this run lies in `home`.
    #[must_use]
    pub fn home(self, home: &Path) -> Self {
        self.env("SHIPBELL_HOME", home)
    }

    /// Puts the program on a desktop, and off the one the tests were started from.
    #[cfg(target_os = "linux")]
    #[must_use]
    pub fn on(mut self, desktop: &crate::Desktop) -> Self {
        desktop.furnish(&mut self.command);
        self
    }

    /// Runs to the end and gives back what it said.
    pub fn output(mut self) -> Result<Output> {
        self.command
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("{} could not be started", self.name))
    }

    /// Runs to the end, expects success, and gives back what it wrote to stdout.
    pub fn say(self) -> Result<String> {
        let name = self.name.clone();
        let output = self.output()?;
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(
            output.status.success(),
            "{name} ended with {}: {words}",
            output.status
        );
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Starts it and lets it run.
    pub fn start(self) -> Result<Running> {
        Running::start(self.command, self.name)
    }
}

/// Where the binaries were built: `SHIPBELL_BIN_DIR`, else beside the running test.
pub fn folder() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("SHIPBELL_BIN_DIR") {
        return Ok(named.into());
    }
    let mut folder = std::env::current_exe()?;
    folder.pop();
    if folder.ends_with("deps") || folder.ends_with("examples") {
        folder.pop();
    }
    Ok(folder)
}
