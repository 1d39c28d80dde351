//! How soon does the panel show before 1,000,000 events?

use std::thread::sleep;
use std::time::Duration;

use anyhow::Result;
use shipbell_testkit::Desktop;

use super::figures::Figures;
use super::panel::{LET_GO, Panel};
use super::site::Site;
use super::spread::Spread;
use super::{Bench, bare, memory, million};

const PART: &str = "The panel before 1,000,000 events";
const ROUNDS: usize = 10;
const GOAL_MS: f64 = 300.0;

pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    println!("\n{PART}");
    let desktop = Desktop::start()?;
    let site = Site::with_past(bench, &million::folder(bench)?)?;
    let (mut started, mut first) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        let (mut app, took) = site.first_answer(site.app().on(&desktop))?;
        started.push(took);
        let panel = Panel::of(&desktop, &site, &app)?;
        sleep(Duration::from_secs(1));
        first.push(panel.open()?);
        if round == ROUNDS {
            memory::of(app.pid())?.tell(figures, "app, panel open before 1,000,000 events");
            panel.close()?;
            again(&panel, figures)?;
        }
        app.sigterm()?;
    }
    if let Some(took) = bare::windows(&desktop, ROUNDS)? {
        let alone = Spread::of(took);
        figures.spread(
            PART,
            "WebKitGTK alone, made anew",
            &alone,
            "one line of text, nothing of ours",
        );
    }
    let words = "asked for to shown, as the app logs it";
    tell(figures, "opened for the first time", first, words);
    figures.spread(
        PART,
        "shipbell-desktop, start to first 200",
        &Spread::of(started),
        "the whole database is checked before the door opens",
    );
    Ok(())
}

/// Each time once its webview was let go, and each time at once after that.
fn again(panel: &Panel<'_>, figures: &mut Figures) -> Result<()> {
    let (mut remade, mut kept) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        sleep(LET_GO);
        remade.push(panel.open()?);
        panel.close()?;
        kept.push(panel.open()?);
        panel.close()?;
    }
    tell(figures, "opened again, webview made anew", remade, "");
    tell(
        figures,
        "opened again within 20 s",
        kept,
        "to the millisecond",
    );
    Ok(())
}

fn tell(figures: &mut Figures, name: &str, took: Vec<Duration>, note: &str) {
    let spread = Spread::of(took);
    let goal = verdict(spread.percentile(50) / 1000.0);
    let note = [goal.as_str(), note].join("; ");
    figures.spread(PART, name, &spread, note.trim_end_matches("; "));
}

/// Whether the middle opening was quick enough.
fn verdict(p50_ms: f64) -> String {
    let met = if p50_ms <= GOAL_MS { "met" } else { "not met" };
    format!("goal p50 {GOAL_MS:.0} ms: {met}")
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn a_missed_goal_is_not_told_as_met() {
        assert_eq!(verdict(299.9), "goal p50 300 ms: met");
        assert_eq!(verdict(300.1), "goal p50 300 ms: not met");
    }
}
