//! A feed of 1,000,000 events: filled once and kept between runs, laid into a home as a copy.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::Bench;
use super::figures::Figures;
use super::search;

const PART: &str = "Among 1,000,000 events";
const EVENTS: u32 = 1_000_000;

/// Pages, filters and search, as the panel asks for them.
pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    println!("\n{PART}");
    let folder = folder(bench)?;
    search::tell(PART, &search::ask(bench, &folder, EVENTS)?, figures)
}

/// The folder of the feed. Whoever stops while it is being filled does not leave half of one behind
/// under its name.
pub(super) fn folder(bench: &Bench) -> Result<PathBuf> {
    let folder = bench.folder.join("million");
    if folder.is_dir() {
        return Ok(folder);
    }
    println!("Filling a feed of 1,000,000 events: once, and for some minutes.");
    let begun = bench.folder.join("million-begun");
    if begun.is_dir() {
        fs::remove_dir_all(&begun)?;
    }
    fs::create_dir(&begun)?;
    search::ask(bench, &begun, EVENTS)?;
    fs::rename(begun, &folder)?;
    Ok(folder)
}
