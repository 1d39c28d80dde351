//! What can be seen of a tunnel from outside: its state and its log.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use super::hide::{Hide, shortened};
use super::lines::Line;
use super::telling::TELLING_CHARS;
use crate::fault::Fault;
use crate::state::{Phase, State};

const LOG_LINES: usize = 200;
const LOG_CHARS: usize = 500;

#[derive(Debug)]
pub(crate) struct Board {
    state: watch::Sender<State>,
    log: Mutex<VecDeque<String>>,
    hide: Mutex<Hide>,
}

impl Board {
    pub(crate) fn new() -> Self {
        Self {
            state: watch::Sender::new(State::off(now())),
            log: Mutex::default(),
            hide: Mutex::default(),
        }
    }

    pub(crate) fn state(&self) -> State {
        self.state.borrow().clone()
    }

    pub(crate) fn changes(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    pub(crate) fn log(&self) -> Vec<String> {
        held(&self.log).iter().cloned().collect()
    }

    pub(crate) fn hide(&self, hide: Hide) {
        *held(&self.hide) = hide;
    }

    /// The line without secrets.
    pub(crate) fn clean(&self, line: &Line) -> String {
        held(&self.hide).out_of(&line.text, line.cut)
    }

    pub(crate) fn note(&self, line: &str) {
        let mut log = held(&self.log);
        if log.len() >= LOG_LINES {
            log.pop_front();
        }
        log.push_back(shortened(line, LOG_CHARS));
    }

    pub(crate) fn off(&self) {
        self.enter(Phase::Off, |state| state.fault = None);
    }

    pub(crate) fn refused(&self, fault: Fault) {
        self.enter(Phase::Refused, |state| state.fault = Some(fault));
    }

    /// What was up is about to be ended for what comes next.
    pub(crate) fn changing(&self) {
        self.enter(Phase::Starting, |_| {});
    }

    pub(crate) fn starting(&self, pid: Option<u32>) {
        self.enter(Phase::Starting, |state| {
            state.pid = pid;
            state.starts = state.starts.saturating_add(1);
        });
    }

    pub(crate) fn waiting(&self, fault: Fault, pause: Duration) {
        self.enter(Phase::Waiting, |state| {
            state.again = state.since.checked_add(pause);
            state.fault = Some(fault);
        });
    }

    /// Up at this address; another address while it is up is no new beginning.
    pub(crate) fn up(&self, url: &str) {
        self.state.send_if_modified(|state| {
            if state.phase == Phase::Up && state.url.as_deref() == Some(url) {
                return false;
            }
            if state.phase != Phase::Up {
                state.phase = Phase::Up;
                state.since = now();
            }
            state.url = Some(url.to_owned());
            state.fault = None;
            true
        });
    }

    /// What the user has to do elsewhere.
    pub(crate) fn asks(&self, program: &str, what: &str) -> Fault {
        let fault = Fault::Asks {
            program: program.to_owned(),
            what: shortened(what, TELLING_CHARS),
        };
        self.state.send_if_modified(|state| {
            let news = state.phase == Phase::Starting && state.fault.as_ref() != Some(&fault);
            if news {
                state.fault = Some(fault.clone());
            }
            news
        });
        fault
    }

    fn enter(&self, phase: Phase, also: impl FnOnce(&mut State)) {
        self.state.send_modify(|state| {
            if state.phase != phase || phase != Phase::Off {
                state.since = now();
            }
            state.phase = phase;
            state.again = None;
            state.url = None;
            state.pid = None;
            also(state);
        });
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "only shown to people; what is decided by time goes by Tokio's clock, which tests move"
)]
fn now() -> SystemTime {
    SystemTime::now()
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
