//! `pause`: hold all banners for a while.

use anyhow::Result;
use serde_json::json;
use shipbell_wire::{Nothing, PauseChoice, Paused, Request, Status};

use crate::args::Pause;
use crate::ask::Reach;
use crate::output::{iso, local};

pub(crate) async fn run(reach: &Reach, choice: Option<Pause>) -> Result<()> {
    let (paused, until) = match choice {
        None => {
            let status: Status = reach.ask(Request::Status {}).await?;
            (status.paused, status.paused_until)
        }
        Some(Pause::Off) => {
            let Nothing {} = reach.ask(Request::Resume {}).await?;
            (false, None)
        }
        Some(choice) => {
            let choice = match choice {
                Pause::ThirtyMinutes => PauseChoice::ThirtyMinutes,
                Pause::OneHour => PauseChoice::OneHour,
                Pause::Tomorrow => PauseChoice::UntilTomorrow,
                Pause::On | Pause::Off => PauseChoice::UntilResumed,
            };
            let begun: Paused = reach.ask(Request::Pause { choice }).await?;
            (true, begun.until)
        }
    };
    if reach.output.json() {
        return Ok(reach
            .output
            .value(&json!({ "paused": paused, "until": until.map(iso) }))?);
    }
    let words = match (paused, until) {
        (false, _) => "Banners ring.".to_owned(),
        (true, None) => "Banners are held until `shipbell pause off`. Events are kept.".to_owned(),
        (true, Some(until)) => format!("Banners are held until {}. Events are kept.", local(until)),
    };
    Ok(reach.output.line(&words)?)
}
