//! A desktop that does nothing and remembers what it was asked for.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use serde_json::{Value, json};
use shipbell_engine::{Engine, SignedSample};
use shipbell_wire::{ErrorCode, Host, NotificationState, Trace, Updates, WireError};

/// What was asked, and what it answers.
pub(crate) struct Asked {
    engine: Engine,
    state: Arc<Mutex<State>>,
}

/// What a test reads and sets.
pub(crate) struct State {
    /// Everything asked for, in order.
    pub(crate) asked: Vec<Value>,
    /// Whether banners show.
    pub(crate) notifications: NotificationState,
    /// Whether it starts with the session.
    pub(crate) at_login: bool,
    /// Why no shortcut can be taken.
    pub(crate) no_shortcut: Option<String>,
    /// How far newer versions are.
    pub(crate) updates: Updates,
}

impl Default for State {
    fn default() -> Self {
        Self {
            asked: Vec::new(),
            notifications: NotificationState::Allowed,
            at_login: false,
            no_shortcut: None,
            updates: Updates::none(),
        }
    }
}

impl Asked {
    pub(crate) fn new(engine: Engine, state: Arc<Mutex<State>>) -> Self {
        Self { engine, state }
    }

    fn note(&self, what: Value) {
        self.state(|state| state.asked.push(what));
    }

    fn state<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Host for Asked {
    fn open_page(&self, url: &str) -> Result<(), WireError> {
        self.note(json!({ "openPage": url }));
        Ok(())
    }

    fn show_panel(&self) -> Result<(), WireError> {
        self.note(json!("showPanel"));
        Ok(())
    }

    fn follow_link(&self, link: &str) -> Result<(), WireError> {
        self.note(json!({ "followLink": link }));
        Ok(())
    }

    fn hide_panel(&self) -> Result<(), WireError> {
        self.note(json!("hidePanel"));
        Ok(())
    }

    fn pin_panel(&self, pinned: bool) -> Result<(), WireError> {
        self.note(json!({ "pin": pinned }));
        Ok(())
    }

    fn panel_ready(&self) -> Result<(), WireError> {
        Ok(())
    }

    fn copy(&self, text: &str) -> Result<(), WireError> {
        self.note(json!({ "copy": text }));
        Ok(())
    }

    fn copy_picture(&self, picture: &[u8]) -> Result<(), WireError> {
        self.note(json!({ "copyPicture": picture.len() }));
        Ok(())
    }

    fn reveal(&self, path: &Path) -> Result<(), WireError> {
        self.note(json!({ "reveal": path }));
        Ok(())
    }

    async fn notifications(&self) -> NotificationState {
        self.state(|state| state.notifications)
    }

    fn tray(&self) -> Option<bool> {
        Some(true)
    }

    fn free_bytes(&self, folder: &Path) -> Option<u64> {
        shipbell_owner::free_bytes(folder)
    }

    fn starts_at_login(&self) -> Option<bool> {
        Some(self.state(|state| state.at_login))
    }

    fn start_at_login(&self, on: bool) -> Result<(), WireError> {
        self.note(json!({ "startAtLogin": on }));
        self.state(|state| state.at_login = on);
        Ok(())
    }

    fn take_shortcut(&self, keys: Option<&str>) -> Result<(), WireError> {
        self.note(json!({ "takeShortcut": keys }));
        match self.shortcut_problem() {
            Some(message) if keys.is_some() => Err(WireError {
                code: ErrorCode::System,
                message,
            }),
            _ => Ok(()),
        }
    }

    fn shortcut_problem(&self) -> Option<String> {
        self.state(|state| state.no_shortcut.clone())
    }

    async fn post_sample(&self, sample: SignedSample) -> Result<u16, WireError> {
        shipbell_owner::post_sample(&self.engine, sample).await
    }

    fn remove(&self, traces: &[Trace]) -> Result<(), WireError> {
        self.note(json!({ "remove": traces }));
        Ok(())
    }

    fn updates(&self) -> Updates {
        self.state(|state| state.updates.clone())
    }

    async fn check_updates(&self) -> Result<(), WireError> {
        self.note(json!("checkUpdates"));
        Ok(())
    }

    async fn install_update(&self) -> Result<(), WireError> {
        self.note(json!("installUpdate"));
        Ok(())
    }

    fn news_seen(&self) -> Result<(), WireError> {
        self.note(json!("newsSeen"));
        self.state(|state| state.updates.unseen = false);
        Ok(())
    }

    fn leave(&self) -> Result<(), WireError> {
        self.note(json!("leave"));
        Ok(())
    }
}
