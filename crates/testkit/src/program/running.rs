//! A started program: its lines as they come, and its several ends.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, bail};

use crate::wait::until;

/// A program that runs; it is killed when the value goes.
#[derive(Debug)]
pub struct Running {
    child: Child,
    name: String,
    out: Lines,
    err: Lines,
    /// Where it is asked to end.
    #[cfg(windows)]
    home: Option<std::path::PathBuf>,
}

type Lines = Arc<Mutex<Heard>>;

/// What came out of a pipe, and whether its end was reached.
#[derive(Debug, Default)]
struct Heard {
    lines: Vec<String>,
    complete: bool,
}

impl Running {
    pub(super) fn start(mut command: Command, name: String) -> Result<Self> {
        #[cfg(windows)]
        let home = command
            .get_envs()
            .find_map(|(key, value)| (key == "SHIPBELL_HOME").then(|| value.map(Into::into))?);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{name} could not be started"))?;
        Ok(Self {
            out: collect(child.stdout.take()),
            err: collect(child.stderr.take()),
            child,
            name,
            #[cfg(windows)]
            home,
        })
    }

    /// The process's id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it wrote to stdout so far, line by line.
    pub fn stdout(&self) -> Vec<String> {
        heard(&self.out).lines.clone()
    }

    /// What it wrote to stderr so far, line by line.
    pub fn stderr(&self) -> Vec<String> {
        heard(&self.err).lines.clone()
    }

    /// The first line on stdout that contains `part`, waiting for it if need be.
    pub fn wait_line(&mut self, part: &str) -> Result<String> {
        self.wait_in(part, Self::stdout)
    }

    /// The first line on stderr that contains `part`, waiting for it if need be.
    pub fn wait_words(&mut self, part: &str) -> Result<String> {
        self.wait_in(part, Self::stderr)
    }

    fn wait_in(&mut self, part: &str, lines: fn(&Self) -> Vec<String>) -> Result<String> {
        let what = format!("A line of {} with \"{part}\"", self.name);
        let found = until(&what, || {
            // The end counts only once all that was said before it has been read.
            let complete = [&self.out, &self.err].map(|lines| heard(lines).complete);
            let line = lines(self).into_iter().find(|line| line.contains(part));
            match line {
                Some(line) => Ok(Some(Ok(line))),
                None if complete == [true, true] => Ok(self.child.try_wait()?.map(Err)),
                None => Ok(None),
            }
        })?;
        match found {
            Ok(line) => Ok(line),
            Err(status) => bail!(
                "{} ended with {status} before it wrote \"{part}\". It said:\n{}",
                self.name,
                self.stderr().join("\n")
            ),
        }
    }

    /// Whether it still runs.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits for it to end by itself.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        until(&format!("The end of {}", self.name), || {
            Ok(self.child.try_wait()?)
        })
    }

    /// Ends it at once and with no warning, as a power cut would.
    pub fn kill9(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to end, as the system does that, and waits until it has.
    pub fn ask_to_end(&mut self) -> Result<ExitStatus> {
        #[cfg(unix)]
        return self.sigterm();
        #[cfg(windows)]
        return self.leave();
    }

    /// Windows has no signal that asks a program without a window to end; Shipbell's control pipe does.
    #[cfg(windows)]
    fn leave(&mut self) -> Result<ExitStatus> {
        use std::io::Write;
        let home = self.home.as_ref().context("it was started in no home")?;
        let instance = std::fs::read_to_string(home.join("instance"))?;
        let pipe = format!(r"\\.\pipe\shipbell-{}", instance.trim());
        // Between one client and the next, a pipe may be busy.
        let mut pipe = until("A line to the running Shipbell", || {
            let mut options = std::fs::File::options();
            Ok(Some(options.read(true).write(true).open(&pipe)?))
        })?;
        pipe.write_all(b"{\"command\":\"leave\"}\n")?;
        let mut answer = String::new();
        BufReader::new(pipe).read_line(&mut answer)?;
        self.wait()
    }

    /// Asks it to end, and waits until it has.
    #[cfg(unix)]
    pub fn sigterm(&mut self) -> Result<ExitStatus> {
        use rustix::process::{Pid, Signal, kill_process};
        kill_process(Pid::from_child(&self.child), Signal::TERM)?;
        self.wait()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.is_alive() {
            // Nothing can be done about a failure here, and the next test must not be hindered.
            let _ = self.kill9();
        }
    }
}

/// Reads a pipe to its end on a thread of its own, so that a talkative program never blocks on it.
fn collect(pipe: Option<impl Read + Send + 'static>) -> Lines {
    let lines = Lines::default();
    let shared = Arc::clone(&lines);
    std::thread::spawn(move || {
        let Some(pipe) = pipe else { return };
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            heard(&shared).lines.push(line);
        }
        heard(&shared).complete = true;
    });
    lines
}

fn heard(lines: &Lines) -> MutexGuard<'_, Heard> {
    lines.lock().unwrap_or_else(PoisonError::into_inner)
}
