//! A compiler that makes its own standard library for any system: Debian's, because rustup's has to
//! fetch a toolchain for each.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::{apple, wine};
use crate::consent::NeedsUser;
use crate::house::House;

pub(super) const APPLE_SILICON: &str = "aarch64-apple-darwin";
pub(super) const INTEL_MAC: &str = "x86_64-apple-darwin";
/// Of the two kinds of Windows program the one that needs nothing of Microsoft's to be linked.
pub(super) const WINDOWS: &str = "x86_64-pc-windows-gnu";

const FOLDER: &str = "/usr/bin";
const CARGO: &str = "/usr/bin/cargo";
const RUSTC: &str = "/usr/bin/rustc";
/// What the packages bring, and each's mark.
const PARTS: [(&str, &str); 10] = [
    (CARGO, "cargo 1.95 or later"),
    (RUSTC, "rustc of the same version"),
    ("/usr/bin/cargo-clippy", "clippy of the same version"),
    (
        "/usr/lib/rustlib/src/rust/library/std",
        "the sources of Rust's library",
    ),
    (
        "/usr/bin/x86_64-w64-mingw32-g++",
        "MinGW-w64's C and C++ compilers",
    ),
    (
        "/usr/bin/x86_64-w64-mingw32-windres",
        "MinGW-w64's compiler for resources",
    ),
    ("/usr/bin/python3", "Python, with its venv"),
    ("/usr/bin/wine", "Wine"),
    ("/usr/bin/Xvfb", "Xvfb"),
    ("/usr/bin/xdotool", "xdotool"),
];

/// Tests that fail for Wine's own reasons, by their names; docs/platforms.md tells of each.
const WINES_OWN: [&str; 4] = [
    // Wine binds a socket to an address of another machine, which Windows refuses.
    "other_machines_are_refused",
    // Wine makes no judge of certificates that trusts one more.
    "a_company_that_reads_along_needs_its_certificate",
    // These count what comes within a second, and Wine's disk and sockets are slower than that on a
    // busy machine.
    "five_hundred_events_in_a_second_are_one_banner_and_a_summary",
    "a_storm_of_forgeries_is_slowed_and_apple_is_not",
];

/// The compiler, with what stands in for the other systems' own tools.
#[derive(Debug)]
pub(super) struct Toolchain {
    root: PathBuf,
    /// Where our own tools lie.
    pub(super) tools: PathBuf,
    /// Apart from the other verbs' target folder: another compiler's work is of no use to it.
    target: PathBuf,
}

impl Toolchain {
    /// Fails in words where the system has not what it takes.
    pub(super) fn find(house: &House) -> Result<Self> {
        let absent: Vec<_> = PARTS
            .iter()
            .filter(|(mark, _)| !Path::new(mark).exists())
            .map(|(mark, what)| format!("    {what} ({mark})"))
            .collect();
        if !absent.is_empty() {
            return Err(NeedsUser(format!(
                "Judging macOS and Windows needs what is not here:\n{}\n\
                 Debian 12 has all of it as packages; nothing was changed. `cargo xtask test` and \
                 `cargo xtask check` need none of it.",
                absent.join("\n")
            ))
            .into());
        }
        Ok(Self {
            root: house.root.clone(),
            tools: house.target.join("tools/platforms"),
            target: house.target.join("platforms"),
        })
    }

    /// Where the programs for Windows land.
    pub(super) fn programs(&self) -> PathBuf {
        self.target.join(WINDOWS).join("debug")
    }

    /// Lints for one system, warnings denied.
    pub(super) fn clippy(&self, triple: &str) -> Command {
        let mut clippy = self.cargo("clippy", triple);
        clippy.args(["--workspace", "--all-targets", "--", "-D", "warnings"]);
        clippy
    }

    /// Runs every test for Windows under Wine, but for what Wine can't do.
    pub(super) fn test(&self) -> Command {
        let mut test = self.windows("test");
        test.arg("--no-fail-fast").arg("--");
        for name in WINES_OWN {
            test.args(["--skip", name]);
        }
        test.env("SHIPBELL_BIN_DIR", wine::as_windows_says(&self.programs()));
        test
    }

    /// Builds the programs and the tests for Windows.
    pub(super) fn build(&self) -> Command {
        self.windows("build")
    }

    /// A verb of cargo's for everything but these verbs: the same things in all, so that nothing is
    /// built twice.
    fn windows(&self, verb: &str) -> Command {
        let mut cargo = self.cargo(verb, WINDOWS);
        cargo.args(["--workspace", "--exclude", "xtask"]);
        cargo.args(["--lib", "--bins", "--tests"]);
        cargo
    }

    /// A verb of cargo's for one system.
    pub(super) fn cargo(&self, verb: &str, triple: &str) -> Command {
        let mut cargo = Command::new(CARGO);
        cargo
            .current_dir(&self.root)
            .args([verb, "--locked", "--target", triple])
            // Both ways to panic, because tests unwind.
            .arg("-Zbuild-std=std,panic_abort,panic_unwind")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC", RUSTC)
            .env("PATH", path())
            .env("CARGO_TARGET_DIR", &self.target)
            // Nobody debugs these, and they are large.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            .envs(apple::compilers(self, triple))
            .envs(wine::surroundings(self))
            // No test is to open anything on a developer's own screen.
            .env_remove("DISPLAY");
        cargo
    }
}

/// Debian's programs first: where rustup is, its clippy would be found before.
fn path() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut first = OsString::from(FOLDER);
    first.push(":");
    first.push(path);
    first
}
