//! Writes the man pages and the shells' completions of `shipbell` into a folder, from the same
//! definition that reads the command line: `manual FOLDER`.

#[path = "../src/args.rs"]
#[allow(dead_code, reason = "only the definition is wanted, not what it reads")]
mod args;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::{Shell, generate_to};

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).context("manual FOLDER")?;
    let folder = PathBuf::from(folder);
    fs::create_dir_all(&folder)?;
    let mut command = args::Args::command();
    for shell in [Shell::Bash, Shell::Fish, Shell::Zsh, Shell::PowerShell] {
        generate_to(shell, &mut command, "shipbell", &folder)?;
    }
    clap_mangen::generate_to(command, &folder)?;
    Ok(())
}
