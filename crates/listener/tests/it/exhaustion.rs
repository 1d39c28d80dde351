//! No more file descriptors: the door holds out and recovers.
#![cfg(unix)]
#![expect(
    clippy::print_stdout,
    reason = "how one process tells the other its port"
)]

use std::io::{BufRead, BufReader, Read as _};
use std::process::{Command, Stdio};

use crate::house::{House, patient, within};
use crate::raw::{Talk, ask, post};

const INSIDE: &str = "SHIPBELL_TEST_FEW_FILES";
const NAME: &str = "exhaustion::a_flood_that_takes_all_files_does_not_end_the_door";

/// Runs itself once more in a process with very few file descriptors, which serves while this one
/// floods it. (In one process the flood would run out of them as well.)
#[tokio::test]
async fn a_flood_that_takes_all_files_does_not_end_the_door() {
    if std::env::var_os(INSIDE).is_some() {
        return serve_until_stdin_ends().await;
    }
    let mut serving = Command::new("sh")
        .args(["-c", "ulimit -n 40; exec \"$0\" --exact --nocapture \"$1\""])
        .arg(std::env::current_exe().expect("this test's program"))
        .arg(NAME)
        .env(INSIDE, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("sh runs everywhere on unix");
    let mut lines = BufReader::new(serving.stdout.take().expect("piped")).lines();
    let addr = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| {
            line.split_once("door at ")
                .map(|(_, addr)| addr.parse().unwrap())
        })
        .expect("the other process says where it listens");

    let mut flood = Vec::new();
    for _ in 0..120 {
        flood.push(Talk::to(addr).await);
    }
    let during = within("a delivery during the flood", ask(addr, post("good", "{}"))).await;
    drop(flood);
    let after = within("a delivery after the flood", ask(addr, post("good", "{}"))).await;
    drop(serving.stdin.take());
    let log: Vec<String> = lines.map_while(Result::ok).collect();
    let left = serving.wait().expect("the other process ends");
    assert!(
        log.iter()
            .any(|line| line.contains("could not let a connection in")),
        "the flood must have taken all files, or this proves nothing: {log:#?}"
    );
    assert_eq!(
        during.status, 200,
        "those who only wait must make room for a delivery"
    );
    assert_eq!(after.status, 200, "and when the flood is over, all is well");
    assert!(
        left.success(),
        "the accept loop must outlive the lack of files: {left}"
    );
}

async fn serve_until_stdin_ends() {
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stdout)
        .with_ansi(false)
        .finish();
    let _listening = tracing::subscriber::set_default(log);
    let house = House::open(patient()).await;
    println!("door at {}", house.addr);
    let wait = || std::io::stdin().read_to_end(&mut Vec::new());
    tokio::task::spawn_blocking(wait).await.ok();
    house.closed().await;
}
