//! The panel, opened and closed by clicks on the tray; the app's own log says how long it took.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use anyhow::Result;
use shipbell_testkit::desktop::Tray;
use shipbell_testkit::{Desktop, Running, wait};

use super::site::Site;

/// A click within 400 ms of the panel's closing is the click that closed it.
const AFTER_CLOSING: Duration = Duration::from_millis(600);
/// The webview goes 20 s after the panel was hidden.
pub(super) const LET_GO: Duration = Duration::from_secs(22);

pub(super) struct Panel<'a> {
    desktop: &'a Desktop,
    tray: Tray,
    app: u32,
    log: PathBuf,
}

impl<'a> Panel<'a> {
    pub(super) fn of(desktop: &'a Desktop, site: &Site, app: &Running) -> Result<Self> {
        Ok(Self {
            desktop,
            tray: wait::until("The app's tray icon", || desktop.tray().map(Some))?,
            app: app.pid(),
            log: site.log(),
        })
    }

    /// How long it took, by the app's own account.
    pub(super) fn open(&self) -> Result<Duration> {
        let before = self.openings().len();
        self.tray.activate()?;
        wait::until("The panel", || Ok(self.openings().get(before).copied()))
    }

    pub(super) fn close(&self) -> Result<()> {
        wait::until("The panel's window", || Ok(self.shows()?.then_some(())))?;
        self.tray.activate()?;
        wait::until("The panel's end", || Ok((!self.shows()?).then_some(())))?;
        sleep(AFTER_CLOSING);
        Ok(())
    }

    fn shows(&self) -> Result<bool> {
        let mut search = self.desktop.command("xdotool");
        search.args(["search", "--onlyvisible", "--pid", &self.app.to_string()]);
        Ok(search.output()?.status.success())
    }

    fn openings(&self) -> Vec<Duration> {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        text.lines().filter_map(opening).collect()
    }
}

/// A line such as "... INFO the panel shows ms=231".
fn opening(line: &str) -> Option<Duration> {
    let (_, rest) = line.split_once("the panel shows")?;
    milliseconds(rest)
}

/// What a line gives as "ms=231".
pub(super) fn milliseconds(line: &str) -> Option<Duration> {
    let (_, ms) = line.split_once("ms=")?;
    let digits = ms.split(|next: char| !next.is_ascii_digit()).next()?;
    Some(Duration::from_millis(digits.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::opening;
    use std::time::Duration;

    #[test]
    fn the_log_tells_how_long_the_panel_took() {
        let line = "2026-11-21T22:00:00.0Z  INFO the panel shows ms=231";
        assert_eq!(opening(line), Some(Duration::from_millis(231)));
        assert_eq!(opening("2026 INFO the door is open ms=2"), None);
    }
}
