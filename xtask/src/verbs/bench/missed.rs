//! Our own work on 10,000 missed deliveries. The engine's own example does it, since nothing here may
//! reach into that room.

use anyhow::Result;
use shipbell_testkit::Program;

use super::figures::Figures;
use super::{Bench, search};

pub(super) const EXAMPLE: &str = "missed_night";

pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    let folder = tempfile::tempdir_in(&bench.folder)?;
    let said = Program::other(bench.tool(EXAMPLE))
        .args([folder.path().as_os_str()])
        .say()?;
    search::tell("Missed", &said, figures)
}
