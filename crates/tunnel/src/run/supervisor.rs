//! The handle on a tunnel.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::Handle;
use tokio::sync::watch;

use super::board::Board;
use super::keeper::{Keeper, Order};
use super::record::Record;
use crate::find::Search;
use crate::state::State;
use crate::wanted::Wanted;

/// Keeps one tunnel running as it is wanted; a cheap handle to share.
///
/// Its task runs on the Tokio runtime from which it was made, or else first told something. When the
/// last handle is dropped, the tunnel is ended.
#[derive(Clone)]
pub struct Supervisor {
    inner: Arc<Inner>,
}

struct Inner {
    orders: watch::Sender<Order>,
    settled: watch::Receiver<u64>,
    board: Arc<Board>,
    /// Taken when the task begins.
    keeper: Mutex<Option<Keeper>>,
}

impl fmt::Debug for Supervisor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut supervisor = f.debug_struct("Supervisor");
        supervisor
            .field("state", &self.state())
            .finish_non_exhaustive()
    }
}

impl Supervisor {
    /// Begins with no tunnel. The folder is private, and holds the record of which process is ours:
    /// one that an earlier owner left behind is ended first.
    pub fn new(folder: PathBuf) -> Self {
        Self::with(folder, Search::Usual)
    }

    /// As [`Supervisor::new`], for tests: programs are found in these folders alone.
    pub fn searching(folder: PathBuf, programs: Vec<PathBuf>) -> Self {
        Self::with(folder, Search::Only(programs))
    }

    fn with(folder: PathBuf, search: Search) -> Self {
        let board = Arc::new(Board::new());
        let orders = watch::Sender::new(Order::default());
        let (settle, settled) = watch::channel(0);
        let keeper = Keeper {
            orders: orders.subscribe(),
            settled: settle,
            board: Arc::clone(&board),
            record: Record::new(folder),
            search,
        };
        let supervisor = Self {
            inner: Arc::new(Inner {
                orders,
                settled,
                board,
                keeper: Mutex::new(Some(keeper)),
            }),
        };
        supervisor.begin();
        supervisor
    }

    /// Runs this from now on, or nothing. The same as before changes nothing; a change ends the
    /// former process first.
    pub fn want(&self, wanted: Option<Wanted>) {
        self.begin();
        self.inner.orders.send_if_modified(|order| {
            let changed = order.wanted != wanted;
            if changed {
                order.wanted = wanted;
                order.number += 1;
            }
            changed
        });
    }

    /// Ends the tunnel if it runs and starts it now, also where it waits or was refused.
    pub fn restart(&self) {
        self.begin();
        self.inner.orders.send_modify(|order| order.number += 1);
    }

    /// How the tunnel is.
    pub fn state(&self) -> State {
        self.inner.board.state()
    }

    /// How the tunnel is, and every change of that.
    pub fn changes(&self) -> watch::Receiver<State> {
        self.inner.board.changes()
    }

    /// The last 200 lines that programs said, each of at most 500 characters, without secrets.
    pub fn log(&self) -> Vec<String> {
        self.inner.board.log()
    }

    /// Ends the tunnel and waits until nothing of it runs. It begins again when one is wanted.
    pub async fn stop(&self) {
        self.begin();
        let mut own = 0;
        self.inner.orders.send_modify(|order| {
            order.wanted = None;
            order.number += 1;
            own = order.number;
        });
        let mut settled = self.inner.settled.clone();
        // Without its task nothing runs, either.
        let _ = settled.wait_for(|settled| *settled >= own).await;
    }

    fn begin(&self) {
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let keeper = self.inner.keeper.lock();
        if let Some(keeper) = keeper.unwrap_or_else(PoisonError::into_inner).take() {
            runtime.spawn(keeper.run());
        }
    }
}
