//! Facts that were asked for a moment ago: the events of one build come in a burst, and a night's come
//! all at once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use shipbell_rules::Facts;
use shipbell_vault::Account;
use shipbell_webhook::Event;

/// Nothing that a person looks at changes sooner, but by an event of its own.
const GOOD_FOR_MS: i64 = 5 * 60 * 1000;
/// What testers wrote is among them, so no more is held than a burst needs.
const AT_MOST: usize = 256;

/// What facts are about. With the state, because a build that failed has errors that it had not before.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Subject {
    account: String,
    kind: &'static str,
    instance: String,
    state: Option<String>,
}

impl Subject {
    /// None where an event names no instance: there is no question about it either.
    pub(super) fn of(account: &Account, event: &Event) -> Option<Self> {
        Some(Self {
            account: account.key_id.clone(),
            kind: event.kind.slug(),
            instance: event.instance.as_ref()?.id.clone(),
            state: event.status.clone(),
        })
    }
}

/// What is known of each, and since when.
#[derive(Default)]
pub(super) struct Fresh(Mutex<HashMap<Subject, (i64, Facts)>>);

impl Fresh {
    pub(super) fn get(&self, subject: &Subject, now: i64) -> Option<Facts> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, facts) = known.get(subject)?;
        is_good(*since, now).then(|| facts.clone())
    }

    pub(super) fn put(&self, subject: Subject, facts: Facts, now: i64) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (since, _)| is_good(*since, now));
        if known.len() >= AT_MOST {
            known.clear();
        }
        known.insert(subject, (now, facts));
    }
}

/// A clock that was set back makes nothing last longer.
fn is_good(since: i64, now: i64) -> bool {
    (since..since + GOOD_FOR_MS).contains(&now)
}
