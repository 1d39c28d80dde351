//! Beside us, in the same run: Debian's `webhook` (github.com/adnanh/webhook), which checks the same
//! kind of signature and then starts a program. It stores nothing, so that its 200 promises less.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use serde_json::json;
use shipbell_testkit::{Program, Running, wait};

use super::Bench;
use super::figures::Figures;
use super::storm::{self, Caller};
use crate::letters::Letters;
use crate::packages;

const PART: &str = "Peer: webhook (checks the signature, stores nothing)";
const SECRET: &str = "a secret of the bench";
const CALLS: usize = 1_000;

pub(super) fn measure(bench: &Bench, figures: &mut Figures) -> Result<()> {
    println!("\n{PART}");
    let folder = bench.folder.join("peer");
    fs::create_dir_all(&folder)?;
    let Some(program) = find(&folder) else {
        println!("Left out: `webhook` is not on the PATH and could not be had from Debian.");
        return Ok(());
    };
    let (running, letters) = start(&program, &folder)?;
    #[cfg(target_os = "linux")]
    super::memory::of(running.pid())?.tell(figures, "webhook, idle");
    let checks = letters("checks")?;
    let calls = storm::latency(checks.clone(), CALLS)?;
    figures.spread(
        PART,
        "POST to 200, not stored",
        &calls,
        "nothing done after the check",
    );
    for crowd in [1, 32] {
        let outcome = storm::storm(checks.clone(), crowd)?;
        let name = format!("200s, not stored, connections: {crowd}");
        figures.add(
            PART,
            name,
            (outcome.per_second, "/s"),
            "nothing done after the check",
        );
    }
    let calls = storm::latency(letters("runs")?, CALLS)?;
    figures.spread(
        PART,
        "POST to 200, starting /usr/bin/true",
        &calls,
        "how it is meant to be used",
    );
    drop(running);
    Ok(())
}

/// On the PATH, or unpacked beside the figures: installed, it would start itself as a service.
fn find(folder: &Path) -> Option<PathBuf> {
    let runs = |path: &Path| Command::new(path).arg("-version").output().is_ok();
    let unpacked = folder.join("usr/bin/webhook");
    let known = [PathBuf::from("webhook"), unpacked.clone()];
    if let Some(path) = known.into_iter().find(|path| runs(path)) {
        return Some(path);
    }
    if !packages::is_debian() {
        return None;
    }
    let script = "apt-get -q download webhook && dpkg-deb -x webhook_*.deb .";
    let done = Command::new("sh")
        .args(["-c", script])
        .current_dir(folder)
        .output();
    (done.is_ok_and(|done| done.status.success()) && runs(&unpacked)).then_some(unpacked)
}

/// Running, with two hooks: one that only checks, one that starts a program as well.
fn start(
    program: &Path,
    folder: &Path,
) -> Result<(Running, impl Fn(&str) -> Result<Letters> + use<>)> {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let hooks = folder.join("hooks.json");
    fs::write(&hooks, hooks_file().to_string())?;
    let running = Program::other(program)
        .args(["-ip", "127.0.0.1", "-port", &address.port().to_string()])
        .args(["-hooks".as_ref(), hooks.as_os_str()])
        .start()?;
    let letters = move |hook: &str| {
        let path = format!("/hooks/{hook}");
        Letters::new(address, &path, "X-Signature: sha256=", SECRET)
    };
    wait::until("webhook's answer", || {
        Caller::connect(letters("checks")?)?.call().map(Some)
    })?;
    Ok((running, letters))
}

fn hooks_file() -> serde_json::Value {
    let signed = json!({ "match": {
        "type": "payload-hmac-sha256",
        "secret": SECRET,
        "parameter": { "source": "header", "name": "X-Signature" },
    }});
    // After the signature it looks for a type that no letter has, and so starts nothing.
    let never = json!({ "match": {
        "type": "value",
        "value": "none",
        "parameter": { "source": "payload", "name": "data.type" },
    }});
    json!([
        {
            "id": "checks",
            "execute-command": "/usr/bin/true",
            "trigger-rule": { "and": [signed, never] },
        },
        { "id": "runs", "execute-command": "/usr/bin/true", "trigger-rule": signed },
    ])
}
