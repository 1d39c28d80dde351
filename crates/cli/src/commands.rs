//! The verbs, one file each.

mod account;
mod backup;
mod channel;
mod doctor;
mod endpoint;
mod events;
mod pause;
mod remove;
mod serve;
mod simulate;
mod tunnel;
mod verify;
mod webhook;

use anyhow::Result;
use shipbell_owner::Home;

use crate::args::{Args, Command};
use crate::ask::Reach;
use crate::output::Output;

pub(crate) async fn run(args: Args, output: Output) -> Result<()> {
    // What touches no home must work where none can be made.
    match &args.command {
        Command::Verify {
            body,
            signature,
            secret,
        } => return verify::run(body, signature, secret, output),
        Command::Simulate { list: true, .. } => return simulate::list(output),
        _ => {}
    }
    let reach = Reach {
        home: Home::find()?,
        secrets: args.secrets()?,
        output,
    };
    match args.command {
        Command::Serve { listen } => serve::run(&reach, listen).await,
        Command::Endpoint(command) => endpoint::run(&reach, command).await,
        Command::Account(command) => account::run(&reach, command).await,
        Command::App(command) => account::apps(&reach, command).await,
        Command::Webhook(command) => webhook::run(&reach, command).await,
        Command::CatchUp => webhook::catch_up(&reach).await,
        Command::Tunnel(command) => tunnel::run(&reach, command).await,
        Command::Doctor => doctor::run(&reach).await,
        Command::Channel(command) => channel::run(&reach, command).await,
        Command::Events {
            follow,
            search,
            limit,
        } => events::run(&reach, follow, search, limit).await,
        Command::Simulate { kind, endpoint, .. } => {
            simulate::run(&reach, kind.unwrap_or_default(), endpoint).await
        }
        Command::Backup {
            file,
            with_secrets,
            passphrase_file,
        } => backup::back_up(&reach, file, with_secrets, passphrase_file.as_deref()).await,
        Command::Restore {
            file,
            passphrase_file,
        } => backup::restore(&reach, file, passphrase_file.as_deref()).await,
        Command::Remove(wanted) => remove::run(&reach, wanted).await,
        Command::Pause { choice } => pause::run(&reach, choice).await,
        Command::Verify { .. } => Ok(()),
    }
}
