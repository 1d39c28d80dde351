//! `cargo xtask shots`: the panel's pictures in README and guide, taken anew. The desktop's picture
//! is `cargo xtask demo`'s.

use anyhow::Result;
use clap::Args;

use crate::consent::Consent;
use crate::house::House;
use crate::node::Node;
use crate::{packages, panel, steps};

#[derive(Args)]
pub(crate) struct Options {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
}

pub(crate) fn shots(options: &Options) -> Result<()> {
    let house = House::find()?;
    let consent = Consent { yes: options.yes };
    packages::install(packages::PICTURES, "Taking the panel's pictures", consent)?;
    let node = Node::find_or_get(&house, consent)?;
    panel::install(&house, &node)?;
    let folder = house.root.join("docs/images");
    let mut take = node.node(&house.ui());
    steps::run(take.arg("tests/flows/pictures.mjs").arg(&folder))?;
    println!(
        "Look at them before they are committed: {}.",
        House::say(&folder)
    );
    Ok(())
}
