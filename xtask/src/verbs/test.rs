//! `cargo xtask test`: everything that can be proved by running it.

use std::path::Path;

use anyhow::Result;
use clap::Args;

use crate::consent::Consent;
use crate::house::House;
use crate::node::Node;
use crate::steps::{self, Steps};
use crate::{packages, panel, tools};

/// A tunnel whose two ends run here, so that real ones are tested.
const BORE: &str = "0.6.0";

/// Where a desktop for tests can be had.
const HAS_DESKTOP: bool = cfg!(target_os = "linux");

#[derive(Args)]
pub(crate) struct Options {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
}

pub(crate) fn test(options: &Options) -> Result<()> {
    let house = House::find()?;
    let consent = Consent { yes: options.yes };
    let needed = [packages::BUILD, packages::TEST].concat();
    packages::install(&needed, "Testing Shipbell", consent)?;
    let node = Node::find_or_get(&house, consent)?;
    panel::build(&house, &node)?;
    // Exactly what the tests are built from, so that nothing is built twice; the journeys start
    // the programs that this makes.
    let mut build = house.cargo();
    build.args(["build", "--workspace", "--all-targets"]);
    steps::run(&mut build)?;

    let bore = tools::program(&house, "bore-cli", "bore", BORE)?;

    let mut steps = Steps::default();
    steps.take("tests of the rooms, journeys", || rust(&house, &bore));
    steps.take("examples in the docs", || {
        steps::run(house.cargo().args(["test", "--workspace", "--doc"]))
    });
    steps.take("the panel", || {
        // The real engine, for the panel's tests in a browser: built above with all else.
        let loopback = house
            .binaries(false)
            .join("examples")
            .join(format!("loopback{}", std::env::consts::EXE_SUFFIX));
        let mut test = node.npm(&house.ui());
        steps::run(test.arg("test").env("SHIPBELL_LOOPBACK", loopback))
    });
    steps.close(if HAS_DESKTOP {
        "Every test passed, those on a real desktop among them."
    } else {
        "Every test passed. Left out: the journeys on a real desktop, which run on Linux."
    })
}

fn rust(house: &House, bore: &Path) -> Result<()> {
    let mut cargo = house.cargo();
    if tools::has_nextest(house) {
        cargo.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    } else {
        cargo.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]);
    }
    if !HAS_DESKTOP {
        cargo.args(["--exclude", "journeys"]);
    }
    cargo.env("SHIPBELL_BIN_DIR", house.binaries(false));
    steps::run(cargo.env("SHIPBELL_TEST_BORE", bore))
}
