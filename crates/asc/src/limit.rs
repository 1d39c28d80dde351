//! How much of the hour is left, and for whom.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::client::Urgency;
use crate::error::AscError;

/// The hour rolls, so what is left grows by itself; only an answer says by how much.
const LOOK_AGAIN_MS: i64 = 5 * 60_000;

impl Urgency {
    /// Of the hour's questions, one in this many is kept for what is more urgent.
    const fn reserve(self) -> Option<u32> {
        match self {
            Self::Person => None,
            Self::Background => Some(10),
            Self::Spare => Some(2),
        }
    }
}

/// What Apple said of a key's rolling hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// Questions in an hour.
    pub limit: u32,
    /// Of these, how many are left.
    pub left: u32,
}

impl RateLimit {
    /// The value of `X-Rate-Limit`: `user-hour-lim:3500;user-hour-rem:500;`.
    pub fn parse(value: &str) -> Option<Self> {
        let named = |name: &str| {
            let mut parts = value.split(';').filter_map(|part| part.split_once(':'));
            let (_, number) = parts.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
            number.trim().parse::<u32>().ok()
        };
        Some(Self {
            limit: named("user-hour-lim")?,
            left: named("user-hour-rem")?,
        })
    }

    const fn is_within(self, reserve: u32) -> bool {
        self.left < self.limit.div_ceil(reserve)
    }

    /// Whether little of the hour is left.
    const fn is_low(self) -> bool {
        match Urgency::Background.reserve() {
            Some(reserve) => self.is_within(reserve),
            None => false,
        }
    }
}

#[derive(Debug, Default)]
struct Seen {
    limit: Option<RateLimit>,
    at: i64,
    closed_until: i64,
}

/// What is known of a key's hour.
#[derive(Debug, Default)]
pub(crate) struct Hour {
    seen: Mutex<Seen>,
}

impl Hour {
    pub(crate) fn limit(&self) -> Option<RateLimit> {
        self.seen().limit
    }

    /// An answer came with this header.
    pub(crate) fn note(&self, header: Option<&str>, now: i64) {
        if let Some(limit) = header.and_then(RateLimit::parse) {
            let mut seen = self.seen();
            seen.limit = Some(limit);
            seen.at = now;
        }
    }

    /// Apple said 429, and when it wants to be asked again, if it said so.
    pub(crate) fn closed(&self, until: Option<i64>, now: i64) -> i64 {
        let mut seen = self.seen();
        let until = until.unwrap_or(match seen.limit {
            Some(limit) if limit.is_low() => now.saturating_add(LOOK_AGAIN_MS),
            // [L] A shorter limit, of which Apple says nothing, with much of the hour left.
            _ => now,
        });
        seen.closed_until = seen.closed_until.max(until);
        until
    }

    /// Whether a question may be asked now. One that may is counted.
    pub(crate) fn admit(&self, urgency: Urgency, now: i64) -> Result<(), AscError> {
        let mut seen = self.seen();
        if let Some(reserve) = urgency.reserve() {
            if now < seen.closed_until {
                let again_at = seen.closed_until;
                return Err(AscError::RateLimited { again_at });
            }
            if let Some(limit) = seen.limit.filter(|limit| limit.is_within(reserve)) {
                let again_at = seen.at.saturating_add(LOOK_AGAIN_MS);
                if now < again_at {
                    let RateLimit { limit, left } = limit;
                    return Err(AscError::HeldBack {
                        again_at,
                        left,
                        limit,
                    });
                }
                // This one looks; the others wait for what it sees.
                seen.at = now;
            }
        }
        if let Some(limit) = &mut seen.limit {
            limit.left = limit.left.saturating_sub(1);
        }
        Ok(())
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
