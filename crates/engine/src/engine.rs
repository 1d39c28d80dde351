//! The engine: one cheap handle over the house's state, and the tasks that keep it moving.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use shipbell_feed::{Feed, Provenance};
use shipbell_settings::SettingsFile;
use shipbell_vault::Vault;
use shipbell_words::Words;
use tokio::sync::{Notify, broadcast, watch};
use tokio::task::JoinSet;

use crate::accounts::Opened;
use crate::addresses::Moves;
use crate::apple::Apple;
use crate::clock::Clock;
use crate::error::EngineError;
use crate::health::{self, Seen, Timeline};
use crate::keys::Keys;
use crate::panics::caught_within;
use crate::ports::{Sink, Unproven, WayIn};
use crate::proof::{Awaited, Held};
use crate::samples::Expected;
use crate::status::{self, ProblemCode, Problems, Status};
use crate::texts::Texts;
use crate::tunnel::Tunnel;

/// What an engine is built from. Every port is chosen in one place, by the program that starts it.
pub struct Parts {
    /// The database.
    pub feed: Feed,
    /// Where a damaged database was moved to when this one was opened.
    pub quarantined: Option<PathBuf>,
    /// Where the secrets are.
    pub vault: Arc<dyn Vault>,
    /// What the user chose.
    pub settings: Arc<SettingsFile>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// What rings.
    pub sink: Arc<dyn Sink>,
    /// What App Store Connect knows.
    pub apple: Arc<dyn Apple>,
    /// The way out to the public address.
    pub way_in: Arc<dyn WayIn>,
    /// Whoever runs the tunnel.
    pub tunnel: Arc<dyn Tunnel>,
    /// What we say.
    pub words: Words,
}

/// Something that the panel or the tray may want to look at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Events came, went, or were read.
    Feed,
    /// The status is another one.
    Status,
    /// The settings, or what is wrong with their file, are others.
    Settings,
}

/// The engine. Cloning it is cheap; all clones are the same engine.
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) feed: Feed,
    pub(crate) vault: Arc<dyn Vault>,
    pub(crate) settings: Arc<SettingsFile>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) sink: Arc<dyn Sink>,
    pub(crate) apple: Arc<dyn Apple>,
    pub(crate) way_in: Arc<dyn WayIn>,
    pub(crate) tunnel: Arc<dyn Tunnel>,
    /// Whether this computer has a network, as far as anybody said.
    pub(crate) network: AtomicBool,
    /// At which address our last question did not come home, and why.
    pub(crate) unproven: Mutex<Option<(String, Unproven)>>,
    pub(crate) timeline: Timeline,
    pub(crate) moves: Moves,
    pub(crate) words: Words,
    pub(crate) texts: Texts,
    pub(crate) accounts: Opened,
    pub(crate) awaited: Awaited,
    pub(crate) proven: Mutex<Option<Held>>,
    pub(crate) keys: Keys,
    pub(crate) samples: Expected,
    pub(crate) problems: Problems,
    pub(crate) to_read: Notify,
    pub(crate) to_ring: Notify,
    pub(crate) to_unlock: Notify,
    pub(crate) to_probe: Notify,
    pub(crate) to_catch_up: Notify,
    pub(crate) to_fetch: Notify,
    pub(crate) to_prove: Notify,
    pub(crate) to_tunnel: Notify,
    /// One round at a time.
    pub(crate) catching_up: tokio::sync::Mutex<()>,
    /// Whoever changes the endpoints or reads their secrets does so alone.
    pub(crate) endpoints_turn: tokio::sync::Mutex<()>,
    /// When a delivery for another of Apple's products last came.
    pub(crate) other_product: AtomicI64,
    pub(crate) last_arrival: AtomicI64,
    at_work: AtomicBool,
    listening: RwLock<Option<std::net::SocketAddr>>,
    changes: broadcast::Sender<Change>,
    stop: watch::Sender<bool>,
    tasks: tokio::sync::Mutex<JoinSet<()>>,
}

