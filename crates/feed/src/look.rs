//! A look at every page, beside those who use the file.
//!
//! It takes seconds where the file is large, in which nobody should have to wait: docs/decisions/018.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::{Connection, InterruptHandle};

use crate::damage::Damage;
use crate::table::{delivery, notice};
use crate::{DeliveryId, EndpointId, FeedError, NewDelivery, Provenance, Query, Verdict, page};

/// What a program needs before its first answer, and what has no more than some thousand rows.
const SMALL: [&str; 4] = ["cursor", "endpoint", "state", "quarantine"];

/// Ends at the first fault: one is enough to move the file aside.
const EVERY_PAGE: &str = "PRAGMA quick_check(1)";

/// Every page.
pub(crate) fn at_all(conn: &Connection) -> Result<(), FeedError> {
    match first_fault(conn, EVERY_PAGE)? {
        None => Ok(()),
        Some(_) => Err(FeedError::Corrupt),
    }
}

/// What is used at once: the small tables, where the next delivery goes, what is shown and rung first.
/// It takes no longer in a large file than in a small one.
pub(crate) fn at_the_nearest(conn: &mut Connection) -> Result<(), FeedError> {
    for table in SMALL {
        if first_fault(conn, &format!("PRAGMA quick_check('{table}')"))?.is_some() {
            return Err(FeedError::Corrupt);
        }
    }
    match try_it(conn) {
        // A full disk, or a lock, is told when it is met; it is no damage.
        Err(FeedError::Corrupt) => Err(FeedError::Corrupt),
        _ => Ok(()),
    }
}

/// Keeps a delivery and takes it back, and reads what is read first.
fn try_it(conn: &mut Connection) -> Result<(), FeedError> {
    let trial = NewDelivery {
        endpoint: EndpointId::from(""),
        arrived: 0,
        headers: Vec::new(),
        body: bytes::Bytes::new(),
        verdict: Verdict::None,
        provenance: Provenance::Sample,
    };
    // Never committed.
    let change = conn.transaction()?;
    delivery::keep(&change, &trial, &[], &[0; 32], trial.arrived)?;
    delivery::undecided(&change, DeliveryId(0), 1)?;
    notice::next_due(&change)?;
    page::read(&change, &Query::default())?;
    Ok(())
}

fn first_fault(conn: &Connection, question: &str) -> Result<Option<String>, FeedError> {
    let said: String = conn.query_row(question, [], |row| row.get(0))?;
    Ok((said != "ok").then_some(said))
}

/// A look that is under way. Whoever drops it ends it.
pub(crate) struct Look {
    thread: Option<JoinHandle<()>>,
    over: Arc<AtomicBool>,
    interrupt: InterruptHandle,
}

impl Look {
    /// Begins, on a connection of its own that can't write, once `gate` lets it.
    pub(crate) fn begin(
        conn: Connection,
        damage: Damage,
        gate: Option<Arc<Barrier>>,
    ) -> Result<Self, FeedError> {
        let interrupt = conn.get_interrupt_handle();
        let over = Arc::new(AtomicBool::new(false));
        let ended = Arc::clone(&over);
        let work = move || {
            if let Some(gate) = gate {
                gate.wait();
            }
            if !ended.load(Ordering::Acquire) {
                look(&conn, &damage);
            }
        };
        let thread = thread::Builder::new()
            .name("feed-look".into())
            .spawn(work)?;
        Ok(Self {
            thread: Some(thread),
            over,
            interrupt,
        })
    }

    /// Ends it, wherever it is. Blocks for a moment.
    pub(crate) fn end(mut self) {
        const ASK_AGAIN: Duration = Duration::from_millis(5);
        self.stop();
        let Some(thread) = self.thread.take() else {
            return;
        };
        while !thread.is_finished() {
            // It may not have begun yet when it was asked to stop, and then it did not hear.
            self.interrupt.interrupt();
            thread::sleep(ASK_AGAIN);
        }
        // A look that panicked has told nothing, and nothing is known.
        let _ = thread.join();
    }

    fn stop(&self) {
        self.over.store(true, Ordering::Release);
        self.interrupt.interrupt();
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        self.stop();
    }
}

fn look(conn: &Connection, damage: &Damage) {
    match first_fault(conn, EVERY_PAGE) {
        Ok(None) => damage.none_found(),
        Ok(Some(fault)) => damage.meet(&fault),
        Err(FeedError::Corrupt) => damage.meet("a page could not be read"),
        // Nothing is known then, so the file gets no seal and the next start looks again.
        Err(error) => tracing::info!(%error, "the look at every page did not come to its end"),
    }
}
