//! The deb, installed by apt in a system that has nothing else, run there, and removed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::bundle::stage;
use crate::consent::{Consent, is_root};
use crate::house::House;
use crate::packages;
use crate::steps::{self, Steps};

/// Why a clean root can't be had here, in words.
pub(crate) fn obstacle(for_another: bool) -> Option<&'static str> {
    if for_another {
        return Some("It is for another target.");
    }
    if !packages::is_debian() {
        return Some("A clean root is made with Debian's debootstrap, on Debian or Ubuntu.");
    }
    if !is_root() {
        return Some("Only root can make a clean root: run `cargo xtask dist` as root for it.");
    }
    None
}

/// Each part of a person's way with the package is a step of its own.
pub(crate) fn try_out(house: &House, deb: &Path, consent: Consent, steps: &mut Steps) {
    let root = stage(house).join("root");
    let mut ready = false;
    steps.take("a clean root", || {
        packages::install(&["debootstrap"], "Trying the deb", consent)?;
        make(house, &root, deb)?;
        ready = true;
        Ok(())
    });
    if !ready {
        return;
    }
    for (part, name) in [
        ("install", "the deb installs, with all that it needs"),
        ("files", "program, man page and completions are in place"),
        ("serve", "`shipbell serve` takes a signed delivery"),
        ("desktop", "the app comes up on a desktop"),
        ("remove", "removed, it leaves only what is the person's"),
    ] {
        steps.take(name, || {
            steps::run(inside(&root).args(["sh", "/trial.sh", part]))
        });
    }
}

fn make(house: &House, root: &Path, deb: &Path) -> Result<()> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    let release = fs::read_to_string("/etc/os-release")?;
    let suite = release
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))
        .context("This system does not say which release it is.")?;
    steps::run(
        Command::new("debootstrap")
            .args(["--variant=minbase", suite])
            .arg(root),
    )?;
    fs::copy(deb, root.join("shipbell.deb"))?;
    let trial: PathBuf = house.root.join("packaging/linux/trial.sh");
    fs::copy(trial, root.join("trial.sh"))?;
    Ok(())
}

/// A command in the root, with processes and mounts of its own, which all end with it.
fn inside(root: &Path) -> Command {
    let mut command = Command::new("unshare");
    command
        .args(["--mount", "--pid", "--fork", "--kill-child", "sh", "-ec"])
        .arg("mount -t proc proc \"$0/proc\"; mount --rbind /dev \"$0/dev\"; exec chroot \"$0\" \"$@\"")
        .arg(root)
        .env_clear()
        .envs(std::env::vars().filter(|(name, _)| name.ends_with("_proxy")))
        .envs([("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), ("HOME", "/root"), ("LC_ALL", "C.UTF-8")]);
    command
}
