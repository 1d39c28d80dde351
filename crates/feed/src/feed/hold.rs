//! The index waits while a flood is kept and filed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::mpsc;

use super::Feed;
use crate::writer::Order;

/// While this is held, the writer leaves the index as it is whenever it has nothing else to do. Whoever
/// searches meanwhile has it brought up to date, as ever.
#[must_use = "the index goes on as soon as this is dropped"]
pub struct IndexHold {
    holds: Arc<AtomicUsize>,
    orders: mpsc::Sender<Order>,
}

impl Feed {
    /// Has the index wait: what comes next comes at once, and between two steps of a flood the writer is
    /// wanted.
    pub fn hold_index(&self) -> IndexHold {
        let holds = self.signals.holds.clone();
        holds.fetch_add(1, Ordering::AcqRel);
        IndexHold {
            holds,
            orders: self.orders.clone(),
        }
    }
}

impl Drop for IndexHold {
    fn drop(&mut self) {
        if self.holds.fetch_sub(1, Ordering::AcqRel) == 1 {
            // With a full queue the writer is awake, and looks at the index when it is through.
            let _ = self.orders.try_send(Order::Resume);
        }
    }
}
