//! Search in a feed of 100,000 events. The feed's own example does the work, since nothing here may
//! reach into that room.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use shipbell_testkit::Program;

use super::Bench;
use super::figures::Figures;

pub(super) const EXAMPLE: &str = "search_speed";
const PART: &str = "Search";
const EVENTS: u32 = 100_000;

pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    println!("\n{PART}: filling a feed first");
    let folder = tempfile::tempdir_in(&bench.folder)?;
    tell(PART, &ask(bench, folder.path(), EVENTS)?, figures)
}

/// Asks the feed in the folder, which is filled first where there is none; one figure a line.
pub(super) fn ask(bench: &Bench, folder: &Path, events: u32) -> Result<String> {
    Program::other(bench.tool(EXAMPLE))
        .args([folder.as_os_str(), events.to_string().as_ref()])
        .say()
}

/// Takes down what another program measured: one JSON object a line, beside whatever else it says.
pub(super) fn tell(part: &'static str, said: &str, figures: &mut Figures) -> Result<()> {
    for line in said.lines().filter(|line| line.starts_with('{')) {
        let figure: Value = serde_json::from_str(line)?;
        let text = |key| figure.get(key).and_then(Value::as_str).unwrap_or_default();
        let value = figure.get("value").and_then(Value::as_f64);
        let unit = match text("unit") {
            "µs" => "µs",
            "ms" => "ms",
            "/s" => "/s",
            "kB" => "kB",
            _ => "",
        };
        figures.add(
            part,
            text("name"),
            (value.context("a figure without a value")?, unit),
            text("note"),
        );
    }
    Ok(())
}
