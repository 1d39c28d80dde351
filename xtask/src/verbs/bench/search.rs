//! Search in a feed of 100,000 events. The feed's own example does the work, since nothing here may
//! reach into that room.

use anyhow::{Context, Result};
use serde_json::Value;
use shipbell_testkit::Program;

use super::Bench;
use super::figures::Figures;

pub(super) const EXAMPLE: &str = "search_speed";
const PART: &str = "Search";

pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    println!("\n{PART}: filling a feed first");
    let folder = tempfile::tempdir_in(&bench.folder)?;
    let said = Program::other(bench.binaries.join("examples").join(EXAMPLE))
        .args([folder.path()])
        .say()?;
    for line in said.lines() {
        let figure: Value = serde_json::from_str(line)?;
        let text = |key| figure.get(key).and_then(Value::as_str).unwrap_or_default();
        let value = figure.get("value").and_then(Value::as_f64);
        let unit = if text("unit") == "µs" { "µs" } else { "/s" };
        figures.add(
            PART,
            text("name"),
            (value.context("a figure without a value")?, unit),
            text("note"),
        );
    }
    Ok(())
}
