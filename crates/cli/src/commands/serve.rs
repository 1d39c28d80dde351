//! `serve`: the engine and the door, without a desktop.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use serde_json::json;
use shipbell_owner::{Journal, Owner, Role, log_to};
use shipbell_wire::House;

use crate::ask::{NoDesktop, Reach};

pub(crate) async fn run(reach: &Reach, listen: Option<SocketAddr>) -> Result<()> {
    log_to(&Journal::Terminal)?;
    if let Some(words) = reach.secrets.in_words(&reach.home) {
        reach.output.word(&words);
    }
    let mut owner = Owner::take(reach.home.clone(), Role::Serve, reach.ports(false)).await?;
    let host = NoDesktop::default();
    let leave = host.asked_to_leave();
    let opened = open(&mut owner, listen, host).await;
    let at = match opened {
        Ok(at) => at,
        Err(error) => {
            owner.close().await?;
            return Err(error);
        }
    };
    announce(reach, at)?;
    tokio::select! {
        ended = asked_to_end() => ended?,
        () = leave.notified() => {}
    }
    reach
        .output
        .word("Shipbell is closing; what it accepted is on disk.");
    owner.close().await?;
    Ok(())
}

async fn open(
    owner: &mut Owner,
    listen: Option<SocketAddr>,
    host: NoDesktop,
) -> Result<SocketAddr> {
    // The secrets first, so that the first delivery is verified and not set aside; a keychain
    // that can't be read is a state that is shown, not a reason to stay closed.
    if let Err(error) = owner.engine().unlock().await {
        say(&error);
    }
    let at = owner.open_door(listen).await?;
    let house = House {
        engine: owner.engine().clone(),
        host: Arc::new(host),
    };
    owner.open_house(house).await?;
    Ok(at)
}

fn say(error: &shipbell_engine::EngineError) {
    crate::output::Output::new(true).word(&error.to_string());
}

fn announce(reach: &Reach, at: SocketAddr) -> std::io::Result<()> {
    if reach.output.json() {
        return reach.output.value(&json!({
            "listening": at.to_string(),
            "address": at.to_string(),
            "version": env!("CARGO_PKG_VERSION"),
            "pid": std::process::id(),
        }));
    }
    reach.output.line(&format!(
        "Shipbell {} listens on http://{at}. Ctrl-C ends it.",
        env!("CARGO_PKG_VERSION")
    ))
}

#[cfg(unix)]
async fn asked_to_end() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
        pressed = tokio::signal::ctrl_c() => pressed?,
    }
    Ok(())
}

#[cfg(not(unix))]
async fn asked_to_end() -> Result<()> {
    Ok(tokio::signal::ctrl_c().await?)
}
