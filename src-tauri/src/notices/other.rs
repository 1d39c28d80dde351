//! Notifications on macOS and Windows: shown, and no more. Clicks, buttons, levels and permission
//! need each system's own service and are not here yet.

use notify_rust::Notification;
use shipbell_engine::{Banner, SinkError};
use shipbell_owner::Home;
use shipbell_words::Words;
use tokio::sync::mpsc;

use super::Act;

/// The system's notification service.
pub(crate) struct Service;

impl Service {
    pub(crate) fn new(_: &Home, _: Words, _: mpsc::UnboundedSender<Act>) -> Self {
        Self
    }

    pub(crate) async fn show(&self, banner: &Banner) -> Result<(), SinkError> {
        let (title, body) = (banner.title.clone(), banner.body.clone());
        let shown = tokio::task::spawn_blocking(move || {
            Notification::new()
                .summary(&title)
                .body(&body)
                .show()
                .map(|_| ())
        });
        match shown.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(SinkError::Absent(error.to_string())),
            Err(_) => Err(SinkError::Absent("its thread ended".to_owned())),
        }
    }
}

/// Says something that asks for nothing.
pub(crate) async fn tell(title: &str, body: &str) {
    let (title, body) = (title.to_owned(), body.to_owned());
    let shown = tokio::task::spawn_blocking(move || {
        Notification::new()
            .summary(&title)
            .body(&body)
            .show()
            .map(|_| ())
    });
    if !matches!(shown.await, Ok(Ok(()))) {
        tracing::warn!("a word about a failure could not be shown");
    }
}

/// Asks something with one button; not here yet, so the answer is no.
pub(crate) async fn question(_: &str, _: &str, _: &str) -> bool {
    false
}
