//! Choices changed by us, not by an edit of the file.

use std::sync::Arc;

use shipbell_settings::{SettingsError, SettingsFile};

use crate::engine::{Change, Engine};
use crate::error::EngineError;

impl Engine {
    /// Changes the settings, and lets what depends on them follow at once. The file is written on
    /// a thread that may wait for the disk.
    pub async fn edit_settings(
        &self,
        change: impl FnOnce(&SettingsFile) -> Result<(), SettingsError> + Send + 'static,
    ) -> Result<(), EngineError> {
        let file = Arc::clone(&self.inner.settings);
        let changed = tokio::task::spawn_blocking(move || change(&file)).await;
        changed.map_err(|_| EngineError::Interrupted)??;
        self.settings_changed();
        Ok(())
    }

    /// Tells that the settings in force are others, and rings what may ring again. Whoever changes
    /// them through [`Engine::settings`] says so here; an edit of the file is noticed by itself.
    pub fn settings_changed(&self) {
        self.forget_stale_proof();
        self.inner.to_ring.notify_one();
        self.changed(Change::Status);
        self.changed(Change::Settings);
    }
}
