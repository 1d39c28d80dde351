//! Linux: the freedesktop.org specifications, over D-Bus and in files.

mod banners;
mod bar;
mod login;
mod page;

use std::process::Command;

use anyhow::Result;
use tauri::WebviewWindow;

use super::{Bar, Edge, System, unix};

const ON_WAYLAND: &str = "Wayland gives programs no global shortcuts. In your desktop's keyboard settings you can bind keys to `shipbell-desktop`: a second start opens the panel.";

/// A Linux desktop.
pub(crate) struct Here;

impl System for Here {
    type Banners = banners::Service;

    const TRAY_AT: Edge = Edge::Top;

    fn has_display() -> bool {
        said("DISPLAY") || said("WAYLAND_DISPLAY")
    }

    fn no_shortcuts() -> Option<&'static str> {
        said("WAYLAND_DISPLAY").then_some(ON_WAYLAND)
    }

    fn bar() -> Bar {
        bar::bar()
    }

    fn dress(window: &WebviewWindow) {
        page::dress(window);
    }

    fn program() -> std::io::Result<String> {
        login::program()
    }

    fn quoted(word: &str) -> Option<String> {
        login::quoted(word)
    }

    fn become_it(anew: Command) -> Result<()> {
        unix::become_it(anew)
    }

    async fn asked_to_end() {
        unix::asked_to_end().await;
    }
}

fn said(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}
