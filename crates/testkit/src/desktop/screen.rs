//! The X server, and pictures of what it shows.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use super::Desktop;
use super::furniture::Places;
use super::keeper::Keeper;

/// Starts Xvfb on a display that it finds free itself, and tells which.
pub(super) fn start(keeper: &mut Keeper, places: &Places) -> Result<String> {
    let mut command = Keeper::command("Xvfb", &[], places)?;
    command
        .args(["-displayfd", "1", "-screen", "0", "1280x800x24"])
        .args(["-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped());
    let pipe = keeper.spawn(&mut command)?.stdout.take();
    // The number comes when the server is ready, and the pipe ends if it never will be.
    let mut number = String::new();
    BufReader::new(pipe.context("Xvfb was started without a pipe")?).read_line(&mut number)?;
    let number = number.trim();
    ensure!(!number.is_empty(), "Xvfb ended before it had a display");
    Ok(format!(":{number}"))
}

impl Desktop {
    /// A picture of the whole screen, as PNG.
    pub fn screenshot(&self, path: impl AsRef<Path>) -> Result<()> {
        let done = self
            .command("import")
            .args(["-silent", "-window", "root"])
            .arg(path.as_ref())
            .output()?;
        ensure!(
            done.status.success(),
            "The screenshot failed: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(())
    }
}
