//! Draws a model: Tauri's tray and menu, and what a click on them does.

use shipbell_engine::Engine;
use shipbell_wire::{UpdateState, View};
use shipbell_words::{Arg, id};
use tauri::image::Image;
use tauri::menu::{Menu, MenuEvent};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Wry};
use tokio::sync::oneshot;

use super::Drawn;
use super::choice::Choice;
use super::lines;
use super::menu::Model;
use crate::app::Shell;
use crate::system::{Bar, Here, System};
use crate::{act, notices, panel, test_event, updates};

const ID: &str = "shipbell";

/// Draws it, on the main thread as the systems want it. `false` when there is no tray.
pub(super) async fn draw(app: &AppHandle, model: Model) -> bool {
    let (tell, told) = oneshot::channel();
    let handle = app.clone();
    let asked = app.run_on_main_thread(move || {
        let drawn = draw_here(&handle, model);
        if let Err(error) = &drawn {
            tracing::debug!(%error, "the tray could not be drawn");
        }
        // Nobody waits any more when the app is ending.
        let _ = tell.send(drawn.is_ok());
    });
    asked.is_ok() && told.await.unwrap_or(false)
}

fn draw_here(app: &AppHandle, model: Model) -> tauri::Result<()> {
    let shell = app.state::<Shell>();
    let mut drawn = shell
        .inner()
        .tray
        .0
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(before) = drawn.as_mut() {
        return redraw(app, before, model);
    }
    let bar = Here::bar();
    let menu = lines::menu(app, &model.items)?;
    let tray = build(app, &model, bar, &menu)?;
    tracing::info!("the tray shows");
    *drawn = Some(Drawn {
        tray,
        menu,
        model,
        bar,
    });
    Ok(())
}

fn build(app: &AppHandle, model: &Model, bar: Bar, menu: &Menu<Wry>) -> tauri::Result<TrayIcon> {
    TrayIconBuilder::with_id(ID)
        .icon(Image::from_bytes(model.icon.png(bar))?)
        .icon_as_template(true)
        .title(&model.title)
        .tooltip(&model.tooltip)
        .menu(menu)
        .show_menu_on_left_click(false)
        .on_tray_icon_event(|tray, event| on_click(tray.app_handle(), &event))
        .on_menu_event(|app, event| on_choice(app, &event))
        .build(app)
}

/// Changes only what differs. A menu that is replaced is a menu that closes under the pointer, or whose click
/// does nothing any more; so new words go onto the lines that are there, where these are the same lines.
fn redraw(app: &AppHandle, before: &mut Drawn, model: Model) -> tauri::Result<()> {
    let Drawn {
        tray,
        menu,
        model: old,
        bar: old_bar,
    } = before;
    let bar = Here::bar();
    if old.icon != model.icon || *old_bar != bar {
        tray.set_icon(Some(Image::from_bytes(model.icon.png(bar))?))?;
        tray.set_icon_as_template(true)?;
    }
    if old.title != model.title {
        tray.set_title(Some(&model.title))?;
    }
    if old.tooltip != model.tooltip {
        tray.set_tooltip(Some(&model.tooltip))?;
    }
    if old.items != model.items && !lines::reword(&menu.items()?, &old.items, &model.items)? {
        *menu = lines::menu(app, &model.items)?;
        tray.set_menu(Some(menu.clone()))?;
    }
    *old = model;
    *old_bar = bar;
    Ok(())
}

fn on_click(app: &AppHandle, event: &TrayIconEvent) {
    if let TrayIconEvent::Click {
        button: MouseButton::Left,
        button_state: MouseButtonState::Up,
        rect,
        ..
    } = event
    {
        panel::toggle(app, *rect);
    }
}

fn on_choice(app: &AppHandle, event: &MenuEvent) {
    let app = app.clone();
    let id = event.id().0.clone();
    tauri::async_runtime::spawn(async move {
        let Some(choice) = Choice::from_id(&id) else {
            return;
        };
        if let Err(error) = carry_out(&app, choice).await {
            tracing::warn!(%error, "the menu's choice could not be carried out");
            let words = app.state::<Shell>().engine.words().clone();
            let title = words.say(id::TRAY_FAILED_TITLE);
            notices::tell(&title, &words.say(id::TRAY_FAILED_BODY)).await;
        }
    });
}

async fn carry_out(app: &AppHandle, choice: Choice<'_>) -> anyhow::Result<()> {
    let engine = app.state::<Shell>().engine.clone();
    match choice {
        Choice::OpenPanel => panel::show(app, None),
        Choice::Templates => panel::show(app, Some(View::Templates)),
        Choice::Settings => panel::show(app, Some(View::Settings { section: None })),
        Choice::Doctor => panel::show(app, Some(View::Doctor)),
        // What goes, and whether, is asked there.
        Choice::Remove => {
            let section = Some("advanced".to_owned());
            panel::show(app, Some(View::Settings { section }));
        }
        Choice::SetUp => panel::show(app, Some(View::Setup)),
        Choice::OpenEvent(event) => act::open_event(app, &engine, event).await?,
        Choice::MarkAllRead => {
            engine.feed().mark_all_read().await?;
        }
        Choice::Pause(choice) => {
            engine.pause_for(choice).await?;
        }
        Choice::Resume => engine.resume().await?,
        Choice::SendTest(endpoint) => test_event::send(&engine, endpoint).await?,
        Choice::CopyUrl(endpoint) => {
            let found = engine
                .endpoints()
                .into_iter()
                .find(|one| one.name == endpoint);
            if let Some(url) = found.and_then(|one| one.url) {
                act::copy(app, &url);
            }
        }
        Choice::CheckUpdates => told(&engine, updates::check(app, true).await).await,
        Choice::InstallUpdate => {
            if let Err(cause) = updates::install(app).await {
                told(&engine, UpdateState::Failed { cause }).await;
            }
        }
        Choice::Quit => app.exit(0),
    }
    Ok(())
}

/// Answers who asked the menu for a newer version, in a banner of words.
async fn told(engine: &Engine, state: UpdateState) {
    let words = engine.words();
    let of = |id, version: &str| words.say_with(id, &[("version", Arg::Text(version))]);
    let (title, body) = match state {
        UpdateState::Ready { version } => (
            of(id::TRAY_UPDATES_READY_TITLE, &version),
            words.say(id::TRAY_UPDATES_READY_BODY),
        ),
        UpdateState::Failed { cause } => (words.say(id::TRAY_UPDATES_FAILED_TITLE), cause),
        _ => (
            words.say(id::TRAY_UPDATES_CURRENT_TITLE),
            of(id::TRAY_UPDATES_CURRENT_BODY, env!("CARGO_PKG_VERSION")),
        ),
    };
    notices::tell(&title, &body).await;
}
