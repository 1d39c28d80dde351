//! `backup` and `restore`: a home in one file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;
use shipbell_moving::{Manifest, MovingError, SecretString, Secrets};
use shipbell_wire::WireError;

use crate::ask::Reach;
use crate::passphrase;

/// Backs the home up into a file.
pub(crate) async fn back_up(
    reach: &Reach,
    to: PathBuf,
    with_secrets: bool,
    passphrase_file: Option<&Path>,
) -> Result<()> {
    let passphrase = match (with_secrets, passphrase_file) {
        (true, file) => Some(passphrase::new(file)?),
        (false, None) => None,
        (false, Some(_)) => bail!(WireError::bad_request(
            "A passphrase is only for secrets. Add --with-secrets, or leave the passphrase away."
        )),
    };
    let (home, secrets, file) = (reach.home.clone(), reach.secrets, to.clone());
    let made = blocking(move || {
        let vault = secrets.vault(&home);
        let secrets = passphrase.as_ref().map(|passphrase| Secrets {
            vault: &*vault,
            passphrase,
        });
        shipbell_moving::back_up(&home, secrets.as_ref(), &file)
    })
    .await?;
    let words = format!("Backed up into {}.", to.display());
    tell(reach, &made, &to, &words)?;
    if !made.has_secrets() {
        reach.output.word(
            "Without secrets: after a restore each endpoint needs a new one. With them: --with-secrets.",
        );
    }
    Ok(())
}

/// Fills an empty home from a file.
pub(crate) async fn restore(
    reach: &Reach,
    from: PathBuf,
    passphrase_file: Option<&Path>,
) -> Result<()> {
    let seen = shipbell_moving::seen(&from)?;
    let passphrase: Option<SecretString> = if seen.has_secrets() {
        Some(passphrase::known(passphrase_file)?.ok_or(MovingError::NeedsPassphrase)?)
    } else {
        None
    };
    if let Some(words) = reach
        .secrets
        .in_words(&reach.home)
        .filter(|_| seen.has_secrets())
    {
        reach.output.word(&words);
    }
    let (home, secrets, file) = (reach.home.clone(), reach.secrets, from.clone());
    let restored = blocking(move || {
        let vault = secrets.vault(&home);
        shipbell_moving::restore(&home, &file, &*vault, passphrase)
    })
    .await?;
    let words = format!(
        "Restored from {}, which Shipbell {} wrote. Start Shipbell to go on from there.",
        from.display(),
        restored.version
    );
    tell(reach, &restored, &from, &words)?;
    if !restored.has_secrets() {
        reach.output.word(
            "It has no secrets. Give each endpoint a new one with `shipbell endpoint rotate NAME`, and Apple as well.",
        );
    }
    Ok(())
}

fn tell(reach: &Reach, manifest: &Manifest, file: &Path, words: &str) -> Result<()> {
    if reach.output.json() {
        let document = json!({
            "file": file,
            "version": manifest.version,
            "secrets": manifest.has_secrets(),
            "parts": manifest.parts,
        });
        return Ok(reach.output.value(&document)?);
    }
    Ok(reach.output.line(words)?)
}

/// Copies and digests of a whole history are nothing for the threads that others wait on.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, MovingError> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.context("The work ended before it was done. Nothing was changed")??)
}
