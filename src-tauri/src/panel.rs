//! The panel's window. Its webview lives only while the panel is open or was a moment ago: a
//! hidden one would cost more memory than all the rest of Shipbell.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use shipbell_words::id;
use tauri::{
    AppHandle, LogicalSize, Manager, PhysicalPosition, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, WindowEvent,
};

use crate::app::Shell;

pub(crate) const LABEL: &str = "panel";
const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 600.0;
/// Between the panel and the screen's edge.
const MARGIN: i32 = 12;
/// Losing the focus for a moment (to a menu, to the window manager) does not close the panel.
const GRACE: Duration = Duration::from_millis(200);
/// A click on the tray takes the focus away first; it must then close, not reopen.
const JUST_NOW: Duration = Duration::from_millis(400);
/// A panel that is reopened within this time is there at once.
const KEPT_FOR: Duration = Duration::from_secs(20);
/// The window is shown when its page is painted, or after this long in any case.
const SHOWN_WITHIN: Duration = Duration::from_millis(2_500);

/// What is known about the panel between two events.
#[derive(Default)]
pub(crate) struct Panel(Mutex<State>);

#[derive(Default)]
struct State {
    /// When it was asked for, until it shows.
    asked: Option<Instant>,
    /// When it was last hidden.
    hidden: Option<Instant>,
    /// Whether it stays open without the focus.
    pinned: bool,
    /// Whether it has had the focus since it was shown; before that there is none to lose.
    focused: bool,
}

fn state(app: &AppHandle) -> std::sync::MutexGuard<'_, State> {
    let shell: tauri::State<'_, Shell> = app.state();
    shell
        .inner()
        .panel
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

/// Shows the panel when it is hidden, hides it when it shows: a click on the tray.
pub(crate) fn toggle(app: &AppHandle) {
    let shows = app
        .get_webview_window(LABEL)
        .is_some_and(|window| window.is_visible().unwrap_or(false));
    let closed_by_this_click = state(app).hidden.is_some_and(|at| at.elapsed() < JUST_NOW);
    if shows {
        hide(app);
    } else if !closed_by_this_click {
        show(app);
    }
}

/// Shows the panel, making its webview when there is none.
pub(crate) fn show(app: &AppHandle) {
    let handle = app.clone();
    let asked = app.run_on_main_thread(move || {
        state(&handle).asked = Some(Instant::now());
        let made = match handle.get_webview_window(LABEL) {
            Some(window) => {
                present(&handle, &window);
                Ok(())
            }
            None => make(&handle),
        };
        if let Err(error) = made {
            tracing::error!(%error, "the panel could not be made");
        }
    });
    if let Err(error) = asked {
        tracing::error!(%error, "the panel could not be asked for");
    }
}

fn make(app: &AppHandle) -> tauri::Result<()> {
    let title = app.state::<Shell>().engine.words().say(id::PANEL_TITLE);
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title(title)
        .inner_size(WIDTH, HEIGHT)
        .min_inner_size(320.0, 360.0)
        .decorations(false)
        .skip_taskbar(true)
        .always_on_top(true)
        .visible(false)
        .build()?;
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOWN_WITHIN).await;
        painted(&app);
    });
    Ok(())
}

/// The page is painted: now the window may show, with no white flash before it.
pub(crate) fn painted(app: &AppHandle) {
    let handle = app.clone();
    let asked = app.run_on_main_thread(move || {
        let waiting = state(&handle).asked.is_some();
        if let Some(window) = handle.get_webview_window(LABEL).filter(|_| waiting) {
            present(&handle, &window);
        }
    });
    if let Err(error) = asked {
        tracing::warn!(%error, "the panel could not be shown");
    }
}

fn present(app: &AppHandle, window: &WebviewWindow) {
    let asked = {
        let mut state = state(app);
        state.hidden = None;
        state.focused = false;
        state.asked.take()
    };
    place(window);
    let shown = window.show().and_then(|()| window.set_focus());
    focus_again(window.clone());
    match shown {
        Ok(()) => {
            let ms = asked.map(|asked| asked.elapsed().as_millis());
            tracing::info!(ms, "the panel shows");
        }
        Err(error) => tracing::warn!(%error, "the panel could not be shown"),
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

/// Under the tray's corner of the screen that the pointer is on. Where the system places windows
/// itself (Wayland), this asks in vain and the window opens where the system puts it.
fn place(window: &WebviewWindow) {
    let monitor = window
        .cursor_position()
        .ok()
        .and_then(|at| window.monitor_from_point(at.x, at.y).ok().flatten())
        .or_else(|| window.primary_monitor().ok().flatten());
    let Some(monitor) = monitor else { return };
    let area = monitor.work_area();
    // What the window says of its size is true only once it shows.
    let shows = window.is_visible().unwrap_or(false);
    let size = window
        .outer_size()
        .ok()
        .filter(|_| shows)
        .unwrap_or_else(|| LogicalSize::new(WIDTH, HEIGHT).to_physical(monitor.scale_factor()));
    let (width, height) = (as_offset(size.width), as_offset(size.height));
    let x = area.position.x + (as_offset(area.size.width) - width - MARGIN).max(0);
    let y = area.position.y + tray_edge(area, height);
    if let Err(error) = window.set_position(PhysicalPosition::new(x, y)) {
        tracing::debug!(%error, "the system places the panel itself");
    }
}

/// Windows has its tray at the bottom, the others at the top.
fn tray_edge(area: &tauri::PhysicalRect<i32, u32>, height: i32) -> i32 {
    if cfg!(windows) {
        (as_offset(area.size.height) - height - MARGIN).max(0)
    } else {
        MARGIN
    }
}

/// A length as a distance; no screen is wider than this type.
fn as_offset(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// Hides the panel, and lets its webview go a little later.
pub(crate) fn hide(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the panel could not be hidden");
        return;
    }
    let hidden = Instant::now();
    state(app).hidden = Some(hidden);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(KEPT_FOR).await;
        if state(&app).hidden == Some(hidden)
            && let Some(window) = app.get_webview_window(LABEL)
            && let Err(error) = window.destroy()
        {
            tracing::warn!(%error, "the panel's webview could not be let go");
        }
    });
}

/// Keeps the panel open when it loses the focus, or no longer.
pub(crate) fn pin(app: &AppHandle, pinned: bool) {
    state(app).pinned = pinned;
}

/// What the window tells.
pub(crate) fn on_event(app: &AppHandle, event: &WindowEvent) {
    match event {
        WindowEvent::Focused(true) => state(app).focused = true,
        WindowEvent::Focused(false) if state(app).focused => hide_unless_focused(app.clone()),
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            hide(app);
        }
        _ => {}
    }
}

fn hide_unless_focused(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(GRACE).await;
        let Some(window) = app.get_webview_window(LABEL) else {
            return;
        };
        if state(&app).pinned {
            return;
        }
        if !window.is_focused().unwrap_or(false) && window.is_visible().unwrap_or(false) {
            hide(&app);
        }
    });
}
