//! What differs between the systems: one port, a body for each. Nothing outside this room asks
//! which system it runs on.

#[cfg(target_os = "linux")]
#[path = "system/linux/mod.rs"]
mod here;
#[cfg(target_os = "macos")]
#[path = "system/macos/mod.rs"]
mod here;
#[cfg(windows)]
#[path = "system/windows/mod.rs"]
mod here;

// What a body decides without its system is tested on every one.
#[cfg(all(test, not(windows)))]
#[path = "system/windows/toast.rs"]
mod toast;
#[cfg(unix)]
mod unix;

use std::ffi::OsString;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;
use shipbell_engine::{Banner, SinkError};
use shipbell_owner::Home;
use shipbell_rules::Level;
use shipbell_wire::NotificationState;
use shipbell_words::Words;
use tauri::{AppHandle, RunEvent, WebviewWindow};
use tokio::sync::mpsc;

use crate::notices::Act;

/// The system that this build is for.
pub(crate) use here::Here;

/// A desktop system, as far as it is not like the others.
pub(crate) trait System {
    /// Its notification service.
    type Banners: Banners;

    /// Where the tray lies when the system does not say where the icon is.
    const TRAY_AT: Edge;

    /// Whether the tray's picture is a shape that the system inks by itself.
    const INKS_THE_TRAY: bool = false;

    /// Whether the tray leaves no room around its icons, so that they are drawn closer to their edge.
    const CROWDS_THE_TRAY: bool = false;

    /// Whether there is a desktop to show anything on.
    fn has_display() -> bool {
        true
    }

    /// Why programs get no global shortcut here; `None` where they do.
    fn no_shortcuts() -> Option<&'static str> {
        None
    }

    /// Makes the app one of the bar, not one with windows.
    fn settle(_app: &AppHandle) {}

    /// What the bar is like that the tray's icon lies on. Asked on the main thread.
    fn bar() -> Bar;

    /// Makes a new window what a menu's panel is on this system. Called on the main thread, before
    /// the window shows.
    fn dress(_window: &WebviewWindow) {}

    /// Says something that ends in a question, without a window of ours. Whether the answer is yes; a
    /// system whose banners take no answer only says it.
    fn offer(title: &str, body: &str) -> impl Future<Output = bool> + Send {
        async {
            Self::Banners::tell(title, body).await;
            false
        }
    }

    /// Brings the panel up with the keyboard. Called on the main thread.
    fn bring_up(window: &WebviewWindow) -> tauri::Result<()> {
        window.show()?;
        window.set_focus()?;
        focus_again(window.clone());
        Ok(())
    }

    /// What the session is to start; by default this very program.
    fn program() -> std::io::Result<String> {
        Ok(std::env::current_exe()?.to_string_lossy().into_owned())
    }

    /// Tells the system that this program opens `shipbell://` links, where its package does not. A
    /// home beside the usual one has none: a link says nothing of homes.
    fn answer_links(_home: &Home) {}

    /// The links that an event brings, where the system does not start the program again for one.
    fn links_of(_event: &RunEvent) -> Vec<OsString> {
        Vec::new()
    }

    /// A word of a command, as the system's list of what starts with the session wants it; `None`
    /// where it can't be written there.
    fn quoted(word: &str) -> Option<String>;

    /// Ends this program and starts another in its place. Returns only an error, or when the other
    /// is a process of its own.
    fn become_it(anew: Command) -> Result<()>;

    /// Returns when the session, or a person, wants the program to end.
    fn asked_to_end() -> impl Future<Output = ()> + Send;
}

/// A system's notification service.
pub(crate) trait Banners: Send + Sync + Sized {
    /// The service for the banners of this home. What people do with them is told.
    fn new(home: &Home, words: Words, tell: mpsc::UnboundedSender<Act>) -> Self;

    /// Shows a banner. Returns once the system has taken it.
    fn show(&self, banner: &Banner) -> impl Future<Output = Result<(), SinkError>> + Send;

    /// Whether people get to see banners, as far as the system tells.
    fn state() -> impl Future<Output = NotificationState> + Send;

    /// Says something that asks for nothing.
    fn tell(title: &str, body: &str) -> impl Future<Output = ()> + Send;
}

/// A banner that is about no event.
#[allow(dead_code, reason = "Linux has a call for it that takes less")]
fn plain(title: &str, body: &str) -> Banner {
    Banner {
        notice: None,
        event: None,
        channel: String::new(),
        group: "word".to_owned(),
        level: Level::Active,
        title: title.to_owned(),
        body: body.to_owned(),
        link: None,
    }
}

/// Some window managers give a window that is only just being mapped the look of focus without the
/// keyboard: asked again once it is there, they give it, and the window passes it to its page.
fn focus_again(window: WebviewWindow) {
    const MAPPED: Duration = Duration::from_millis(80);
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(MAPPED).await;
        let page: &tauri::Webview = window.as_ref();
        let focused = window.set_focus().and_then(|()| page.set_focus());
        if let Err(error) = focused {
            tracing::debug!(%error, "the panel did not take the focus");
        }
    });
}

/// A side of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "each system has one of them")]
pub(crate) enum Edge {
    Top,
    Bottom,
}

/// What the tray's icon lies on: it has to be seen there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "no system has all of them")]
pub(crate) enum Bar {
    /// A dark bar, for which light ink is right.
    Dark,
    /// A light bar, for which dark ink is right.
    Light,
    /// Nobody says: light ink with a dark edge is seen on both.
    Unknown,
}
