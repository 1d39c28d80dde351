//! `doctor`: each hop of a delivery's way, with what was seen and what to do.

use anyhow::{Result, bail};
use shipbell_wire::{Doctor, Finding, Request};

use crate::ask::Reach;

pub(crate) async fn run(reach: &Reach) -> Result<()> {
    let found: Doctor = reach.ask(Request::Doctor {}).await?;
    if reach.output.json() {
        reach.output.value(&found)?;
    } else {
        for hop in &found.hops {
            let mark = match hop.verdict {
                Finding::Good => "ok  ",
                Finding::Unknown => "?   ",
                Finding::Warning => "note",
                Finding::Bad => "BAD ",
            };
            reach
                .output
                .line(&format!("{mark}  {:<13}  {}", hop.hop, hop.proof))?;
            if let Some(fix) = &hop.fix {
                reach.output.line(&format!("{:>21}{fix}", "-> "))?;
            }
        }
    }
    let is_bad = |hop: &&shipbell_wire::Hop| hop.verdict == Finding::Bad;
    let bad = found.hops.iter().filter(is_bad).count();
    if bad > 0 {
        bail!("{bad} of {} hops do not work.", found.hops.len());
    }
    Ok(())
}
