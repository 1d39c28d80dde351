//! A banner that somebody waits for: shown at once, whatever holds the others, and kept nowhere.

use std::time::Duration;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::panics::caught_within;
use crate::ports::{Banner, SinkError};
use crate::status::ProblemCode;

/// Somebody sits before it and waits; a notification service that takes longer is hung.
const WITHIN: Duration = Duration::from_secs(10);

impl Engine {
    /// Shows it, or says why not. It is not tried again.
    pub(crate) async fn show_now(&self, banner: &Banner) -> Result<(), EngineError> {
        let asked = caught_within(self.inner.sink.ring(banner));
        let failed = match tokio::time::timeout(WITHIN, asked).await {
            Ok(Ok(Ok(()))) => {
                self.problem_over(ProblemCode::NotificationsUnavailable);
                return Ok(());
            }
            Ok(Ok(Err(error))) => error,
            Ok(Err(_)) => SinkError::Broken,
            Err(_) => SinkError::Hung(WITHIN.as_secs()),
        };
        // In words of its own: the sink's speak of a notice that is kept.
        Err(EngineError::NotShown(match failed {
            SinkError::Absent(reason) => reason,
            SinkError::Hung(seconds) => format!("no answer within {seconds} s"),
            SinkError::Broken => "a fault inside Shipbell; the log says more".to_owned(),
        }))
    }
}