impl Engine {
    /// Builds an engine that does nothing by itself yet: enough for a command that changes one
    /// thing and leaves. Reads the endpoints, and their secrets where the vault gives them.
    pub async fn open(parts: Parts) -> Result<Self, EngineError> {
        /// A panel that is slower than this many changes reloads everything, which is as good.
        const CHANGES_BEHIND: usize = 64;
        let engine = Self {
            inner: Arc::new(Inner {
                feed: parts.feed,
                vault: parts.vault,
                settings: parts.settings,
                clock: parts.clock,
                sink: parts.sink,
                apple: parts.apple,
                way_in: parts.way_in,
                tunnel: parts.tunnel,
                network: AtomicBool::new(true),
                unproven: Mutex::default(),
                timeline: Timeline::default(),
                moves: Moves::default(),
                words: parts.words,
                texts: Texts::default(),
                accounts: Opened::default(),
                awaited: Awaited::default(),
                proven: Mutex::default(),
                keys: Keys::default(),
                samples: Expected::default(),
                problems: Problems::default(),
                to_read: Notify::new(),
                to_ring: Notify::new(),
                to_unlock: Notify::new(),
                to_probe: Notify::new(),
                to_catch_up: Notify::new(),
                to_fetch: Notify::new(),
                to_prove: Notify::new(),
                to_tunnel: Notify::new(),
                catching_up: tokio::sync::Mutex::default(),
                endpoints_turn: tokio::sync::Mutex::new(()),
                other_product: AtomicI64::new(i64::MIN),
                last_arrival: AtomicI64::new(i64::MIN),
                at_work: AtomicBool::new(false),
                listening: RwLock::new(None),
                changes: broadcast::channel(CHANGES_BEHIND).0,
                stop: watch::channel(false).0,
                tasks: tokio::sync::Mutex::new(JoinSet::new()),
            }),
        };
        engine.tell_of_moved(parts.quarantined).await?;
        engine.show_endpoints_locked().await?;
        Ok(engine)
    }

    /// Starts the tasks: unlocking, reading, ringing, forgetting, watching.
    pub async fn start(&self) {
        let mut tasks = self.inner.tasks.lock().await;
        self.inner.at_work.store(true, Ordering::Relaxed);
        self.keep_alive(&mut tasks, "unlocking", Self::keep_unlocked);
        self.keep_alive(&mut tasks, "reading", Self::keep_reading);
        self.keep_alive(&mut tasks, "ringing", Self::keep_ringing);
        self.keep_alive(&mut tasks, "catching up", Self::keep_catching_up);
        self.keep_alive(&mut tasks, "fetching", Self::keep_fetching);
        self.keep_alive(&mut tasks, "forgetting", Self::keep_forgetting);
        self.keep_alive(&mut tasks, "recovering", Self::keep_recovering);
        self.keep_alive(&mut tasks, "telling", Self::keep_telling);
        self.keep_alive(&mut tasks, "keeping the tunnel", Self::keep_tunnel);
        self.keep_alive(&mut tasks, "proving", Self::keep_proving);
        self.keep_alive(&mut tasks, "watching the health", Self::keep_health);
        self.keep_alive(&mut tasks, "watching the settings", Self::keep_watching);
    }

