//! The session bus: started, and asked with busctl.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::furniture::Places;
use super::keeper::Keeper;

/// Starts the bus and gives its address.
pub(super) fn start(
    keeper: &mut Keeper,
    places: &Places,
    env: &[(String, String)],
) -> Result<String> {
    let mut command = Keeper::command("dbus-daemon", env, places)?;
    command
        .arg(format!("--config-file={}", places.bus_config.display()))
        .args(["--nofork", "--print-address=1"])
        .stdout(Stdio::piped());
    let pipe = keeper.spawn(&mut command)?.stdout.take();
    let mut line = String::new();
    BufReader::new(pipe.context("dbus-daemon was started without a pipe")?).read_line(&mut line)?;
    ensure!(
        !line.trim().is_empty(),
        "dbus-daemon ended before it listened"
    );
    ensure!(
        Path::new(&places.bus_socket).exists(),
        "dbus-daemon listens elsewhere: {line}"
    );
    Ok(format!("unix:path={}", places.bus_socket.display()))
}

/// A way to one session bus.
#[derive(Debug, Clone)]
pub(super) struct Bus {
    address: String,
}

impl Bus {
    pub(super) fn at(address: &str) -> Self {
        Self {
            address: address.to_owned(),
        }
    }

    /// busctl on this bus.
    pub(super) fn busctl(&self) -> Command {
        let mut command = Command::new("busctl");
        command
            .arg(format!("--address={}", self.address))
            .args(["--json=short", "--timeout=10"])
            .stdin(Stdio::null());
        command
    }

    /// Calls a method; `args` begin with the signature, where there are any.
    pub(super) fn call(
        &self,
        service: &str,
        path: &str,
        method: (&str, &str),
        args: &[&str],
    ) -> Result<Vec<Value>> {
        let (interface, member) = method;
        let said = ask(self
            .busctl()
            // Ends busctl's own options: an argument of the call may be a negative number.
            .args(["call", "--", service, path, interface, member])
            .args(args))?;
        if said.is_empty() {
            return Ok(Vec::new());
        }
        let mut answer: Value = serde_json::from_slice(&said)?;
        match answer.get_mut("data").map(Value::take) {
            Some(Value::Array(values)) => Ok(values),
            _ => Ok(Vec::new()),
        }
    }

    /// Reads a property.
    pub(super) fn property(
        &self,
        service: &str,
        path: &str,
        interface: &str,
        name: &str,
    ) -> Result<Value> {
        let said = ask(self
            .busctl()
            .args(["get-property", service, path, interface, name]))?;
        let mut answer: Value = serde_json::from_slice(&said)?;
        Ok(answer.get_mut("data").map(Value::take).unwrap_or_default())
    }

    /// Whether anybody owns the name now; shaped for [`crate::wait::until`].
    pub(super) fn has_owner(&self, name: &str) -> Result<Option<()>> {
        const BUS: &str = "org.freedesktop.DBus";
        let answer = self.call(
            BUS,
            "/org/freedesktop/DBus",
            (BUS, "NameHasOwner"),
            &["s", name],
        )?;
        Ok((answer.first() == Some(&Value::Bool(true))).then_some(()))
    }
}

fn ask(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.output().context("busctl could not be started")?;
    ensure!(
        output.status.success(),
        "The bus refused: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(output.stdout)
}
