//! The panel's window. Its webview lives only while the panel is open or was a moment ago: a
//! hidden one would cost more memory than all the rest of Shipbell.

pub(crate) mod absent;
mod first;
mod place;
pub(crate) mod size;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use shipbell_wire::{Change, View};
use shipbell_words::id;
use tauri::{
    AppHandle, Emitter, Manager, PhysicalSize, Rect, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, WindowEvent,
};

use crate::app::Shell;
use crate::system::{Here, System};
use size::Size;

pub(crate) const LABEL: &str = "panel";
/// Losing the focus for a moment (to a menu, to the window manager) does not close the panel.
const GRACE: Duration = Duration::from_millis(200);
/// A click on the tray takes the focus away first; it must then close, not reopen.
const JUST_NOW: Duration = Duration::from_millis(400);
/// A panel that is reopened within this time is there at once.
const KEPT_FOR: Duration = Duration::from_secs(20);
/// A window is shown when its page is painted, or after this long in any case.
pub(crate) const SHOWN_WITHIN: Duration = Duration::from_millis(2_500);

/// What is known about the panel between two events.
#[derive(Default)]
pub(crate) struct Panel(Mutex<State>);

impl Panel {
    /// A panel of a size.
    pub(crate) fn of(size: Size) -> Self {
        Self(Mutex::new(State {
            size,
            kept: size,
            ..State::default()
        }))
    }
}

#[derive(Default)]
struct State {
    /// How large it is.
    size: Size,
    /// How large it was when that was last written down.
    kept: Size,
    /// Where the icon is that it was last opened from, where the system says.
    icon: Option<Rect>,
    /// When it was asked for, until it shows.
    asked: Option<Instant>,
    /// Since when its webview is being made, until it is there.
    begun: Option<Instant>,
    /// What changed since the page's first questions were answered, until the page hears for itself.
    since: Option<first::Since>,
    /// When it was last hidden.
    hidden: Option<Instant>,
    /// Whether it stays open without the focus.
    pinned: bool,
    /// Whether it has had the focus since it was shown; before that there is none to lose.
    focused: bool,
    /// Whether a person is just being told that there is none.
    told: bool,
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

/// A click on the tray: shows the panel when it is hidden, hides it when it shows.
pub(crate) fn toggle(app: &AppHandle, icon: Rect) {
    let closed_by_this_click = state(app).hidden.is_some_and(|at| at.elapsed() < JUST_NOW);
    if !closed_by_this_click {
        state(app).icon = Some(icon);
        flip(app);
    }
}

/// Shows the panel when it is hidden, hides it when it shows.
pub(crate) fn flip(app: &AppHandle) {
    let shows = app
        .get_webview_window(LABEL)
        .is_some_and(|window| window.is_visible().unwrap_or(false));
    if shows {
        hide(app);
    } else {
        show(app, None);
    }
}

/// Shows the panel where it was left, or at a view, making its webview when there is none.
pub(crate) fn show(app: &AppHandle, view: Option<View>) {
    let handle = app.clone();
    let asked = app.run_on_main_thread(move || {
        state(&handle).asked = Some(Instant::now());
        let Some(window) = handle.get_webview_window(LABEL) else {
            begin(&handle, view);
            return;
        };
        if let Some(view) = view
            && let Err(error) = handle.emit_to(LABEL, "change", Change::Show { view })
        {
            tracing::warn!(%error, "the panel shows where it was left");
        }
        present(&handle, &window);
    });
    if let Err(error) = asked {
        tracing::error!(%error, "the panel could not be asked for");
    }
}

/// Whoever asked for the panel is told that there is none, once at a time.
fn tell_of_absence(app: &AppHandle) {
    if std::mem::replace(&mut state(app).told, true) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let words = app.state::<Shell>().engine.words().clone();
        absent::tell(&words).await;
        state(&app).told = false;
    });
}

/// Answers what the page will ask first, and makes the page.
fn begin(app: &AppHandle, view: Option<View>) {
    if state(app).begun.replace(Instant::now()).is_some() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let answers = first::answers(&app).await;
        let handle = app.clone();
        let asked = app.run_on_main_thread(move || {
            let made = make(&handle, view.as_ref(), answers);
            state(&handle).begun = None;
            if let Err(error) = made {
                tracing::error!(%error, "the panel could not be made");
                tell_of_absence(&handle);
            }
        });
        if let Err(error) = asked {
            tracing::error!(%error, "the panel could not be made");
        }
    });
}

fn make(
    app: &AppHandle,
    view: Option<&View>,
    answers: Option<first::Answers>,
) -> tauri::Result<()> {
    let title = app.state::<Shell>().engine.words().say(id::PANEL_TITLE);
    let (first, least) = (state(app).size.logical(), size::LEAST.logical());
    let mut window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App(page(view).into()))
        .title(title)
        .inner_size(first.width, first.height)
        .min_inner_size(least.width, least.height)
        .decorations(false)
        .skip_taskbar(true)
        .always_on_top(true)
        .visible(false);
    if let Some(answers) = answers {
        window = window.initialization_script(answers.script);
        state(app).since = Some(answers.since);
    }
    Here::dress(&window.build()?);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOWN_WITHIN).await;
        painted(&app);
    });
    Ok(())
}

/// The page's address says which view comes first.
fn page(view: Option<&View>) -> String {
    let view = match view {
        None | Some(View::Feed) => return "index.html".to_owned(),
        Some(View::Event { id }) => format!("event/{id}"),
        Some(View::Templates) => "templates".to_owned(),
        Some(View::Setup) => "setup".to_owned(),
        Some(View::Doctor) => "doctor".to_owned(),
        Some(View::Settings { section: None }) => "settings".to_owned(),
        Some(View::Settings {
            section: Some(section),
        }) => format!("settings/{section}"),
    };
    format!("index.html#/{view}")
}

/// The page is painted, and hears of changes from now on.
pub(crate) fn ready(app: &AppHandle) {
    let since = state(app).since.take();
    for change in since.map(first::Since::changes).unwrap_or_default() {
        crate::app::tell(app, &change);
    }
    painted(app);
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
    let (asked, size, icon) = {
        let mut state = state(app);
        state.hidden = None;
        state.focused = false;
        (state.asked.take(), state.size, state.icon)
    };
    place::place(window, size, icon);
    let shown = Here::bring_up(window);
    match shown {
        Ok(()) => {
            let ms = asked.map(|asked| asked.elapsed().as_millis());
            tracing::info!(ms, "the panel shows");
        }
        Err(error) => tracing::warn!(%error, "the panel could not be shown"),
    }
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
    let size = {
        let mut state = state(app);
        state.hidden = Some(hidden);
        let changed = state.size != state.kept;
        state.kept = state.size;
        changed.then_some(state.size)
    };
    if let Some(size) = size {
        size::keep(app, size);
    }
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
        WindowEvent::Resized(pixels) => resized(app, *pixels),
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            hide(app);
        }
        _ => {}
    }
}

/// Only what a person does to a window that shows is their choice.
fn resized(app: &AppHandle, pixels: PhysicalSize<u32>) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if !window.is_visible().unwrap_or(false) {
        return;
    }
    let scale = window.scale_factor().unwrap_or(1.0);
    let points = pixels.to_logical::<u32>(scale);
    state(app).size = Size {
        width: points.width,
        height: points.height,
    };
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
