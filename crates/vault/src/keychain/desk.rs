//! One thread that talks to the keychain, so that nobody waits for ever on a prompt.
//!
//! A keychain call may block until a person answers. Such a call cannot be stopped, only left
//! behind; and while one is left behind, starting more would only stack up more prompts.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::VaultError;

type Job<S> = Box<dyn FnOnce(&mut S) + Send>;

/// Work on an `S` that is made on, and never leaves, a thread of its own.
pub(crate) struct Desk<S> {
    open: Arc<dyn Fn() -> S + Send + Sync>,
    patience: Duration,
    jobs: Mutex<Option<Sender<Job<S>>>>,
    count: AtomicU64,
    seen: Arc<Seen>,
}

/// Numbers of jobs; 0 stands for none.
#[derive(Default)]
struct Seen {
    running: AtomicU64,
    left_behind: AtomicU64,
}

/// Marks a job as running for as long as it lives, even if the job panics.
struct Running(Arc<Seen>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.store(0, Ordering::SeqCst);
    }
}

impl<S: 'static> Desk<S> {
    pub(crate) fn new(patience: Duration, open: impl Fn() -> S + Send + Sync + 'static) -> Self {
        Self {
            open: Arc::new(open),
            patience,
            jobs: Mutex::new(None),
            count: AtomicU64::new(0),
            seen: Arc::default(),
        }
    }

    /// Runs `work` in its turn and waits for the usual time.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut S) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        self.ask_for(self.patience, work)
    }

    /// Runs `work` in its turn and waits for `patience`. Work whose asker has gone before it
    /// began is dropped.
    pub(crate) fn ask_for<T: Send + 'static>(
        &self,
        patience: Duration,
        work: impl FnOnce(&mut S) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let unanswered = VaultError::Unanswered {
            seconds: patience.as_secs(),
        };
        if self.is_stuck() {
            return Err(unanswered);
        }
        let number = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        let asker = Arc::new(());
        let waiting = Arc::downgrade(&asker);
        let seen = Arc::clone(&self.seen);
        let (answer, answered) = mpsc::sync_channel(1);
        self.hand_in(Box::new(move |state| {
            if waiting.strong_count() == 0 {
                return;
            }
            seen.running.store(number, Ordering::SeqCst);
            let running = Running(seen);
            let outcome = work(state);
            drop(running);
            // The asker may have left meanwhile; then there is nobody to tell.
            let _ = answer.send(outcome);
        }))?;
        match answered.recv_timeout(patience) {
            Ok(outcome) => outcome,
            Err(RecvTimeoutError::Timeout) => {
                self.seen.left_behind.store(number, Ordering::SeqCst);
                Err(unanswered)
            }
            Err(RecvTimeoutError::Disconnected) => Err(broke_off()),
        }
    }

    fn is_stuck(&self) -> bool {
        let running = self.seen.running.load(Ordering::SeqCst);
        running != 0 && running == self.seen.left_behind.load(Ordering::SeqCst)
    }

    /// Hands the job to the thread, starting one where there is none, or none any more.
    fn hand_in(&self, job: Job<S>) -> Result<(), VaultError> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let job = match jobs.as_ref() {
            None => job,
            Some(sender) => match sender.send(job) {
                Ok(()) => return Ok(()),
                Err(returned) => returned.0,
            },
        };
        let sender = self.start()?;
        sender.send(job).map_err(|_| broke_off())?;
        *jobs = Some(sender);
        Ok(())
    }

    fn start(&self) -> Result<Sender<Job<S>>, VaultError> {
        let (sender, jobs) = mpsc::channel::<Job<S>>();
        let open = Arc::clone(&self.open);
        let work = move || {
            let mut state = open();
            while let Ok(job) = jobs.recv() {
                job(&mut state);
            }
        };
        let started = thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(work);
        started.map_err(|source| VaultError::Failed {
            reason: source.to_string(),
        })?;
        Ok(sender)
    }
}

fn broke_off() -> VaultError {
    VaultError::Failed {
        reason: "the conversation with it broke off".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(patience: Duration) -> Desk<u32> {
        Desk::new(patience, || 0)
    }

    #[test]
    fn a_question_nobody_answers_is_left_behind_and_not_repeated() {
        let desk = desk(Duration::from_millis(50));
        let (answer, question) = mpsc::channel::<()>();
        let first = desk.ask(move |_| {
            let _ = question.recv();
            Ok(())
        });
        assert!(
            matches!(first, Err(VaultError::Unanswered { .. })),
            "intake must be able to answer while a prompt waits: {first:?}"
        );
        let (ran, was_run) = mpsc::channel();
        let second = desk.ask(move |_| {
            let _ = ran.send(());
            Ok(())
        });
        assert!(
            matches!(second, Err(VaultError::Unanswered { .. })),
            "{second:?}"
        );
        assert!(
            was_run.recv().is_err(),
            "a second prompt on top of an unanswered one would drive people mad"
        );
        drop(answer);
        let patient = Duration::from_secs(30);
        while desk.is_stuck() {
            thread::yield_now();
        }
        let third = desk.ask_for(patient, |count| {
            *count += 1;
            Ok(*count)
        });
        assert!(
            matches!(third, Ok(1)),
            "once answered, the keychain works again: {third:?}"
        );
    }

    #[test]
    fn a_call_that_panics_does_not_take_the_vault_with_it() {
        let desk = desk(Duration::from_secs(30));
        let broken: Result<(), _> = desk.ask(|_| panic!("a defect in a keychain library"));
        assert!(
            matches!(broken, Err(VaultError::Failed { .. })),
            "{broken:?}"
        );
        let next = loop {
            // The broken thread may take a moment to go; until then it takes jobs it never runs.
            match desk.ask(|_| Ok(7)) {
                Ok(seven) => break seven,
                Err(VaultError::Failed { .. }) => {}
                Err(other) => panic!("{other}"),
            }
        };
        assert_eq!(next, 7, "later deliveries still need their secrets");
    }
}
