//! Which process is ours, for the start after one at which nobody could end it.

use std::path::PathBuf;

#[cfg(unix)]
use serde::{Deserialize, Serialize};

/// What a folder says about a process that runs.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    path: PathBuf,
}

#[cfg(unix)]
#[derive(Debug, Serialize, Deserialize)]
struct Ours {
    pid: u32,
    /// As [`super::birth::of`] tells it.
    born: String,
    program: String,
}

impl Record {
    pub(crate) fn new(mut folder: PathBuf) -> Self {
        folder.push("tunnel.json");
        Self { path: folder }
    }

    pub(crate) fn forget(&self) {
        // Where there is none, there is nothing to forget.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
impl Record {
    /// Takes down that this process is ours.
    pub(crate) fn write(&self, pid: Option<u32>, program: &str) -> std::io::Result<()> {
        use std::io::Write;
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};

        let ours = pid.and_then(|pid| {
            let born = super::birth::of(pid)?;
            let program = program.to_owned();
            Some(Ours { pid, born, program })
        });
        let Some(ours) = ours else {
            // It ended already.
            return Ok(());
        };
        if let Some(folder) = self.path.parent() {
            let mut make = std::fs::DirBuilder::new();
            make.recursive(true).mode(0o700).create(folder)?;
        }
        // Beside it and then over it: half a record would find nobody.
        let beside = self.path.with_extension("json.new");
        let _ = std::fs::remove_file(&beside);
        let mut open = std::fs::OpenOptions::new();
        let mut file = open
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&beside)?;
        file.write_all(&serde_json::to_vec(&ours)?)?;
        std::fs::rename(&beside, &self.path)
    }

    /// Ends what an earlier owner left behind. A number that means another process by now is left
    /// alone.
    pub(crate) async fn end_leftover(&self) {
        use super::birth;
        use super::process::{GRACE, unix::Group};
        use rustix::process::Signal;

        let read = std::fs::read(&self.path).ok();
        let ours = read.and_then(|read| serde_json::from_slice::<Ours>(&read).ok());
        if let Some(ours) = ours {
            let lives = || birth::of(ours.pid).as_ref() == Some(&ours.born);
            let group = Group::led_by(Some(ours.pid));
            if lives() {
                group.signal(Signal::TERM);
                gone(&lives, GRACE).await;
                if lives() {
                    group.signal(Signal::KILL);
                    gone(&lives, GRACE).await;
                }
            }
        }
        self.forget();
    }
}

/// It is no child of ours, so that there is only looking.
#[cfg(unix)]
async fn gone(lives: &impl Fn() -> bool, patience: std::time::Duration) {
    let until = tokio::time::Instant::now() + patience;
    while lives() && tokio::time::Instant::now() < until {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// On Windows the system itself ends what is ours with us (see `process`).
#[cfg(not(unix))]
#[expect(
    clippy::unused_self,
    clippy::unused_async,
    clippy::unnecessary_wraps,
    reason = "as where there is something to write"
)]
impl Record {
    pub(crate) fn write(&self, _: Option<u32>, _: &str) -> std::io::Result<()> {
        Ok(())
    }

    pub(crate) async fn end_leftover(&self) {}
}
