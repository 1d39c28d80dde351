//! `tunnel`: which program brings deliveries here, and how it goes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use shipbell_wire::{Request, TunnelPhase, TunnelView, WireError};

use crate::args::Tunnel;
use crate::ask::Reach;
use crate::output::local;

pub(crate) async fn run(reach: &Reach, command: Tunnel) -> Result<()> {
    let request = match command {
        Tunnel::Kinds => return kinds(reach).await,
        Tunnel::Show { log } => {
            let view: TunnelView = reach.ask(Request::Tunnel {}).await?;
            return show(reach, &view, log);
        }
        Tunnel::Use {
            kind,
            options,
            secrets,
        } => Request::TunnelChoose {
            kind: Some(kind),
            options: all_options(&options, &secrets)?,
        },
        Tunnel::Off => Request::TunnelChoose {
            kind: None,
            options: BTreeMap::new(),
        },
        Tunnel::Restart => Request::TunnelRestart {},
    };
    let view: TunnelView = reach.ask(request).await?;
    show(reach, &view, false)
}

fn all_options(options: &[String], secrets: &[String]) -> Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for option in options {
        let (key, value) = pair(option)?;
        all.insert(key.to_owned(), value.to_owned());
    }
    for secret in secrets {
        let (key, file) = pair(secret)?;
        let text = fs::read_to_string(Path::new(file))
            .with_context(|| format!("{file} can't be read. Nothing was changed."))?;
        all.insert(key.to_owned(), text.trim().to_owned());
    }
    Ok(all)
}

fn pair(text: &str) -> Result<(&str, &str), WireError> {
    text.split_once('=').ok_or_else(|| {
        WireError::bad_request(format!(
            "\"{text}\" is no option; it looks like server=bore.example.com. Nothing was changed."
        ))
    })
}

fn show(reach: &Reach, view: &TunnelView, log: bool) -> Result<()> {
    if reach.output.json() {
        return Ok(reach.output.value(view)?);
    }
    let Some(kind) = &view.kind else {
        reach
            .output
            .line("Shipbell runs no tunnel. The public address is the one in shipbell.toml.")?;
        return Ok(());
    };
    let phase = match view.phase {
        TunnelPhase::Off => "is not running: it does while Shipbell runs",
        TunnelPhase::Starting => "is starting",
        TunnelPhase::Up => "runs",
        TunnelPhase::Waiting => "ended and is started again",
        TunnelPhase::Refused => "can't be run like this",
    };
    let address = view.url.as_deref().unwrap_or("no address yet");
    reach.output.line(&format!("{kind} {phase}, {address}"))?;
    if let Some(fault) = &view.fault {
        reach.output.line(fault)?;
    }
    if let Some(again) = view.again {
        reach
            .output
            .line(&format!("It is started again at {}.", local(again)))?;
    }
    if log {
        for line in &view.log {
            reach.output.line(&format!("  {line}"))?;
        }
    }
    Ok(())
}

async fn kinds(reach: &Reach) -> Result<()> {
    let view: TunnelView = reach.ask(Request::Tunnel {}).await?;
    if reach.output.json() {
        return Ok(reach.output.value(&view.kinds)?);
    }
    for kind in &view.kinds {
        let there = match (&kind.installed, kind.program.as_str()) {
            (Some(path), _) => path.clone(),
            (None, "") => "a command of yours".to_owned(),
            (None, program) => format!("{program} was not found, see {}", kind.more),
        };
        let tls = if kind.tls {
            "brings https"
        } else {
            "needs https of your own in front"
        };
        let line = format!("{:<18} {}; {tls}; {there}", kind.kind, kind.title);
        reach.output.line(&line)?;
        for field in &kind.fields {
            let needed = if field.required { " (needed)" } else { "" };
            let secret = if field.secret { " (secret)" } else { "" };
            let line = format!("{:>20}{}={}{needed}{secret}", "", field.key, field.example);
            reach.output.line(&line)?;
        }
    }
    Ok(())
}
