//! Waiting for something to become true, instead of sleeping and hoping.

use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

/// How long anything on a loaded machine may take before a test gives up on it.
pub const PATIENCE: Duration = Duration::from_secs(30);

const STEP: Duration = Duration::from_millis(20);

/// Asks `probe` again and again until it gives a value; fails with `what` after [`PATIENCE`].
///
/// An error from the probe counts as "not yet": it is told only if time runs out.
pub fn until<T>(what: &str, mut probe: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let last = match probe() {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => String::new(),
            Err(error) => format!(" Last answer: {error:#}"),
        };
        if Instant::now() >= deadline {
            return Err(anyhow!(
                "{what} did not happen within {} seconds.{last}",
                PATIENCE.as_secs()
            ));
        }
        std::thread::sleep(STEP);
    }
}
