//! `cargo xtask platforms`: macOS and Windows, as far as Linux can judge them.

mod app;
mod apple;
mod toolchain;
mod wine;

use std::fs;

use anyhow::Result;
use clap::Args;

use crate::consent::Consent;
use crate::house::House;
use crate::node::Node;
use crate::steps::{self, Steps};
use crate::{orphans, packages, panel};
use toolchain::{APPLE_SILICON, INTEL_MAC, Toolchain, WINDOWS};

#[derive(Args)]
pub(crate) struct Options {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Lint for Intel Macs too, as before a release. Else only where code of ours asks for the processor
    #[arg(long)]
    intel: bool,
}

pub(crate) fn platforms(options: &Options) -> Result<()> {
    let house = House::find()?;
    let consent = Consent { yes: options.yes };
    packages::install(packages::PLATFORMS, "Judging macOS and Windows", consent)?;
    let toolchain = Toolchain::find(&house)?;
    // The shell embeds the built panel, so the compiler needs it too.
    let node = Node::find_or_get(&house, consent)?;
    panel::build(&house, &node)?;

    let mut steps = Steps::default();
    steps.take("what stands in for a Mac and a PC is there", || {
        apple::bring(&toolchain)?;
        wine::bring(&toolchain)
    });
    let lints = |triple| steps::run(&mut toolchain.clippy(triple));
    steps.take("lints for macOS on Apple silicon", || lints(APPLE_SILICON));
    if options.intel || asks_for_the_processor(&house)? {
        steps.take("lints for macOS on Intel", || lints(INTEL_MAC));
    }
    steps.take("lints for Windows", || lints(WINDOWS));
    steps.take("the Windows programs link", || {
        steps::run(&mut toolchain.build())
    });
    steps.take("tests under Wine", || {
        wine::end(&toolchain);
        wine::stay(&toolchain)?;
        steps::run(&mut toolchain.test())
    });
    steps.take("the app for Windows under Wine", || {
        app::comes_up(&toolchain)
    });
    wine::end(&toolchain);
    steps.close("macOS type-checks; Windows type-checks, and works under Wine.")
}

/// Whether the two kinds of Mac get different code from us. Where they do not, what holds for one is
/// judged for both, and the dependencies' code is not ours to lint.
fn asks_for_the_processor(house: &House) -> Result<bool> {
    for folder in ["crates", "src-tauri"] {
        for file in orphans::files(&house.root.join(folder), &["rs"])? {
            if fs::read_to_string(&file)?.contains("target_arch") {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
