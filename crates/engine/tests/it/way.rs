//! The way in, as it comes and goes: nobody asks, and what is told is true.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use shipbell_engine::{
    Arrived, Cause, Engine, Health, PROOF_HEADER, ProblemCode, Tunnel, TunnelKind, TunnelPhase,
    TunnelState, Unproven, Verdict, WantedTunnel, WayIn,
};
use tokio::sync::watch;

use crate::apple::Store;
use crate::ports::{HOUR, MINUTE};
use crate::registration::{fernway, key};
use crate::scene::{Door, House, Plan, arrived, wait_for};

const TYPED: &str = "[connection]\npublic-url = \"https://bell.example.com\"\n";
const TUNNEL: &str = "[tunnel]\nkind = \"bore\"\nserver = \"bore.example.com\"\n";

/// A world in which addresses lead home, or do not.
#[derive(Default)]
struct World {
    engine: Mutex<Option<Engine>>,
    /// What stands in the way.
    broken: Mutex<Option<Cause>>,
    asked: Mutex<Vec<String>>,
}

impl World {
    fn breaks(&self, cause: Option<Cause>) {
        *self.broken.lock().unwrap() = cause;
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

#[async_trait]
impl WayIn for World {
    async fn ask(&self, url: &str, nonce: &str) -> Result<String, Unproven> {
        self.asked.lock().unwrap().push(url.to_owned());
        let broken = *self.broken.lock().unwrap();
        if let Some(cause) = broken {
            return Err(Unproven {
                cause,
                detail: "It does not lead here, because the test wants it.".to_owned(),
            });
        }
        let engine = self.engine.lock().unwrap().clone().unwrap();
        let (_, token) = url.rsplit_once('/').unwrap();
        let question = Arrived {
            headers: vec![(PROOF_HEADER.to_owned(), nonce.as_bytes().to_vec())],
            ..arrived(token, None, b"")
        };
        let Verdict::Proven(mac) = engine.take_in(question).await else {
            panic!("our own question is awaited");
        };
        Ok(hex::encode(mac))
    }
}

/// A tunnel that goes as the test wants it.
struct Rope {
    state: watch::Sender<TunnelState>,
    seen: tokio::sync::Mutex<watch::Receiver<TunnelState>>,
    wanted: Mutex<Vec<Option<String>>>,
    restarts: Mutex<usize>,
}

impl Rope {
    fn new() -> Self {
        let (state, seen) = watch::channel(TunnelState::default());
        Self {
            state,
            seen: seen.into(),
            wanted: Mutex::default(),
            restarts: Mutex::default(),
        }
    }

    fn is(&self, phase: TunnelPhase, url: Option<&str>) {
        self.state.send_replace(TunnelState {
            phase,
            url: url.map(str::to_owned),
            fault: (phase == TunnelPhase::Waiting).then(|| "bore ended.".to_owned()),
            ..TunnelState::default()
        });
    }
}

#[async_trait]
impl Tunnel for Rope {
    fn run(&self, wanted: Option<WantedTunnel>) {
        self.wanted
            .lock()
            .unwrap()
            .push(wanted.map(|wanted| format!("{} to {}", wanted.kind, wanted.door)));
    }

    fn restart(&self) {
        *self.restarts.lock().unwrap() += 1;
    }

    fn state(&self) -> TunnelState {
        self.state.borrow().clone()
    }

    async fn changed(&self) {
        let _ = self.seen.lock().await.changed().await;
    }

    fn log(&self) -> Vec<String> {
        Vec::new()
    }

    fn kinds(&self) -> Vec<TunnelKind> {
        Vec::new()
    }

    async fn stop(&self) {}
}

struct Scene {
    house: House,
    world: Arc<World>,
    rope: Arc<Rope>,
    store: Arc<Store>,
}

impl Scene {
    async fn new(settings: &'static str) -> Self {
        let (world, rope) = (Arc::new(World::default()), Arc::new(Rope::new()));
        let store = Store::new();
        let house = House::with(Plan {
            settings,
            way_in: Arc::<World>::clone(&world),
            tunnel: Arc::<Rope>::clone(&rope),
            apple: Arc::<Store>::clone(&store),
            ..Plan::default()
        })
        .await;
        *world.engine.lock().unwrap() = Some(house.engine.clone());
        Self {
            house,
            world,
            rope,
            store,
        }
    }

    fn open(&self) {
        let at = "127.0.0.1:8484".parse().unwrap();
        self.house.engine.door_is_open(Some(at));
    }

    async fn becomes(&self, health: Health) {
        wait_for(&format!("the state {health:?}"), || async {
            self.house.engine.status().await.unwrap().health == health
        })
        .await;
    }

    /// Lets the clock go on, and whoever sleeps look at it.
    fn later(&self, by: i64) {
        self.house.clock.advance(by);
        self.house.engine.settings_changed();
    }

    /// A key, and a webhook of ours for its app.
    async fn registers(&self) -> Door {
        let engine = &self.house.engine;
        engine.add_account(key()).await.unwrap();
        let added = engine.register(fernway()).await.unwrap();
        Door {
            token: added.token.clone(),
            secret: added.secret.expose().to_owned(),
        }
    }

    /// Apple's answer to being asked for a ping.
    async fn pings_arrive(&self, door: &Door, count: usize) {
        wait_for("Apple to be asked for its ping", || async {
            self.store.has().pings.len() == count
        })
        .await;
        let id = format!("ping-{count}");
        let body = serde_json::json!({ "data": {
            "type": "webhookPingCreated", "id": id, "version": 1,
            "attributes": { "timestamp": "2026-03-10T10:00:00Z" },
        }});
        let verdict = self.house.post_to(door, body.to_string().as_bytes()).await;
        assert_eq!(verdict, Verdict::Kept);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_way_is_proven_by_itself_and_doubted_after_a_wake() {
    let scene = Scene::new(TYPED).await;
    scene.becomes(Health::Starting).await;
    scene.open();
    scene.becomes(Health::Proven).await;
    assert_eq!(scene.world.asked(), 1, "one question is enough");

    scene.later(4 * MINUTE);
    scene.house.post(crate::scene::rejection("a")).await;
    scene.house.settle().await;
    let after_a_delivery = scene.world.asked();

    scene.world.breaks(Some(Cause::Unreachable));
    scene.house.engine.woke();
    scene.becomes(Health::Degraded).await;
    assert!(
        scene.world.asked() > after_a_delivery,
        "what was proven before the lid closed proves nothing now"
    );
    let status = scene.house.engine.status().await.unwrap();
    assert_eq!(status.reason.unwrap().code, "unproven-unreachable");
    assert_eq!(
        status.proven, None,
        "nobody shows a proof that no longer holds"
    );

    scene.world.breaks(None);
    scene.later(MINUTE);
    scene.becomes(Health::Proven).await;
    let seen: Vec<_> = (scene.house.engine.timeline().into_iter())
        .map(|moment| moment.health)
        // A proof may be quicker than anybody looks.
        .filter(|health| *health != Health::Listening)
        .collect();
    assert_eq!(
        seen,
        [
            Health::Starting,
            Health::Proven,
            Health::Degraded,
            Health::Proven
        ],
        "each state was seen, and none claims more than was so"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_network_nobody_is_blamed_and_nobody_is_asked() {
    let scene = Scene::new(TYPED).await;
    scene.open();
    scene.becomes(Health::Proven).await;
    scene.house.engine.network(false);
    scene.becomes(Health::Offline).await;
    let asked = scene.world.asked();
    scene.later(HOUR);
    scene.house.settle().await;
    assert_eq!(scene.world.asked(), asked, "there is nobody to ask");
    scene.house.engine.network(true);
    scene.becomes(Health::Proven).await;
    wait_for("the way to be asked again", || async {
        scene.world.asked() > asked
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proof_outlives_neither_a_network_nor_a_sleep() {
    let scene = Scene::new(TYPED).await;
    let engine = &scene.house.engine;
    let claims = || async { engine.status().await.unwrap().proven };
    scene.open();
    scene.becomes(Health::Proven).await;
    engine.network(false);
    scene.becomes(Health::Offline).await;
    scene.world.breaks(Some(Cause::Unreachable));
    engine.network(true);
    assert_eq!(claims().await, None, "nobody has asked on this network yet");
    scene.becomes(Health::Degraded).await;
    let seen = engine.timeline().into_iter().map(|moment| moment.health);
    let proven = seen.filter(|health| *health == Health::Proven).count();
    assert_eq!(proven, 1, "and no state ever said otherwise");

    scene.world.breaks(None);
    scene.later(MINUTE);
    scene.becomes(Health::Proven).await;
    scene.world.breaks(Some(Cause::Unreachable));
    engine.woke();
    assert_eq!(claims().await, None, "nor since the lid was opened");
    scene.becomes(Health::Degraded).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_address_is_told_to_apple_once_it_is_proven() {
    let scene = Scene::new(TUNNEL).await;
    scene.open();
    wait_for("the tunnel to be wanted", || async {
        let wanted = scene.rope.wanted.lock().unwrap();
        wanted
            .iter()
            .flatten()
            .any(|wanted| wanted == "bore to 127.0.0.1:8484")
    })
    .await;
    scene
        .rope
        .is(TunnelPhase::Up, Some("https://one.example.com"));
    scene.becomes(Health::Proven).await;
    let door = scene.registers().await;
    let first = format!("https://one.example.com/hooks/{}", door.token);
    assert_eq!(scene.store.has().webhooks["wh-0"].url, first);

    // A name that is not known yet everywhere: Apple would fail as we do.
    scene.world.breaks(Some(Cause::Dns));
    scene
        .rope
        .is(TunnelPhase::Up, Some("https://two.example.com"));
    scene.becomes(Health::Degraded).await;
    assert_eq!(
        scene.store.has().webhooks["wh-0"].url,
        first,
        "not before it is proven"
    );

    scene.world.breaks(None);
    scene.later(MINUTE);
    scene.pings_arrive(&door, 1).await;
    scene.becomes(Health::Proven).await;
    let second = format!("https://two.example.com/hooks/{}", door.token);
    assert_eq!(scene.store.has().webhooks["wh-0"].url, second);
    let hops = scene.house.engine.examine().await.unwrap();
    let webhook = hops.iter().find(|hop| hop.hop.name() == "webhook").unwrap();
    assert_eq!(webhook.finding.name(), "good", "{webhook:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_flaps_does_not_flood_apple() {
    let scene = Scene::new(TUNNEL).await;
    scene.open();
    scene
        .rope
        .is(TunnelPhase::Up, Some("https://n0.example.com"));
    scene.becomes(Health::Proven).await;
    let door = scene.registers().await;
    scene
        .rope
        .is(TunnelPhase::Up, Some("https://n1.example.com"));
    scene.pings_arrive(&door, 1).await;
    for number in 2..12 {
        let asked = scene.world.asked();
        let url = format!("https://n{number}.example.com");
        scene.rope.is(TunnelPhase::Up, Some(&url));
        wait_for("the next address to be tried", || async {
            scene.world.asked() > asked
        })
        .await;
    }
    scene.becomes(Health::Proven).await;
    assert_eq!(
        scene.store.has().moves,
        1,
        "ten addresses within seconds are no reason to ask Apple ten times"
    );
    scene.later(MINUTE);
    scene.pings_arrive(&door, 2).await;
    let last = format!("https://n11.example.com/hooks/{}", door.token);
    assert_eq!(
        scene.store.has().webhooks["wh-0"].url,
        last,
        "and when it is steady, Apple has it"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_key_a_person_is_told_what_to_paste_where() {
    let scene = Scene::new(TUNNEL).await;
    scene.open();
    scene
        .rope
        .is(TunnelPhase::Up, Some("https://one.example.com"));
    scene.becomes(Health::Proven).await;
    let changed = ProblemCode::AddressChanged;
    assert!(
        !scene.house.has_problem(changed).await,
        "what was never pasted anywhere needs no new paste"
    );
    scene.house.post(crate::scene::rejection("a")).await;
    scene.house.settle().await;
    scene.house.engine.woke();
    wait_for("the address to be noted", || async {
        let feed = scene.house.engine.feed();
        let id = &scene.house.engine.endpoints()[0].id;
        feed.get(&format!("heard-under/{id}"))
            .await
            .unwrap()
            .is_some()
    })
    .await;

    scene
        .rope
        .is(TunnelPhase::Up, Some("https://two.example.com"));
    wait_for("the problem to be named", || {
        scene.house.has_problem(changed)
    })
    .await;
    let status = scene.house.engine.status().await.unwrap();
    let problem = status
        .problems
        .iter()
        .find(|one| one.code == changed)
        .unwrap();
    for part in ["https://two.example.com", "Tideline", "Webhooks"] {
        assert!(problem.detail.contains(part), "{part}: {}", problem.detail);
    }
    assert!(
        !problem.detail.contains(&scene.house.door.token),
        "the token opens the door, and problems are read aloud"
    );

    scene.later(MINUTE);
    scene.house.post(crate::scene::rejection("b")).await;
    scene.house.settle().await;
    scene.house.engine.woke();
    wait_for("the problem to be over", || async {
        !scene.house.has_problem(changed).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tunnel_that_runs_and_brings_nothing_is_started_anew() {
    let scene = Scene::new(TUNNEL).await;
    scene.open();
    scene
        .rope
        .is(TunnelPhase::Up, Some("https://one.example.com"));
    scene.becomes(Health::Proven).await;
    scene.world.breaks(Some(Cause::TimedOut));
    for _ in 0..6 {
        let asked = scene.world.asked();
        scene.later(MINUTE);
        wait_for("another question", || async { scene.world.asked() > asked }).await;
    }
    wait_for("a restart", || async {
        *scene.rope.restarts.lock().unwrap() >= 1
    })
    .await;
    assert!(
        *scene.rope.restarts.lock().unwrap() <= 3,
        "a way that is broken elsewhere is no reason to restart without end"
    );
    scene.rope.is(TunnelPhase::Waiting, None);
    wait_for("the tunnel to be named", || async {
        let status = scene.house.engine.status().await.unwrap();
        status.reason.is_some_and(|reason| reason.code == "tunnel")
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tunnels_secret_is_in_the_vault_and_nowhere_else() {
    let scene = Scene::new(TUNNEL).await;
    let chosen = shipbell_engine::settings::Tunnel {
        kind: "nobody's".to_owned(),
        options: [("secret".to_owned(), "canary".to_owned())].into(),
    };
    let refused = scene.house.engine.choose_tunnel(Some(chosen)).await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("Nothing was changed"), "{refused}");
    let file = std::fs::read_to_string(scene.house.folder.path().join("shipbell.toml")).unwrap();
    assert_eq!(file, TUNNEL);
}
