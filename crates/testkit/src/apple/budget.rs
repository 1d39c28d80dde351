//! `[A]` How many requests a key has in an hour.

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use super::FakeApple;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// What each key asked in the last hour.
#[derive(Debug)]
pub(crate) struct Budget {
    an_hour: usize,
    spent: HashMap<String, VecDeque<Timestamp>>,
    told: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            an_hour: 3500,
            spent: HashMap::new(),
            told: true,
        }
    }
}

impl Budget {
    pub(crate) fn set(&mut self, an_hour: usize) {
        self.an_hour = an_hour;
    }

    /// Takes one request; false when there are none left.
    pub(crate) fn take(&mut self, key: &str, now: Timestamp) -> bool {
        let spent = self.spent.entry(key.to_owned()).or_default();
        let since = now.saturating_sub(HOUR).unwrap_or(now);
        while spent.front().is_some_and(|first| *first <= since) {
            spent.pop_front();
        }
        if spent.len() >= self.an_hour {
            return false;
        }
        spent.push_back(now);
        true
    }

    /// The header's value. `[L]` It does not stand on every answer.
    pub(crate) fn header(&self, key: &str) -> Option<String> {
        let spent = self.spent.get(key).map_or(0, VecDeque::len);
        let left = self.an_hour.saturating_sub(spent);
        self.told
            .then(|| format!("user-hour-lim:{};user-hour-rem:{left};", self.an_hour))
    }
}

impl FakeApple {
    /// How many requests each key has in a rolling hour; 3500 until told otherwise.
    pub fn hour_budget(&self, requests: usize) {
        self.with(|state| state.budget.set(requests));
    }

    /// Whether answers say how much is left.
    pub fn tells_budget(&self, tells: bool) {
        self.with(|state| state.budget.told = tells);
    }
}
