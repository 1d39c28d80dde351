//! The task that keeps a tunnel as it is wanted.

use std::convert::Infallible;
use std::future::pending;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::time::sleep;

use super::backoff::Backoff;
use super::board::Board;
use super::hide::Hide;
use super::once::{Ended, once};
use super::process::Process;
use super::record::Record;
use crate::find::Search;
use crate::plan::Plan;
use crate::wanted::Wanted;

/// What is wanted from now on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Order {
    pub(crate) wanted: Option<Wanted>,
    /// Counts orders: the same again is a restart.
    pub(crate) number: u64,
}

#[derive(Debug)]
pub(crate) struct Keeper {
    pub(crate) orders: watch::Receiver<Order>,
    /// The newest order before which nothing runs any more.
    pub(crate) settled: watch::Sender<u64>,
    pub(crate) board: Arc<Board>,
    pub(crate) record: Record,
    pub(crate) search: Search,
}

impl Keeper {
    /// Works until nobody can give orders any more.
    pub(crate) async fn run(self) {
        let mut orders = self.orders.clone();
        let mut process = None;
        self.record.end_leftover().await;
        loop {
            let order = orders.borrow_and_update().clone();
            if order.wanted.is_none() {
                self.board.off();
            }
            self.settled.send_replace(order.number);
            let next = match &order.wanted {
                None => orders.changed().await,
                Some(wanted) => tokio::select! {
                    next = orders.changed() => next,
                    never = self.keep(wanted, &mut process) => match never {},
                },
            };
            if let Some(mut process) = process.take() {
                if orders.borrow().wanted.is_some() {
                    self.board.changing();
                }
                process.end().await;
                self.record.forget();
            }
            if next.is_err() {
                self.board.off();
                return;
            }
        }
    }

    async fn keep(&self, wanted: &Wanted, process: &mut Option<Process>) -> Infallible {
        self.board.hide(Hide::new(wanted.secrets.values().cloned()));
        let plan = match Plan::of(wanted, &self.search) {
            Ok(plan) => plan,
            Err(fault) => {
                self.board.refused(fault);
                return pending().await;
            }
        };
        let mut backoff = Backoff::default();
        loop {
            let Ended { fault, up } = once(&plan, &self.board, &self.record, process).await;
            let pause = backoff.after(up);
            self.board.waiting(fault, pause);
            sleep(pause).await;
        }
    }
}
