//! A second launch: another Shipbell runs this home. It shows its panel; one without a desktop may
//! be taken over, which a small window asks.
//!
//! The window belongs to an app without an engine, because a home has one. When the person takes
//! over, the program starts anew in this process and finds the home free.

use std::ffi::OsStr;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use shipbell_owner::{Client, Home, Lock, OwnerError, Role, Tenant};
use shipbell_wire::{ErrorCode, Request, WireError};
use shipbell_words::{Words, id};
use tauri::{AppHandle, Manager, RunEvent, State, WebviewUrl, WebviewWindowBuilder};

use crate::links::Link;
use crate::system::{Here, System};
use crate::{app, panel, say};

/// The window that asks.
const LABEL: &str = "owner";
/// How large it is: one sentence and two buttons.
const SIZE: (f64, f64) = (420.0, 320.0);
/// How long the former owner may take to put everything on disk.
const LEAVES_WITHIN: Duration = Duration::from_secs(15);
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// What the window's page reaches.
struct Asked {
    home: Home,
    tenant: String,
    /// Whether the home has become free for us.
    free: Arc<AtomicBool>,
}

/// Asks the owner to follow a link, or to show its panel. `false` when it has no desktop to show it on.
pub(crate) async fn show_there(home: &Home, tenant: &Tenant, link: Option<&OsStr>) -> Result<bool> {
    let Some(mut owner) = Client::connect_soon(home).await? else {
        bail!("{tenant} runs this home but does not answer. Wait a moment, or end it.");
    };
    let known = link.and_then(Link::parse);
    if let (Some(word), None) = (link, known) {
        // What a stranger wrote goes no further than here.
        tracing::warn!(bytes = word.len(), "a link that leads nowhere was opened");
    }
    let request = match known {
        None => Request::ShowPanel {},
        Some(link) => Request::FollowLink {
            link: link.to_string(),
        },
    };
    match owner.ask(&request).await? {
        Ok(_) => Ok(true),
        Err(error) if error.code == ErrorCode::NoDesktop => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Asks the person whether to take over. `true` when the home has become free for us.
pub(crate) fn ask(home: &Home, tenant: &Tenant) -> Result<bool> {
    say::on_terminal(&format!(
        "{tenant} runs this home without a desktop. Choose in the window that opens, or end it there."
    ));
    let app = tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![wire])
        .build(app::context())?;
    let free = Arc::new(AtomicBool::new(false));
    app.manage(Asked {
        home: home.clone(),
        tenant: tenant.to_string(),
        free: Arc::clone(&free),
    });
    let code = app.run_return(|app, event| {
        if matches!(event, RunEvent::Ready)
            && let Err(error) = open(app)
        {
            tracing::error!(%error, "the window that asks could not be made");
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                panel::absent::tell(&Words::english()).await;
                app.exit(1);
            });
        }
    });
    ensure!(
        code == 0,
        "{tenant} goes on running this home: the window that asks whether to take over could not be opened. End it there, then open Shipbell once more."
    );
    Ok(free.load(Ordering::Acquire))
}

fn open(app: &AppHandle) -> tauri::Result<()> {
    let page = WebviewUrl::App("index.html#/owner".into());
    WebviewWindowBuilder::new(app, LABEL, page)
        .title(Words::english().say(id::PANEL_TITLE))
        .inner_size(SIZE.0, SIZE.1)
        .resizable(false)
        .center()
        .visible(false)
        .build()?;
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(panel::SHOWN_WITHIN).await;
        show(&app);
    });
    Ok(())
}

fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if let Err(error) = window.show().and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window that asks could not be shown");
    }
}

/// The page's one way in, as the panel's; only what this window offers is answered.
#[tauri::command]
async fn wire(app: AppHandle, request: Value, asked: State<'_, Asked>) -> Result<Value, WireError> {
    match serde_json::from_value(request) {
        Ok(Request::Ready {}) => show(&app),
        Ok(Request::Hide {}) => app.exit(0),
        Ok(Request::TakeOver {}) => {
            take_over(&asked.home, &asked.tenant).await?;
            asked.free.store(true, Ordering::Release);
            app.exit(0);
        }
        _ => {
            return Err(WireError::bad_request(
                "Another process runs this home; only it can answer this.",
            ));
        }
    }
    Ok(json!({}))
}

async fn take_over(home: &Home, tenant: &str) -> Result<(), WireError> {
    end_there(home).await.map_err(|why| WireError {
        code: ErrorCode::NeedsUser,
        message: format!(
            "{tenant} did not leave this home ({why:#}). It goes on listening there, and nothing was lost. Try again, or end it there."
        ),
    })
}

async fn end_there(home: &Home) -> Result<()> {
    // Nobody there any more is as good as one who left.
    if let Some(mut owner) = Client::connect(home).await? {
        owner.ask(&Request::Leave {}).await??;
    }
    let freed = tokio::time::timeout(LEAVES_WITHIN, until_free(home)).await;
    Ok(freed.context("it is still busy")??)
}

async fn until_free(home: &Home) -> Result<(), OwnerError> {
    loop {
        match Lock::take(home, Role::App) {
            Ok(_) => return Ok(()),
            Err(OwnerError::Taken { .. }) => tokio::time::sleep(LOOK_AGAIN).await,
            Err(error) => return Err(error),
        }
    }
}

/// Starts the program anew, with what it was started with.
pub(crate) fn start_anew() -> Result<()> {
    let program = std::env::current_exe().context("This program's own file was not found")?;
    let mut anew = Command::new(program);
    anew.args(std::env::args_os().skip(1));
    Here::become_it(anew)
}
