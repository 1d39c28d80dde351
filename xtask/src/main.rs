#![doc = include_str!("../README.md")]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the terminal is where a developer's verbs speak"
)]

mod arrows;
mod consent;
mod display;
mod house;
mod letters;
mod mac;
mod node;
mod orphans;
mod packages;
mod panel;
mod steps;
mod tools;
mod verbs;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use consent::NeedsUser;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer verbs for Shipbell")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Get what is missing, build everything, start Shipbell
    Run(verbs::run::Options),
    /// Get what is missing, run every test
    Test(verbs::test::Options),
    /// Look at everything that can be judged without running it
    Check,
    /// Judge it for macOS and Windows from Linux; run what was built for Windows under Wine
    Platforms(verbs::platforms::Options),
    /// Show the main job with samples of Apple's events; pictures in target/demo
    Demo(verbs::demo::Options),
    /// Take the panel's pictures for README and guide; they go to docs/images
    Shots(verbs::shots::Options),
    /// Make the bundles that this system can make, and try the deb in a clean root
    Dist(verbs::dist::Options),
    /// Measure how fast and how small it is; figures in target/bench
    Bench(verbs::bench::Options),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Run(options) => verbs::run::run(&options),
        Verb::Test(options) => verbs::test::test(&options),
        Verb::Check => verbs::check::check(),
        Verb::Platforms(options) => verbs::platforms::platforms(&options),
        Verb::Demo(options) => verbs::demo::demo(&options),
        Verb::Shots(options) => verbs::shots::shots(&options),
        Verb::Dist(options) => verbs::dist::dist(&options),
        Verb::Bench(options) => verbs::bench::bench(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            let asks = error.downcast_ref::<NeedsUser>().is_some();
            ExitCode::from(if asks { 3 } else { 1 })
        }
    }
}
