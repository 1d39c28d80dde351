//! The handle that the rooms above hold.

mod endpoints;
mod history;
mod intake;
mod outbox;
mod upkeep;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use crate::group::Task;
use crate::pool::Pool;
use crate::writer::{self, Order, Signals};
use crate::{FeedError, open, seal};

/// What has happened. Cheap to clone; every clone speaks to the same writer.
#[derive(Clone)]
pub struct Feed {
    folder: Arc<Path>,
    orders: mpsc::Sender<Order>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
    pool: Pool,
    signals: Signals,
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
}

impl Default for Options {
    fn default() -> Self {
        Self {
            busy: Duration::from_secs(3),
            max_pages: None,
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
    /// Opens `feed.db` in the folder, checks it unless a clean end left it just so, migrates it, and
    /// starts the writer. Blocks.
    pub fn open(folder: &Path) -> Result<Opened, FeedError> {
        Self::open_with(folder, &Options::default())
    }

    /// As [`Feed::open`], with other limits.
    pub fn open_with(folder: &Path, options: &Options) -> Result<Opened, FeedError> {
        let (conn, quarantined) = open::writer(folder, options)?;
        // Behind until the first look proves otherwise: the last run may have ended early.
        let behind = Arc::new(AtomicBool::new(true));
        let signals = Signals {
            changes: watch::Sender::new(0),
            behind,
        };
        let (orders, thread) = writer::start(conn, signals.clone())?;
        let feed = Self {
            folder: folder.into(),
            orders,
            thread: Arc::new(Mutex::new(Some(thread))),
            pool: Pool::new(folder.to_owned(), options.busy),
            signals,
        };
        Ok(Opened { feed, quarantined })
    }

    /// Changes after every commit that changed events, what is unread, endpoints or the outbox.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.signals.changes.subscribe()
    }

    /// Finishes what was asked for, checkpoints, and ends the writer. Other clones are told
    /// [`FeedError::Closed`] from then on.
    pub async fn close(self) -> Result<(), FeedError> {
        self.pool.close().await;
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
                && let Err(error) = seal::put(&file)
            {
                tracing::debug!(%error, "no seal; the next start looks at every page");
            }
        }
        result
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
        answer.await.map_err(|_| FeedError::Closed)?
    }
}
