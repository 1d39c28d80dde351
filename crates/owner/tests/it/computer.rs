//! Sleep, wake and network, as a computer with Linux tells of them.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use shipbell_engine::webhook::Event;
use shipbell_engine::{
    Apple, AppleError, Arrived, Cause, Engine, Health, NewAccount, PROOF_HEADER, RemoteWebhook,
    Said, SystemClock, Unproven, Verdict, WayIn,
};
use shipbell_feed::Endpoint;
use shipbell_owner::{Computer, Home, Interfaces, Owner, Ports, Role, SecretsChoice};
use shipbell_rules::Facts;
use shipbell_testkit::SystemBus;
use shipbell_vault::{Account, SecretText};
use shipbell_wire::House;

use crate::{Nowhere, Quiet, free};

/// What is promised: after a wake, all is looked at within this time.
const SOON: Duration = Duration::from_secs(10);
const APP: &str = "1900000042";

/// The internet, in which the public address leads home, and Apple, of whom it is counted how often they
/// are asked.
#[derive(Default)]
struct World {
    engine: Mutex<Option<Engine>>,
    proofs: AtomicUsize,
    rounds: AtomicUsize,
    networks: Mutex<BTreeSet<IpAddr>>,
    way_out: Mutex<bool>,
}

#[async_trait]
impl WayIn for World {
    async fn ask(&self, url: &str, nonce: &str) -> Result<String, Unproven> {
        self.proofs.fetch_add(1, Ordering::SeqCst);
        let engine = self.engine.lock().unwrap().clone().unwrap();
        let (_, token) = url.rsplit_once('/').unwrap();
        let question = Arrived {
            token: token.to_owned(),
            signature: None,
            headers: vec![(PROOF_HEADER.to_owned(), nonce.as_bytes().to_vec())],
            body: Vec::new().into(),
        };
        let Verdict::Proven(mac) = engine.take_in(question).await else {
            return Err(Unproven {
                cause: Cause::OtherInstance,
                detail: "Our own question is awaited, and was not known.".to_owned(),
            });
        };
        Ok(hex::encode(mac))
    }
}

#[async_trait]
impl Apple for World {
    async fn facts(&self, _: Option<&Account>, _: &Endpoint, _: &Event) -> Said {
        Said::whole(Facts::default())
    }

    async fn check(&self, _: &Account) -> Result<(), AppleError> {
        Ok(())
    }

    /// Each round of catching up begins with this.
    async fn webhooks(&self, _: &Account, _: &str) -> Result<Vec<RemoteWebhook>, AppleError> {
        self.rounds.fetch_add(1, Ordering::SeqCst);
        Ok(Vec::new())
    }
}

impl Interfaces for World {
    fn networks(&self) -> Option<BTreeSet<IpAddr>> {
        Some(self.networks.lock().unwrap().clone())
    }

    fn way_out(&self) -> Option<bool> {
        Some(*self.way_out.lock().unwrap())
    }
}

impl World {
    fn plugged(&self, address: Option<&str>) {
        let addresses = address.iter().map(|one| one.parse().unwrap());
        *self.networks.lock().unwrap() = addresses.collect();
        *self.way_out.lock().unwrap() = address.is_some();
    }

    fn asked(&self) -> (usize, usize) {
        let count = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
        (count(&self.proofs), count(&self.rounds))
    }
}

struct Scene {
    owner: Owner,
    world: Arc<World>,
    _folder: tempfile::TempDir,
}

impl Scene {
    /// A house on this bus whose public address is proven.
    async fn proven(bus: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = "[connection]\npublic-url = \"https://bell.example.com\"\n";
        std::fs::write(folder.path().join("shipbell.toml"), text).unwrap();
        let world = Arc::new(World::default());
        world.plugged(Some("192.0.2.2"));
        let mut owner = take(folder.path(), &world).await;
        let engine = owner.engine().clone();
        *world.engine.lock().unwrap() = Some(engine.clone());
        owner.listen_to(Computer::with(bus, Arc::<World>::clone(&world)));
        engine.add_account(key()).await.unwrap();
        engine.add_endpoint("Tideline", Some(APP)).await.unwrap();
        owner.open_door(Some(free())).await.unwrap();
        let house = House {
            engine,
            host: Arc::new(Nowhere),
            folders: owner.home().folders(),
        };
        let begun = Instant::now();
        owner.open_house(house).await.unwrap();
        assert!(
            begun.elapsed() < Duration::from_secs(3),
            "nobody waits for a bus"
        );
        let scene = Self {
            owner,
            world,
            _folder: folder,
        };
        scene.becomes(Health::Proven).await;
        // The first looks of all are over.
        tokio::time::sleep(Duration::from_secs(2)).await;
        scene
    }

    async fn health(&self) -> Health {
        self.owner.engine().status().await.unwrap().health
    }

