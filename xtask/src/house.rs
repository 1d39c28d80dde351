//! Where things lie in the checkout, and how cargo is called.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The checkout.
#[derive(Debug, Clone)]
pub(crate) struct House {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
}

impl House {
    pub(crate) fn find() -> Result<Self> {
        // cargo names the folder at run time, so that a moved checkout is still found.
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here
            .parent()
            .context("xtask lies outside of a checkout")?
            .to_owned();
        let target = metadata(&root, &["--no-deps"])?
            .get("target_directory")
            .and_then(Value::as_str)
            .context("cargo named no target folder")?
            .into();
        Ok(Self { root, target })
    }

    /// Everything cargo knows about the workspace and what it is made of.
    pub(crate) fn metadata(&self) -> Result<Value> {
        metadata(&self.root, &[])
    }

    /// cargo, in the root.
    pub(crate) fn cargo(&self) -> Command {
        cargo(&self.root)
    }

    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Where the binaries of a profile land.
    pub(crate) fn binaries(&self, release: bool) -> PathBuf {
        self.target.join(if release { "release" } else { "debug" })
    }

    /// A path as short as it can be said from where the developer stands.
    pub(crate) fn say(path: &Path) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        match path.strip_prefix(&here) {
            Ok(short) if short.components().count() > 1 => short.display().to_string(),
            _ => path.display().to_string(),
        }
    }
}

fn cargo(root: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.current_dir(root);
    command
}

fn metadata(root: &Path, more: &[&str]) -> Result<Value> {
    let output = cargo(root)
        .args(["metadata", "--format-version=1"])
        .args(more)
        .output()
        .context("cargo could not be started")?;
    ensure!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}
