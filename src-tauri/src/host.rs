//! What the panel and other processes may ask of the desktop.

use std::path::Path;

use async_trait::async_trait;
use shipbell_engine::SignedSample;
use shipbell_wire::{ErrorCode, Host, NotificationState, Trace, Updates, WireError};
use tauri::{AppHandle, Manager};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_opener::OpenerExt;

use crate::app::Shell;
use crate::{links, notices, panel, pictures, shortcut, updates};

/// The desktop around the engine.
pub(crate) struct DesktopHost(pub(crate) AppHandle);

#[async_trait]
impl Host for DesktopHost {
    fn open_page(&self, url: &str) -> Result<(), WireError> {
        self.0
            .opener()
            .open_url(url, None::<&str>)
            .map_err(|error| {
                refused(format!(
                    "The browser could not be started ({error}). The link can be copied instead."
                ))
            })
    }

    fn show_panel(&self) -> Result<(), WireError> {
        panel::show(&self.0, None);
        Ok(())
    }

    fn follow_link(&self, link: &str) -> Result<(), WireError> {
        links::follow(&self.0, link.as_ref());
        Ok(())
    }

    fn hide_panel(&self) -> Result<(), WireError> {
        panel::hide(&self.0);
        Ok(())
    }

    fn pin_panel(&self, pinned: bool) -> Result<(), WireError> {
        panel::pin(&self.0, pinned);
        Ok(())
    }

    fn panel_ready(&self) -> Result<(), WireError> {
        panel::ready(&self.0);
        Ok(())
    }

    fn copy(&self, text: &str) -> Result<(), WireError> {
        self.0.clipboard().write_text(text).map_err(|error| {
            refused(format!(
                "The clipboard could not be written ({error}). Nothing was copied."
            ))
        })
    }

    fn copy_picture(&self, picture: &[u8]) -> Result<(), WireError> {
        let (pixels, width, height) = pictures::decoded(picture).map_err(refused)?;
        let image = tauri::image::Image::new_owned(pixels, width, height);
        self.0.clipboard().write_image(&image).map_err(|error| {
            refused(format!(
                "The clipboard could not be written ({error}). Nothing was copied."
            ))
        })
    }

    fn reveal(&self, path: &Path) -> Result<(), WireError> {
        self.0
            .opener()
            .reveal_item_in_dir(path)
            .or_else(|_| {
                // Not every file manager can point at one thing; each can open the folder.
                let folder = if path.is_dir() {
                    Some(path)
                } else {
                    path.parent()
                };
                let folder = folder.unwrap_or(path).to_string_lossy().into_owned();
                self.0.opener().open_path(folder, None::<&str>)
            })
            .map_err(|error| {
                refused(format!(
                    "The file manager could not be started ({error}). The folder is {}.",
                    path.display()
                ))
            })
    }

    async fn notifications(&self) -> NotificationState {
        notices::state().await
    }

    fn tray(&self) -> Option<bool> {
        Some(self.0.state::<Shell>().tray.shows())
    }

    fn free_bytes(&self, folder: &Path) -> Option<u64> {
        shipbell_owner::free_bytes(folder)
    }

    fn starts_at_login(&self) -> Option<bool> {
        self.0.state::<Shell>().login.starts()
    }

    fn start_at_login(&self, on: bool) -> Result<(), WireError> {
        let shell = self.0.state::<Shell>();
        shell.login.start(on).map_err(refused)
    }

    fn take_shortcut(&self, keys: Option<&str>) -> Result<(), WireError> {
        shortcut::take(&self.0, keys).map_err(refused)
    }

    fn shortcut_problem(&self) -> Option<String> {
        self.0.state::<Shell>().shortcut.problem()
    }

    async fn post_sample(&self, sample: SignedSample) -> Result<u16, WireError> {
        let engine = self.0.state::<Shell>().engine.clone();
        shipbell_owner::post_sample(&engine, sample).await
    }

    fn remove(&self, traces: &[Trace]) -> Result<(), WireError> {
        if traces.contains(&Trace::StartAtLogin) {
            self.start_at_login(false)?;
        }
        // The rest is in use until the owner has closed the home.
        if self.0.state::<Shell>().leaving.with(traces) {
            self.0.exit(0);
        }
        Ok(())
    }

    fn updates(&self) -> Updates {
        self.0.state::<Shell>().updates.view()
    }

    async fn check_updates(&self) -> Result<(), WireError> {
        updates::check(&self.0, true).await;
        Ok(())
    }

    async fn install_update(&self) -> Result<(), WireError> {
        updates::install(&self.0).await.map_err(refused)
    }

    fn news_seen(&self) -> Result<(), WireError> {
        updates::seen(&self.0);
        Ok(())
    }

    fn leave(&self) -> Result<(), WireError> {
        self.0.exit(0);
        Ok(())
    }
}

/// The system would not do what it was asked for.
fn refused(message: String) -> WireError {
    WireError {
        code: ErrorCode::System,
        message,
    }
}
