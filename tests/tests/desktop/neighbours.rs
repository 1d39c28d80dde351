//! Who lives beside whom: the app beside `shipbell serve` in one home, and two homes on one desktop.

use std::fs;

use journeys::{Endpoint, Serving, apple};
use serde_json::Value;
use shipbell_testkit::wait::until;
use shipbell_testkit::{Program, home};

use crate::stage::{Stage, free_address};

#[test]
fn the_app_offers_to_take_over_from_serve() {
    let Some(stage) = Stage::set() else { return };
    let mut serving = Serving::start(stage.shipbell(["serve", "--json"]));
    assert_eq!(serving.address, stage.address);
    assert_eq!(
        stage.post(&apple::flat("before", "Night Heron")).status,
        200
    );
    stage.event("before");

    let mut app = stage.app().start().unwrap();
    stage.wait_panel(&app, true);
    stage.picture("takeover");
    assert!(
        serving.program.is_alive() && stage.post(&apple::flat("asked", "Harbour")).status == 200,
        "nothing stops before the person has answered"
    );
    press(&stage, "Return");
    let status = serving.program.wait().unwrap();
    assert_eq!(
        status.code(),
        Some(0),
        "serve was asked to leave and did: {:?}",
        serving.program.stderr()
    );
    stage.wait_tooltip("2 unread events");
    until("A door that the app opened", || {
        let answer = stage.post(&apple::flat("after", "Fernway"));
        Ok((answer.status == 200).then_some(()))
    })
    .expect("the app listens where serve did: Apple notices nothing");
    stage
        .desktop
        .wait_banner("Fernway")
        .expect("from here on the desktop rings");
    let ids: Vec<Value> = stage
        .events()
        .into_iter()
        .map(|event| event["id"].clone())
        .collect();
    assert_eq!(
        ids,
        ["before", "asked", "after"],
        "nothing was lost on the way"
    );
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}

#[test]
fn who_leaves_it_there_changes_nothing() {
    let Some(stage) = Stage::set() else { return };
    let mut serving = Serving::start(stage.shipbell(["serve", "--json"]));
    let mut app = stage.app().start().unwrap();
    stage.wait_panel(&app, true);
    press(&stage, "Escape");
    let status = app.wait().unwrap();
    assert_eq!(status.code(), Some(0), "{:?}", app.stderr());
    assert!(
        serving.program.is_alive() && stage.post(&apple::flat("later", "Harbour")).status == 200,
        "a window that was opened by mistake costs no event"
    );
}

/// Presses a key in the window that asks, once it has the keyboard.
fn press(stage: &Stage, key: &str) {
    let mut keys = stage.desktop.command("xdotool");
    keys.args(["search", "--onlyvisible", "--name", "^Shipbell$"]);
    keys.args(["windowfocus", "--sync", "key", key]);
    assert!(keys.status().unwrap().success());
}

#[test]
fn two_homes_on_one_desktop_do_not_touch_each_other() {
    let Some(stage) = Stage::set() else { return };
    let (folder, address) = (home().unwrap(), free_address());
    let chosen = format!("[connection]\nlisten = \"{address}\"\n");
    fs::write(folder.path().join("shipbell.toml"), &chosen).unwrap();
    let there = |program: Program| program.on(&stage.desktop).home(folder.path());
    let asked = |words: &[&str]| {
        let program = Program::shipbell().unwrap().args(words.iter().copied());
        journeys::Said::from(there(program).output().unwrap())
    };
    let added = asked(&["endpoint", "add", "Orchard", "--json"]);
    let orchard = Endpoint::of(&added.document());

    let mut here = stage.start();
    let mut beside = there(Program::desktop().unwrap()).start().unwrap();
    until("The other home's open door", || {
        Ok(std::net::TcpStream::connect(&address).ok())
    })
    .unwrap();
    until(
        "The other home's secret, read from the same keyring",
        || {
            let listed = asked(&["endpoint", "list", "--json"]).document();
            Ok((listed.pointer("/0/secretKnown") == Some(&Value::Bool(true))).then_some(()))
        },
    )
    .expect("one keyring holds the secrets of both");
    let knock = |body: &[u8]| {
        let signature = orchard.sign(body);
        let headers = [("x-apple-signature", signature.as_str())];
        let request = journeys::knock::request("POST", &orchard.path, &headers, body);
        journeys::knock::knock(&address, &request).status
    };
    assert_eq!(knock(&apple::flat("there", "Harbour")), 200);
    assert_eq!(
        stage.post(&apple::flat("here", "Night Heron")).status,
        200,
        "each door takes what is signed for it"
    );
    assert_eq!(
        stage
            .post_to(&orchard, &apple::flat("stray", "Fernway"))
            .status,
        404,
        "and knows nothing of the other's endpoints"
    );
    stage.desktop.wait_banner("Harbour").expect("both ring");
    stage.desktop.wait_banner("Night Heron").expect("both ring");
    stage.event("here");
    let ids = |events: Vec<Value>| -> Vec<Value> {
        events
            .into_iter()
            .map(|event| event["id"].clone())
            .collect()
    };
    assert_eq!(ids(stage.events()), ["here"], "one feed each");
    assert_eq!(ids(asked(&["events", "--json"]).objects()), ["there"]);

    assert_eq!(here.sigterm().unwrap().code(), Some(0));
    assert!(
        beside.is_alive() && knock(&apple::flat("later", "Fernway")) == 200,
        "the end of one is nothing to the other"
    );
    assert_eq!(beside.sigterm().unwrap().code(), Some(0));
    assert_eq!(
        fs::read_to_string(folder.path().join("shipbell.toml")).unwrap(),
        chosen,
        "nobody wrote into settings that were not theirs"
    );
}
