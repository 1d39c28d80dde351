//! Shipbell on a real desktop: X server, session bus, keyring, tray, notification daemon, browser.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    reason = "a test says what went wrong by failing on the spot"
)]

mod clipboard;
mod crash;
mod daemon;
mod neighbours;
mod panel;
mod processes;
mod ringing;
mod search;
mod secrets;
mod stage;
mod told;
mod tray;
mod turn;