    /// Runs a task until the engine stops: one that panics begins again, because the others' work
    /// would pile up behind it unseen.
    fn keep_alive<F: Future<Output = ()> + Send + 'static>(
        &self,
        tasks: &mut JoinSet<()>,
        what: &'static str,
        work: fn(Self) -> F,
    ) {
        /// Long enough that a fault that stays does not eat a processor.
        const REST: Duration = Duration::from_secs(1);
        let engine = self.clone();
        tasks.spawn(async move {
            while caught_within(work(engine.clone())).await.is_err() {
                tracing::error!(what, "a task panicked; it begins again");
                tokio::select! {
                    () = engine.stopping() => return,
                    () = tokio::time::sleep(REST) => {}
                }
            }
        });
    }

    /// Ends the tasks, finishing what they are at, and closes the database. The door must be closed
    /// before: a delivery that comes now could not be kept.
    pub async fn stop(&self) -> Result<(), EngineError> {
        self.inner.stop.send_replace(true);
        let mut tasks = self.inner.tasks.lock().await;
        let drained = async { while tasks.join_next().await.is_some() {} };
        // A sink that hangs must not keep the program alive; its notice stays in the outbox.
        if tokio::time::timeout(Duration::from_secs(5), drained)
            .await
            .is_err()
        {
            tasks.abort_all();
        }
        self.inner.feed.clone().close().await?;
        Ok(())
    }

    /// The database.
    pub fn feed(&self) -> &Feed {
        &self.inner.feed
    }

    /// The settings.
    pub fn settings(&self) -> &Arc<SettingsFile> {
        &self.inner.settings
    }

    /// The catalogue.
    pub fn words(&self) -> &Words {
        &self.inner.words
    }

    /// The clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// News of changes, as they happen.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.inner.changes.subscribe()
    }

    /// Tells that the door is open, and where; or that it is closed.
    pub fn door_is_open(&self, at: Option<std::net::SocketAddr>) {
        *self
            .inner
            .listening
            .write()
            .unwrap_or_else(PoisonError::into_inner) = at;
        if at.is_some() {
            self.inner.problems.clear(ProblemCode::PortTaken);
        }
        self.forget_stale_proof();
        self.changed(Change::Status);
    }

    pub(crate) fn listening(&self) -> Option<std::net::SocketAddr> {
        *self
            .inner
            .listening
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes something that is wrong.
    pub fn problem(&self, code: ProblemCode, detail: String) {
        if self.inner.problems.raise(code, detail) {
            self.changed(Change::Status);
        }
    }

    /// Notes that something is right again.
    pub fn problem_over(&self, code: ProblemCode) {
        if self.inner.problems.clear(code) {
            self.changed(Change::Status);
        }
    }

    /// What is wrong right now.
    fn problems(&self) -> Vec<status::Problem> {
        let mut problems = self.inner.problems.list();
        if let Some(error) = self.inner.settings.problem() {
            problems.push(status::Problem {
                code: ProblemCode::SettingsBad,
                detail: error.to_string(),
            });
        }
        problems
    }

    /// The whole account of how Shipbell is.
    pub async fn status(&self) -> Result<Status, EngineError> {
        let pause = self.pause().await?;
        let now = self.inner.clock.now_ms();
        let mut listening = None;
        let mut problems = Vec::new();
        let mut proven = None;
        // All of it is looked at under the timeline's lock: who looked earlier must not note later.
        let (health, reason, since) = self.inner.timeline.note(now, || {
            listening = self.listening();
            problems = self.problems();
            proven = self.proven();
            health::health(&Seen {
                listening: listening.is_some(),
                paused: pause.is_some(),
                problems: &problems,
                network: self.has_network(),
                tunnel: &self.tunnel_state(),
                unproven: self.unproven().as_ref(),
                proven: proven.is_some(),
            })
        });
        Ok(Status {
            health,
            reason,
            since,
            listening,
            public_url: self.public_url(),
            pause,
            problems,
            unread: self.inner.feed.unread().await?,
            endpoints: self.inner.keys.list().len(),
            last_event: self.last_arrival().await?,
            quiet_until: self.quiet_until(),
            proven,
            appearance: self.inner.settings.current().appearance,
            setup_over: self.setup().await?.over,
        })
    }

    /// When something of Apple's last came in: a sample of ours proves nothing about the way in.
    /// What this run has not seen, the feed remembers nearly as well: it knows the newest events by
    /// Apple's time.
    pub(crate) async fn last_arrival(&self) -> Result<Option<i64>, EngineError> {
        const LOOK_AT: usize = 50;
        let seen = self.inner.last_arrival.load(Ordering::Relaxed);
        if seen != i64::MIN {
            return Ok(Some(seen));
        }
        let newest = shipbell_feed::Query {
            limit: LOOK_AT,
            ..shipbell_feed::Query::default()
        };
        let page = self.inner.feed.page(newest).await?;
        let real = page
            .events
            .iter()
            .find(|event| event.provenance != Provenance::Sample);
        Ok(real.map(|event| event.received))
    }

    pub(crate) fn note_arrival(&self, at: i64, provenance: Provenance) {
        if provenance != Provenance::Sample {
            self.inner.last_arrival.fetch_max(at, Ordering::Relaxed);
        }
    }

    /// Whether the tasks were started: a command that changes one thing and leaves has none.
    pub(crate) fn is_at_work(&self) -> bool {
        self.inner.at_work.load(Ordering::Relaxed)
    }

    pub(crate) fn changed(&self, change: Change) {
        // Nobody listening is no error: the panel may be closed.
        let _ = self.inner.changes.send(change);
    }

    /// Resolves when the engine is asked to stop.
    pub(crate) async fn stopping(&self) {
        let mut stop = self.inner.stop.subscribe();
        // The sender lives as long as the engine, so an error can't come before the end either.
        let _ = stop.wait_for(|stop| *stop).await;
    }

    /// Passes the database's news on to whoever watches the engine.
    async fn keep_telling(self) {
        let mut news = self.inner.feed.changes();
        let mut condition = self.inner.feed.condition();
        condition.mark_changed();
        loop {
            tokio::select! {
                () = self.stopping() => return,
                changed = news.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    self.changed(Change::Feed);
                }
                Ok(()) = condition.changed() => {
                    let condition = *condition.borrow_and_update();
                    self.tell_of_condition(condition);
                }
            }
        }
    }

    /// Notices an edit of the settings by hand. Whatever reads them reads those in force, so all
    /// that is left to do is to tell of it, and to ring what may ring again.
    async fn keep_watching(self) {
        let engine = self.clone();
        let watch = self
            .inner
            .settings
            .watch(move |_| engine.settings_changed());
        // An edit between the opening of the file and now told nobody.
        if self.inner.settings.reload() {
            self.settings_changed();
        }
        if let Err(error) = &watch {
            tracing::warn!(%error, "an edit of the settings by hand is noticed only after a restart");
        }
        self.stopping().await;
    }
}
