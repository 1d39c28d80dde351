//! The Tauri app: plugins, the panel's one command, the tasks that keep tray and panel true.

use std::ffi::OsString;
use std::sync::Arc;

use anyhow::Result;
use serde_json::Value;
use shipbell_engine::Engine;
use shipbell_owner::{Owner, SecretsChoice};
use shipbell_wire::{Audience, Change, House, Request, WireError};
use tauri::{AppHandle, Emitter, Manager, RunEvent, State, Wry};
use tokio::sync::broadcast::error::RecvError;

use crate::host::DesktopHost;
use crate::leaving::Leaving;
use crate::login::AtLogin;
use crate::notices::Acts;
use crate::system::{Here, System};
use crate::{act, links, panel, shortcut, tray, updates};

/// What every part of the shell reaches through Tauri's state.
pub(crate) struct Shell {
    pub(crate) engine: Engine,
    pub(crate) house: House,
    pub(crate) panel: panel::Panel,
    pub(crate) tray: tray::Tray,
    pub(crate) shortcut: shortcut::Taken,
    pub(crate) login: AtLogin,
    pub(crate) leaving: Leaving,
    pub(crate) updates: updates::Updates,
}

/// Runs the desktop until it is quit, then closes the house.
pub(crate) fn run(
    runtime: &tokio::runtime::Runtime,
    owner: Owner,
    acts: Acts,
    login: AtLogin,
    secrets: SecretsChoice,
    mut link: Option<OsString>,
) -> Result<()> {
    let engine = owner.engine().clone();
    let (home, leaving) = (owner.home().clone(), Leaving::default());
    let app = tauri::Builder::default()
        .plugin(
            tauri_plugin_opener::Builder::new()
                .open_js_links_on_click(false)
                .build(),
        )
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_updater::Builder::new().build())
        .invoke_handler(tauri::generate_handler![wire])
        .build(context())?;
    let handle = app.handle().clone();
    let house = House {
        engine: engine.clone(),
        host: Arc::new(DesktopHost(handle.clone())),
        folders: owner.home().folders(),
    };
    handle.manage(Shell {
        engine: engine.clone(),
        house: house.clone(),
        panel: panel::Panel::of(runtime.block_on(panel::size::read(&engine))),
        tray: tray::Tray::default(),
        shortcut: shortcut::Taken::default(),
        login,
        leaving: leaving.clone(),
        updates: updates::Updates::of(owner.home()),
    });
    Here::answer_links(owner.home());
    let mut owner = Some(owner);
    if let Some(owner) = &mut owner {
        runtime.block_on(owner.open_house(house))?;
    }
    runtime.spawn(act::on_banners(handle.clone(), acts));
    runtime.spawn(tell_panel(handle.clone(), engine));
    runtime.spawn(updates::keep(handle.clone()));
    runtime.spawn(end_when_asked(handle.clone()));
    Here::settle(&handle);
    app.run_return(move |app, event| {
        let first = link.take_if(|_| matches!(event, RunEvent::Ready));
        let later = Here::links_of(&event);
        for link in first.into_iter().chain(later) {
            links::follow(app, &link);
        }
        on_event(app, event);
    });
    if let Some(owner) = owner.take() {
        runtime.block_on(owner.close())?;
    }
    leaving.take_away(&home, secrets)?;
    handle.state::<Shell>().updates.start_anew()
}

/// The configuration and the pages. Made in one place, because each copy would lie in the binary.
pub(crate) fn context() -> tauri::Context {
    tauri::generate_context!()
}

fn on_event(app: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::Ready => {
            tray::begin(app);
            tauri::async_runtime::spawn(shortcut::keep(app.clone()));
        }
        // Closing the last window is no reason to quit: the app lives in the tray.
        RunEvent::ExitRequested {
            code: None, api, ..
        } => api.prevent_exit(),
        RunEvent::WindowEvent { label, event, .. } if label == panel::LABEL => {
            panel::on_event(app, &event);
        }
        _ => {}
    }
}

/// The panel's one way in: a request of the wire, if a page may ask it.
#[tauri::command]
async fn wire(request: Value, shell: State<'_, Shell>) -> Result<Value, WireError> {
    let request: Request = serde_json::from_value(request).map_err(|_| {
        WireError::bad_request("The panel asked for something that does not exist.")
    })?;
    if request.audience() != Audience::Panel {
        return Err(WireError::bad_request("The panel may not ask for this."));
    }
    let house = shell.house.clone();
    shipbell_wire::answer(&house, request).await
}

/// Tells an open panel what changed.
async fn tell_panel(app: AppHandle<Wry>, engine: Engine) {
    let mut changes = engine.changes();
    loop {
        let news = match changes.recv().await {
            Ok(change) => vec![Change::from(change)],
            // Too many to follow one by one: one more look shows them all.
            Err(RecvError::Lagged(_)) => Change::ANYTHING.to_vec(),
            Err(RecvError::Closed) => return,
        };
        for change in news {
            tell(&app, &change);
        }
    }
}

/// Tells an open panel of a change.
pub(crate) fn tell(app: &AppHandle, change: &Change) {
    if app.get_webview_window(panel::LABEL).is_some()
        && let Err(error) = app.emit_to(panel::LABEL, "change", change)
    {
        tracing::debug!(%error, "the panel went away while it was told of a change");
    }
}

/// Ends the app in order when the session or a person ends it from outside.
async fn end_when_asked(app: AppHandle) {
    Here::asked_to_end().await;
    app.exit(0);
}
