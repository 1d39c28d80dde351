//! A global shortcut that opens the panel, where the system lets a program have one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use shipbell_engine::Change;
use tauri::{AppHandle, Manager};
use tauri_plugin_global_shortcut::{
    Code, GlobalShortcutExt, Modifiers, Shortcut, ShortcutEvent, ShortcutState,
};

use tokio::sync::broadcast::error::RecvError;

use crate::app::Shell;
use crate::panel;
use crate::system::{Here, System};

/// The shortcut that is ours now.
#[derive(Default)]
pub(crate) struct Taken(Mutex<State>);

#[derive(Default)]
struct State {
    /// Whether there is somebody to ask: on X11 that is a thread which looks twenty times a
    /// second, so only who wants a shortcut has it.
    begun: bool,
    shortcut: Option<Shortcut>,
    problem: Option<String>,
}

impl Taken {
    /// Why the shortcut of the settings does not work, if it does not.
    pub(crate) fn problem(&self) -> Option<String> {
        self.state().problem.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the shortcut that the settings name, now and after each edit by hand, until the app ends.
pub(crate) async fn keep(app: AppHandle) {
    let engine = app.state::<Shell>().engine.clone();
    let mut changes = engine.changes();
    loop {
        let chosen = engine.settings().current().shortcuts.open_panel.clone();
        let handle = app.clone();
        // It waits for the main thread, and a task must not.
        let taken = tauri::async_runtime::spawn_blocking(move || take(&handle, chosen.as_deref()));
        if let Ok(Err(why)) = taken.await {
            tracing::warn!(why, "the shortcut of the settings does not work");
        }
        loop {
            match changes.recv().await {
                Ok(Change::Settings) | Err(RecvError::Lagged(_)) => break,
                Ok(_) => {}
                Err(RecvError::Closed) => return,
            }
        }
    }
}

/// Takes the shortcut of the settings instead of the one before; `None` takes none. What can't be
/// had leaves the former one in force, and says why in a sentence.
pub(crate) fn take(app: &AppHandle, keys: Option<&str>) -> Result<(), String> {
    let shell = app.state::<Shell>();
    let mut state = shell.shortcut.state();
    let taken = exchange(app, &mut state, keys);
    state.problem = taken.as_ref().err().cloned();
    taken
}

fn exchange(app: &AppHandle, state: &mut State, keys: Option<&str>) -> Result<(), String> {
    let wanted = keys.map(read).transpose()?;
    if wanted == state.shortcut {
        return Ok(());
    }
    if let Some(wanted) = wanted {
        if let Some(why) = Here::no_shortcuts() {
            return Err(why.to_owned());
        }
        begin(app, state)?;
        app.global_shortcut()
            .on_shortcut(wanted, on_press)
            .map_err(|error| {
                format!(
                    "The shortcut can't be taken ({error}). Another program has it, most likely; choose other keys."
                )
            })?;
    }
    let former = std::mem::replace(&mut state.shortcut, wanted);
    if let Some(former) = former
        && let Err(error) = app.global_shortcut().unregister(former)
    {
        tracing::warn!(%error, "the former shortcut could not be given back");
    }
    Ok(())
}

/// Made when it is first needed, and not with the app: where it can't be had, the app goes on.
fn begin(app: &AppHandle, state: &mut State) -> Result<(), String> {
    if !state.begun {
        app.plugin(tauri_plugin_global_shortcut::Builder::new().build())
            .map_err(|error| {
                format!("This system gives programs no global shortcuts ({error}). A second start of Shipbell opens the panel too.")
            })?;
        state.begun = true;
    }
    Ok(())
}

fn on_press(app: &AppHandle, _: &Shortcut, event: ShortcutEvent) {
    if event.state == ShortcutState::Pressed {
        panel::flip(app);
    }
}

/// Reads keys as people write them: `Ctrl+Alt+B`.
fn read(keys: &str) -> Result<Shortcut, String> {
    let shortcut: Shortcut = keys.parse().map_err(|_| {
        format!("\"{keys}\" is no shortcut. Write it like Ctrl+Alt+B or Cmd+Shift+B.")
    })?;
    let held = Modifiers::CONTROL | Modifiers::ALT | Modifiers::SUPER;
    if !shortcut.mods.intersects(held) && !is_function_key(shortcut.key) {
        return Err(format!(
            "\"{keys}\" would take a key away from typing. Add Ctrl, Alt or Cmd."
        ));
    }
    Ok(shortcut)
}

fn is_function_key(key: Code) -> bool {
    let name = key.to_string();
    let number = name.strip_prefix('F').map(str::parse::<u8>);
    matches!(number, Some(Ok(1..=24)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_people_write_them() {
        for keys in [
            "Ctrl+Alt+B",
            "Cmd+Shift+B",
            "CommandOrControl+Shift+K",
            "F9",
            "Super+Space",
        ] {
            assert!(read(keys).is_ok(), "{keys}: {:?}", read(keys));
        }
        assert_eq!(read("Ctrl+Alt+B"), read("alt+control+b"));
    }

    #[test]
    fn what_would_be_in_the_way_is_refused_in_a_sentence() {
        for keys in ["", "B", "Shift+B", "Ctrl+", "Ctrl+Alt+Nonsense", "Enter"] {
            let refused = read(keys).expect_err(keys);
            assert!(refused.ends_with('.'), "{keys}: {refused}");
        }
    }
}
