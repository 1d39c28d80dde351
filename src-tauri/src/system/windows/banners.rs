//! Toasts. Windows keeps them; what a person does with one comes back as a `shipbell://` link, also
//! after a restart (see `toast.rs`), so nobody waits here.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use shipbell_engine::{Banner, SinkError};
use shipbell_owner::Home;
use shipbell_rules::Level;
use shipbell_wire::NotificationState;
use shipbell_words::Words;
use tokio::sync::mpsc;
use windows::Data::Xml::Dom::XmlDocument;
use windows::UI::Notifications::{
    NotificationSetting, ToastNotification, ToastNotificationManager, ToastNotificationPriority,
    ToastNotifier,
};
use windows::core::HSTRING;

use super::super::{Banners, plain};
use super::{identity, toast};
use crate::notices::Act;

/// The user's notification service.
pub(crate) struct Service {
    words: Arc<Words>,
}

impl Banners for Service {
    fn new(home: &Home, words: Words, _: mpsc::UnboundedSender<Act>) -> Self {
        identity::introduce(home);
        Self {
            words: Arc::new(words),
        }
    }

    async fn show(&self, banner: &Banner) -> Result<(), SinkError> {
        let (banner, words) = (banner.clone(), Arc::clone(&self.words));
        // The service is another process, which may be slow.
        tokio::task::spawn_blocking(move || show(&banner, &words))
            .await
            .map_err(|_| SinkError::Broken)?
            .map_err(|error| SinkError::Absent(error.message()))
    }

    async fn state() -> NotificationState {
        let asked = tokio::task::spawn_blocking(|| notifier()?.Setting()).await;
        match asked {
            Ok(Ok(NotificationSetting::Enabled)) => NotificationState::Allowed,
            Ok(Ok(_)) => NotificationState::Denied,
            Ok(Err(_)) | Err(_) => NotificationState::Absent,
        }
    }

    async fn tell(title: &str, body: &str) {
        let word = plain(title, body);
        let shown = tokio::task::spawn_blocking(move || show(&word, &Words::english())).await;
        if let Ok(Err(error)) = shown {
            tracing::warn!(%error, "a word about a failure could not be shown");
        }
    }
}

fn notifier() -> windows::core::Result<ToastNotifier> {
    ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(identity::ID))
}

fn show(banner: &Banner, words: &Words) -> windows::core::Result<()> {
    let document = XmlDocument::new()?;
    document.LoadXml(&HSTRING::from(toast::xml(banner, words)))?;
    let toast = ToastNotification::CreateToastNotification(&document)?;
    // A toast replaces the one with its tag; a tag has at most 64 letters, and a group may have more.
    toast.SetTag(&HSTRING::from(tag(&banner.group)))?;
    if banner.level == Level::TimeSensitive {
        toast.SetPriority(ToastNotificationPriority::High)?;
    }
    notifier()?.Show(&toast)
}

fn tag(group: &str) -> String {
    let mut hasher = DefaultHasher::new();
    group.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
