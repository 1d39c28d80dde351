//! Group commit: many jobs, one transaction, one flush of the disk.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::FeedError;

/// One caller's change and the way to answer it.
pub(crate) trait Job: Send {
    /// Does the change inside a savepoint; what it came to is kept until [`Job::answer`].
    fn run(&mut self, conn: &Connection) -> Result<(), FeedError>;
    /// Tells the caller, once the group is on the disk or lost.
    fn answer(self: Box<Self>, group: Result<(), FeedError>);
    /// Whether people may see a difference.
    fn stirs(&self) -> bool;
}

/// A [`Job`] out of a closure.
pub(crate) struct Task<T, W> {
    work: Option<W>,
    outcome: Result<T, FeedError>,
    reply: oneshot::Sender<Result<T, FeedError>>,
    stirs: bool,
}

impl<T, W> Task<T, W> {
    pub(crate) fn new(stirs: bool, work: W, reply: oneshot::Sender<Result<T, FeedError>>) -> Self {
        // A job that panics leaves the outcome it began with.
        Self {
            work: Some(work),
            outcome: Err(FeedError::Panicked),
            reply,
            stirs,
        }
    }
}

impl<T, W> Job for Task<T, W>
where
    T: Send,
    W: FnOnce(&Connection) -> Result<T, FeedError> + Send,
{
    fn run(&mut self, conn: &Connection) -> Result<(), FeedError> {
        if let Some(work) = self.work.take() {
            self.outcome = work(conn);
        }
        self.outcome.as_ref().map(|_| ()).map_err(Clone::clone)
    }

    fn answer(self: Box<Self>, group: Result<(), FeedError>) {
        // A caller that no longer waits is not an error: its change is on the disk all the same.
        let _ = self.reply.send(group.and(self.outcome));
    }

    fn stirs(&self) -> bool {
        self.stirs
    }
}

/// What a group came to.
pub(crate) struct Group {
    /// Whether people may see a difference.
    pub(crate) stirred: bool,
    /// What every job is answered when the transaction as a whole was lost.
    pub(crate) result: Result<(), FeedError>,
}

/// Runs all jobs and commits them. Nobody is answered yet.
pub(crate) fn commit(conn: &Connection, jobs: &mut [Box<dyn Job>]) -> Group {
    let mut stirred = false;
    let result = all(conn, jobs, &mut stirred);
    if result.is_err() && !conn.is_autocommit() {
        let _ = conn.execute_batch("ROLLBACK");
    }
    Group {
        stirred: stirred && result.is_ok(),
        result,
    }
}

fn all(conn: &Connection, jobs: &mut [Box<dyn Job>], stirred: &mut bool) -> Result<(), FeedError> {
    run(conn, "BEGIN IMMEDIATE")?;
    for job in jobs {
        let before = conn.total_changes();
        alone(conn, job.as_mut())?;
        *stirred |= job.stirs() && conn.total_changes() != before;
    }
    run(conn, "COMMIT")
}

/// One job in its own savepoint. Its failure is its own, unless SQLite gave up the whole
/// transaction over it (a full disk may do that): then every job of the group is lost.
fn alone(conn: &Connection, job: &mut dyn Job) -> Result<(), FeedError> {
    run(conn, "SAVEPOINT job")?;
    let result = catch_unwind(AssertUnwindSafe(|| job.run(conn)));
    match result.unwrap_or(Err(FeedError::Panicked)) {
        Ok(()) => run(conn, "RELEASE job"),
        Err(error) if conn.is_autocommit() => Err(error),
        Err(_) => {
            run(conn, "ROLLBACK TO job")?;
            run(conn, "RELEASE job")
        }
    }
}

fn run(conn: &Connection, sql: &str) -> Result<(), FeedError> {
    conn.prepare_cached(sql)?.execute([])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_panics_loses_only_its_own_change() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE kept (name TEXT)").unwrap();
        let (bad, mut bad_answer) = oneshot::channel::<Result<(), FeedError>>();
        let (good, mut good_answer) = oneshot::channel();
        let put = |conn: &Connection, name| conn.execute("INSERT INTO kept VALUES (?1)", [name]);
        let mut jobs: Vec<Box<dyn Job>> = vec![
            Box::new(Task::new(
                true,
                move |conn: &Connection| {
                    put(conn, "bad")?;
                    panic!("a bug in one job")
                },
                bad,
            )),
            Box::new(Task::new(
                true,
                move |conn: &Connection| Ok(put(conn, "good")?),
                good,
            )),
        ];
        let group = commit(&conn, &mut jobs);
        for job in jobs {
            job.answer(group.result.clone());
        }
        assert_eq!(bad_answer.try_recv().unwrap(), Err(FeedError::Panicked));
        assert_eq!(good_answer.try_recv().unwrap(), Ok(1), "intake goes on");
        let kept: String = conn
            .query_row("SELECT group_concat(name) FROM kept", [], |row| row.get(0))
            .unwrap();
        assert_eq!(kept, "good", "half a change must not stay");
    }
}
