//! A home, a folder with programs, and a supervisor that knows no others.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests' own furniture")]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use shipbell_tunnel::{Kind, Secret, State, Supervisor, Wanted};
use tempfile::TempDir;

/// Generous: the machine may be building something else.
const PATIENCE: Duration = Duration::from_secs(40);

pub(crate) struct Scene {
    folder: TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("programs")).unwrap();
        Self { folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn programs(&self) -> PathBuf {
        self.folder.path().join("programs")
    }

    pub(crate) fn supervisor(&self) -> Supervisor {
        Supervisor::searching(self.home(), vec![self.programs()])
    }

    /// Puts this program there under this name.
    pub(crate) fn put(&self, name: &str, program: &Path) {
        std::os::unix::fs::symlink(program, self.programs().join(name)).unwrap();
    }

    /// Puts the stand-in there, to behave like this.
    pub(crate) fn play(&self, name: &str, part: &str) {
        std::fs::write(self.programs().join(format!("{name}.play")), part).unwrap();
        if !self.programs().join(name).exists() {
            self.put(name, &stand_in());
        }
    }

    /// What the stand-in was told at its last start.
    pub(crate) fn saw(&self, name: &str) -> String {
        let file = self.programs().join(format!("{name}.saw"));
        for_sure(&format!("{name} started"), || {
            std::fs::read_to_string(&file).ok()
        })
    }

    pub(crate) fn saw_pid(&self, name: &str) -> u32 {
        let saw = self.saw(name);
        saw.lines()
            .next()
            .unwrap()
            .strip_prefix("pid ")
            .unwrap()
            .parse()
            .unwrap()
    }
}

pub(crate) fn stand_in() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_tunnel-stand-in"))
}

pub(crate) fn wanted(kind: Kind, door: SocketAddr, options: &[(&str, &str)]) -> Wanted {
    let options = options
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    Wanted {
        kind,
        door,
        options: options.collect(),
        secrets: BTreeMap::new(),
    }
}

pub(crate) fn with_secret(mut wanted: Wanted, key: &str, secret: &str) -> Wanted {
    wanted
        .secrets
        .insert(key.to_owned(), Secret::from(secret.to_owned()));
    wanted
}

/// A door behind which nobody is.
pub(crate) fn nowhere() -> SocketAddr {
    "127.0.0.1:9".parse().unwrap()
}

/// Waits for a state.
pub(crate) async fn until(
    supervisor: &Supervisor,
    what: &str,
    is: impl FnMut(&State) -> bool,
) -> State {
    let mut changes = supervisor.changes();
    let found = tokio::time::timeout(PATIENCE, changes.wait_for(is)).await;
    let Ok(state) = found else {
        panic!(
            "{what} did not come: {:?}\n{}",
            supervisor.state(),
            supervisor.log().join("\n")
        );
    };
    state.unwrap().clone()
}

/// As [`until`], for what no state tells. It holds its thread.
pub(crate) fn for_sure<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < until, "{what}: not in time");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn number(pid: u32) -> Pid {
    Pid::from_raw(i32::try_from(pid).unwrap()).unwrap()
}

pub(crate) fn kill(pid: u32) {
    kill_process(number(pid), Signal::KILL).unwrap();
}

/// Whether it runs; one that ended and that nobody has taken note of yet does not.
pub(crate) fn lives(pid: u32) -> bool {
    let there = test_kill_process(number(pid)).is_ok();
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    there && !stat.contains(") Z ")
}
