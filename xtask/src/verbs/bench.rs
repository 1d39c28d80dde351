//! `cargo xtask bench`: how fast, how small? A benchmark, never a test.

#[cfg(target_os = "linux")]
mod bell;
mod door;
mod figures;
mod letters;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod panel;
mod peer;
mod search;
mod site;
mod sizes;
mod spread;
mod starts;
mod storm;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::consent::Consent;
use crate::house::House;
use crate::{packages, steps};
use figures::Figures;

#[derive(Args)]
pub(crate) struct Options {
    /// What to measure; everything when nothing is named
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Measure what was built before
    #[arg(long)]
    as_built: bool,
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// POST to durable 200: latency, requests a second, start, memory, and a peer
    Door,
    /// POST to notification, the panel, the app's memory (Linux)
    Bell,
    /// A feed of 100,000 events
    Search,
    /// Binaries and the panel's code
    Sizes,
}

/// What every measurement needs to know.
struct Bench {
    house: House,
    binaries: PathBuf,
    /// Beside the binaries and not in /tmp, which may lie in memory, where a flush costs nothing.
    folder: PathBuf,
}

pub(crate) fn bench(options: &Options) -> Result<()> {
    let house = House::find()?;
    let folder = house.target.join("bench");
    fs::create_dir_all(&folder)?;
    // The load comes from this very program, which must not be what is waited for.
    if cfg!(debug_assertions) {
        return build_and_go_on(&house, options);
    }
    let bench = Bench {
        binaries: house.binaries(true),
        house,
        folder,
    };
    let mut figures = Figures::new(&bench);
    let wanted = |part| options.parts.is_empty() || options.parts.contains(&part);
    if wanted(Part::Sizes) {
        sizes::measure(&bench, &mut figures)?;
    }
    if wanted(Part::Door) {
        door::measure(&bench, &mut figures)?;
        peer::measure(&bench, &mut figures)?;
    }
    if wanted(Part::Bell) {
        #[cfg(target_os = "linux")]
        bell::measure(&bench, &mut figures)?;
        #[cfg(not(target_os = "linux"))]
        println!("Left out: the bell and the panel are measured on a virtual desktop, on Linux.");
    }
    if wanted(Part::Search) {
        search::measure(&bench, &mut figures)?;
    }
    figures.close(&bench.folder.join("figures.json"))
}

/// Builds what is measured, exactly as it is released, then the tools that measure it: in two
/// goes, because cargo would give the first the features that only the second asks for.
fn build_and_go_on(house: &House, options: &Options) -> Result<()> {
    let consent = Consent { yes: options.yes };
    if !options.as_built {
        packages::install(packages::LAB, "The virtual desktop", consent)?;
        super::run::build(house, consent, true)?;
        let mut tools = house.cargo();
        tools.args(["build", "--release", "--package", "xtask", "--bin", "xtask"]);
        tools.args(["--package", "shipbell-feed", "--example", search::EXAMPLE]);
        steps::run(&mut tools)?;
    }
    let mut measured = Command::new(house.binaries(true).join("xtask"));
    measured.arg("bench").current_dir(&house.root);
    let names = options.parts.iter().filter_map(Part::to_possible_value);
    steps::run(measured.args(names.map(|name| name.get_name().to_owned())))
}
