//! What stands in the way in, as a person at the desktop is told of it, and how it ends by itself.

use std::fs;
use std::net::TcpListener;

use serde_json::Value;
use shipbell_testkit::desktop::TrayDiary;
use shipbell_testkit::wait::until;
use shipbell_testkit::{BoreServer, FakeApple, SystemBus, bore};

use crate::claims;
use crate::stage::Stage;

const PROVEN: &str = "Listening, proven from outside";

/// A desktop on which bore is chosen, and no app runs yet.
struct Scene {
    apple: FakeApple,
    _server: BoreServer,
    diary: TrayDiary,
    stage: Stage,
}

impl Scene {
    fn new() -> Option<Self> {
        let apple = FakeApple::start().unwrap();
        let stage = Stage::before(&apple)?;
        stage.desktop.install(&bore::program().unwrap()).unwrap();
        let server = BoreServer::open().unwrap();
        let option = format!("server={}", server.host());
        let scene = Self {
            apple,
            _server: server,
            diary: stage.desktop.keep_diary().unwrap(),
            stage,
        };
        scene.json(&["tunnel", "use", "bore", "--option", &option]);
        Some(scene)
    }

    fn json(&self, args: &[&str]) -> Value {
        let said = self.stage.run(args.iter().copied().chain(["--json"]));
        assert_eq!(said.code, Some(0), "{said:?}");
        said.document()
    }

    /// A key, an app, and a webhook for it. Says the app.
    fn connects(&self) -> String {
        let app = self.apple.app("Tideline", "example.tideline", "Tideline");
        let key = self.apple.team_key().unwrap();
        let file = format!("AuthKey_{}.p8", key.key_id);
        let file = self.stage.desktop.home().join(file);
        fs::write(&file, &key.p8).unwrap();
        let (file, issuer) = (file.display().to_string(), key.issuer.unwrap());
        self.json(&["account", "add", "--p8", &file, "--issuer", &issuer]);
        self.json(&["webhook", "create", "--app", &app]);
        app
    }

    /// Apple tells of something, and nobody hears it.
    fn misses(&self, app: &str, state: &str) {
        self.apple.nobody_listens(true);
        self.apple.version_moves(app, state).unwrap();
        self.apple.wait_settled().unwrap();
        self.apple.nobody_listens(false);
        let heard = self.stage.events().len();
        assert_eq!(self.recovered(state), None, "{heard} events");
    }

    /// Whether an event with this state is there, recovered.
    fn recovered(&self, state: &str) -> Option<()> {
        let events = self.stage.events();
        let event = events.iter().find(|event| event["status"] == state)?;
        assert_eq!(event["provenance"], "recovered", "{event}");
        Some(())
    }

    /// Holds what the tray ever said to be this, and to be true.
    fn told(&self, all: &[&str]) {
        let pages = self.diary.pages();
        let mut told: Vec<_> = claims::hints(&pages)
            .iter()
            .map(|(_, claim)| *claim)
            // A proof may be quicker than anything is drawn.
            .filter(|claim| !matches!(*claim, "starting" | "listening"))
            .collect();
        told.dedup();
        assert_eq!(told, all, "all that it ever said");
        claims::assert_true(&pages, &claims::timeline(&self.stage));
    }
}

#[test]
fn a_port_that_another_program_has_is_named_and_all_comes_back_when_it_is_free() {
    let Some(scene) = Scene::new() else { return };
    scene.json(&["endpoint", "add", "Tideline"]);
    let other = TcpListener::bind(&scene.stage.address).unwrap();
    let mut app = scene.stage.app().start().unwrap();
    scene
        .stage
        .wait_tooltip("Another program uses Shipbell’s port");
    assert_eq!(
        scene.json(&["tunnel", "show"])["phase"],
        "off",
        "a tunnel would lead to that other program"
    );

    drop(other);
    scene.stage.wait_tooltip(PROVEN);
    assert_eq!(scene.json(&["tunnel", "show"])["phase"], "up");
    scene.told(&["degraded", "proven"]);
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}

#[test]
fn a_network_that_is_away_is_told_and_what_was_missed_is_there_when_it_is_back() {
    let Some(scene) = Scene::new() else { return };
    let bus = SystemBus::start().unwrap();
    let (network, login) = (bus.network(70).unwrap(), bus.login().unwrap());
    let app = scene.stage.app();
    let mut app = app
        .env("DBUS_SYSTEM_BUS_ADDRESS", bus.address())
        .start()
        .unwrap();
    scene.stage.wait_open_door();
    until("bore to run", || {
        Ok((scene.json(&["tunnel", "show"])["phase"] == "up").then_some(()))
    })
    .unwrap();
    let tideline = scene.connects();
    scene.stage.wait_tooltip(PROVEN);

    network.becomes(20).unwrap();
    scene.stage.wait_tooltip("No network");
    scene.misses(&tideline, "REJECTED");
    network.becomes(70).unwrap();
    until("What was missed without a network", || {
        Ok(scene.recovered("REJECTED"))
    })
    .unwrap();
    scene.stage.wait_tooltip(PROVEN);

    // With its lid closed a computer hears nothing either.
    login.prepares_for_sleep(true).unwrap();
    scene.misses(&tideline, "READY_FOR_DISTRIBUTION");
    login.prepares_for_sleep(false).unwrap();
    until("What was missed asleep", || {
        Ok(scene.recovered("READY_FOR_DISTRIBUTION"))
    })
    .unwrap();
    scene.stage.wait_tooltip(PROVEN);
    scene.told(&["proven", "offline", "proven"]);
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}