    async fn becomes(&self, health: Health) {
        let begun = Instant::now();
        while self.health().await != health {
            assert!(
                begun.elapsed() < Duration::from_secs(40),
                "it is {:?} and never {health:?}",
                self.health().await
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn stays(&self, health: Health, time: Duration, why: &str) {
        let begun = Instant::now();
        while begun.elapsed() < time {
            assert_eq!(self.health().await, health, "{why}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether the way was asked and missed things were looked for since then, soon enough.
    async fn is_doubted(&self, (proofs, rounds): (usize, usize), why: &str) {
        let begun = Instant::now();
        loop {
            let now = self.world.asked();
            if now.0 > proofs && now.1 > rounds {
                return;
            }
            assert!(begun.elapsed() < SOON, "{why}: {now:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn ends(self) {
        let ends = tokio::time::timeout(Duration::from_secs(3), self.owner.close());
        ends.await.expect("nobody waits for a bus").unwrap();
    }
}

async fn take(folder: &Path, world: &Arc<World>) -> Owner {
    let ports = Ports {
        sink: Arc::new(Quiet),
        clock: Arc::new(SystemClock),
        apple: Arc::<World>::clone(world),
        secrets: SecretsChoice::File,
    };
    let home = Home::at(folder).unwrap();
    Owner::take_with(home, Role::Serve, ports, Arc::<World>::clone(world))
        .await
        .unwrap()
}

fn key() -> NewAccount {
    NewAccount {
        name: Some("Tideline Ltd".to_owned()),
        key_id: "2X9R4HXF34".to_owned(),
        issuer: Some("57246542-96fe-1a63-e053-0824d011072a".to_owned()),
        key: SecretText::from("canary-key".to_owned()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_wake_the_way_is_proven_and_what_was_missed_is_looked_for() {
    let bus = SystemBus::start().unwrap();
    let login = bus.login().unwrap();
    let scene = Scene::proven(Some(bus.address())).await;
    let before = scene.world.asked();
    login.prepares_for_sleep(true).unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(
        scene.world.asked(),
        before,
        "nothing is asked while the lid closes"
    );
    for _ in 0..20 {
        login.prepares_for_sleep(false).unwrap();
    }
    scene.is_doubted(before, "after a wake").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(
        scene.world.asked(),
        (before.0 + 1, before.1 + 1),
        "a swarm of signs is one"
    );

    drop(login);
    let login = bus.login().unwrap();
    let before = scene.world.asked();
    login.prepares_for_sleep(false).unwrap();
    scene
        .is_doubted(before, "after a wake that a restarted service tells of")
        .await;
    scene.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_network_is_offline_and_the_next_one_is_proven() {
    let bus = SystemBus::start().unwrap();
    let network = bus.network(70).unwrap();
    let scene = Scene::proven(Some(bus.address())).await;

    bus.pretend().unwrap();
    network.becomes(40).unwrap();
    network.becomes(20).unwrap();
    scene
        .stays(
            Health::Proven,
            Duration::from_secs(7),
            "a route still leads out, whoever made it",
        )
        .await;
    scene.world.plugged(None);
    scene.becomes(Health::Offline).await;
    // A cable that the manager leaves to somebody else.
    scene.world.plugged(Some("192.0.2.2"));
    scene.becomes(Health::Proven).await;
    scene.world.plugged(None);
    scene.becomes(Health::Offline).await;

    let before = scene.world.asked();
    scene.world.plugged(Some("198.51.100.9"));
    network.becomes(70).unwrap();
    scene.becomes(Health::Proven).await;
    scene.is_doubted(before, "in a network again").await;

    tokio::time::sleep(Duration::from_secs(2)).await;
    let before = scene.world.asked();
    network.moves_to(2).unwrap();
    scene.is_doubted(before, "in another network").await;
    scene.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_tells_of_the_network_may_be_restarted() {
    let bus = SystemBus::start().unwrap();
    let network = bus.network(70).unwrap();
    let scene = Scene::proven(Some(bus.address())).await;
    network.ends().unwrap();
    let network = bus.network(20).unwrap();
    scene
        .stays(
            Health::Proven,
            Duration::from_secs(3),
            "its start is no loss of the network",
        )
        .await;
    network.becomes(70).unwrap();
    scene.world.plugged(None);
    network.becomes(20).unwrap();
    scene.becomes(Health::Offline).await;

    // Gone for good: the addresses say how it is.
    network.ends().unwrap();
    scene.world.plugged(Some("192.0.2.2"));
    scene.becomes(Health::Proven).await;

    let network = bus.network(70).unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    scene.world.plugged(None);
    network.becomes(20).unwrap();
    scene.becomes(Health::Offline).await;
    scene.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_that_is_not_the_managers_does_not_count() {
    let bus = SystemBus::start().unwrap();
    let _network = bus.network(70).unwrap();
    let scene = Scene::proven(Some(bus.address())).await;
    // So that only the word is in question.
    *scene.world.way_out.lock().unwrap() = false;
    bus.pretend().unwrap();
    scene
        .stays(
            Health::Proven,
            Duration::from_secs(3),
            "anybody may send anything on a bus",
        )
        .await;
    scene.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_bus_the_addresses_say_whether_there_is_a_network() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = format!("unix:path={}", folder.path().join("bus").display());
    let scene = Scene::proven(Some(nowhere)).await;
    scene.world.plugged(None);
    scene.becomes(Health::Offline).await;
    let before = scene.world.asked();
    scene.world.plugged(Some("192.0.2.2"));
    scene.becomes(Health::Proven).await;
    scene.is_doubted(before, "in a network again").await;
    scene.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bus_that_hangs_is_waited_for_by_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("bus");
    // It takes what comes, and never says a word.
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let scene = Scene::proven(Some(format!("unix:path={}", socket.display()))).await;
    scene.ends().await;
}
