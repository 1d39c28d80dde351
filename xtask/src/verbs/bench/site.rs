//! A home with one endpoint, and Shipbell started in it.

use std::fs::{self, File};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use shipbell_testkit::{Program, Running};
use tempfile::TempDir;

use super::Bench;
use super::storm::Caller;
use crate::letters::Letters;

/// Small beside what is waited for.
const STEP: Duration = Duration::from_micros(200);
/// The database is checked before the door opens, which takes a while where it is large.
const PATIENCE: Duration = Duration::from_mins(2);

pub(super) struct Site {
    folder: TempDir,
    binaries: PathBuf,
    address: SocketAddr,
    path: String,
    secret: String,
}

impl Site {
    pub(super) fn new(bench: &Bench) -> Result<Self> {
        let mut site = Self {
            folder: tempfile::Builder::new()
                .prefix("home-")
                .tempdir_in(&bench.folder)?,
            binaries: bench.binaries.clone(),
            address: TcpListener::bind("127.0.0.1:0")?.local_addr()?,
            path: String::new(),
            secret: String::new(),
        };
        let settings = format!("[connection]\nlisten = \"{}\"\n", site.address);
        fs::write(site.folder.path().join("shipbell.toml"), settings)?;
        let mut running = site.serve()?;
        let add = site.shipbell().args(["--json", "endpoint", "add", "Bench"]);
        let added: Value = serde_json::from_str(&add.say()?)?;
        let text = |key| {
            let text = added.get(key).and_then(Value::as_str);
            text.map(str::to_owned)
                .with_context(|| format!("`endpoint add` told no {key}"))
        };
        site.path = text("path")?;
        site.secret = text("secret")?;
        end(&mut running)?;
        Ok(site)
    }

    /// As [`Site::new`], with a copy of a feed that was filled before, of which nothing is forgotten.
    pub(super) fn with_past(bench: &Bench, feed: &Path) -> Result<Self> {
        let site = Self::new(bench)?;
        let mut settings = File::options()
            .append(true)
            .open(site.home().join("shipbell.toml"))?;
        settings.write_all(b"\n[history]\nkeep-days = 0\n")?;
        for entry in fs::read_dir(site.home())?.chain(fs::read_dir(feed)?) {
            let entry = entry?;
            let name = entry.file_name();
            if !name.to_string_lossy().starts_with("feed.db") {
                continue;
            }
            // First those of the home itself, then those that take their place.
            if entry.path().starts_with(site.home()) {
                fs::remove_file(entry.path())?;
            } else {
                fs::copy(entry.path(), site.home().join(name))?;
            }
        }
        Ok(site)
    }

    pub(super) fn home(&self) -> &Path {
        self.folder.path()
    }

    fn program(&self, name: &str) -> Program {
        Program::other(self.binaries.join(name))
            .home(self.folder.path())
            .env("SHIPBELL_SECRETS", "file")
    }

    pub(super) fn shipbell(&self) -> Program {
        self.program("shipbell")
    }

    #[cfg(target_os = "linux")]
    pub(super) fn app(&self) -> Program {
        self.program("shipbell-desktop")
    }

    #[cfg(target_os = "linux")]
    pub(super) fn log(&self) -> PathBuf {
        self.folder.path().join("logs/shipbell.log")
    }

    /// The headless engine, once it listens.
    pub(super) fn serve(&self) -> Result<Running> {
        let mut running = self.shipbell().args(["--json", "serve"]).start()?;
        running.wait_line("address")?;
        Ok(running)
    }

    /// A program that is just being started, and how long it took to its first 200.
    pub(super) fn first_answer(&self, program: Program) -> Result<(Running, Duration)> {
        let start = Instant::now();
        let running = program.start()?;
        loop {
            let knock = Caller::connect(self.letters()?).and_then(|mut caller| caller.call());
            let took = start.elapsed();
            match knock {
                Ok(_) => return Ok((running, took)),
                Err(error) if took > PATIENCE => bail!("no 200 after {took:?}: {error:#}"),
                Err(_) => sleep(STEP),
            }
        }
    }

    pub(super) fn letters(&self) -> Result<Letters> {
        let signature = "X-Apple-Signature: hmacsha256=";
        Letters::new(self.address, &self.path, signature, &self.secret)
    }
}

/// Asked to end, where programs can be asked.
pub(super) fn end(running: &mut Running) -> Result<()> {
    #[cfg(unix)]
    running.sigterm()?;
    #[cfg(not(unix))]
    running.kill9()?;
    Ok(())
}
