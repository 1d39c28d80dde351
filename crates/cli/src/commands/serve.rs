//! `serve`: the engine and the door, without a desktop.

mod settings;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use serde_json::json;
use shipbell_owner::{Journal, Owner, Role, log_to};
use shipbell_wire::House;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::ask::{NoDesktop, Reach};

pub(crate) async fn run(reach: &Reach, listen: Option<SocketAddr>) -> Result<()> {
    log_to(&Journal::Terminal)?;
    if let Some(words) = reach.secrets.in_words(&reach.home) {
        reach.output.word(&words);
    }
    // Before anything is announced: whoever reads the announcement may end us at once.
    let ending = Ending::watch()?;
    let mut owner = Owner::take(reach.home.clone(), Role::Serve, reach.ports(false)).await?;
    let served = serve(reach, &mut owner, listen, ending).await;
    let closed = owner.close().await;
    served?;
    Ok(closed?)
}

async fn serve(
    reach: &Reach,
    owner: &mut Owner,
    listen: Option<SocketAddr>,
    ending: Ending,
) -> Result<()> {
    let host = NoDesktop::new(owner.engine().clone());
    let leave = host.asked_to_leave();
    let at = open(reach, owner, listen, host).await?;
    announce(reach, at)?;
    tokio::select! {
        () = ending.asked() => {}
        () = leave.notified() => {}
        () = settings::tell_of_edits(owner.engine(), reach.output) => {}
    }
    reach
        .output
        .word("Shipbell is closing; what it accepted is on disk.");
    Ok(())
}

async fn open(
    reach: &Reach,
    owner: &mut Owner,
    listen: Option<SocketAddr>,
    host: NoDesktop,
) -> Result<SocketAddr> {
    // The secrets first, so that the first delivery is verified and not set aside; a keychain
    // that can't be read is a state that is shown, not a reason to stay closed.
    if let Err(error) = owner.engine().unlock().await {
        reach.output.word(&error.to_string());
    }
    let at = owner.open_door(listen).await?;
    if !at.ip().is_loopback() {
        reach.output.word(&format!(
            "Listening on {at}, so other computers can reach the door. Only signed deliveries get in; a tunnel needs no more than 127.0.0.1."
        ));
    }
    let house = House {
        engine: owner.engine().clone(),
        host: Arc::new(host),
        folders: owner.home().folders(),
    };
    owner.open_house(house).await?;
    Ok(at)
}

fn announce(reach: &Reach, at: SocketAddr) -> io::Result<()> {
    if reach.output.json() {
        return reach.output.value(&json!({
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

/// The ways in which the system asks a program to end. A hang-up is left to the system, so that
/// `nohup` can do its work; nothing that was accepted depends on a clean end.
struct Ending {
    #[cfg(unix)]
    terminate: Signal,
    #[cfg(unix)]
    interrupt: Signal,
}

#[cfg(unix)]
impl Ending {
    fn watch() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn asked(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Ending {
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere, watching can fail")]
    fn watch() -> io::Result<Self> {
        Ok(Self {})
    }

    async fn asked(self) {
        // Where Ctrl-C can't be noticed, ending the process is still possible.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
