//! cargo's helpers that the checks use, installed into the target folder when they are missing.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::house::House;
use crate::steps;

/// A cargo subcommand, ready to be given its arguments.
pub(crate) fn cargo_tool(house: &House, name: &str, version: &str) -> Result<Command> {
    let root = house.target.join("tools");
    let own: PathBuf = root
        .join("bin")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    for program in [PathBuf::from(name), own.clone()] {
        if Command::new(&program)
            .arg("--version")
            .output()
            .is_ok_and(|said| said.status.success())
        {
            let mut command = Command::new(program);
            command.current_dir(&house.root);
            return Ok(command);
        }
    }
    println!(
        "{name} is not installed; building it once into {}.",
        House::say(&root)
    );
    steps::run(
        house
            .cargo()
            .args(["install", "--quiet", "--locked", name, "--version", version])
            .arg("--root")
            .arg(&root)
            .arg("--target-dir")
            .arg(root.join("build")),
    )?;
    let mut command = Command::new(own);
    command.current_dir(&house.root);
    Ok(command)
}

/// Whether nextest is there; it is faster where it is, and not needed where it is not.
pub(crate) fn has_nextest(house: &House) -> bool {
    house
        .cargo()
        .args(["nextest", "--version"])
        .output()
        .is_ok_and(|said| said.status.success())
}
