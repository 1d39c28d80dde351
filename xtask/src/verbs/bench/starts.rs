//! From starting a program to its first 200.

use anyhow::Result;

use super::figures::Figures;
use super::site::{Site, end};
use super::spread::Spread;

pub(super) const STARTS: usize = 10;

/// The headless engine, again and again in the same home.
pub(super) fn headless(site: &Site, figures: &mut Figures) -> Result<()> {
    let mut took = Vec::new();
    for _ in 0..STARTS {
        let serve = site.shipbell().args(["--json", "serve"]);
        let (mut running, first) = site.first_answer(serve)?;
        took.push(first);
        end(&mut running)?;
    }
    let note = "knocks every 0.2 ms";
    figures.spread(
        "The door",
        "shipbell serve, start to first 200",
        &Spread::of(took),
        note,
    );
    Ok(())
}
