//! What Linux and macOS do alike.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};
use tokio::signal::unix::{SignalKind, signal};

/// In the same process, so that whoever started this one still holds the app.
pub(super) fn become_it(mut anew: Command) -> Result<()> {
    Err(anew.exec()).context("Shipbell could not start anew. Open it once more")
}

/// SIGTERM comes from the session, SIGINT from a terminal.
pub(super) async fn asked_to_end() {
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
