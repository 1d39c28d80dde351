//! `cargo xtask run`: from a fresh clone to a running Shipbell.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::consent::Consent;
use crate::house::House;
use crate::node::Node;
use crate::{display, mac, packages, panel, steps};

#[derive(Args)]
pub(crate) struct Options {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Build with optimisations, as a release is built
    #[arg(long)]
    release: bool,
    /// What Shipbell itself is started with
    #[arg(last = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let house = House::find()?;
    build(&house, Consent { yes: options.yes }, options.release)?;
    greet(&house, options.release);
    start(&house, options)
}

/// Everything up to the two binaries.
pub(crate) fn build(house: &House, consent: Consent, release: bool) -> Result<()> {
    packages::install(packages::BUILD, "Building Shipbell", consent)?;
    let node = Node::find_or_get(house, consent)?;
    panel::build(house, &node)?;
    let mut cargo = house.cargo();
    cargo.args([
        "build",
        "--package",
        "shipbell-cli",
        "--package",
        "shipbell-desktop",
    ]);
    if release {
        cargo.arg("--release");
    }
    steps::run(&mut cargo)
}

fn greet(house: &House, release: bool) {
    let shipbell = house.binaries(release).join("shipbell");
    let shipbell = House::say(&shipbell);
    println!("\nThe command line is {shipbell}");
    println!("Try, in another terminal:");
    println!("    {shipbell} endpoint add \"My App\"");
    println!("    {shipbell} simulate app-version-rejected");
    println!("    {shipbell} events --follow");
    println!();
}

fn start(house: &House, options: &Options) -> Result<()> {
    let binaries = house.binaries(options.release);
    let mut program = if !display::is_there() {
        println!("There is no display here, so Shipbell runs in this terminal. Ctrl+C ends it.");
        let mut serve = Command::new(binaries.join("shipbell"));
        serve.arg("serve");
        serve
    } else if cfg!(target_os = "macos") {
        // Notifications need a bundle with an identity.
        let bundle = mac::bundle(house, &binaries)?;
        let mut open = Command::new("open");
        open.arg("-W").arg(bundle);
        if !options.arguments.is_empty() {
            open.arg("--args");
        }
        open
    } else {
        Command::new(binaries.join("shipbell-desktop"))
    };
    steps::run(program.args(&options.arguments))
}
