//! What stands in the log after everything went wrong.

#![expect(clippy::unwrap_used, reason = "tests' own furniture")]

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use shipbell_listener::Limits;
use tracing_subscriber::fmt::MakeWriter;

use crate::house::{House, TOKEN, patient};
use crate::raw::{ask, head, post};

#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Paper {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_secret_and_no_flood_in_the_log() {
    let paper = Paper::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(paper.clone())
        .finish();
    // The door's tasks run on this test's thread, so this thread's subscriber hears them all.
    let listening = tracing::subscriber::set_default(subscriber);

    let short = Duration::from_millis(200);
    let house = House::open(Limits {
        answer: short,
        body: short,
        ..patient()
    })
    .await;
    for _ in 0..50 {
        ask(house.addr, post("canary-signature", "canary-body")).await;
    }
    for verdict in ["good", "later", "panic", "removed", "hang"] {
        ask(house.addr, post(verdict, "canary-body")).await;
    }
    ask(house.addr, head("Content-Length: 100\r\n") + "canary-body").await;
    ask(house.addr, "POST /hooks/canary-stranger HTTP/1.1\r\n\r\n").await;
    ask(house.addr, "POST /hooks/panics HTTP/1.1\r\n\r\n").await;
    ask(house.addr, "canary nonsense\r\n\r\n").await;
    drop(listening);

    let log = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
    for secret in [TOKEN, "canary"] {
        assert!(
            !log.contains(secret),
            "{secret} can be read in the log:\n{log}"
        );
    }
    let storms = log.matches("missing or wrong signature").count();
    assert_eq!(
        storms, 1,
        "fifty failed checks in a minute are one line:\n{log}"
    );
    assert!(
        log.contains("panicked"),
        "a failure behind the door is worth a line:\n{log}"
    );
}
