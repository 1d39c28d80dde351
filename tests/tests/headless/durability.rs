//! What was answered with 200 is never lost, whatever happens to the program.

use std::collections::HashMap;
use std::fs;

use journeys::{Endpoint, Home, Serving, apple};
use serde_json::Value;
use shipbell_testkit::wait::until;
use shipbell_testkit::{Program, Running};

use crate::load::{Load, Sent};

const ROUNDS: usize = 15;

/// Kills a server under load, again and again.
fn batter(rounds: usize, endpoint: &Endpoint, start: impl Fn() -> Serving) -> Sent {
    let mut sent = Sent::default();
    for round in 0..rounds {
        let mut serving = start();
        let Endpoint { path, secret, .. } = endpoint;
        let load = Load::begin(&serving.address, path, secret, &format!("round-{round}"));
        // Each round ends at another moment, the first one almost at once.
        load.wait_for(1 + round * 37 % 150);
        serving.program.kill9().unwrap();
        sent.and(load.end());
    }
    sent
}

fn missing<'a>(acknowledged: &'a [String], kept: &HashMap<String, usize>) -> Vec<&'a String> {
    let lost = |id: &&String| !kept.contains_key(*id);
    acknowledged.iter().filter(lost).collect()
}

#[test]
fn kill_9_under_load_loses_nothing_that_was_acknowledged() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let Sent {
        acknowledged,
        unanswered,
    } = batter(ROUNDS, &endpoint, || home.serve());
    assert!(
        acknowledged.len() > 10 * ROUNDS,
        "there must have been a load to speak of, not {} posts",
        acknowledged.len()
    );

    let serving = home.serve();
    all_are_kept(&home, &acknowledged);
    for id in &unanswered {
        let body = apple::app_version(id, "REJECTED");
        assert_eq!(
            endpoint.post(&serving, &body).status,
            200,
            "what was on its way when it died is sent again, and is welcome"
        );
    }
    let all = [acknowledged, unanswered].concat();
    let kept = all_are_kept(&home, &all);
    assert_eq!(kept.len(), all.len(), "nothing was made up");
    assert!(
        kept.values().all(|times| *times == 1),
        "an event that came or was read twice around a crash is still one event"
    );
    serving.end();
}

fn all_are_kept(home: &Home, acknowledged: &[String]) -> HashMap<String, usize> {
    until("The return of every acknowledged event", || {
        let kept = count(home);
        let missing = missing(acknowledged, &kept);
        match missing.as_slice() {
            [] => Ok(Some(kept)),
            [one, ..] => anyhow::bail!(
                "{} of {} events were answered with 200 and are lost, {one} among them",
                missing.len(),
                acknowledged.len()
            ),
        }
    })
    .unwrap()
}

fn count(home: &Home) -> HashMap<String, usize> {
    let mut kept = HashMap::new();
    for event in home.events(["--limit", "100000"]) {
        let id = event["id"].as_str().unwrap().to_owned();
        *kept.entry(id).or_default() += 1;
    }
    kept
}

#[test]
fn the_same_test_catches_a_server_that_answers_first() {
    let home = Home::new();
    let store = home.note("store", "");
    let endpoint = Endpoint {
        path: "/hooks/t".to_owned(),
        token: "t".to_owned(),
        secret: "s".to_owned(),
    };
    let Sent { acknowledged, .. } = batter(4, &endpoint, || {
        let name = env!("CARGO_BIN_EXE_answer-first");
        Serving::start(Program::other(name).args([&store]))
    });
    let kept = fs::read_to_string(&store).unwrap();
    let ids = kept.lines().map(|body| {
        let body: Value = serde_json::from_str(body).unwrap();
        (body["data"]["id"].as_str().unwrap().to_owned(), 1)
    });
    let kept: HashMap<String, usize> = ids.collect();
    assert!(
        !missing(&acknowledged, &kept).is_empty(),
        "{} events were answered before they were stored, and a kill that loses none of them \
         would not find a fault in Shipbell either",
        acknowledged.len()
    );
}

/// Each program's lines, words and data alike.
fn lines(program: &Running) -> String {
    [program.stdout(), program.stderr()].concat().join("\n")
}

#[test]
fn a_kill_right_after_the_answer_rings_after_the_restart() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    for round in 0..8 {
        let mut serving = home.serve();
        let (id, app) = (format!("killed-{round}"), format!("App Number {round}"));
        assert_eq!(endpoint.post(&serving, &apple::flat(&id, &app)).status, 200);
        serving.program.kill9().unwrap();
        let before = lines(&serving.program);

        let restarted = home.serve();
        until(&format!("The line of {app}"), || {
            let after = lines(&restarted.program);
            Ok((before.contains(&app) || after.contains(&app)).then_some(()))
        })
        .expect("what was acknowledged rings: twice at worst, never zero times");
        restarted.end();
    }
}

#[test]
fn what_was_held_by_a_pause_rings_after_a_kill() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    home.json(["pause", "on"]);
    let mut serving = home.serve();
    let body = apple::flat("held", "Night Heron");
    assert_eq!(endpoint.post(&serving, &body).status, 200);
    home.event("held");
    serving.program.kill9().unwrap();
    assert!(
        !lines(&serving.program).contains("Night Heron"),
        "a pause holds every banner"
    );

    let mut restarted = home.serve();
    assert_eq!(
        home.json(["pause"])["paused"],
        true,
        "a crash does not end a pause"
    );
    home.json(["pause", "off"]);
    restarted
        .program
        .wait_words("Night Heron")
        .expect("the outbox survived between commit and ring");
    restarted.end();
}
