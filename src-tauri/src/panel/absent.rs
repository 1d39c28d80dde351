//! No window can be made. Whoever asked for one is told, by what needs no webview.

use shipbell_words::{Arg, Words, id};
use tauri_plugin_opener::open_url;

use crate::notices;
use crate::system::{Here, System};

/// Microsoft's page for those who use programs, not for those who write them.
const WEBVIEW2: &str = "https://developer.microsoft.com/microsoft-edge/webview2/consumer";

/// Says what happened and what to do. Returns when it was read, where that can be known.
pub(crate) async fn tell(words: &Words) {
    // Only Windows can be without: elsewhere the webview is linked, and no program starts without it.
    if tauri::webview_version().is_ok() {
        let (title, fix) = (
            words.say(id::ERROR_NO_WINDOW),
            words.say(id::ERROR_NO_WINDOW_FIX),
        );
        notices::tell(&title, &fix).await;
        return;
    }
    tracing::warn!("there is no WebView2, and so no window; its person is told");
    let title = words.say(id::ERROR_NO_WEBVIEW);
    let fix = words.say_with(id::ERROR_NO_WEBVIEW_FIX, &[("page", Arg::Text(WEBVIEW2))]);
    if Here::offer(&title, &fix).await
        && let Err(error) = open_url(WEBVIEW2, None::<&str>)
    {
        tracing::warn!(%error, "the browser could not be started");
    }
}
