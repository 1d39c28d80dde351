//! The handle that the rooms above hold.

mod apple;
mod endpoints;
mod enrich;
mod history;
mod hold;
mod intake;
mod outbox;
mod upkeep;

pub use hold::IndexHold;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Barrier, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use crate::damage::Damage;
use crate::group::Task;
use crate::look::Look;
use crate::pool::Pool;
use crate::writer::{self, Order, Signals};
use crate::{Condition, FeedError, open, seal};

/// What has happened. Cheap to clone; every clone speaks to the same writer.
#[derive(Clone)]
pub struct Feed {
    folder: Arc<Path>,
    orders: mpsc::Sender<Order>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
    pool: Pool,
    signals: Signals,
    look: Arc<Mutex<Option<Look>>>,
}

/// An opened feed.
pub struct Opened {
    /// The handle.
    pub feed: Feed,
    /// A damaged database was moved here, and a fresh one begun.
    pub quarantined: Option<PathBuf>,
}

/// How to open. The default is right for everyone but tests.
#[derive(Clone, Debug)]
pub struct Options {
    /// How long to wait for another program's lock.
    pub busy: Duration,
    /// The most pages of the database; more is a full disk.
    pub max_pages: Option<u32>,
    /// After a crash a file of so many bytes is read through before anyone is let in; a larger one
    /// beside its use.
    pub look_first_up_to: u64,
    /// What the look beside the use waits for, so that a test can come first.
    pub look_gate: Option<Arc<Barrier>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            busy: Duration::from_secs(3),
            max_pages: None,
            // A tenth of a second.
            look_first_up_to: 32 << 20,
            look_gate: None,
        }
    }
}

/// Whether people may see a difference.
#[derive(Clone, Copy)]
enum Stirs {
    Yes,
    No,
}

impl Feed {
    /// Opens `feed.db` in the folder, migrates it, and starts the writer. Unless a clean end left the
    /// file just so, every page is looked at: first, or where that takes long, from now on beside its
    /// use, and [`Feed::condition`] tells what came of it. Blocks.
    pub fn open(folder: &Path) -> Result<Opened, FeedError> {
        Self::open_with(folder, &Options::default())
    }

    /// As [`Feed::open`], with other limits.
    pub fn open_with(folder: &Path, options: &Options) -> Result<Opened, FeedError> {
        let open::Writer { conn, whole, moved } = open::writer(folder, options)?;
        let damage = Damage::of(&folder.join(open::FILE), whole);
        let look = if whole {
            None
        } else {
            let conn = open::read_only(folder, options.busy)?;
            let gate = options.look_gate.clone();
            Some(Look::begin(conn, damage.clone(), gate)?)
        };
        // Behind until the first look proves otherwise: the last run may have ended early.
        let behind = Arc::new(AtomicBool::new(true));
        let signals = Signals {
            changes: watch::Sender::new(0),
            behind,
            holds: Arc::default(),
            damage: damage.clone(),
        };
        let (orders, thread) = writer::start(conn, signals.clone())?;
        let feed = Self {
            folder: folder.into(),
            orders,
            thread: Arc::new(Mutex::new(Some(thread))),
            pool: Pool::new(folder.to_owned(), options.busy, damage),
            signals,
            look: Arc::new(Mutex::new(look)),
        };
        Ok(Opened {
            feed,
            quarantined: moved,
        })
    }

    /// Changes after every commit that changed events, what is unread, endpoints or the outbox.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.signals.changes.subscribe()
    }

    /// What is known of the file, and news of it.
    pub fn condition(&self) -> watch::Receiver<Condition> {
        self.signals.damage.condition()
    }

    /// Finishes what was asked for, checkpoints, and ends the writer. Other clones are told
    /// [`FeedError::Closed`] from then on.
    pub async fn close(self) -> Result<(), FeedError> {
        self.pool.close().await;
        // Before the checkpoint, which would wait for it.
        self.end_look().await;
        let result = self.order(Order::Close).await;
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread {
            let ended = tokio::task::spawn_blocking(move || thread.join()).await;
            ended
                .map_err(|_| FeedError::Panicked)?
                .map_err(|_| FeedError::Panicked)?;
            let file = self.folder.join(open::FILE);
            if result.is_ok()
                && *self.condition().borrow() == Condition::Whole
                && let Err(error) = seal::put(&file)
            {
                tracing::debug!(%error, "no seal; the next start looks at every page");
            }
        }
        result
    }

    async fn end_look(&self) {
        let look = self
            .look
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(look) = look {
            let _ = tokio::task::spawn_blocking(|| look.end()).await;
        }
    }

    /// Resolves after the commit that holds the change is on the disk.
    async fn write<T: Send + 'static>(
        &self,
        stirs: Stirs,
        work: impl FnOnce(&Connection) -> Result<T, FeedError> + Send + 'static,
    ) -> Result<T, FeedError> {
        let stirs = matches!(stirs, Stirs::Yes);
        self.order(|reply| Order::Job(Box::new(Task::new(stirs, work, reply))))
            .await
    }

    async fn order<T>(
        &self,
        order: impl FnOnce(oneshot::Sender<Result<T, FeedError>>) -> Order,
    ) -> Result<T, FeedError> {
        let (reply, answer) = oneshot::channel();
        self.orders
            .send(order(reply))
            .await
            .map_err(|_| FeedError::Closed)?;
        let answer = answer.await.map_err(|_| FeedError::Closed)?;
        self.signals.damage.seen_in(answer)
    }
}
