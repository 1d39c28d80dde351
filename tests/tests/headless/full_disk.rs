//! A disk that takes no more, and later does again.

#![cfg(target_os = "linux")]

use std::process::Command;

use journeys::{Home, Serving, apple};
use shipbell_testkit::wait::until;

/// Lets a running program write files up to this size; stands for a disk that is full.
fn limit_files(pid: u32, bytes: &str) {
    let status = Command::new("prlimit")
        .args(["--pid", &pid.to_string(), &format!("--fsize={bytes}:")])
        .status()
        .unwrap();
    assert!(status.success(), "prlimit must reach our own program");
}

#[test]
fn a_full_disk_is_a_503_until_there_is_room_again() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    // Without this, the system would end the program instead of failing its writes.
    let args = ["serve", "--listen", "127.0.0.1:0", "--json"];
    let mut serving = Serving::start(home.shipbell_after("trap '' XFSZ", args));
    let body = |at: usize| apple::app_version(&format!("post-{at}"), "REJECTED");
    assert_eq!(endpoint.post(&serving, &body(0)).status, 200);
    home.event("post-0");

    limit_files(serving.program.pid(), "0");
    for at in 1..=5 {
        let answer = endpoint.post(&serving, &body(at));
        assert_eq!(
            answer.status, 503,
            "a 200 for what is not on disk is a lie, and no answer is worse"
        );
        assert!(
            answer.header("retry-after").is_some(),
            "Apple is asked to come again"
        );
    }
    assert!(
        serving.program.is_alive(),
        "a full disk must not end the program: {:?}",
        serving.program.stderr()
    );
    assert_eq!(
        home.events([]).len(),
        1,
        "what is kept can be read meanwhile"
    );

    limit_files(serving.program.pid(), "unlimited");
    until("A 200 after the disk has room again", || {
        Ok((endpoint.post(&serving, &body(6)).status == 200).then_some(()))
    })
    .expect("nobody should have to restart Shipbell");
    for at in 1..=5 {
        assert_eq!(
            endpoint.post(&serving, &body(at)).status,
            200,
            "what was refused is welcome when Apple sends it again"
        );
    }
    for at in 0..=6 {
        home.event(&format!("post-{at}"));
    }
    serving.program.kill9().unwrap();
    let serving = home.serve();
    for at in 0..=6 {
        home.event(&format!("post-{at}"));
    }
    serving.end();
}
