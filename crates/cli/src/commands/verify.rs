//! `verify`: is this body really Apple's?

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;
use shipbell_wire::WireError;

use crate::output::Output;

pub(crate) fn run(body: &Path, signature: &Path, secret: &Path, output: Output) -> Result<()> {
    let from_stdin = [body, signature, secret]
        .iter()
        .filter(|path| is_stdin(path))
        .count();
    if from_stdin > 1 {
        let words = "Only one of the three can come from standard input.";
        return Err(WireError::bad_request(words).into());
    }
    let body = read(body)?;
    let signature = read(signature)?;
    let secret = read(secret)?;
    let checked = shipbell_webhook::verify(trimmed(&secret), trimmed(&signature), &body);
    let read = shipbell_webhook::read(&body);
    if output.json() {
        let event = read.as_ref().ok();
        output.value(&json!({
            "valid": checked.is_ok(),
            "reason": checked.as_ref().err().map(ToString::to_string),
            "readable": read.is_ok(),
            "kind": event.map(|event| event.kind.slug()),
            "type": event.map(|event| event.type_name.as_str()),
            "id": event.and_then(|event| event.id.as_deref()),
            "status": event.and_then(|event| event.status.as_deref()),
            "previousStatus": event.and_then(|event| event.previous_status.as_deref()),
        }))?;
    }
    if let Err(error) = checked {
        bail!("The signature does not hold: {error}");
    }
    if !output.json() {
        let says = read.map_or_else(
            |unreadable| format!("It can't be read: {unreadable}"),
            |event| format!("It says {}.", event.type_name),
        );
        output.line(&format!(
            "The signature holds over {} bytes. {says}",
            body.len()
        ))?;
    }
    Ok(())
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if is_stdin(path) {
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("Standard input can't be read")?;
        return Ok(bytes);
    }
    std::fs::read(path).with_context(|| format!("{} can't be read", path.display()))
}

/// Editors end files with a line break; neither a secret nor a signature has one.
fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.trim_ascii_end()
}
