//! A tunnel that runs and brings nothing: seen by the question that does not come home, and started anew.

use std::process::Command;

use journeys::{Serving, processes};
use shipbell_testkit::wait::until;
use shipbell_testkit::{BoreServer, SystemBus};

use crate::behind_bore::Scene;

#[test]
fn a_tunnel_that_hangs_is_seen_through_and_started_anew() {
    let bus = SystemBus::start().unwrap();
    let login = bus.login().unwrap();
    let server = BoreServer::open().unwrap();
    let scene = Scene::behind(&server);
    let program = scene.program("127.0.0.1:0");
    let serving = Serving::start(program.env("DBUS_SYSTEM_BUS_ADDRESS", bus.address()));
    let first = scene.tunnel("bore to run", |view| view["phase"] == "up");
    let app = scene.connects("Tideline");
    scene.becomes("proven", None);

    let hung = bore_of(&serving);
    tell("STOP", hung);
    for questions in 1..=3 {
        // After a wake nobody knows what still holds; in between it is asked again, only later.
        login.prepares_for_sleep(false).unwrap();
        until("a question in vain", || {
            let mut said = serving.program.stderr();
            said.retain(|line| line.contains("the way in is not proven"));
            Ok((said.len() >= questions).then_some(()))
        })
        .unwrap();
        if questions == 1 {
            let status = scene.becomes("degraded", Some("unproven-timed-out"));
            assert!(status["proven"].is_null(), "nothing is green any more");
            let view = scene.home.json(["tunnel", "show"]);
            assert_eq!(view["phase"], "up", "of itself it says that all is well");
        }
    }
    let second = scene.tunnel("another bore", |view| {
        view["phase"] == "up" && view["url"] != first["url"]
    });
    scene.becomes("proven", None);
    assert_ne!(bore_of(&serving), hung, "the one that hung is gone");
    let url = second["url"].as_str().unwrap();
    until("Apple to be told where it is now", || {
        Ok(scene.url_at_apple(&app).starts_with(url).then_some(()))
    })
    .unwrap();
    scene.apple.version_moves(&app, "REJECTED").unwrap();
    assert_eq!(scene.comes_to("REJECTED")["provenance"], "signed");
}

/// The one bore that this Shipbell runs.
fn bore_of(serving: &Serving) -> u32 {
    let mut below = processes::below(serving.program.pid());
    below.retain(|(_, name)| name == "bore");
    assert_eq!(below.len(), 1, "{below:?}");
    below[0].0
}

fn tell(signal: &str, pid: u32) {
    let told = Command::new("kill")
        .args(["-s", signal, &pid.to_string()])
        .status();
    assert!(told.unwrap().success());
}
