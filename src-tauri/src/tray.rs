//! The tray: an icon and a menu that always say what is.

mod apply;
mod choice;
mod icon;
mod lines;
mod menu;
mod snapshot;
mod status_line;

use std::sync::Mutex;
use std::time::Duration;

use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::error::RecvError;

use crate::app::Shell;
use crate::panel;
use crate::system::Bar;
use menu::Model;
use snapshot::Snapshot;

/// A burst of changes is drawn once.
const SETTLE: Duration = Duration::from_millis(100);
/// "4 min ago" has to become "5 min ago" without any change.
const TICK: Duration = Duration::from_mins(1);
/// Where no tray is on the bus yet, one may come: a desktop's parts start in any order.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// The tray's state: what it shows, once it is there.
#[derive(Default)]
pub(crate) struct Tray(Mutex<Option<Drawn>>);

impl Tray {
    /// Whether a bar took the icon.
    pub(crate) fn shows(&self) -> bool {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .is_some()
    }
}

/// The icon in the tray, and what was last drawn.
struct Drawn {
    tray: tauri::tray::TrayIcon,
    menu: tauri::menu::Menu<tauri::Wry>,
    model: Model,
    bar: Bar,
}

/// Begins: puts the icon into the tray and keeps it true. Where there is no tray, the panel shows
/// once, and the program goes on.
pub(crate) fn begin(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let engine = app.state::<Shell>().engine.clone();
        let mut changes = engine.changes();
        let mut updates = app.state::<Shell>().updates.states();
        let mut told = false;
        loop {
            let update = updates.borrow_and_update().clone();
            let there = match Snapshot::take(&engine, update).await {
                Ok(snapshot) => apply::draw(&app, menu::model(&snapshot)).await,
                Err(error) => {
                    tracing::warn!(%error, "the tray can't be brought up to date");
                    true
                }
            };
            if !there && !told {
                told = true;
                tracing::warn!(
                    "this desktop has no tray; the panel opens by starting Shipbell again"
                );
                panel::show(&app, None);
            }
            let wait = if there { TICK } else { TRY_AGAIN };
            let news = tokio::time::timeout(wait, async {
                tokio::select! {
                    change = changes.recv() => matches!(change, Err(RecvError::Closed)),
                    closed = updates.changed() => closed.is_err(),
                }
            });
            if let Ok(true) = news.await {
                return;
            }
            tokio::time::sleep(SETTLE).await;
            changes = changes.resubscribe();
        }
    });
}
