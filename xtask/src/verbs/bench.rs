//! `cargo xtask bench`: how fast, how small? A benchmark, never a test.

#[cfg(target_os = "linux")]
mod bare;
#[cfg(target_os = "linux")]
mod bell;
mod door;
mod figures;
#[cfg(target_os = "linux")]
mod memory;
mod million;
mod missed;
#[cfg(target_os = "linux")]
mod openings;
#[cfg(target_os = "linux")]
mod panel;
mod peer;
mod scrolling;
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
    /// The same, by a flag: `--only panel`
    #[arg(long, value_enum, value_name = "PART")]
    only: Vec<Part>,
    /// Measure what was built before
    #[arg(long)]
    as_built: bool,
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Binaries and the panel's code
    Sizes,
    /// POST to durable 200: latency, requests a second, start, memory, and a peer
    Door,
    /// POST to notification, the panel, the app's memory (Linux)
    Bell,
    /// A feed of 100,000 events
    Search,
    /// What was missed: 10,000 deliveries
    Missed,
    /// Pages, filters and search in a feed of 1,000,000 events
    Million,
    /// The panel's opening before 1,000,000 events (Linux)
    Panel,
    /// Scrolling and typing before 1,000,000 events, in Chromium
    Scrolling,
}

/// What every measurement needs to know.
struct Bench {
    house: House,
    binaries: PathBuf,
    /// What measures, always built as for a release.
    tools: PathBuf,
    /// Beside the binaries and not in /tmp, which may lie in memory, where a flush costs nothing.
    folder: PathBuf,
}

impl Bench {
    /// An example that measures or serves what is measured.
    fn tool(&self, name: &str) -> PathBuf {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.tools.join("examples").join(file)
    }
}

impl Options {
    /// What was named, in whichever way.
    fn named(&self) -> impl Iterator<Item = Part> + '_ {
        self.parts.iter().chain(&self.only).copied()
    }
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
        binaries: binaries(&house),
        tools: house.binaries(true),
        house,
        folder,
    };
    let mut figures = Figures::new(&bench);
    for part in Part::value_variants() {
        if options.named().next().is_none() || options.named().any(|named| named == *part) {
            part.measure(&bench, &mut figures)?;
        }
    }
    figures.close(&bench.folder.join("figures.json"))
}

/// Those of the release build, or those in the folder that `SHIPBELL_BIN_DIR` names.
fn binaries(house: &House) -> PathBuf {
    let named = std::env::var_os("SHIPBELL_BIN_DIR").filter(|folder| !folder.is_empty());
    named.map_or_else(|| house.binaries(true), PathBuf::from)
}

impl Part {
    fn measure(self, bench: &Bench, figures: &mut Figures) -> Result<()> {
        match self {
            Self::Sizes => sizes::measure(bench, figures),
            Self::Door => {
                door::measure(bench, figures)?;
                peer::measure(bench, figures)
            }
            #[cfg(target_os = "linux")]
            Self::Bell => bell::measure(bench, figures),
            #[cfg(target_os = "linux")]
            Self::Panel => openings::measure(bench, figures),
            #[cfg(not(target_os = "linux"))]
            Self::Bell | Self::Panel => {
                println!("Left out: bell and panel are measured on a virtual desktop, on Linux.");
                Ok(())
            }
            Self::Search => search::measure(bench, figures),
            Self::Missed => missed::measure(bench, figures),
            Self::Million => million::measure(bench, figures),
            Self::Scrolling => scrolling::measure(bench, figures),
        }
    }
}

/// Builds what is measured, exactly as it is released, then the tools that measure it: in two
/// goes, because cargo would give the first the features that only the second asks for.
fn build_and_go_on(house: &House, options: &Options) -> Result<()> {
    let consent = Consent { yes: options.yes };
    if !options.as_built {
        packages::install(packages::LAB, "The virtual desktop", consent)?;
        packages::install(packages::PICTURES, "A browser for the panel", consent)?;
        packages::install(packages::PEERS, "A bare window to compare with", consent)?;
        super::run::build(house, consent, true)?;
        let mut tools = house.cargo();
        tools.args(["build", "--release", "--package", "xtask", "--bin", "xtask"]);
        tools.args(["--package", "shipbell-feed", "--example", search::EXAMPLE]);
        tools.args(["--package", "shipbell-engine", "--example", missed::EXAMPLE]);
        tools.args(["--package", "shipbell-owner", "--example"]);
        tools.arg(scrolling::EXAMPLE);
        steps::run(&mut tools)?;
    }
    let mut measured = Command::new(house.binaries(true).join("xtask"));
    measured.arg("bench").current_dir(&house.root);
    let names = options.named().filter_map(|part| part.to_possible_value());
    steps::run(measured.args(names.map(|name| name.get_name().to_owned())))
}
