//! How does the door open, stay open, and close?

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::brake::Brake;
use crate::connection::attend;
use crate::crowd::Crowd;
use crate::error::ListenerError;
use crate::limits::Limits;
use crate::port::Intake;
use crate::route::{Hall, Visit, router};
use crate::tally::Tally;

/// A door that is there but not yet served; connections queue up outside.
#[derive(Debug)]
pub struct Door {
    listener: TcpListener,
    addr: SocketAddr,
}

/// Takes the address. Whether anything but loopback is wanted is the caller's to decide.
pub async fn bind(addr: SocketAddr) -> Result<Door, ListenerError> {
    let binding = |source| ListenerError::binding(addr, source);
    let listener = TcpListener::bind(addr).await.map_err(binding)?;
    let addr = listener.local_addr().map_err(binding)?;
    Ok(Door { listener, addr })
}

impl Door {
    /// Where it really is; of use when port 0 was asked for.
    pub fn local_addr(&self) -> SocketAddr {
        self.addr
    }

    /// Serves until `shutdown` is ready; then takes no more connections, lets deliveries under
    /// way finish within [`Limits::drain`], and returns.
    pub async fn serve(
        self,
        intake: Arc<dyn Intake>,
        limits: Limits,
        shutdown: impl Future<Output = ()>,
    ) {
        let hall = Arc::new(Hall {
            intake,
            brake: Brake::new(&limits, Instant::now()),
            tally: Tally::new(limits.failures_logged_every),
            limits: limits.clone(),
        });
        let crowd = Crowd::new(limits.connections);
        let (close, closing) = watch::channel(false);
        let mut connections = JoinSet::new();
        tokio::select! {
            () = shutdown => {}
            () = admit(self.listener, &hall, &crowd, &closing, &mut connections) => {}
        }
        close.send_replace(true);
        if tokio::time::timeout(limits.drain, crowd.gone())
            .await
            .is_err()
        {
            tracing::warn!("closed the door while deliveries were still under way");
        }
        connections.shutdown().await;
        hall.tally.catch_up(Instant::now());
    }
}

/// Lets connections in, one after the other, for ever.
async fn admit(
    listener: TcpListener,
    hall: &Arc<Hall>,
    crowd: &Arc<Crowd>,
    closing: &watch::Receiver<bool>,
    connections: &mut JoinSet<()>,
) {
    let limits = &hall.limits;
    let router = router(Arc::clone(hall));
    // An interval of nothing panics.
    let every = limits.failures_logged_every.max(Duration::from_millis(1));
    let mut untold = tokio::time::interval(every);
    let mut pause = limits.pause;
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            now = untold.tick() => {
                hall.tally.catch_up(now);
                continue;
            }
        };
        match accepted {
            Ok((stream, peer)) => {
                pause = limits.pause;
                let seat = Arc::new(crowd.enter(limits.pause).await);
                let visit = Visit {
                    peer: peer.ip(),
                    seat,
                };
                speak_at_once(&stream);
                let limits = limits.clone();
                connections.spawn(attend(
                    stream,
                    visit,
                    router.clone(),
                    limits,
                    closing.clone(),
                ));
            }
            Err(error) if is_the_callers(&error) => {}
            Err(error) => {
                // Out of file descriptors, most likely. Trying again at once would spin; giving
                // up would close the door for good.
                tracing::warn!(%error, "could not let a connection in; trying again soon");
                crowd.make_room();
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(limits.pause_at_most);
            }
        }
    }
}

/// Answers are small, and waiting to fill a packet only delays them.
fn speak_at_once(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "the connection stays on the system's default for small packets");
    }
}

/// Did this one connection end before it was let in? Then the next may be fine.
fn is_the_callers(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}
