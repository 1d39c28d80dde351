//! One file per table: its migration, its struct, its reads and its writes. Every function takes
//! a connection and knows nothing of threads.

pub(crate) mod account;
pub(crate) mod attachment;
pub(crate) mod cursor;
pub(crate) mod delivery;
pub(crate) mod endpoint;
pub(crate) mod errand;
pub(crate) mod event;
pub(crate) mod identity;
pub(crate) mod notice;
pub(crate) mod pin;
pub(crate) mod quarantine;
pub(crate) mod search;
pub(crate) mod state;
pub(crate) mod webhook;

/// Row limits as SQLite wants them. A caller's "everything" is clipped rather than refused.
pub(crate) fn rows(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// `COUNT` and `changes` never come back negative.
pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
