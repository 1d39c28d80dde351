//! The keyring: unlocked from the start, lockable, and readable from outside.

use std::io::Write;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use super::Desktop;
use super::furniture::Places;
use super::keeper::Keeper;
use crate::wait::until;

const SECRETS: &str = "org.freedesktop.secrets";
const LOGIN: &str = "/org/freedesktop/secrets/collection/login";
/// It protects nothing: the keyring lives as long as the test.
const PASSWORD: &[u8] = b"open sesame";

pub(super) fn start(keeper: &mut Keeper, places: &Places, env: &[(String, String)]) -> Result<()> {
    let mut command = Keeper::command("gnome-keyring-daemon", env, places)?;
    command
        .args(["--foreground", "--unlock", "--components=secrets"])
        .stdin(Stdio::piped());
    let mut pipe = keeper
        .spawn(&mut command)?
        .stdin
        .take()
        .context("the keyring was started without a pipe")?;
    pipe.write_all(PASSWORD)?;
    Ok(())
}

impl Desktop {
    /// Looks a secret up by its attributes, as `secret-tool` does for anybody.
    pub fn secret_tool_lookup(&self, attributes: &[(&str, &str)]) -> Result<Option<String>> {
        let output = self
            .command("secret-tool")
            .arg("lookup")
            .args(attributes.iter().flat_map(|(key, value)| [key, value]))
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(said.trim().is_empty(), "secret-tool: {}", said.trim());
        Ok(output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
    }

    /// Whether the login keyring is locked now.
    pub fn keyring_is_locked(&self) -> Result<bool> {
        let locked = self.bus.property(
            SECRETS,
            LOGIN,
            "org.freedesktop.Secret.Collection",
            "Locked",
        )?;
        locked
            .as_bool()
            .context("The keyring did not say whether it is locked")
    }

    /// Locks the login keyring, as a screen lock may do.
    pub fn lock_keyring(&self) -> Result<()> {
        self.bus.call(
            SECRETS,
            "/org/freedesktop/secrets",
            ("org.freedesktop.Secret.Service", "Lock"),
            &["ao", "1", LOGIN],
        )?;
        ensure!(self.keyring_is_locked()?, "The keyring stayed open");
        Ok(())
    }

    /// Brings the keyring back, unlocked and with all it had, as logging in again does.
    pub fn unlock_keyring(&self) -> Result<()> {
        self.stop_keyring()?;
        start(&mut self.keeper(), &self.places, &self.env)?;
        self.wait_for_keyring()
    }

    pub(super) fn wait_for_keyring(&self) -> Result<()> {
        until("An unlocked keyring on the bus", || {
            Ok((!self.keyring_is_locked()?).then_some(()))
        })
    }

    /// Takes the keyring away: from now on there is none on the bus.
    pub fn stop_keyring(&self) -> Result<()> {
        self.keeper().stop("gnome-keyring-daemon")
    }
}
