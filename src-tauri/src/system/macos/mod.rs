//! macOS: a program of the menu bar.

mod banners;
mod delegate;
mod login;
mod panel;

use std::ffi::OsString;
use std::process::Command;

use anyhow::Result;
use tauri::{ActivationPolicy, AppHandle, RunEvent, WebviewWindow};

use super::{Bar, Edge, System, unix};

/// macOS 14 and later.
pub(crate) struct Here;

impl System for Here {
    type Banners = banners::Center;

    const TRAY_AT: Edge = Edge::Top;
    const INKS_THE_TRAY: bool = true;

    /// No icon in the Dock, no menu bar of its own. The bundle says so too, before the program runs.
    fn settle(app: &AppHandle) {
        if let Err(error) = app.set_activation_policy(ActivationPolicy::Accessory) {
            tracing::warn!(%error, "the Dock icon could not be hidden");
        }
    }

    fn bar() -> Bar {
        Bar::Unknown
    }

    fn dress(window: &WebviewWindow) {
        panel::dress(window);
    }

    fn bring_up(window: &WebviewWindow) -> tauri::Result<()> {
        panel::bring_up(window)
    }

    fn links_of(event: &RunEvent) -> Vec<OsString> {
        match event {
            RunEvent::Opened { urls } => urls.iter().map(|url| url.as_str().into()).collect(),
            _ => Vec::new(),
        }
    }

    fn quoted(word: &str) -> Option<String> {
        Some(login::quoted(word))
    }

    fn become_it(anew: Command) -> Result<()> {
        unix::become_it(anew)
    }

    async fn asked_to_end() {
        unix::asked_to_end().await;
    }
}
