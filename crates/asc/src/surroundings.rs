//! What this room takes from the world around it.

use std::time::Duration;

use async_trait::async_trait;

/// Time and chance, given by whoever asks, so that tests can move them.
#[async_trait]
pub trait Surroundings: Send + Sync + 'static {
    /// By this computer's clock, in milliseconds since 1970.
    fn now(&self) -> i64;

    /// At least 0 and less than 1; spreads tries that would come all at once.
    fn chance(&self) -> f64;

    /// Returns when this much time has gone.
    async fn wait(&self, time: Duration);
}
