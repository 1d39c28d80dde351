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
    install(house, name, version)?;
    let mut command = Command::new(own);
    command.current_dir(&house.root);
    Ok(command)
}

fn install(house: &House, package: &str, version: &str) -> Result<()> {
    let root = house.target.join("tools");
    println!(
        "{package} is not installed; building it once into {}.",
        House::say(&root)
    );
    steps::run(
        house
            .cargo()
            .args([
                "install",
                "--quiet",
                "--locked",
                package,
                "--version",
                version,
            ])
            // They run for seconds, once; optimised they are built for minutes.
            .arg("--debug")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .arg("--root")
            .arg(&root)
            .arg("--target-dir")
            .arg(root.join("build")),
    )
}

/// Where a program is that crates.io carries and tests start; built once where it is missing.
pub(crate) fn program(house: &House, package: &str, name: &str, version: &str) -> Result<PathBuf> {
    let root = house.target.join("tools");
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let own = root.join("bin").join(file);
    if !own.exists() {
        install(house, package, version)?;
    }
    Ok(own)
}

/// A program that `PyPI` carries, in a venv inside the target folder; none where Python is missing.
pub(crate) fn python_tool(house: &House, name: &str, version: &str) -> Result<Option<Command>> {
    let venv = house.target.join("tools").join(format!("{name}-{version}"));
    let programs = venv.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let own = programs.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !own.exists() {
        let python = if cfg!(windows) { "python" } else { "python3" };
        let has_venv = Command::new(python)
            .args(["-c", "import ensurepip, venv"])
            .output();
        if !has_venv.is_ok_and(|said| said.status.success()) {
            return Ok(None);
        }
        println!("Bringing {name} from PyPI into {}.", House::say(&venv));
        steps::run(Command::new(python).args(["-m", "venv"]).arg(&venv))?;
        steps::run(
            Command::new(programs.join("pip"))
                .args(["install", "--quiet", "--disable-pip-version-check"])
                .args(["--only-binary=:all:", "--no-deps"])
                .arg(format!("{name}=={version}")),
        )?;
    }
    let mut command = Command::new(own);
    command.current_dir(&house.root);
    Ok(Some(command))
}

/// Whether nextest is there; it is faster where it is, and not needed where it is not.
pub(crate) fn has_nextest(house: &House) -> bool {
    house
        .cargo()
        .args(["nextest", "--version"])
        .output()
        .is_ok_and(|said| said.status.success())
}
