//! The door where the settings want it: it opens, and moves when they say so.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use shipbell_engine::{Change, Engine, ProblemCode};
use shipbell_listener::{Door, Limits};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::door::Behind;

/// A port that was taken may become free again: the other program may end.
const TRY_AGAIN: Duration = Duration::from_secs(3);
/// A door that moves to another address of its own port waits for itself, which is nobody's
/// problem.
const LETS_GO_WITHIN: Duration = Duration::from_millis(500);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// The address that the settings name, unless `fixed` names another.
pub(crate) fn address(engine: &Engine, fixed: Option<SocketAddr>) -> SocketAddr {
    fixed.unwrap_or_else(|| engine.settings().current().connection.listen)
}

/// Keeps the door open until `stop`, beginning with `door` if there is one already. Where the
/// address is not fixed, it follows the settings: the former door takes no more connections, and
/// what is under way in it is finished while the next one is open.
///
/// It is closed before the next is opened, also where that one's port is taken: the settings may
/// have closed the house to other computers.
pub(crate) async fn keep(
    engine: Engine,
    fixed: Option<SocketAddr>,
    mut door: Option<Door>,
    stop: watch::Receiver<bool>,
) {
    let mut serving = JoinSet::new();
    loop {
        let mut moved = Moved::of(&engine, fixed);
        let wanted = moved.from;
        let ready = door.take();
        let next = async {
            match ready {
                Some(door) => door,
                None => when_free(wanted, &engine).await,
            }
        };
        let open = tokio::select! {
            () = stopped(stop.clone()) => break,
            () = moved.away() => continue,
            open = next => open,
        };
        engine.door_is_open(Some(open.local_addr()));
        let (shut, shutting) = watch::channel(false);
        let intake = Arc::new(Behind(engine.clone()));
        serving.spawn(open.serve(intake, Limits::default(), stopped(shutting)));
        let ends = tokio::select! {
            () = stopped(stop.clone()) => true,
            () = moved.away() => false,
        };
        shut.send_replace(true);
        if ends {
            break;
        }
        engine.door_is_open(None);
    }
    while serving.join_next().await.is_some() {}
}

/// Whether the settings want the door elsewhere.
struct Moved {
    engine: Engine,
    fixed: Option<SocketAddr>,
    from: SocketAddr,
    changes: tokio::sync::broadcast::Receiver<Change>,
}

impl Moved {
    fn of(engine: &Engine, fixed: Option<SocketAddr>) -> Self {
        Self {
            // Before the look at the settings, so that no change falls between the two.
            changes: engine.changes(),
            from: address(engine, fixed),
            engine: engine.clone(),
            fixed,
        }
    }

    /// Resolves when they do.
    async fn away(&mut self) {
        while address(&self.engine, self.fixed) == self.from {
            if let Err(RecvError::Closed) = self.changes.recv().await {
                std::future::pending::<()>().await;
            }
        }
    }
}

async fn when_free(address: SocketAddr, engine: &Engine) -> Door {
    let begun = Instant::now();
    let mut said = String::new();
    loop {
        let error = match shipbell_listener::bind(address).await {
            Ok(door) => return door,
            Err(error) => error,
        };
        if begun.elapsed() < LETS_GO_WITHIN {
            tokio::time::sleep(LOOK_AGAIN).await;
            continue;
        }
        // Once in the log, and shown for as long as it lasts.
        if said != error.to_string() {
            tracing::warn!(%error, "the door can't open; trying again");
            said = error.to_string();
        }
        engine.problem(ProblemCode::PortTaken, error.to_string());
        tokio::time::sleep(TRY_AGAIN).await;
    }
}

pub(crate) async fn stopped(mut stop: watch::Receiver<bool>) {
    // An error means that the owner is gone, which is as good a reason to stop.
    let _ = stop.wait_for(|stop| *stop).await;
}
