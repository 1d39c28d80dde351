//! A few read-only connections, so that reading never waits for writing.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::damage::Damage;
use crate::{FeedError, open};

/// Reads at the same time. More only take turns on the disk.
const READERS: usize = 4;

#[derive(Clone)]
pub(crate) struct Pool {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    busy: Duration,
    damage: Damage,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub(crate) fn new(folder: PathBuf, busy: Duration, damage: Damage) -> Self {
        let turns = Arc::new(Semaphore::new(READERS));
        Self {
            inner: Arc::new(Inner {
                folder,
                busy,
                damage,
                turns,
                idle: Mutex::default(),
            }),
        }
    }

    /// Reads off the runtime's threads. A connection whose read panicked is not used again.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, FeedError> + Send + 'static,
    ) -> Result<T, FeedError> {
        let turn = self.inner.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|_| FeedError::Closed)?;
        let inner = self.inner.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let idle = inner.idle().pop();
            let conn = match idle {
                Some(conn) => conn,
                None => open::read_only(&inner.folder, inner.busy)?,
            };
            let result = inner.damage.seen_in(work(&conn));
            inner.idle().push(conn);
            drop(turn);
            result
        });
        reading.await.map_err(|_| FeedError::Panicked)?
    }

    /// Waits for the reads under way and closes every connection.
    pub(crate) async fn close(&self) {
        let all = u32::try_from(READERS).unwrap_or(u32::MAX);
        if let Ok(turns) = self.inner.turns.acquire_many(all).await {
            turns.forget();
        }
        self.inner.turns.close();
        self.inner.idle().clear();
    }
}

impl Inner {
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
