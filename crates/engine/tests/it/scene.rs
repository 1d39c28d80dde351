//! A running engine on a folder of its own.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};
use shipbell_engine::{
    Apple, Arrived, Banner, Change, Clock, Engine, NoKey, NoTunnel, NoWayOut, Parts, ProblemCode,
    Refusal, Tunnel, Verdict, WayIn,
};
use shipbell_feed::{Event, Feed, Options, Query};
use shipbell_settings::SettingsFile;
use shipbell_vault::Memory;
use shipbell_words::Words;
use tempfile::TempDir;

use crate::ports::{Mood, Moved, Recorder};

/// What to begin with.
pub(crate) struct Plan {
    pub(crate) settings: &'static str,
    pub(crate) mood: Mood,
    pub(crate) apple: Arc<dyn Apple>,
    pub(crate) way_in: Arc<dyn WayIn>,
    pub(crate) tunnel: Arc<dyn Tunnel>,
    pub(crate) options: Options,
    pub(crate) started: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            settings: "",
            mood: Mood::Takes,
            apple: Arc::new(NoKey),
            way_in: Arc::new(NoWayOut),
            tunnel: Arc::new(NoTunnel),
            options: Options::default(),
            started: true,
        }
    }
}

/// Where one app's webhook arrives.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) token: String,
    pub(crate) secret: String,
}

pub(crate) struct House {
    pub(crate) folder: TempDir,
    pub(crate) clock: Arc<Moved>,
    pub(crate) sink: Arc<Recorder>,
    pub(crate) vault: Arc<Memory>,
    pub(crate) engine: Engine,
    apple: Arc<dyn Apple>,
    way_in: Arc<dyn WayIn>,
    tunnel: Arc<dyn Tunnel>,
    options: Options,
    /// The endpoint "Tideline".
    pub(crate) door: Door,
}

impl House {
    /// A house with one endpoint, awake.
    pub(crate) async fn new() -> Self {
        Self::with(Plan::default()).await
    }

    pub(crate) async fn with(plan: Plan) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("shipbell.toml"), plan.settings).unwrap();
        let clock = Arc::new(Moved::new());
        let sink = Arc::new(Recorder::new(plan.mood));
        let vault = Arc::new(Memory::default());
        let mut house = Self {
            engine: engine(
                folder.path(),
                &clock,
                &sink,
                &vault,
                &plan.apple,
                (&plan.way_in, &plan.tunnel),
                &plan.options,
            )
            .await,
            folder,
            clock,
            sink,
            vault,
            apple: plan.apple,
            way_in: plan.way_in,
            tunnel: plan.tunnel,
            options: plan.options,
            door: Door {
                token: String::new(),
                secret: String::new(),
            },
        };
        house.engine.unlock().await.unwrap();
        house.door = house.add("Tideline", Some("6446048195")).await;
        if plan.started {
            house.engine.start().await;
        }
        house
    }

    pub(crate) async fn add(&self, name: &str, app_id: Option<&str>) -> Door {
        let added = self.engine.add_endpoint(name, app_id).await.unwrap();
        Door {
            token: added.token,
            secret: added.secret.expose().to_owned(),
        }
    }

    /// A new run on the same folder, not started. The former one is ended as `end` says.
    async fn next_run(&mut self, feed: &std::path::Path) {
        self.engine = engine(
            feed,
            &self.clock,
            &self.sink,
            &self.vault,
            &self.apple,
            (&self.way_in, &self.tunnel),
            &self.options,
        )
        .await;
    }

    /// Ends the run in order and begins another, awake.
    pub(crate) async fn restart(&mut self) {
        self.restart_asleep().await;
        self.engine.unlock().await.unwrap();
        self.engine.start().await;
    }

    /// Ends the run in order and opens another that does nothing yet.
    pub(crate) async fn restart_asleep(&mut self) {
        self.restart_after(|_| ()).await;
    }

    /// Ends the run and begins another whose database is gone.
    pub(crate) async fn lose_the_database(&mut self) {
        self.restart_after(|folder| {
            for file in ["feed.db", "feed.db-wal", "feed.db-shm"] {
                let _ = std::fs::remove_file(folder.join(file));
            }
        })
        .await;
    }

    /// As [`House::restart_asleep`], with something that happens to the files between the two runs.
    pub(crate) async fn restart_after(&mut self, accident: impl FnOnce(&std::path::Path)) {
        self.engine.stop().await.unwrap();
        let folder = self.folder.path().to_owned();
        accident(&folder);
        self.next_run(&folder).await;
    }

    /// A request with this signature.
    pub(crate) async fn knock(&self, token: &str, signature: Option<&str>, body: &[u8]) -> Verdict {
        self.engine.take_in(arrived(token, signature, body)).await
    }

    /// A request that Apple signed.
    pub(crate) async fn post_to(&self, door: &Door, body: &[u8]) -> Verdict {
        let signature = shipbell_webhook::sign(door.secret.as_bytes(), body);
        self.knock(&door.token, Some(&signature), body).await
    }

    /// As [`House::post_to`], to the first endpoint, and it must be kept.
    pub(crate) async fn post(&self, body: impl AsRef<[u8]>) {
        let verdict = self.post_to(&self.door, body.as_ref()).await;
        assert_eq!(
            verdict,
            Verdict::Kept,
            "a delivery that Apple signed is always kept"
        );
    }

    /// Waits until nothing waits to be read, and nothing that is due waits to ring.
    pub(crate) async fn settle(&self) {
        wait_for("everything to be read and rung", || async {
            let feed = self.engine.feed();
            // The time after the first look: what was filed meanwhile is due by then.
            feed.undecided(1).await.unwrap().is_empty()
                && feed.due(self.clock.now_ms(), 1).await.unwrap().is_empty()
        })
        .await;
    }

    /// Waits until everything is read, whether it may ring or not.
    pub(crate) async fn settle_reading(&self) {
        wait_for("everything to be read", || async {
            self.engine.feed().undecided(1).await.unwrap().is_empty()
        })
        .await;
    }

    pub(crate) async fn events(&self) -> Vec<Event> {
        let query = Query {
            limit: 500,
            ..Query::default()
        };
        self.engine.feed().page(query).await.unwrap().events
    }

    pub(crate) async fn only_event(&self) -> Event {
        let mut events = self.events().await;
        assert_eq!(events.len(), 1, "one event is one row: {events:?}");
        events.remove(0)
    }

    /// Waits for so many banners, and a little longer for one too many.
    pub(crate) async fn rings(&self, count: usize) -> Vec<Banner> {
        wait_for(&format!("{count} banners"), || async {
            self.sink.rung().len() >= count
        })
        .await;
        self.settle().await;
        let rung = self.sink.rung();
        let titles: Vec<_> = rung.iter().map(|banner| &banner.title).collect();
        assert_eq!(
            rung.len(),
            count,
            "this many banners and no more: {titles:?}"
        );
        rung
    }

    pub(crate) async fn has_problem(&self, code: ProblemCode) -> bool {
        let status = self.engine.status().await.unwrap();
        status.problems.iter().any(|problem| problem.code == code)
    }
}

