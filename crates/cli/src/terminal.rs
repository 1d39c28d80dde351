//! The terminal as a sink: `shipbell serve` rings with a line.

use async_trait::async_trait;
use shipbell_engine::{Banner, Sink, SinkError, SinkKind};

use crate::output::Output;

/// Prints each notice.
pub(crate) struct Terminal {
    pub(crate) output: Output,
    pub(crate) quiet: bool,
}

#[async_trait]
impl Sink for Terminal {
    fn kind(&self) -> SinkKind {
        SinkKind::Terminal
    }

    async fn ring(&self, banner: &Banner) -> Result<(), SinkError> {
        if self.quiet {
            return Ok(());
        }
        let body = banner.body.replace('\n', " · ");
        let link = banner.link.as_deref().unwrap_or_default();
        let words = [banner.title.as_str(), &body, link]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("  ");
        let output = self.output;
        // A terminal may be stopped, or read by a program that is slow: that must hold up no thread
        // that deliveries come in on.
        let written = tokio::task::spawn_blocking(move || {
            if output.json() {
                output.word(&words);
            } else {
                // A terminal that is gone must not stop what is kept; the feed has the event.
                let _ = output.line(&words);
            }
        });
        written
            .await
            .map_err(|error| SinkError::Absent(error.to_string()))
    }
}
