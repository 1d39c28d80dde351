//! Edits of `shipbell.toml` while `serve` runs: adopted, and told in words.

use std::sync::Arc;

use shipbell_settings::{SettingsFile, Watch};

use crate::output::Output;

/// Adopts every later change of the file, for as long as the value lives.
pub(super) fn watch(file: &Arc<SettingsFile>, output: Output) -> Option<Watch> {
    warn(file, output);
    let watch = file.watch(move |file| {
        match file.problem() {
            Some(problem) => output.word(&problem.to_string()),
            None => output.word("shipbell.toml was changed, and is in force as it stands now."),
        }
        warn(file, output);
    });
    watch
        .map_err(|error| output.word(&format!("Changes wait for the next start: {error}")))
        .ok()
}

/// What is accepted but will not do what its author meant.
fn warn(file: &SettingsFile, output: Output) {
    for warning in file.current().warnings() {
        output.word(&format!("shipbell.toml: {warning}"));
    }
}