async fn engine(
    folder: &std::path::Path,
    clock: &Arc<Moved>,
    sink: &Arc<Recorder>,
    vault: &Arc<Memory>,
    apple: &Arc<dyn Apple>,
    (way_in, tunnel): (&Arc<dyn WayIn>, &Arc<dyn Tunnel>),
    options: &Options,
) -> Engine {
    let opened = Feed::open_with(folder, options).unwrap();
    Engine::open(Parts {
        feed: opened.feed,
        quarantined: opened.quarantined,
        vault: Arc::<Memory>::clone(vault),
        settings: Arc::new(SettingsFile::open(folder)),
        clock: Arc::<Moved>::clone(clock),
        sink: Arc::<Recorder>::clone(sink),
        apple: Arc::clone(apple),
        way_in: Arc::clone(way_in),
        tunnel: Arc::clone(tunnel),
        words: Words::english(),
    })
    .await
    .unwrap()
}

pub(crate) const REFUSED: Verdict = Verdict::Refused(Refusal::BadSignature);

pub(crate) fn arrived(token: &str, signature: Option<&str>, body: &[u8]) -> Arrived {
    let headers = signature.map(|signature| {
        let name = shipbell_webhook::SIGNATURE_HEADER.to_owned();
        (name, signature.as_bytes().to_vec())
    });
    Arrived {
        token: token.to_owned(),
        signature: signature.map(|signature| signature.as_bytes().to_vec()),
        headers: headers.into_iter().collect(),
        body: Bytes::copy_from_slice(body),
    }
}

/// An app version's new state, as Apple tells it.
pub(crate) fn state(id: &str, instance: &str, new: &str, time: &str) -> Vec<u8> {
    let body = state_json(id, instance, new, time);
    serde_json::to_vec(&body).unwrap()
}

pub(crate) fn state_json(id: &str, instance: &str, new: &str, time: &str) -> Value {
    json!({ "data": {
        "type": "appStoreVersionAppVersionStateUpdated",
        "id": id,
        "version": 1,
        "attributes": { "newValue": new, "oldValue": "IN_REVIEW", "timestamp": time },
        "relationships": { "instance": { "data": { "type": "appStoreVersions", "id": instance } } },
    }})
}

/// A rejection that happened now, of a version of its own.
pub(crate) fn rejection(id: &str) -> Vec<u8> {
    state(
        id,
        &format!("version-{id}"),
        "REJECTED",
        "2026-03-10T09:59:00Z",
    )
}

/// Looks until it is so; says what it waited for when it never is.
pub(crate) async fn wait_for<F: Future<Output = bool>>(what: &str, mut so: impl FnMut() -> F) {
    let patience = Duration::from_mins(1);
    let looked = async {
        while !so().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(
        tokio::time::timeout(patience, looked).await.is_ok(),
        "waited {} s for {what}",
        patience.as_secs()
    );
}

/// Waits until the engine tells that its status is another one.
pub(crate) async fn edit_is_noticed(changes: &mut tokio::sync::broadcast::Receiver<Change>) {
    let noticed = async { while changes.recv().await != Ok(Change::Status) {} };
    let patience = Duration::from_secs(30);
    assert!(
        tokio::time::timeout(patience, noticed).await.is_ok(),
        "whoever edits the file by hand expects it to hold at once"
    );
}
