//! Notifications on macOS and Windows, as far as one library reaches both: text, buttons, clicks.
//! Levels, replacing and permission need each system's own service and are not here yet.

use std::sync::Arc;

use notify_rust::{Notification, NotificationHandle, NotificationResponse};
use shipbell_engine::{Banner, SinkError};
use shipbell_owner::Home;
use shipbell_words::Words;
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::{Act, buttons};

/// Who the system shows as the sender: the identifier in `tauri.conf.json`.
const IDENTIFIER: &str = "dev.shipbell.app";
/// Waiting for a click takes a thread as long as the system keeps the banner. Further banners
/// show, but a click on them is not heard.
const WAITED_FOR_AT_MOST: usize = 16;

/// The system's notification service.
pub(crate) struct Service {
    words: Words,
    tell: mpsc::UnboundedSender<Act>,
    waits: Arc<Semaphore>,
}

impl Service {
    pub(crate) fn new(_: &Home, words: Words, tell: mpsc::UnboundedSender<Act>) -> Self {
        Self {
            words,
            tell,
            waits: Arc::new(Semaphore::new(WAITED_FOR_AT_MOST)),
        }
    }

    pub(crate) async fn show(&self, banner: &Banner) -> Result<(), SinkError> {
        let mut notification = Notification::new();
        notification.summary(&banner.title).body(&banner.body);
        let Ok(wait) = Arc::clone(&self.waits).try_acquire_owned() else {
            // Buttons that nobody hears would be a promise.
            return hand_over(notification, drop).await;
        };
        buttons::add(&mut notification, banner, &self.words);
        let (tell, banner) = (self.tell.clone(), banner.clone());
        hand_over(notification, move |handle| {
            wait_for_click(handle, &banner, &tell);
            drop(wait);
        })
        .await
    }
}

fn wait_for_click(handle: NotificationHandle, banner: &Banner, tell: &mpsc::UnboundedSender<Act>) {
    let answered = handle.wait_for_response(|response: &NotificationResponse| {
        if let Some(act) = buttons::pressed(response).and_then(|key| buttons::act(key, banner)) {
            // A closed channel means that the app is ending.
            let _ = tell.send(act);
        }
    });
    if let Err(error) = answered {
        tracing::warn!(%error, "a banner could not be shown, or its answer not be heard");
    }
}

/// Gives a notification to the system in a thread of its own, which then does `then`. Returns
/// once Windows has it; macOS gets it when the handle waits or drops, which is next.
async fn hand_over(
    mut notification: Notification,
    then: impl FnOnce(NotificationHandle) + Send + 'static,
) -> Result<(), SinkError> {
    let (taken, is_taken) = oneshot::channel();
    // Not one of the runtime's threads: whoever waits there would hold up the app's end.
    let thread = std::thread::Builder::new().name("banner".to_owned());
    let begun = thread.spawn(move || {
        identify(&mut notification);
        match notification.show() {
            Ok(handle) => {
                let _ = taken.send(Ok(()));
                then(handle);
            }
            Err(error) => {
                let _ = taken.send(Err(SinkError::Absent(error.to_string())));
            }
        }
    });
    begun.map_err(|error| SinkError::Absent(error.to_string()))?;
    is_taken
        .await
        .unwrap_or_else(|_| Err(SinkError::Absent("its thread ended".to_owned())))
}

/// Without a name of ours the library asks the system for one, which may raise a dialogue.
#[cfg(target_os = "macos")]
fn identify(_: &mut Notification) {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let bundled = std::env::current_exe().is_ok_and(|program| {
            let folder = program.parent();
            folder.is_some_and(|folder| folder.ends_with("Contents/MacOS"))
        });
        // Only a bundle has an identity; a bare binary speaks for the terminal it runs in.
        let name = if bundled {
            IDENTIFIER
        } else {
            "com.apple.Terminal"
        };
        if let Err(error) = notify_rust::set_application(name) {
            tracing::warn!(%error, "macOS does not know Shipbell as a sender of notifications");
        }
    });
}

/// Windows shows nothing at all from a name it does not know, and only an installer makes ours
/// known. Without one the library's choice is shown: a banner under a foreign name.
#[cfg(windows)]
fn identify(notification: &mut Notification) {
    let program = std::env::current_exe();
    if program.is_ok_and(|program| program.with_file_name("uninstall.exe").exists()) {
        notification.app_id(IDENTIFIER);
    }
}

/// The system itself shows them.
pub(crate) async fn somebody_shows_them() -> bool {
    std::future::ready(true).await
}

/// Says something that asks for nothing.
pub(crate) async fn tell(title: &str, body: &str) {
    let mut notification = Notification::new();
    notification.summary(title).body(body);
    if let Err(error) = hand_over(notification, drop).await {
        tracing::warn!(%error, "a word about a failure could not be shown");
    }
}

#[cfg(test)]
mod tests {
    use super::IDENTIFIER;

    #[test]
    fn banners_come_from_the_app_that_is_installed() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../../../tauri.conf.json")).unwrap();
        assert_eq!(
            config["identifier"], IDENTIFIER,
            "the system shows no banner from a name it does not know"
        );
    }
}
