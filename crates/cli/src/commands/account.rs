//! `account` and `app`: API keys of App Store Connect, and the apps they see.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;
use shipbell_wire::{Account as View, App as AppView, KeyText, Nothing, Request, WireError};

use crate::args::{Account, App};
use crate::ask::Reach;
use crate::output::local;

/// What Apple calls the file of a key.
const FILE_PREFIX: &str = "AuthKey_";

pub(crate) async fn run(reach: &Reach, command: Account) -> Result<()> {
    match command {
        Account::Add {
            key_id,
            issuer,
            p8,
            name,
        } => {
            let request = Request::AccountAdd {
                name,
                key_id: key_id.map_or_else(|| key_id_of(&p8), Ok)?,
                issuer,
                key: KeyText(text_of(&p8)?),
            };
            let added: View = reach.ask(request).await?;
            if reach.output.json() {
                return Ok(reach.output.value(&added)?);
            }
            reach.output.line(&format!(
                "Added account {}. Apple takes its key.",
                added.name
            ))?;
            reach.output.word(
                "The key is in the keychain now, so the file is no longer needed here. Next: shipbell app list, shipbell webhook create --app ID",
            );
            Ok(())
        }
        Account::List => {
            let all: Vec<View> = reach.ask(Request::AccountList {}).await?;
            list(reach, &all)
        }
        Account::Remove { name } => {
            let request = Request::AccountRemove { name: name.clone() };
            let Nothing {} = reach.ask(request).await?;
            if reach.output.json() {
                return Ok(reach.output.value(&json!({ "removed": name }))?);
            }
            Ok(reach.output.line(&format!(
                "Removed account {name} and its key. Webhooks stay at Apple, and go on posting to their endpoints."
            ))?)
        }
    }
}

pub(crate) async fn apps(reach: &Reach, command: App) -> Result<()> {
    let App::List { account } = command;
    let mut apps: Vec<AppView> = reach.ask(Request::AppList { account }).await?;
    // A terminal shows none, and a script has no use for their bytes.
    for app in &mut apps {
        app.icon = None;
    }
    if reach.output.json() {
        return Ok(reach.output.value(&apps)?);
    }
    if apps.is_empty() {
        reach.output.word("The key sees no app.");
    }
    for app in &apps {
        reach
            .output
            .line(&format!("{}  {}  {}", app.id, app.name, app.bundle_id))?;
    }
    Ok(())
}

fn list(reach: &Reach, all: &[View]) -> Result<()> {
    if reach.output.json() {
        return Ok(reach.output.value(&all)?);
    }
    if all.is_empty() {
        reach.output.word(
            "There is no account yet. Add one: shipbell account add --issuer ID --p8 AuthKey_ID.p8",
        );
    }
    for account in all {
        let whose = account.issuer.as_deref().unwrap_or("individual key");
        reach.output.line(&format!(
            "{}  {}  {whose}  since {}",
            account.name,
            account.key_id,
            local(account.added)
        ))?;
    }
    Ok(())
}

/// A key is never given on the command line, where other programs can read it.
fn text_of(p8: &Path) -> Result<String> {
    /// Apple's have 257 bytes.
    const AT_MOST: u64 = 64 * 1024;
    let mut text = String::new();
    let read = if p8 == Path::new("-") {
        std::io::stdin().take(AT_MOST).read_to_string(&mut text)
    } else {
        fs::File::open(p8).and_then(|file| file.take(AT_MOST).read_to_string(&mut text))
    };
    read.with_context(|| format!("The key in {} can't be read", p8.display()))?;
    Ok(text)
}

fn key_id_of(p8: &Path) -> Result<String, WireError> {
    let name = p8.file_stem().unwrap_or_default().to_string_lossy();
    let id = name.strip_prefix(FILE_PREFIX).filter(|id| !id.is_empty());
    id.map(ToOwned::to_owned).ok_or_else(|| {
        WireError::bad_request(
            "Say which key this is with --key-id ID: App Store Connect shows it beside the key. Nothing was changed.",
        )
    })
}
