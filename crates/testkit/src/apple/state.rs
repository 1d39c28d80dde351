//! Everything that the fake knows, behind one lock.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::{Notify, watch};

use super::budget::Budget;
use super::carriage::Carriage;
use super::clock::AppleClock;
use super::ids::Ids;
use super::keys::Known;
use super::log::Request;
use super::picture::Hung;
use super::trouble::Script;
use super::world::World;

/// What is known.
pub(crate) struct State {
    /// Scheme, host and port of the fake itself.
    pub(crate) origin: String,
    /// Whether `/fake` answers.
    pub(crate) control: bool,
    pub(crate) clock: AppleClock,
    pub(crate) ids: Ids,
    pub(crate) issuer: String,
    pub(crate) keys: Vec<Known>,
    pub(crate) agreement_missing: bool,
    pub(crate) budget: Budget,
    pub(crate) script: Script,
    pub(crate) world: World,
    pub(crate) gallery: HashMap<String, Hung>,
    pub(crate) secrets: HashMap<String, String>,
    pub(crate) carriage: Carriage,
    pub(crate) log: Vec<Request>,
    pub(crate) logged: u64,
}

/// The state, and what wakes whom.
pub(crate) struct Shared {
    state: Mutex<State>,
    /// There are letters to carry.
    pub(crate) letters: Notify,
    /// What hangs is answered.
    pub(crate) let_go: Notify,
    /// The fake ends.
    pub(crate) end: Notify,
    /// How many letters are on their way.
    pub(crate) under_way: watch::Sender<usize>,
}

impl State {
    pub(crate) fn new(origin: String, control: bool) -> Self {
        let mut ids = Ids::default();
        Self {
            origin,
            control,
            clock: AppleClock::default(),
            issuer: ids.uuid(),
            ids,
            keys: Vec::new(),
            agreement_missing: false,
            budget: Budget::default(),
            script: Script::default(),
            world: World::default(),
            gallery: HashMap::new(),
            secrets: HashMap::new(),
            carriage: Carriage::default(),
            log: Vec::new(),
            logged: 0,
        }
    }
}

impl Shared {
    pub(crate) fn new(state: State) -> Self {
        Self {
            state: Mutex::new(state),
            letters: Notify::new(),
            let_go: Notify::new(),
            end: Notify::new(),
            under_way: watch::Sender::new(0),
        }
    }

    /// Looks at the state or changes it; what is to be sent because of it starts on its way.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let done = act(&mut state);
        self.under_way.send_replace(state.carriage.under_way());
        let waiting = state.carriage.is_waiting();
        drop(state);
        if waiting {
            self.letters.notify_one();
        }
        done
    }
}
