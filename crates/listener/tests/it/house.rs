//! A house with a door and an intake that does what the signature says.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests' own furniture"
)]

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use shipbell_listener::{
    Answer, Arrival, Intake, Limits, PROOF_HEADER, Refusal, async_trait, bind,
};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;

/// The one token the intake knows.
pub(crate) const TOKEN: &str = "known-token_1";

/// Longer than anything here takes, shorter than every limit a test does not mean to reach.
const PATIENCE: Duration = Duration::from_secs(30);

/// Limits no test reaches by accident.
pub(crate) fn patient() -> Limits {
    let long = Duration::from_mins(5);
    Limits {
        first_byte: long,
        head: long,
        body: long,
        answer: long,
        idle: long,
        drain: long,
        failures_per_second: 0,
        failures_burst: 1_000_000,
        ..Limits::default()
    }
}

/// Fails loudly instead of hanging.
pub(crate) async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future)
        .await
        .unwrap_or_else(|_| panic!("never: {what}"))
}

/// Answers by the signature, and remembers who was let in.
pub(crate) struct Book {
    arrivals: Mutex<Vec<Arrival>>,
    kept: AtomicUsize,
    go: Semaphore,
}

#[async_trait]
impl Intake for Book {
    fn knows(&self, token: &str) -> bool {
        assert_ne!(
            token, "panics",
            "the lookup of this token panics on purpose"
        );
        token == TOKEN
    }

    async fn deliver(&self, arrival: Arrival) -> Answer {
        let signature = arrival.signature.clone();
        let question = (PROOF_HEADER.to_owned(), b"awaited".to_vec());
        let awaited = arrival.headers.contains(&question);
        self.arrivals.lock().unwrap().push(arrival);
        match signature.as_deref() {
            None if awaited => Answer::Proven([0xab; 32]),
            None => Answer::Refused(Refusal::NoSignature),
            Some(b"good") => self.keep(),
            Some(b"slow") => {
                self.go.acquire().await.unwrap().forget();
                self.keep()
            }
            Some(b"hang") => std::future::pending().await,
            Some(b"later") => Answer::Later,
            Some(b"removed") => Answer::Refused(Refusal::UnknownToken),
            Some(b"panic") => panic!("this delivery panics on purpose"),
            Some(_) => Answer::Refused(Refusal::BadSignature),
        }
    }
}

impl Book {
    fn keep(&self) -> Answer {
        self.kept.fetch_add(1, Ordering::SeqCst);
        Answer::Kept
    }
}

/// An open door, closed when dropped.
pub(crate) struct House {
    pub(crate) addr: SocketAddr,
    book: Arc<Book>,
    close: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

impl House {
    pub(crate) async fn open(limits: Limits) -> Self {
        let door = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .expect("a free port");
        let addr = door.local_addr();
        let book = Arc::new(Book {
            arrivals: Mutex::default(),
            kept: AtomicUsize::new(0),
            go: Semaphore::new(0),
        });
        let (close, closed) = oneshot::channel();
        let serving = tokio::spawn(door.serve(Arc::clone(&book) as _, limits, async {
            closed.await.ok();
        }));
        Self {
            addr,
            book,
            close: Some(close),
            serving,
        }
    }

    pub(crate) fn arrivals(&self) -> Vec<Arrival> {
        self.book.arrivals.lock().unwrap().clone()
    }

    /// How many deliveries were stored to the end.
    pub(crate) fn kept(&self) -> usize {
        self.book.kept.load(Ordering::SeqCst)
    }

    /// Lets this many `slow` deliveries finish.
    pub(crate) fn go(&self, count: usize) {
        self.book.go.add_permits(count);
    }

    pub(crate) async fn until_arrived(&self, count: usize) {
        self.until("a delivery reaches the intake", || {
            self.arrivals().len() >= count
        })
        .await;
    }

    pub(crate) async fn until_kept(&self, count: usize) {
        self.until("a delivery is kept", || self.kept() >= count)
            .await;
    }

    async fn until(&self, what: &str, mut holds: impl FnMut() -> bool) {
        within(what, async {
            while !holds() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await;
    }

    /// Asks the door to close, without waiting for it.
    pub(crate) fn close(&mut self) {
        if let Some(close) = self.close.take() {
            close.send(()).ok();
        }
    }

    pub(crate) async fn closed(mut self) {
        self.close();
        within("the door closes", &mut self.serving)
            .await
            .expect("serving must not panic");
    }
}
