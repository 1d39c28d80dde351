//! A fake Apple: an App Store Connect API server on loopback, and the sender of its webhooks.
//!
//! It behaves as the live service is known to behave, by Apple's own text `[A]`, reports of live calls
//! `[L]`, what is said without proof `[S]`, or inference `[I]`; comments say which. Its names are held
//! against Apple's description of the API by a test.
//!
//! ```
//! use shipbell_testkit::FakeApple;
//!
//! let apple = FakeApple::start()?;
//! let key = apple.team_key()?;
//! let app = apple.app("Tide Pools", "example.tidepools", "TIDE");
//! apple.webhook(&app, "http://127.0.0.1:9/hooks/token", "the secret")?;
//! apple.version_moves(&app, "IN_REVIEW")?;
//! apple.wait_settled()?;
//! assert!(apple.url().starts_with("http://127.0.0.1:"));
//! assert!(key.p8.starts_with("-----BEGIN PRIVATE KEY-----"));
//! # Ok::<(), anyhow::Error>(())
//! ```

mod answer;
mod api;
mod asked;
mod budget;
mod carriage;
mod clock;
mod control;
mod document;
mod entity;
mod event;
mod history;
mod ids;
mod keys;
mod log;
mod mail;
mod picture;
mod post;
mod reading;
mod record;
mod refusal;
mod resources;
mod route;
mod routes;
mod sender;
mod server;
mod shapes;
mod state;
mod token;
mod trouble;
mod world;

use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::{Context, Result};

pub use carriage::{Mishap, Order};
pub use clock::AppleClock;
pub use event::EVENT_TYPES;
pub use keys::{Credentials, Owner, Role};
pub use log::Request;
pub use picture::{Format, Picture};
pub use record::{Relation, Shape, Via};
pub use resources::assets::{EXTERNAL_STATES, INTERNAL_STATES, STORE_STATES, VERSION_STATES};
pub use resources::beta_details::STATES as EXTERNAL_BUILD_STATES;
pub use resources::crash_logs::{ips, plain};
pub use resources::deliveries::Delivered;
pub use resources::feedback::Feedback;
pub use resources::review::STATES as SUBMISSION_STATES;
pub use resources::uploads::{STATES as UPLOAD_STATES, Upload, Uploaded};
pub use resources::versions::STATES as APP_VERSION_STATES;
pub use resources::webhooks::Webhook;
pub use route::{By, Filter, Needs, Route, Serves};
pub use routes::all as routes;
pub use shapes::all as shapes;
pub use trouble::Trouble;

use state::{Shared, State};

/// A fake Apple. It lives on a thread of its own until the value goes, so that tests with and without
/// a runtime can use it.
pub struct FakeApple {
    shared: Arc<Shared>,
    url: String,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for FakeApple {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Its state has keys and secrets in it.
        f.debug_struct("FakeApple")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

impl FakeApple {
    /// One on a free port of loopback, in an empty world.
    pub fn start() -> Result<Self> {
        Self::at(0, false)
    }

    /// One on this port (0 for a free one). With `control`, `POST /fake` takes commands from everybody
    /// on this machine.
    pub fn at(port: u16, control: bool) -> Result<Self> {
        let listener = server::bind(port).context("The fake Apple can't have its port")?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared::new(State::new(url.clone(), control)));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let here = Arc::clone(&shared);
        let live = move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = server::run(Arc::clone(&here), listener) => {}
                    () = sender::run(Arc::clone(&here)) => {}
                    () = here.end.notified() => {}
                }
            });
        };
        let thread = std::thread::Builder::new()
            .name("fake-apple".to_owned())
            .spawn(live)?;
        Ok(Self {
            shared,
            url,
            thread: Some(thread),
        })
    }

    /// Scheme, host and port: the value of `SHIPBELL_ASC_URL`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Apple's clock.
    pub fn clock(&self) -> AppleClock {
        self.with(|state| state.clock.clone())
    }

    /// Waits until no letter is under way. One that hangs is given up after [`FakeApple::patience`].
    pub async fn settled(&self) {
        let mut under_way = self.shared.under_way.subscribe();
        // The sender lives as long as `self`.
        let _closed = under_way.wait_for(|letters| *letters == 0).await;
    }

    /// As [`FakeApple::settled`], for a test without a runtime.
    pub fn wait_settled(&self) -> Result<()> {
        crate::wait::until("The last letter's arrival", || {
            Ok((*self.shared.under_way.borrow() == 0).then_some(()))
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        self.shared.with(act)
    }
}

impl Drop for FakeApple {
    fn drop(&mut self) {
        self.shared.end.notify_one();
        if let Some(thread) = self.thread.take() {
            // It ends by itself; a panic in there was already told by whoever missed an answer.
            let _ended = thread.join();
        }
    }
}

/// The value in Apple's own list of them, so that no test scripts what can't be.
fn known(what: &str, all: &'static [&'static str], value: &str) -> Result<&'static str> {
    let found = all.iter().find(|one| **one == value).copied();
    found.with_context(|| format!("Apple has no {what} `{value}`. It has: {}.", all.join(", ")))
}
