//! A C compiler for macOS: zig's, which knows the system's headers. It compiles what dependencies have
//! of C; nothing is linked, because Apple's frameworks are Apple's.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::toolchain::{APPLE_SILICON, INTEL_MAC, Toolchain};
use crate::house::House;
use crate::{node, steps};

const WHEELS: &str = include_str!("../../../zig-wheels.txt");
const ZIG: &str = "0.15.2";

/// Brings the compiler and its commands, once.
pub(super) fn bring(toolchain: &Toolchain) -> Result<()> {
    let own = toolchain.tools.join("zig");
    let (list, brought) = (own.join("wheels.txt"), own.join("brought.txt"));
    if !fs::read_to_string(&brought).is_ok_and(|text| text == WHEELS) {
        println!("Bringing zig from PyPI into {}.", House::say(&own));
        fs::create_dir_all(&own)?;
        fs::write(&list, WHEELS)?;
        let venv = own.join("venv");
        steps::run(
            Command::new("/usr/bin/python3")
                .args(["-m", "venv"])
                .arg(&venv),
        )?;
        steps::run(
            Command::new(venv.join("bin/pip"))
                .args(["install", "--quiet", "--disable-pip-version-check"])
                .args(["--require-hashes", "--only-binary=:all:", "--requirement"])
                .arg(&list),
        )?;
        fs::write(&brought, WHEELS)?;
    }
    for triple in [APPLE_SILICON, INTEL_MAC] {
        shims(toolchain, triple)?;
    }
    Ok(())
}

/// Commands that take what cargo's build scripts give to Apple's own compiler.
fn shims(toolchain: &Toolchain, triple: &str) -> Result<()> {
    let bin = toolchain.tools.join("zig/venv/bin");
    let python = bin.join("python3");
    let machine = triple.trim_end_matches("-apple-darwin");
    for (tool, kind) in [(Tool::C, "cc"), (Tool::Cxx, "c++")] {
        let line = format!(
            "export CARGO_ZIGBUILD_ZIG_COMMAND='{python}' CARGO_ZIGBUILD_ZIG_COMMAND_ARGS='-m ziglang' \
             CARGO_ZIGBUILD_ZIG_VERSION={ZIG}\n\
             exec '{bin}/cargo-zigbuild' zig {kind} -- -g -fno-sanitize=all -target {machine}-macos-none",
            python = python.display(),
            bin = bin.display(),
        );
        shim(toolchain, tool, triple, &line)?;
    }
    let line = format!("exec '{}' -m ziglang ar", python.display());
    shim(toolchain, Tool::Ar, triple, &line)
}

/// Written only where it would be another: dependencies are built anew when their compiler changes.
fn shim(toolchain: &Toolchain, tool: Tool, triple: &str, line: &str) -> Result<()> {
    let path = tool.path(toolchain, triple);
    if fs::read_to_string(&path).is_ok_and(|text| text.contains(line)) {
        return Ok(());
    }
    node::shim(&path, line)
}

/// The variables by which build scripts find these compilers.
pub(super) fn compilers(toolchain: &Toolchain, triple: &str) -> Vec<(String, PathBuf)> {
    if ![APPLE_SILICON, INTEL_MAC].contains(&triple) {
        return Vec::new();
    }
    let named = |(variable, tool): (&str, Tool)| {
        let variable = format!("{variable}_{}", triple.replace('-', "_"));
        (variable, tool.path(toolchain, triple))
    };
    [("CC", Tool::C), ("CXX", Tool::Cxx), ("AR", Tool::Ar)]
        .map(named)
        .into()
}

#[derive(Debug, Clone, Copy)]
enum Tool {
    C,
    Cxx,
    Ar,
}

impl Tool {
    fn path(self, toolchain: &Toolchain, triple: &str) -> PathBuf {
        let name = match self {
            Self::C => "cc",
            Self::Cxx => "c++",
            Self::Ar => "ar",
        };
        toolchain.tools.join(format!("zig/{triple}-{name}"))
    }
}
