//! May we change the system? Asked before every use of sudo.

use std::fmt;
use std::io::{IsTerminal, Write, stdin, stdout};
use std::process::Command;

use anyhow::Result;

/// Nothing went wrong, but a person has to do or decide something first (exit code 3).
#[derive(Debug)]
pub(crate) struct NeedsUser(pub(crate) String);

impl fmt::Display for NeedsUser {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for NeedsUser {}

/// Whether questions are answered beforehand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Consent {
    pub(crate) yes: bool,
}

impl Consent {
    /// Root is not asked: nothing is gained that was not there. `commands` is what would be run.
    pub(crate) fn ask(self, purpose: &str, commands: &[String]) -> Result<()> {
        println!("{purpose}");
        for command in commands {
            println!("    {command}");
        }
        if self.yes || is_root() {
            return Ok(());
        }
        if !stdin().is_terminal() {
            return Err(NeedsUser(
                "There is nobody here to ask. Run the commands above, or say `--yes`.".to_owned(),
            )
            .into());
        }
        print!("Run this now? [Y/n] ");
        stdout().flush()?;
        let mut answer = String::new();
        stdin().read_line(&mut answer)?;
        match answer.trim().to_lowercase().as_str() {
            "" | "y" | "yes" => Ok(()),
            _ => Err(NeedsUser("Run it when it suits you, then try again.".to_owned()).into()),
        }
    }
}

/// Whether sudo is not needed.
pub(crate) fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|said| said.stdout.trim_ascii() == b"0")
}
