//! Beside our panel, in the same run: a window of `WebKitGTK` with one line of text, nothing of ours and nothing of
//! Tauri's. No panel can be there sooner on this machine.

use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};
use shipbell_testkit::Desktop;

use super::panel::milliseconds;

/// Debian's own Python: another on the PATH has no window library.
const PYTHON: &str = "/usr/bin/python3";
const SCRIPT: &str = include_str!("bare_window.py");

/// How long each of so many windows took, but for the first; `None` where Python has no `WebKitGTK`.
pub(super) fn windows(desktop: &Desktop, rounds: usize) -> Result<Option<Vec<Duration>>> {
    let has_webkit = "import gi; gi.require_version('WebKit2', '4.1')";
    let asked = Command::new(PYTHON).args(["-c", has_webkit]).output();
    if !asked.is_ok_and(|asked| asked.status.success()) {
        println!("Left out: WebKitGTK alone, because {PYTHON} has no gi.repository.WebKit2.");
        return Ok(None);
    }
    let mut script = desktop.command(PYTHON);
    script.args(["-c", SCRIPT, &(rounds + 1).to_string()]);
    let output = script.output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let took = said.lines().filter_map(milliseconds);
    Ok(Some(took.skip(1).collect()))
}
