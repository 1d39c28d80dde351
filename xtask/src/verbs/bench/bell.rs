//! The app on a desktop: start, POST to notification, the panel, memory.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, Instant, UNIX_EPOCH};

use anyhow::{Context, Result};
use shipbell_testkit::{Desktop, Program, wait};

use super::figures::Figures;
use super::panel::{LET_GO, Panel};
use super::site::Site;
use super::spread::Spread;
use super::starts::STARTS;
use super::storm::Caller;
use super::{Bench, memory};
use crate::letters;

const PART: &str = "The bell";
const RINGS: usize = 60;
/// More than the 500 ms in which banners after a banner are put together.
const APART: Duration = Duration::from_millis(650);
/// First openings, and openings after the webview was let go.
const FIRSTS: usize = 5;
const REMADE: usize = 3;
const KEPT: usize = 5;

pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    println!("\n{PART}");
    let desktop = Desktop::start()?;
    let site = Site::new(bench)?;
    let mut first = starts(&desktop, &site, figures)?;
    let (mut app, _) = site.first_answer(app(&desktop, &site))?;
    let panel = Panel::of(&desktop, &site, &app)?;
    sleep(Duration::from_secs(5));
    memory::of(app.pid())?.tell(figures, "app, panel never opened");
    rings(&desktop, &site, figures)?;

    first.push(panel.open()?);
    sleep(Duration::from_secs(5));
    memory::of(app.pid())?.tell(figures, "app, panel open");
    panel.close()?;
    sleep(Duration::from_secs(30));
    memory::of(app.pid())?.tell(figures, "app, 30 s after the panel was closed");
    figures.spread(
        "The panel",
        "opened for the first time",
        &Spread::of(first),
        "asked for to shown, as the app logs it",
    );
    openings(&panel, figures)?;
    app.sigterm()?;
    Ok(())
}

fn app(desktop: &Desktop, site: &Site) -> Program {
    site.app().on(desktop)
}

/// Starts to the first 200; some of these starts open the panel for the first time, too.
fn starts(desktop: &Desktop, site: &Site, figures: &mut Figures) -> Result<Vec<Duration>> {
    let (mut took, mut opened) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let (mut app, first) = site.first_answer(app(desktop, site))?;
        took.push(first);
        if opened.len() + 1 < FIRSTS {
            let panel = Panel::of(desktop, site, &app)?;
            sleep(Duration::from_secs(1));
            opened.push(panel.open()?);
        }
        app.sigterm()?;
    }
    figures.spread(
        PART,
        "shipbell-desktop, start to first 200",
        &Spread::of(took),
        "knocks every 0.2 ms",
    );
    Ok(opened)
}

fn openings(panel: &Panel<'_>, figures: &mut Figures) -> Result<()> {
    let mut remade = Vec::new();
    let mut kept = Vec::new();
    for round in 0..REMADE {
        if round > 0 {
            sleep(LET_GO);
        }
        remade.push(panel.open()?);
        panel.close()?;
        if round + 1 == REMADE {
            for _ in 0..KEPT {
                kept.push(panel.open()?);
                panel.close()?;
            }
        }
    }
    figures.spread(
        "The panel",
        "opened again, webview made anew",
        &Spread::of(remade),
        "",
    );
    figures.spread(
        "The panel",
        "opened again within 20 s",
        &Spread::of(kept),
        "to the millisecond",
    );
    Ok(())
}

fn rings(desktop: &Desktop, site: &Site, figures: &mut Figures) -> Result<()> {
    let ear = Ear::listen(desktop)?;
    let mut caller = Caller::connect(site.letters()?)?;
    let mut took = Vec::new();
    // The first ring asks the desktop what it can show, once; so the first two do not count.
    for round in 0..RINGS + 2 {
        let begun = Instant::now();
        let sent = letters::now().duration_since(UNIX_EPOCH)?;
        caller.call()?;
        let heard = ear.next()?;
        if round >= 2 {
            took.push(heard.saturating_sub(sent));
        }
        sleep(APART.saturating_sub(begun.elapsed()));
    }
    let note = "Notify seen on the session bus by dbus-monitor, one hop like the daemon's own";
    figures.spread(PART, "POST to notification", &Spread::of(took), note);
    Ok(())
}

/// Hears each `Notify`, stamped in microseconds by dbus-monitor when it came.
struct Ear {
    monitor: Child,
    stamps: Receiver<Duration>,
}

impl Ear {
    fn listen(desktop: &Desktop) -> Result<Self> {
        let mut monitor = desktop
            .command("dbus-monitor")
            .args(["--session", "--profile"])
            .arg("interface='org.freedesktop.Notifications',type='method_call'")
            .stdout(Stdio::piped())
            .spawn()
            .context("dbus-monitor could not be started")?;
        let pipe = monitor.stdout.take().context("dbus-monitor has no pipe")?;
        let (tell, stamps) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                if let Some(stamp) = stamp(&line) {
                    // Nobody listens any more when all rings have been heard.
                    let _ = tell.send(stamp);
                }
            }
        });
        let ear = Self { monitor, stamps };
        ear.settle(desktop)?;
        Ok(ear)
    }

    /// Rings by itself until it hears something: only then is it on the bus.
    fn settle(&self, desktop: &Desktop) -> Result<()> {
        wait::until("dbus-monitor on the bus", || {
            let mut call = desktop.command("notify-send");
            call.arg("bench").status()?;
            Ok(self.stamps.recv_timeout(Duration::from_millis(200)).ok())
        })?;
        while self.stamps.recv_timeout(APART).is_ok() {}
        Ok(())
    }

    fn next(&self) -> Result<Duration> {
        let heard = self.stamps.recv_timeout(Duration::from_secs(10));
        heard.context("no notification within 10 seconds")
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        let _ = self.monitor.kill();
        let _ = self.monitor.wait();
    }
}

/// "mc", seconds with six digits, ..., the member's name last.
fn stamp(line: &str) -> Option<Duration> {
    let words: Vec<_> = line.split_whitespace().collect();
    if words.first() != Some(&"mc") || words.last() != Some(&"Notify") {
        return None;
    }
    let (seconds, micros) = words.get(1)?.split_once('.')?;
    let micros: u64 = micros.parse().ok()?;
    Some(Duration::from_secs(seconds.parse().ok()?) + Duration::from_micros(micros))
}

#[cfg(test)]
mod tests {
    use super::stamp;
    use std::time::Duration;

    #[test]
    fn only_notifications_are_heard() {
        let line = |member| format!("mc\t12.000034\t9\t:1.8\torg.x\t/org/x\torg.x\t{member}");
        assert_eq!(
            stamp(&line("Notify")),
            Some(Duration::from_micros(12_000_034))
        );
        assert_eq!(stamp(&line("GetCapabilities")), None);
        assert_eq!(stamp("#type\ttimestamp\tserial"), None);
    }
}
