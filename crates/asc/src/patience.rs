//! Which questions are asked again, and after how long.

use std::time::Duration;

use crate::error::AscError;
use crate::question::Method;

/// The first and three more. A person waits no longer than that.
const TRIES: u32 = 4;
const FIRST_PAUSE_MS: f64 = 500.0;
const LONGEST_PAUSE_MS: f64 = 8_000.0;

/// Whoever wants a longer pause gets an error that says when, instead of somebody who waits.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(20);

/// A try that failed.
pub(crate) struct Miss {
    pub(crate) error: AscError,
    /// What the answer wanted.
    pub(crate) retry_after: Option<Duration>,
}

impl From<AscError> for Miss {
    fn from(error: AscError) -> Self {
        Self {
            error,
            retry_after: None,
        }
    }
}

/// How long to wait before the next try, if there is to be one. `tries` were made already.
pub(crate) fn pause(miss: &Miss, method: Method, tries: u32, chance: f64) -> Option<Duration> {
    let most = match miss.error {
        // It was not even looked at.
        AscError::RateLimited { .. } => TRIES,
        // It may have been done, and a post done twice makes two.
        AscError::Server { status, .. } if method.repeats() && status != 501 => TRIES,
        AscError::TimedOut(_) | AscError::Broken if method.repeats() => 2,
        _ => return None,
    };
    if tries >= most {
        return None;
    }
    let spread = chance.clamp(0.0, 1.0);
    match miss.retry_after {
        Some(wanted) if wanted > LONGEST_RETRY_AFTER => None,
        Some(wanted) => Some(wanted + Duration::from_secs_f64(spread / 2.0)),
        None => {
            let doubled = FIRST_PAUSE_MS * f64::from(1_u32 << tries.saturating_sub(1).min(8));
            let whole = doubled.min(LONGEST_PAUSE_MS);
            Some(Duration::from_secs_f64(
                whole * (0.5 + spread / 2.0) / 1000.0,
            ))
        }
    }
}
