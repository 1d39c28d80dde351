//! Notifications by the freedesktop.org specification, over D-Bus.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse, Timeout, Urgency};
use shipbell_engine::{Banner, SinkError};
use shipbell_owner::Home;
use shipbell_rules::Level;
use shipbell_wire::NotificationState;
use shipbell_words::{Words, id};
use tokio::sync::{OnceCell, mpsc};
use tokio::task::AbortHandle;

use super::super::Banners;
use crate::notices::{Act, Button};

/// A banner dies with its sender's connection, so each one that still shows is waited for. More
/// than this many are never on a screen.
const WAITED_FOR_AT_MOST: usize = 64;
/// How long to wait for the service to say what it can do.
const CAPABILITIES_WITHIN: Duration = Duration::from_secs(3);

/// The session's notification service.
pub(crate) struct Service {
    words: Words,
    icon: Option<PathBuf>,
    tell: mpsc::UnboundedSender<Act>,
    markup: OnceCell<bool>,
    shown: Arc<Mutex<Shown>>,
}

/// The banners that may still be on the screen.
#[derive(Default)]
struct Shown {
    /// The newest banner of each group, which the next one replaces.
    by_group: HashMap<String, u32>,
    waits: VecDeque<(u32, AbortHandle)>,
}

impl Banners for Service {
    fn new(home: &Home, words: Words, tell: mpsc::UnboundedSender<Act>) -> Self {
        Self {
            words,
            icon: place_icon(home),
            tell,
            markup: OnceCell::new(),
            shown: Arc::default(),
        }
    }

    async fn show(&self, banner: &Banner) -> Result<(), SinkError> {
        let mut notification = self.compose(banner).await;
        if let Some(replaced) = self.shown().by_group.get(&banner.group) {
            notification.id(*replaced);
        }
        let handle = notification
            .show_async()
            .await
            .map_err(|error| SinkError::Absent(error.to_string()))?;
        self.wait_for_click(handle, banner);
        Ok(())
    }

    /// Whether a notification service is there, or comes when it is called. Whether its person keeps
    /// it quiet for a while, no Linux desktop says.
    async fn state() -> NotificationState {
        let asked = tokio::task::spawn_blocking(notify_rust::get_server_information);
        // One that does not answer in time is there, if slow: a banner would wait for it as well.
        match tokio::time::timeout(CAPABILITIES_WITHIN, asked).await {
            Ok(Ok(Err(_)) | Err(_)) => NotificationState::Absent,
            _ => NotificationState::Unknown,
        }
    }

    async fn tell(title: &str, body: &str) {
        let mut notification = Notification::new();
        notification.appname("Shipbell").summary(title).body(body);
        if let Err(error) = notification.show_async().await {
            tracing::warn!(%error, "a word about a failure could not be shown");
        }
    }
}

impl Service {
    async fn compose(&self, banner: &Banner) -> Notification {
        let mut notification = Notification::new();
        notification
            .appname(&self.words.say(id::APP_NAME))
            .summary(&banner.title)
            .body(&self.body(&banner.body).await)
            .hint(Hint::DesktopEntry("shipbell".to_owned()));
        if let Some(icon) = &self.icon {
            notification.icon(&icon.to_string_lossy());
        }
        for button in Button::of(banner) {
            notification.action(button.id(), &button.text(&self.words));
        }
        if banner.level == Level::TimeSensitive {
            // Critical banners stay until they are seen, which is what "needs you" means.
            notification
                .urgency(Urgency::Critical)
                .timeout(Timeout::Never);
        } else {
            notification.urgency(Urgency::Normal);
        }
        notification
    }

    /// Many services read the body as markup; what Apple or a tester wrote is text.
    async fn body(&self, text: &str) -> String {
        let reads_markup = *self.markup.get_or_init(reads_markup).await;
        if reads_markup {
            escaped(text)
        } else {
            text.to_owned()
        }
    }

    /// Waits for a click in a task of its own: no thread, and only while the banner shows.
    fn wait_for_click(&self, handle: NotificationHandle, banner: &Banner) {
        let id = handle.id();
        let tell = self.tell.clone();
        let shown = Arc::clone(&self.shown);
        let banner = banner.clone();
        let group = banner.group.clone();
        let wait = tokio::spawn(async move {
            let mut answered = false;
            handle
                .wait_for_action_async(|response: &NotificationResponse| {
                    let pressed = pressed(response);
                    answered = pressed.is_some();
                    if let Some(act) = pressed.and_then(|button| button.pressed_on(&banner)) {
                        // A closed channel means that the app is ending.
                        let _ = tell.send(act);
                    }
                })
                .await;
            if answered {
                // Some services leave it on the screen, where its buttons would be dead now.
                handle.close_async().await;
            }
            let mut shown = lock(&shown);
            shown.waits.retain(|(other, _)| *other != id);
            if shown.by_group.get(&banner.group) == Some(&id) {
                shown.by_group.remove(&banner.group);
            }
        });
        self.shown().note(id, &group, wait.abort_handle());
    }

    fn shown(&self) -> std::sync::MutexGuard<'_, Shown> {
        lock(&self.shown)
    }
}

impl Shown {
    /// Notes a banner. One that replaced another has its number: the former's wait ends, or a
    /// single click would be answered twice.
    fn note(&mut self, id: u32, group: &str, wait: AbortHandle) {
        self.by_group.insert(group.to_owned(), id);
        self.waits.retain(|(other, wait)| {
            if *other == id {
                wait.abort();
            }
            *other != id
        });
        self.waits.push_back((id, wait));
        if self.waits.len() > WAITED_FOR_AT_MOST
            && let Some((oldest, wait)) = self.waits.pop_front()
        {
            wait.abort();
            self.by_group.retain(|_, id| *id != oldest);
        }
    }
}

/// Which button was pressed; `None` when the banner was closed.
fn pressed(response: &NotificationResponse) -> Option<Button> {
    match response {
        NotificationResponse::Default => Some(Button::Open),
        NotificationResponse::Action(key) => Button::of_id(key),
        _ => None,
    }
}

async fn reads_markup() -> bool {
    let asked = tokio::task::spawn_blocking(notify_rust::get_capabilities);
    match tokio::time::timeout(CAPABILITIES_WITHIN, asked).await {
        Ok(Ok(Ok(capabilities))) => capabilities.iter().any(|one| one == "body-markup"),
        // Unknown: an `&amp;` too many is better than a tester's text that is read as markup.
        _ => true,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The icon as a file, since an app that was not installed has none in the icon theme.
fn place_icon(home: &Home) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt;
    let path = home.data().join("icon.png");
    std::fs::write(&path, include_bytes!("../../../../icons/128x128.png")).ok()?;
    // Nothing in a home is anybody else's, not even a picture.
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).ok()?;
    Some(path)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_testers_text_is_text() {
        assert_eq!(
            escaped("<img src=x> & <b>bold</b>"),
            "&lt;img src=x&gt; &amp; &lt;b&gt;bold&lt;/b&gt;",
            "markup in a banner could hide or fake what it says"
        );
    }
}
