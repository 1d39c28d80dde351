//! A program that runs with whatever it starts, and ends with it.

#[cfg(unix)]
pub(crate) mod unix;
#[cfg(windows)]
mod windows;

use std::io;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{ChildStderr, ChildStdout, Command};
use tokio::time::timeout;
#[cfg(unix)]
use unix::Running;
#[cfg(windows)]
use windows::Running;

use crate::plan::Plan;

/// What a program gets to end well, and after that to end at all.
pub(crate) const GRACE: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(crate) struct Process {
    running: Running,
    pid: Option<u32>,
    over: bool,
}

impl Process {
    pub(crate) fn start(plan: &Plan) -> io::Result<Self> {
        let mut command = Command::new(&plan.program);
        command.args(&plan.args);
        for name in plan.without {
            command.env_remove(name);
        }
        // What an AppImage brings along is for itself.
        if std::env::var_os("APPIMAGE").is_some() {
            command.env_remove("LD_LIBRARY_PATH");
        }
        // https://no-color.org: the output is for a log.
        command.env("NO_COLOR", "1");
        command.envs(plan.env.iter().map(|(name, value)| (name, value)));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.stdin(Stdio::null());
        let running = Running::start(command)?;
        Ok(Self {
            pid: running.pid(),
            running,
            over: false,
        })
    }

    pub(crate) const fn pid(&self) -> Option<u32> {
        self.pid
    }

    pub(crate) fn output(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
        self.running.output()
    }

    /// Waits until it ended by itself; what it left behind is ended, too.
    pub(crate) async fn ended(&mut self) -> Option<i32> {
        let status = self.running.wait().await;
        self.close();
        status.ok()?.code()
    }

    /// Ends it, at first politely.
    pub(crate) async fn end(&mut self) {
        if self.over {
            return;
        }
        self.running.terminate();
        if timeout(GRACE, self.running.wait()).await.is_err() {
            self.running.kill();
            // Only what hangs in the system itself is still there, and nobody can do more.
            let _ = timeout(GRACE, self.running.wait()).await;
        }
        self.close();
    }

    /// Its number may soon mean another process: from here on it is not used.
    fn close(&mut self) {
        if !self.over {
            self.running.kill();
            self.over = true;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.close();
    }
}
