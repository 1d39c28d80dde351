//! Windows 10 and 11.

mod banners;
mod bar;
mod dialog;
mod identity;
mod links;
mod login;
mod toast;

use std::process::Command;

use anyhow::{Context, Result};

use shipbell_owner::Home;

use super::{Bar, Edge, System};

/// A Windows desktop.
pub(crate) struct Here;

impl System for Here {
    type Banners = banners::Service;

    const TRAY_AT: Edge = Edge::Bottom;
    const CROWDS_THE_TRAY: bool = true;

    fn bar() -> Bar {
        bar::bar()
    }

    fn answer_links(home: &Home) {
        links::answer(home);
    }

    async fn offer(title: &str, body: &str) -> bool {
        dialog::ask(title, body).await
    }

    fn quoted(word: &str) -> Option<String> {
        login::quoted(word)
    }

    /// A process of its own: Windows can't put another program into this one.
    fn become_it(mut anew: Command) -> Result<()> {
        anew.spawn()
            .map(drop)
            .context("Shipbell could not start anew. Open it once more")
    }

    async fn asked_to_end() {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
