//! On Windows a tunnel is in a job, which ends with its owner.
#![expect(clippy::unwrap_used, reason = "tests' own furniture")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use shipbell_tunnel::{Kind, Phase, Supervisor, Wanted};
use tempfile::TempDir;

const STAND_IN: &str = env!("CARGO_BIN_EXE_tunnel-stand-in");
const PATIENCE: Duration = Duration::from_mins(1);

fn programs() -> TempDir {
    let programs = tempfile::tempdir().unwrap();
    std::fs::copy(STAND_IN, programs.path().join("cloudflared.exe")).unwrap();
    std::fs::write(programs.path().join("cloudflared.play"), "ticks").unwrap();
    programs
}

fn wanted() -> Wanted {
    Wanted {
        kind: Kind::Cloudflared,
        door: ([127, 0, 0, 1], 9).into(),
        options: BTreeMap::new(),
        secrets: BTreeMap::new(),
    }
}

fn ticked(programs: &Path) -> String {
    std::fs::read_to_string(programs.join("cloudflared.tick")).unwrap_or_default()
}

/// Waits until the program has shown no life for a while.
fn until_silent(programs: &Path) {
    let until = Instant::now() + PATIENCE;
    let mut last = ticked(programs);
    loop {
        std::thread::sleep(Duration::from_secs(2));
        let now = ticked(programs);
        if now == last {
            return;
        }
        assert!(Instant::now() < until, "the program still runs");
        last = now;
    }
}

#[tokio::test]
async fn a_tunnel_is_up_and_nothing_runs_after_the_stop() {
    let (home, programs) = (tempfile::tempdir().unwrap(), programs());
    let folders = vec![programs.path().to_owned()];
    let supervisor = Supervisor::searching(home.path().to_owned(), folders);
    supervisor.want(Some(wanted()));
    let mut changes = supervisor.changes();
    let up = changes.wait_for(|state| state.phase == Phase::Up);
    let up = tokio::time::timeout(PATIENCE, up).await.unwrap().unwrap();
    let url = up.url.clone();
    drop(up);
    assert_eq!(url.as_deref(), Some("https://shy-dog-42.trycloudflare.com"));
    assert_ne!(ticked(programs.path()), "");
    supervisor.stop().await;
    until_silent(programs.path());
}

#[test]
fn a_killed_owner_takes_its_tunnel_along() {
    let (home, programs) = (tempfile::tempdir().unwrap(), programs());
    let mut owner = Command::new(STAND_IN);
    let owner = owner.arg("owner").arg(home.path()).arg(programs.path());
    let mut owner = owner.spawn().unwrap();
    let until = Instant::now() + PATIENCE;
    while ticked(programs.path()).is_empty() {
        assert!(Instant::now() < until, "the tunnel did not start");
        std::thread::sleep(Duration::from_millis(50));
    }
    owner.kill().unwrap();
    owner.wait().unwrap();
    until_silent(programs.path());
}
