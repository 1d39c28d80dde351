//! Where does a panic end? Here: at the delivery, the banner or the question that met it, so that
//! the task around it goes on.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// Something panicked. What it said went to the log by the panic hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panicked;

/// Runs `work`; a panic in it is an answer like any other. What `work` borrows must not matter
/// after a panic, or must be replaced whole.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Panicked)
}

/// As [`caught`], for a future. It is not polled again after a panic.
pub(crate) async fn caught_within<T>(work: impl Future<Output = T>) -> Result<T, Panicked> {
    let mut work = pin!(work);
    poll_fn(|context| match caught(|| work.as_mut().poll(context)) {
        Ok(Poll::Ready(done)) => Poll::Ready(Ok(done)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(panicked) => Poll::Ready(Err(panicked)),
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_before_or_after_waiting_is_an_answer() {
        async fn nod(late: bool) -> u8 {
            if late {
                tokio::task::yield_now().await;
            }
            panic!("on purpose")
        }
        assert_eq!(caught_within(nod(false)).await, Err(Panicked));
        assert_eq!(
            caught_within(nod(true)).await,
            Err(Panicked),
            "a sink may panic long after it was first asked"
        );
        assert_eq!(caught_within(async { 7 }).await, Ok(7));
        assert_eq!(caught(|| 7), Ok(7));
    }
}
