//! Shipbell on a real desktop: X server, session bus, keyring, tray, notification daemon, browser.

#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "a test that can't run here says so")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test says what went wrong by failing on the spot"
)]

mod claims;
mod clipboard;
mod crash;
mod daemon;
mod leaving;
mod links;
mod load;
mod login;
mod neighbours;
mod night;
mod page;
mod panel;
mod ringing;
mod search;
mod secrets;
mod setting_up;
mod shortcut;
mod stage;
mod told;
mod tray;
mod turn;
mod updates;
mod way_faults;
mod way_in;
mod window;
