//! The panel's rows under the wheel, and its search under the keys: Chromium before the real engine
//! and 1,000,000 events. A script beside the panel's flows does it and says one figure a line.

use anyhow::{Result, ensure};

use super::figures::Figures;
use super::site::Site;
use super::{Bench, million, search};
use crate::consent::Consent;
use crate::node::Node;

pub(super) const EXAMPLE: &str = "loopback";
const PART: &str = "Scrolling and typing before 1,000,000 events";

pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    println!("\n{PART}");
    let node = Node::find_or_get(&bench.house, Consent { yes: false })?;
    let site = Site::with_past(bench, &million::folder(bench)?)?;
    let output = node
        .node(&bench.house.ui())
        .arg("tests/flows/scrolling.mjs")
        .env("SHIPBELL_LOOPBACK", bench.tool(EXAMPLE))
        .env("SHIPBELL_HOME", site.home())
        .output()?;
    let words = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "scrolling.mjs failed: {words}");
    search::tell(PART, &String::from_utf8(output.stdout)?, figures)
}
