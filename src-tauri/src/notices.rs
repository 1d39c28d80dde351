//! Native notifications: the desktop as a sink, and what a person does with a banner.

mod buttons;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
use linux as native;
#[cfg(not(target_os = "linux"))]
use other as native;

use async_trait::async_trait;
use shipbell_engine::{Banner, Sink, SinkError, SinkKind};
use shipbell_feed::EventId;
use shipbell_owner::Home;
use shipbell_words::Words;
use tokio::sync::mpsc;

pub(crate) use native::{somebody_shows_them, tell};

/// What a person did with a banner.
#[derive(Debug)]
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
pub(crate) struct Desktop {
    native: native::Service,
}

impl Desktop {
    pub(crate) fn new(home: &Home) -> (Self, Acts) {
        let (tell, acts) = mpsc::unbounded_channel();
        let native = native::Service::new(home, Words::english(), tell);
        (Self { native }, acts)
    }
}

#[async_trait]
impl Sink for Desktop {
    fn kind(&self) -> SinkKind {
        SinkKind::Desktop
    }

    async fn ring(&self, banner: &Banner) -> Result<(), SinkError> {
        self.native.show(banner).await
    }
}
