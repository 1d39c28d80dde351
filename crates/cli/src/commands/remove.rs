//! `remove`: takes Shipbell's traces away, each sort by itself.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Result, bail};
use auto_launch::AutoLaunchBuilder;
use serde_json::json;
use shipbell_wire::{Account, ErrorCode, Nothing, Request, Trace, WireError};

use crate::args::Remove;
use crate::ask::Reach;

/// What was taken away.
#[derive(Default)]
struct Gone {
    login: bool,
    webhooks: bool,
    secrets: Option<usize>,
    data: bool,
}

pub(crate) async fn run(reach: &Reach, wanted: Remove) -> Result<()> {
    let registered = is_registered(reach).await;
    let wanted = chosen(reach, wanted, registered)?;
    if wanted.webhooks {
        // First, while there is a key to delete them with.
        let traces = vec![Trace::Webhooks];
        reach.ask::<Nothing>(Request::Remove { traces }).await?;
    }
    let reach = reach.clone();
    tokio::task::spawn_blocking(move || remove(&reach, &wanted)).await?
}

/// Whether there may be webhooks to delete: only a key can have made any. Who can't say has none.
async fn is_registered(reach: &Reach) -> bool {
    let accounts = reach.ask::<Vec<Account>>(Request::AccountList {}).await;
    accounts.is_ok_and(|accounts| !accounts.is_empty())
}

/// The parts that were named, or those that a person says yes to.
fn chosen(reach: &Reach, mut wanted: Remove, registered: bool) -> Result<Remove> {
    let named = wanted.start_at_login || wanted.webhooks || wanted.stored_secrets || wanted.data;
    if wanted.yes {
        if !named {
            bail!(WireError::bad_request(
                "Say what to remove: --start-at-login, --webhooks, --stored-secrets, --data, or several of them."
            ));
        }
        return Ok(wanted);
    }
    if !io::stdin().is_terminal() {
        bail!(WireError {
            code: ErrorCode::NeedsUser,
            message: "There is nobody here to ask. Name what to remove (--start-at-login, --webhooks, --stored-secrets, --data) and add --yes. Nothing was removed.".to_owned(),
        });
    }
    let all = !named;
    let home = reach.home.data().display();
    let ask = |named: bool, question: &str| Ok::<_, io::Error>((all || named) && yes(question)?);
    wanted.start_at_login = ask(
        wanted.start_at_login,
        "Start Shipbell with the session no longer?",
    )?;
    wanted.webhooks = (wanted.webhooks || registered)
        && ask(
            wanted.webhooks,
            "Delete the webhooks at Apple that post to this computer? Their endpoints go, too; events stay.",
        )?;
    wanted.stored_secrets = ask(
        wanted.stored_secrets,
        "Remove the secrets of all endpoints? Apple's webhooks are then refused.",
    )?;
    wanted.data = ask(
        wanted.data,
        &format!(
            "Remove the history, settings and logs in {home}? `shipbell backup` keeps a copy."
        ),
    )?;
    Ok(wanted)
}

fn yes(question: &str) -> io::Result<bool> {
    eprint_now(&format!("{question} [y/N] "))?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn eprint_now(text: &str) -> io::Result<()> {
    let mut terminal = io::stderr().lock();
    terminal.write_all(text.as_bytes())?;
    terminal.flush()
}

/// The data last: without it, nobody knows any more which secrets were this home's.
fn remove(reach: &Reach, wanted: &Remove) -> Result<()> {
    let mut gone = Gone {
        webhooks: wanted.webhooks,
        ..Gone::default()
    };
    if wanted.start_at_login {
        gone.login = no_login(reach)?;
    }
    if wanted.stored_secrets {
        let vault = reach.secrets.vault(&reach.home);
        gone.secrets = Some(shipbell_moving::remove_secrets(&reach.home, &*vault)?);
    }
    if wanted.data {
        for left in shipbell_moving::remove_data(&reach.home)? {
            reach
                .output
                .word(&format!("{} is not Shipbell's and stays.", left.display()));
        }
        gone.data = true;
    }
    tell(reach, &gone)
}

/// The entry is found by its name; what it starts does not matter here.
fn no_login(reach: &Reach) -> Result<bool> {
    let program = std::env::current_exe()?;
    let entry = AutoLaunchBuilder::new()
        .set_app_name(&reach.home.login_entry())
        .set_app_path(&program.to_string_lossy())
        .build()?;
    if !entry.is_enabled()? {
        return Ok(false);
    }
    entry.disable()?;
    Ok(true)
}

fn tell(reach: &Reach, gone: &Gone) -> Result<()> {
    if reach.output.json() {
        return Ok(reach.output.value(&json!({
            "startAtLogin": gone.login,
            "webhooks": gone.webhooks,
            "secrets": gone.secrets,
            "data": gone.data,
        }))?);
    }
    if gone.login {
        reach
            .output
            .line("Shipbell no longer starts with the session.")?;
    }
    if gone.webhooks {
        reach
            .output
            .line("Apple's webhooks that posted to this computer are deleted.")?;
    }
    if let Some(secrets) = gone.secrets {
        reach.output.line(&format!("Secrets removed: {secrets}."))?;
    }
    if gone.data {
        reach
            .output
            .line("The history, the settings and the logs are gone.")?;
    }
    if !gone.login && !gone.webhooks && gone.secrets.is_none() && !gone.data {
        reach.output.line("Nothing was removed.")?;
    }
    Ok(())
}
