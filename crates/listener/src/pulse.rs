//! What is this connection doing, and how long may it?
//!
//! hyper's own head timer also runs while a connection that was kept alive is idle, and not
//! before a first poll; so each connection carries a pulse, and its deadline decides.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::limits::Limits;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Connected, has never said a byte.
    Fresh,
    /// Somewhere inside a head.
    Head,
    /// A request is being read, kept or answered; the route has its own timers for that.
    Busy,
    /// Answered, kept alive.
    Idle,
    /// Answered and closed; what still comes in is thrown away.
    Leaving,
}

impl Phase {
    fn time(self, limits: &Limits) -> Option<std::time::Duration> {
        match self {
            Self::Fresh => Some(limits.first_byte),
            Self::Head => Some(limits.head),
            Self::Busy => None,
            Self::Idle => Some(limits.idle),
            Self::Leaving => Some(limits.linger),
        }
    }

    /// Who goes first when all places are taken? `None`: not this one. An idle connection may
    /// be a tunnel's, about to carry a delivery, so it goes last.
    fn dispensable(self) -> Option<u8> {
        match self {
            Self::Fresh | Self::Head | Self::Leaving => Some(0),
            Self::Idle => Some(1),
            Self::Busy => None,
        }
    }
}

/// One connection's phase, since when, and a way to tell it to go.
#[derive(Debug)]
pub(crate) struct Pulse {
    state: Mutex<(Phase, Instant)>,
    dismissal: Notify,
}

impl Pulse {
    pub(crate) fn new() -> Self {
        Self {
            state: Mutex::new((Phase::Fresh, Instant::now())),
            dismissal: Notify::new(),
        }
    }

    pub(crate) fn enter(&self, phase: Phase) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = (phase, Instant::now());
    }

    fn heard(&self) {
        // Only the first byte counts: one more byte every second must not buy more time.
        if matches!(self.now().0, Phase::Fresh | Phase::Idle) {
            self.enter(Phase::Head);
        }
    }

    fn now(&self) -> (Phase, Instant) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The smallest goes first.
    pub(crate) fn dispensable(&self) -> Option<(u8, Instant)> {
        let (phase, since) = self.now();
        phase.dispensable().map(|rank| (rank, since))
    }

    pub(crate) fn dismiss(&self) {
        self.dismissal.notify_one();
    }

    /// Ready once somebody else needs the place and no request is under way.
    pub(crate) async fn dismissed(&self) {
        loop {
            self.dismissal.notified().await;
            if self.dispensable().is_some() {
                return;
            }
        }
    }

    /// Ready once the current phase's time is over. Looks again whenever its task is polled,
    /// which is after every change of phase, because that task makes the changes.
    pub(crate) async fn overdue(&self, limits: &Limits) {
        let mut sleep = std::pin::pin!(tokio::time::sleep_until(Instant::now()));
        std::future::poll_fn(move |cx| {
            let (phase, since) = self.now();
            let Some(time) = phase.time(limits) else {
                return Poll::Pending;
            };
            let deadline = since + time;
            if sleep.deadline() != deadline {
                sleep.as_mut().reset(deadline);
            }
            sleep.as_mut().poll(cx)
        })
        .await;
    }
}

/// A socket that tells the pulse when it hears something.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) stream: TcpStream,
    pub(crate) pulse: Arc<Pulse>,
}

impl AsyncRead for Heard {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.pulse.heard();
        }
        polled
    }
}

impl AsyncWrite for Heard {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
