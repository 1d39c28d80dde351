//! The one thread that writes.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use crate::FeedError;
use crate::damage::Damage;
use crate::group::{self, Job};
use crate::table::search;

/// The most jobs in one transaction, and the most that wait for the next.
pub(crate) const GROUP: usize = 512;
/// Events indexed in one go: few, so that a delivery that comes meanwhile hardly waits.
pub(crate) const INDEX_STEP: usize = 64;

/// What the writer is asked for.
pub(crate) enum Order {
    Job(Box<dyn Job>),
    /// Answered after a checkpoint that waits for no reader.
    Checkpoint(oneshot::Sender<Result<(), FeedError>>),
    /// Answered once the pages that nothing uses are given back to the disk.
    Vacuum(oneshot::Sender<Result<(), FeedError>>),
    /// Everything already asked for is done first.
    Close(oneshot::Sender<Result<(), FeedError>>),
    /// The index need not wait any longer. Nobody waits for this.
    Resume,
}

/// What the writer tells without being asked.
#[derive(Clone)]
pub(crate) struct Signals {
    /// Bumped after each commit that people may notice.
    pub(crate) changes: watch::Sender<u64>,
    /// Whether filed events wait to be indexed.
    pub(crate) behind: Arc<AtomicBool>,
    /// How many want the index to wait.
    pub(crate) holds: Arc<AtomicUsize>,
    /// What is known of the file's condition.
    pub(crate) damage: Damage,
}

struct Writer {
    conn: Connection,
    orders: mpsc::Receiver<Order>,
    signals: Signals,
    closing: Vec<oneshot::Sender<Result<(), FeedError>>>,
    /// Whether a commit is on disk when it returns: always, but while the index is written.
    flushes: Cell<bool>,
}

/// Starts the thread. It ends when it is told to, or when nobody is left to tell it.
pub(crate) fn start(
    conn: Connection,
    signals: Signals,
) -> Result<(mpsc::Sender<Order>, JoinHandle<()>), FeedError> {
    let (sender, orders) = mpsc::channel(GROUP);
    let writer = Writer {
        conn,
        orders,
        signals,
        closing: Vec::new(),
        flushes: Cell::new(true),
    };
    let thread = thread::Builder::new()
        .name("feed-writer".into())
        .spawn(|| writer.run())?;
    Ok((sender, thread))
}

impl Writer {
    fn run(mut self) {
        let mut orders = Vec::with_capacity(GROUP);
        while self.next(&mut orders) {
            self.obey(&mut orders);
        }
        let result = self.checkpoint("TRUNCATE");
        for reply in self.closing {
            let _ = reply.send(result.clone());
        }
    }

    /// Waits for orders, and spends the waiting on the index. `false` when all is over.
    fn next(&mut self, orders: &mut Vec<Order>) -> bool {
        while self.closing.is_empty() && self.may_index() {
            match self.orders.try_recv() {
                Ok(order) => {
                    orders.push(order);
                    while orders.len() < GROUP
                        && let Ok(order) = self.orders.try_recv()
                    {
                        orders.push(order);
                    }
                    return true;
                }
                Err(mpsc::error::TryRecvError::Disconnected) => return false,
                Err(mpsc::error::TryRecvError::Empty) => self.index(),
            }
        }
        self.orders.blocking_recv_many(orders, GROUP) > 0
    }

    fn may_index(&self) -> bool {
        self.signals.behind.load(Ordering::Acquire)
            && self.signals.holds.load(Ordering::Acquire) == 0
    }

    fn obey(&mut self, orders: &mut Vec<Order>) {
        let mut jobs = Vec::with_capacity(orders.len());
        let mut checkpoints = Vec::new();
        let mut vacuums = Vec::new();
        for order in orders.drain(..) {
            match order {
                Order::Job(job) => jobs.push(job),
                Order::Checkpoint(reply) => checkpoints.push(reply),
                Order::Vacuum(reply) => vacuums.push(reply),
                Order::Close(reply) => {
                    self.orders.close();
                    self.closing.push(reply);
                }
                Order::Resume => {}
            }
        }
        if !jobs.is_empty() {
            self.commit(jobs);
        }
        if !vacuums.is_empty() {
            let result = self.vacuum();
            for reply in vacuums {
                let _ = reply.send(result.clone());
            }
        }
        if !checkpoints.is_empty() {
            let result = self.checkpoint("PASSIVE");
            for reply in checkpoints {
                let _ = reply.send(result.clone());
            }
        }
    }

    fn commit(&self, mut jobs: Vec<Box<dyn Job>>) {
        // Nobody may be told that something is kept while commits are not flushed.
        if !self.flushes.get()
            && let Err(error) = self.flush_each_commit(true)
        {
            for job in jobs {
                job.answer(Err(error.clone()));
            }
            return;
        }
        let group = group::commit(&self.conn, &mut jobs);
        if let Err(error) = &group.result {
            tracing::error!(%error, jobs = jobs.len(), "nothing of this group was kept");
        }
        // Before the answers: whoever has its answer already sees the change announced.
        if group.stirred {
            self.signals.behind.store(true, Ordering::Release);
            self.signals.changes.send_modify(|count| *count += 1);
        }
        for job in jobs {
            job.answer(group.result.clone());
        }
    }

    /// Indexes a little. What is indexed can be indexed again, so this commit needs no flush of its
    /// own, which the next delivery would wait for; the next durable commit flushes it as well.
    fn index(&self) {
        let step = || -> Result<usize, FeedError> {
            let change = self.conn.unchecked_transaction()?;
            let indexed = search::index_some(&change, INDEX_STEP)?;
            change.commit()?;
            Ok(indexed)
        };
        let step = || {
            self.flush_each_commit(false)?;
            let indexed = step();
            self.flush_each_commit(true)?;
            indexed
        };
        let behind = match self.signals.damage.seen_in(step()) {
            Ok(indexed) => indexed == INDEX_STEP,
            Err(error) => {
                // Tried again after the next change: the events are safe, only not yet found.
                tracing::warn!(%error, "events could not be indexed for search");
                false
            }
        };
        self.signals.behind.store(behind, Ordering::Release);
    }

    /// Whether each commit is flushed to the disk before it returns. Only the index may go without.
    fn flush_each_commit(&self, yes: bool) -> Result<(), FeedError> {
        self.flushes.set(false);
        let wanted = if yes { "FULL" } else { "NORMAL" };
        self.conn.pragma_update(None, "synchronous", wanted)?;
        self.flushes.set(yes);
        Ok(())
    }

    /// Writes what is left anew, which takes as long as what is left is large. Through a file: what
    /// is left may be more than the memory should hold.
    fn vacuum(&self) -> Result<(), FeedError> {
        self.conn.pragma_update(None, "temp_store", "file")?;
        let result = self.conn.execute_batch("VACUUM");
        self.conn.pragma_update(None, "temp_store", "memory")?;
        result?;
        self.checkpoint("TRUNCATE")
    }

    fn checkpoint(&self, mode: &str) -> Result<(), FeedError> {
        self.conn
            .query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |_| Ok(()))?;
        Ok(())
    }
}
