//! A process group: a wrapper's children belong to it.

use std::io;
use std::process::ExitStatus;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};

#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    group: Group,
}

impl Running {
    /// In a group of its own: what ends ours by a key in a terminal does not end it before us.
    pub(super) fn start(mut command: Command) -> io::Result<Self> {
        let child = command.process_group(0).kill_on_drop(true).spawn()?;
        let group = Group::led_by(child.id());
        Ok(Self { child, group })
    }

    pub(super) fn pid(&self) -> Option<u32> {
        self.child.id()
    }

    pub(super) fn output(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
        (self.child.stdout.take(), self.child.stderr.take())
    }

    pub(super) async fn wait(&mut self) -> io::Result<ExitStatus> {
        self.child.wait().await
    }

    pub(super) fn terminate(&self) {
        self.group.signal(Signal::TERM);
    }

    pub(super) fn kill(&self) {
        self.group.signal(Signal::KILL);
    }
}

/// The group that this process leads.
#[derive(Debug)]
pub(crate) struct Group(Option<Pid>);

impl Group {
    pub(crate) fn led_by(pid: Option<u32>) -> Self {
        // 0 would be our own group, and 1 the system's.
        let pid = pid
            .and_then(|pid| i32::try_from(pid).ok())
            .filter(|pid| *pid > 1);
        Self(pid.and_then(Pid::from_raw))
    }

    pub(crate) fn signal(&self, signal: Signal) {
        if let Some(pid) = self.0 {
            // Nobody left in it is what is wanted.
            let _ = kill_process_group(pid, signal);
        }
    }
}
