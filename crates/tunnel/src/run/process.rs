//! A program that runs with whatever it starts, and ends with it.

use std::io;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{Child, ChildStderr, ChildStdout, Command};
use tokio::time::timeout;

use crate::plan::Plan;

/// What a program gets to end well, and after that to end at all.
pub(crate) const GRACE: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    group: group::Group,
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
        // https://no-color.org: the output is for a log.
        command.env("NO_COLOR", "1");
        command.envs(plan.env.iter().map(|(name, value)| (name, value)));
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.kill_on_drop(true);
        group::alone(&mut command);
        let child = command.spawn()?;
        let pid = child.id();
        let group = group::Group::of(&child)?;
        Ok(Self {
            child,
            group,
            pid,
            over: false,
        })
    }

    pub(crate) const fn pid(&self) -> Option<u32> {
        self.pid
    }

    pub(crate) const fn output(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
        (self.child.stdout.take(), self.child.stderr.take())
    }

    /// Waits until it ended by itself; what it left behind is ended, too.
    pub(crate) async fn ended(&mut self) -> Option<i32> {
        let status = self.child.wait().await;
        self.close();
        status.ok()?.code()
    }

    /// Ends it, at first politely.
    pub(crate) async fn end(&mut self) {
        if self.over {
            return;
        }
        self.group.terminate();
        if timeout(GRACE, self.child.wait()).await.is_err() {
            self.group.kill();
            // Only a process that hangs in the system itself is still there; there is no more to do.
            let _ = timeout(GRACE, self.child.wait()).await;
        }
        self.close();
    }

    /// Its number may soon mean another process: from here on it is not used.
    fn close(&mut self) {
        if !self.over {
            self.group.kill();
            self.over = true;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(unix)]
pub(crate) mod group {
    //! A process group: a wrapper's children belong to it.

    use std::io;

    use rustix::process::{Pid, Signal, kill_process_group};
    use tokio::process::{Child, Command};

    #[derive(Debug)]
    pub(crate) struct Group(Option<Pid>);

    pub(super) fn alone(command: &mut Command) {
        command.process_group(0);
    }

    impl Group {
        #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
        pub(super) fn of(child: &Child) -> io::Result<Self> {
            Ok(Self::led_by(child.id()))
        }

        pub(crate) fn led_by(pid: Option<u32>) -> Self {
            // 0 would be our own group, and 1 the system's.
            let pid = pid
                .and_then(|pid| i32::try_from(pid).ok())
                .filter(|pid| *pid > 1);
            Self(pid.and_then(Pid::from_raw))
        }

        pub(crate) fn terminate(&self) {
            self.signal(Signal::TERM);
        }

        pub(crate) fn kill(&self) {
            self.signal(Signal::KILL);
        }

        fn signal(&self, signal: Signal) {
            if let Some(pid) = self.0 {
                // Nobody left in it is what is wanted.
                let _ = kill_process_group(pid, signal);
            }
        }
    }
}

#[cfg(not(unix))]
pub(crate) mod group {
    use std::io;
    use tokio::process::{Child, Command};

    #[derive(Debug)]
    pub(crate) struct Group;
    pub(super) const fn alone(_: &mut Command) {}
    impl Group {
        pub(super) fn of(_: &Child) -> io::Result<Self> {
            Ok(Self)
        }
        pub(crate) fn terminate(&self) {}
        pub(crate) fn kill(&self) {}
    }
}
