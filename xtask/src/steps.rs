//! Steps of a verb: named, timed, and told at the end.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// Runs a command in the open: its words go straight to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = line(command);
    println!("\n> {name}");
    let status = command
        .status()
        .with_context(|| format!("`{name}` could not be started"))?;
    ensure!(status.success(), "`{name}` ended with {status}");
    Ok(())
}

/// How a person would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or_default().to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

/// Several steps of which each is taken, whatever became of the ones before.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    taken: Vec<(String, Duration, Option<String>)>,
}

impl Steps {
    pub(crate) fn take(&mut self, name: &str, step: impl FnOnce() -> Result<()>) {
        println!("\n== {name}");
        let start = Instant::now();
        let fault = step().err().map(|error| format!("{error:#}"));
        if let Some(fault) = &fault {
            eprintln!("{fault}");
        }
        self.taken.push((name.to_owned(), start.elapsed(), fault));
    }

    /// Tells how each went; fails if any did.
    pub(crate) fn close(self, all_well: &str) -> Result<()> {
        println!();
        for (name, took, fault) in &self.taken {
            let verdict = if fault.is_some() { "FAILED" } else { "ok" };
            println!("{verdict:>6}  {:>5.0} s  {name}", took.as_secs_f64());
        }
        let failed: Vec<_> = self
            .taken
            .iter()
            .filter(|(_, _, fault)| fault.is_some())
            .map(|(name, _, _)| name.as_str())
            .collect();
        if failed.is_empty() {
            println!("\n{all_well}");
            return Ok(());
        }
        bail!("Failed: {}.", failed.join(", "))
    }
}
