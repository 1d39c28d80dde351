//! What the panel and other processes may ask of the desktop.

use shipbell_wire::{ErrorCode, Host, WireError};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

use crate::panel;

/// The desktop around the engine.
pub(crate) struct DesktopHost(pub(crate) AppHandle);

impl Host for DesktopHost {
    fn open_page(&self, url: &str) -> Result<(), WireError> {
        self.0
            .opener()
            .open_url(url, None::<&str>)
            .map_err(|error| WireError {
                code: ErrorCode::Internal,
                message: format!(
                    "The browser could not be started ({error}). The link can be copied instead."
                ),
            })
    }

    fn show_panel(&self) -> Result<(), WireError> {
        panel::show(&self.0);
        Ok(())
    }

    fn hide_panel(&self) -> Result<(), WireError> {
        panel::hide(&self.0);
        Ok(())
    }

    fn panel_ready(&self) -> Result<(), WireError> {
        panel::painted(&self.0);
        Ok(())
    }

    fn leave(&self) -> Result<(), WireError> {
        self.0.exit(0);
        Ok(())
    }
}
