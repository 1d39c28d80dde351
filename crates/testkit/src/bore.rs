//! bore's server: the other end of a real tunnel, on this computer.

use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result};

use crate::wait::until;

/// The port on which it waits for its clients; it can't be another.
const CONTROL: u16 = 7835;

/// Where bore is: in `SHIPBELL_TEST_BORE`, else on the path.
pub fn program() -> Result<PathBuf> {
    let named = std::env::var_os("SHIPBELL_TEST_BORE").map(PathBuf::from);
    let found = named.or_else(|| {
        let path = std::env::var_os("PATH")?;
        let name = format!("bore{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(&path)
            .map(|folder| folder.join(&name))
            .find(|file| file.is_file())
    });
    found.context(
        "bore is needed: `cargo install bore-cli --locked`, or its path in SHIPBELL_TEST_BORE",
    )
}

/// The server; it ends with the value.
#[derive(Debug)]
pub struct BoreServer {
    child: Child,
    host: String,
}

impl BoreServer {
    /// At an address that no other test has.
    pub fn open() -> Result<Self> {
        Self::at(&host(), None)
    }

    /// The same, for clients that know the secret alone.
    pub fn with_secret(secret: &str) -> Result<Self> {
        Self::at(&host(), Some(secret))
    }

    /// At the address that another had before.
    pub fn again_at(host: &str) -> Result<Self> {
        Self::at(host, None)
    }

    fn at(host: &str, secret: Option<&str>) -> Result<Self> {
        let mut command = Command::new(program()?);
        command.args(["server", "--bind-addr", host, "--min-port", "20000"]);
        command.env_remove("BORE_SECRET");
        if let Some(secret) = secret {
            command.env("BORE_SECRET", secret);
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("bore's server could not be started")?;
        let server = Self {
            child,
            host: host.to_owned(),
        };
        until("bore's server", || {
            Ok(TcpStream::connect((host, CONTROL)).ok())
        })?;
        Ok(server)
    }

    /// What a client is told as its server.
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl Drop for BoreServer {
    fn drop(&mut self) {
        // It may have ended already, and then there is nothing left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the whole of 127.0.0.0/8 is this computer, each test has an address of its own.
fn host() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    if !cfg!(target_os = "linux") {
        return "127.0.0.1".to_owned();
    }
    let own = std::process::id();
    let number = COUNT.fetch_add(1, Ordering::Relaxed) % 250;
    format!(
        "127.{}.{}.{}",
        1 + own / 250 % 250,
        1 + own % 250,
        1 + number
    )
}
