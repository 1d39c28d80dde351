//! The panel's page, as `WebKitGTK` draws it.

use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Has the page drawn without the graphics card: rows of text in a small window need none, and the driver with its
/// buffers costs more memory and more time at each opening than the whole page.
pub(super) fn dress(window: &WebviewWindow) {
    let told = window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
    if let Err(error) = told {
        tracing::debug!(%error, "the page is drawn with the graphics card");
    }
}
