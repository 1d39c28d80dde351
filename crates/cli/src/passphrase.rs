//! Where a passphrase comes from: a file, or the person at the terminal. Never the command line, where
//! other programs can read it.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use shipbell_moving::SecretString;
use shipbell_wire::WireError;

/// A new one; a person types it twice, because nobody can look it up later.
pub(crate) fn new(file: Option<&Path>) -> Result<SecretString> {
    if let Some(file) = file {
        return read(file);
    }
    let Some(first) = ask("A passphrase for the secrets: ")? else {
        bail!(WireError::bad_request(
            "There is nobody here to ask for a passphrase. Put one into a file and name it with --passphrase-file."
        ));
    };
    if ask("The same once more: ")? != Some(first.clone()) {
        bail!(WireError::bad_request(
            "The two are not the same. Nothing was written. Try again."
        ));
    }
    Ok(first.into())
}

/// One that exists; `None` when nobody can be asked.
pub(crate) fn known(file: Option<&Path>) -> Result<Option<SecretString>> {
    match file {
        Some(file) => read(file).map(Some),
        None => Ok(ask("The backup's passphrase: ")?.map(SecretString::from)),
    }
}

fn ask(question: &str) -> Result<Option<String>> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    rpassword::prompt_password(question)
        .map(Some)
        .context("The terminal could not be read")
}

/// The first line; an editor ends it, and that is no part of it.
fn read(file: &Path) -> Result<SecretString> {
    let text = if file == Path::new("-") {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(file)
    };
    let text = text.with_context(|| format!("{} can't be read", file.display()))?;
    Ok(text.lines().next().unwrap_or_default().to_owned().into())
}
