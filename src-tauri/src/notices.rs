//! Native notifications: the desktop as a sink, and what a person does with a banner.

mod buttons;

use async_trait::async_trait;
use shipbell_engine::{Banner, Sink, SinkError, SinkKind};
use shipbell_feed::EventId;
use shipbell_owner::Home;
use shipbell_wire::NotificationState;
use shipbell_words::Words;
use tokio::sync::mpsc;

use crate::system::{Banners, Here, System};

pub(crate) use buttons::Button;

/// What a person did with a banner.
#[derive(Debug)]
#[cfg_attr(
    windows,
    allow(dead_code, reason = "on Windows a click comes back as a link")
)]
pub(crate) enum Act {
    /// Clicked it: open its page, or the panel where it has none.
    Open {
        /// The event behind it, read with that.
        event: Option<EventId>,
        /// The banner's own link; another channel of the same event may have another.
        link: Option<String>,
    },
    /// Wants it back in an hour.
    Snooze(Box<Banner>),
    /// Wants its link on the clipboard.
    CopyLink(String),
}

/// What people do with banners, as it happens.
pub(crate) type Acts = mpsc::UnboundedReceiver<Act>;

/// The desktop's notification service.
pub(crate) struct Desktop(<Here as System>::Banners);

impl Desktop {
    pub(crate) fn new(home: &Home) -> (Self, Acts) {
        let (tell, acts) = mpsc::unbounded_channel();
        (Self(Banners::new(home, Words::english(), tell)), acts)
    }
}

#[async_trait]
impl Sink for Desktop {
    fn kind(&self) -> SinkKind {
        SinkKind::Desktop
    }

    async fn ring(&self, banner: &Banner) -> Result<(), SinkError> {
        self.0.show(banner).await
    }
}

/// Whether people get to see banners, as far as the system tells.
pub(crate) async fn state() -> NotificationState {
    <Here as System>::Banners::state().await
}

/// Says something that asks for nothing.
pub(crate) async fn tell(title: &str, body: &str) {
    <Here as System>::Banners::tell(title, body).await;
}
