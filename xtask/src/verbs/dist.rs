//! `cargo xtask dist`: the bundles that this system can make, and on Debian a trial of the deb.

mod bundle;
mod clean_root;
mod programs;

use anyhow::Result;
use clap::Args;

use crate::consent::Consent;
use crate::house::House;
use crate::node::Node;
use crate::steps::{self, Steps};
use crate::{packages, panel};

pub(crate) use programs::Build;

#[derive(Args)]
pub(crate) struct Options {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Which bundles, instead of those that need nothing from the network
    #[arg(long, value_delimiter = ',', value_name = "KIND")]
    bundles: Vec<String>,
    /// Build for another target; `universal-apple-darwin` joins both kinds of Mac
    #[arg(long, value_name = "TRIPLE")]
    target: Option<String>,
    /// Bundle a debug build, to try the packaging itself
    #[arg(long)]
    debug: bool,
    /// Don't install and run the deb in a clean root
    #[arg(long)]
    no_trial: bool,
}

/// What is made when nothing is named. An `AppImage` is asked for by name: its maker is fetched from
/// the network while bundling.
const BUNDLES: &[&str] = if cfg!(target_os = "macos") {
    &["app", "dmg"]
} else if cfg!(windows) {
    &["nsis"]
} else {
    &["deb", "rpm"]
};

pub(crate) fn dist(options: &Options) -> Result<()> {
    let house = House::find()?;
    let consent = Consent { yes: options.yes };
    let kinds: Vec<&str> = if options.bundles.is_empty() {
        BUNDLES.to_vec()
    } else {
        options.bundles.iter().map(String::as_str).collect()
    };
    packages::install(packages::BUILD, "Building Shipbell", consent)?;
    let node = Node::find_or_get(&house, consent)?;
    panel::build(&house, &node)?;
    let build = Build {
        target: options.target.as_deref(),
        release: !options.debug,
    };
    build.make(&house)?;

    let mut made = Vec::new();
    let mut steps = Steps::default();
    steps.take("man pages and completions", || {
        let out = bundle::stage(&house).join("manual");
        let mut manual = house.cargo();
        manual.args(["run", "--quiet", "--package", "shipbell-cli"]);
        manual.args(["--example", "manual", "--"]);
        steps::run(manual.arg(out))
    });
    steps.take(&format!("bundles: {}", kinds.join(", ")), || {
        made = bundle::make(&house, &node, &build, &kinds)?;
        Ok(())
    });
    let deb = made
        .iter()
        .find(|path| path.extension().is_some_and(|kind| kind == "deb"));
    match (deb, clean_root::obstacle(options.target.is_some())) {
        (Some(_), _) if options.no_trial => println!("\nLeft out, as asked: the deb's trial."),
        (Some(_), Some(obstacle)) => println!("\nLeft out: the deb's trial. {obstacle}"),
        (Some(deb), None) => clean_root::try_out(&house, deb, consent, &mut steps),
        (None, _) => {}
    }
    println!();
    for path in &made {
        println!("{}", House::say(path));
    }
    steps.close("The bundles are made.")
}
