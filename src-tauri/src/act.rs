//! What a person asked for, carried out: by a banner's button or an item of the tray's menu.

use shipbell_engine::{Engine, EngineError};
use shipbell_feed::EventId;
use shipbell_wire::View;
use tauri::{AppHandle, Manager};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_opener::OpenerExt;

use crate::app::Shell;
use crate::notices::{Act, Acts};
use crate::panel;

/// Carries out what banners ask for, until the app ends.
pub(crate) async fn on_banners(app: AppHandle, mut acts: Acts) {
    while let Some(act) = acts.recv().await {
        let engine = app.state::<Shell>().engine.clone();
        let done = match act {
            Act::Open { event, link } => open(&app, &engine, event, link.as_deref()).await,
            Act::Snooze(banner) => engine.snooze(&banner).await,
            Act::CopyLink(link) => {
                copy(&app, &link);
                Ok(())
            }
        };
        if let Err(error) = done {
            tracing::warn!(%error, "a banner's button could not do its work");
        }
    }
}

/// Opens an event's page and marks it as read; without a page, the panel shows it.
pub(crate) async fn open_event(
    app: &AppHandle,
    engine: &Engine,
    id: EventId,
) -> Result<(), EngineError> {
    let link = engine.event(id).await?.link;
    open(app, engine, Some(id), link.as_deref()).await
}

async fn open(
    app: &AppHandle,
    engine: &Engine,
    event: Option<EventId>,
    link: Option<&str>,
) -> Result<(), EngineError> {
    match link {
        Some(link) => open_page(app, link),
        // Without a page there is the event itself to look at.
        None => panel::show(
            app,
            event.map(|id| View::Event {
                id: id.0.to_string(),
            }),
        ),
    }
    if let Some(event) = event {
        engine.feed().set_unread(vec![event], false).await?;
    }
    Ok(())
}

/// Hands a page to the user's browser. Links were checked when they were made: https only.
pub(crate) fn open_page(app: &AppHandle, link: &str) {
    if let Err(error) = app.opener().open_url(link, None::<&str>) {
        tracing::warn!(%error, "the browser could not be started");
    }
}

/// Puts text on the clipboard.
pub(crate) fn copy(app: &AppHandle, text: &str) {
    if let Err(error) = app.clipboard().write_text(text) {
        tracing::warn!(%error, "the clipboard could not be written");
    }
}
