//! Edits of `shipbell.toml` while `serve` runs, told in words. The engine adopts them.

use shipbell_engine::{Change, Engine};
use shipbell_settings::Settings;
use tokio::sync::broadcast::error::RecvError;

use crate::output::Output;

/// Tells what is not as meant, now and after each edit, until the engine is gone.
pub(super) async fn tell_of_edits(engine: &Engine, output: Output) {
    let file = engine.settings();
    let mut changes = engine.changes();
    let mut known = (file.current(), file.problem());
    warn(&known.0, output);
    loop {
        match changes.recv().await {
            Ok(Change::Settings) | Err(RecvError::Lagged(_)) => {}
            Ok(Change::Feed | Change::Status) => continue,
            Err(RecvError::Closed) => return,
        }
        let found = (file.current(), file.problem());
        if found == known {
            continue;
        }
        match &found.1 {
            Some(problem) => output.word(&problem.to_string()),
            None => output.word("shipbell.toml was changed, and is in force as it stands now."),
        }
        warn(&found.0, output);
        known = found;
    }
}

/// What is accepted but will not do what its author meant.
fn warn(settings: &Settings, output: Output) {
    for warning in settings.warnings() {
        output.word(&format!("shipbell.toml: {warning}"));
    }
}
