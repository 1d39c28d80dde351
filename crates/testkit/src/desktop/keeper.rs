//! The processes of a desktop, and the promise that none of them outlives it.
//!
//! Each part leads a process group of its own, and an orderly end ends exactly these groups. A small
//! shell script, in yet another group, holds the same numbers and reads from a pipe: when the pipe
//! closes because the test itself was killed, the script does it instead, and removes the folder.

use std::fs::File;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process_group};

use super::furniture::Places;

// Written so that every sh takes it: dash knows neither `kill --` nor a group after `-s`.
const SCRIPT: &str = r#"
groups=
while read -r group; do groups="$groups -$group"; done
[ -n "$groups" ] || exit 0
kill -TERM $groups 2>/dev/null
sleep 1
kill -KILL $groups 2>/dev/null
rm -rf "$1"
"#;

/// How long a part may take to end when it is asked to.
const GRACE: Duration = Duration::from_secs(1);

/// Starts the parts of a desktop and ends them.
#[derive(Debug)]
pub(super) struct Keeper {
    script: Child,
    pipe: Option<ChildStdin>,
    kept: Vec<Daemon>,
}

#[derive(Debug)]
struct Daemon {
    name: String,
    child: Child,
}

impl Keeper {
    /// `folder` is what the desktop lies in.
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let mut script = Command::new("sh")
            .args(["-c", SCRIPT, "keeper"])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        let pipe = script.stdin.take();
        Ok(Self {
            script,
            pipe,
            kept: Vec::new(),
        })
    }

    /// A command on this desktop, in a group of its own; its words go to its log.
    pub(super) fn command(
        program: &str,
        env: &[(String, String)],
        places: &Places,
    ) -> Result<Command> {
        let log = File::create(places.log(program))?;
        let mut command = Command::new(program);
        super::furniture::strip(&mut command);
        command
            .envs(env.iter().map(|(key, value)| (key, value)))
            .current_dir(&places.home)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .process_group(0);
        Ok(command)
    }

    /// Starts it, and makes it end with the desktop.
    pub(super) fn spawn(&mut self, command: &mut Command) -> Result<&mut Child> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .spawn()
            .with_context(|| format!("{name} could not be started"))?;
        if let Some(pipe) = &mut self.pipe {
            writeln!(pipe, "{}", child.id())?;
        }
        self.kept.push(Daemon { name, child });
        let kept = self.kept.last_mut().context("nothing is kept")?;
        Ok(&mut kept.child)
    }

    /// Takes one part away while the rest goes on; nothing happens if it is away already.
    pub(super) fn stop(&mut self, name: &str) -> Result<()> {
        if let Some(at) = self.kept.iter().position(|daemon| daemon.name == name) {
            let mut daemon = self.kept.swap_remove(at);
            daemon.signal(Signal::KILL);
            daemon.child.wait()?;
        }
        Ok(())
    }

    /// Sends one part a signal.
    pub(super) fn signal(&self, name: &str, signal: Signal) -> Result<()> {
        self.kept
            .iter()
            .find(|daemon| daemon.name == name)
            .with_context(|| format!("There is no {name} any more"))?
            .signal(signal);
        Ok(())
    }
}

impl Daemon {
    /// A group that is gone already is as good as one that heard the signal.
    fn signal(&self, signal: Signal) {
        let _ = kill_process_group(Pid::from_child(&self.child), signal);
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // The script goes first, so that the groups have one judge only.
        let _ = self.script.kill();
        let _ = self.script.wait();
        self.pipe = None;
        for daemon in &self.kept {
            daemon.signal(Signal::TERM);
            // One that a test has put to sleep must wake up to hear it.
            daemon.signal(Signal::CONT);
        }
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline
            && (self.kept.iter_mut()).any(|daemon| matches!(daemon.child.try_wait(), Ok(None)))
        {
            std::thread::sleep(Duration::from_millis(10));
        }
        for daemon in &mut self.kept {
            // Also for a group whose leader has ended: the leader's own children may still be there.
            daemon.signal(Signal::KILL);
            let _ = daemon.child.wait();
        }
    }
}
