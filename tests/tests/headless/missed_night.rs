//! Shipbell is dead while things happen, and afterwards the feed is as if it had lived.

use std::collections::BTreeMap;

use journeys::night::something_happens;
use journeys::{Home, Serving};
use serde_json::{Value, json};
use shipbell_testkit::apple::{Mishap, Order, Trouble};
use shipbell_testkit::wait::until;

use crate::apple::{Scene, text};

/// How the one line begins that tells of everything that was missed.
const SUMMARY: &str = "While Shipbell could not hear";

impl Scene {
    /// A power cut.
    fn dies(&mut self) {
        self.serving.program.kill9().unwrap();
    }

    fn lives_again(&mut self) {
        self.serving = self.home.serve_at(&self.serving.address);
    }

    /// Apple's ids of everything that these apps' webhooks told of, with how often.
    fn told(&self, apps: &[(String, String)]) -> BTreeMap<String, usize> {
        let mut told = BTreeMap::new();
        for (app, _) in apps {
            let webhooks = self.apple.webhooks(app);
            for delivered in webhooks
                .iter()
                .flat_map(|one| self.apple.deliveries(&one.id))
            {
                let payload: Value = serde_json::from_str(&delivered.payload).unwrap();
                *told.entry(text(&payload["data"]["id"])).or_default() += 1;
            }
        }
        told
    }
}

fn by_id(events: &[Value]) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for event in events {
        *counted.entry(text(&event["id"])).or_default() += 1;
    }
    counted
}

/// When it happened; where its body does not say so, when it came or would have come.
fn time(event: &Value) -> jiff::Timestamp {
    let time = event["time"].as_str().or(event["received"].as_str());
    time.unwrap().parse().unwrap()
}

/// All events, once there are so many.
fn all(home: &Home, count: usize) -> Vec<Value> {
    until(&format!("{count} events"), || {
        let events = home.events(["--limit", "100000"]);
        anyhow::ensure!(events.len() >= count, "there are {}", events.len());
        Ok(Some(events))
    })
    .unwrap()
}

fn summaries(serving: &Serving) -> Vec<String> {
    let mut said = serving.program.stderr();
    said.retain(|line| line.contains(SUMMARY));
    said
}

fn marked(events: &[Value], provenance: &str) -> usize {
    events
        .iter()
        .filter(|event| event["provenance"] == provenance)
        .count()
}

#[test]
fn three_hundred_events_of_a_night_are_there_once_in_order_and_told_of_once() {
    let (mut scene, made) = Scene::registered(&["Tideline", "Fernway"]);
    let app_of = |n: usize| made[n % 2].0.as_str();
    // A rough evening: some twice, some lost on the way, some without Apple hearing the answer.
    scene.apple.mishap(4, Mishap::Twice);
    scene.apple.mishap(5, Mishap::Lost);
    scene.apple.mishap(3, Mishap::AnswerLost);
    scene.apple.hold();
    for n in 0..24 {
        something_happens(&scene.apple, app_of(n / 12), n);
    }
    scene.apple.release(Order::Reversed);
    scene.apple.wait_settled().unwrap();
    let heard = scene.told(&made).len() - 5;
    let before = all(&scene.home, heard);
    assert_eq!(marked(&before, "signed"), heard);
    scene.dies();

    let mut n = 24;
    while scene.told(&made).len() < 324 {
        something_happens(&scene.apple, app_of(n / 12), n);
        n += 1;
    }
    scene.apple.wait_settled().unwrap();
    let told = scene.told(&made);
    let lost = told.len() - heard;
    scene.lives_again();
    scene.serving.program.wait_words(SUMMARY).unwrap();

    let events = all(&scene.home, told.len());
    let kept = by_id(&events);
    assert_eq!(
        kept.keys().collect::<Vec<_>>(),
        told.keys().collect::<Vec<_>>(),
        "whatever Apple told of is there, and nothing else"
    );
    assert!(
        kept.values().all(|times| *times == 1),
        "and each of it once: {kept:?}"
    );
    let times: Vec<_> = events.iter().map(time).collect();
    assert!(
        times.is_sorted(),
        "in the order in which it happened at Apple"
    );
    assert_eq!(
        (marked(&events, "signed"), marked(&events, "recovered")),
        (heard, lost),
        "what came by itself stays what it was"
    );
    for event in &before {
        let now = events.iter().find(|now| now["id"] == event["id"]).unwrap();
        assert_eq!(now["provenance"], "signed", "{now}");
    }
    let deliveries: usize = told.values().sum();
    let round = scene.home.json(["catch-up"]);
    assert_eq!(
        (&round["recovered"], &round["known"]),
        (&json!(0), &json!(deliveries)),
        "a second look finds nothing new: {round}"
    );
    until("What Apple knows of every version and build", || {
        let events = all(&scene.home, told.len());
        let unnamed = events.iter().filter(|event| {
            let kind = event["kind"].as_str().unwrap_or_default();
            matches!(kind, "app-version" | "build-upload") && event["version"].is_null()
        });
        let unnamed = unnamed.count();
        anyhow::ensure!(unnamed == 0, "{unnamed} of them are without");
        Ok(Some(()))
    })
    .unwrap();
    let said = summaries(&scene.serving);
    assert_eq!(said.len(), 1, "a night is one line, not {lost}: {said:?}");
    let ended = scene.serving.end();
    let rung = ended
        .stderr()
        .iter()
        .filter(|line| line.contains("appstoreconnect.apple.com"))
        .count();
    assert_eq!(
        rung,
        0,
        "nothing of it rings by itself besides: {:?}",
        ended.stderr()
    );
}

#[test]
fn killed_while_it_catches_up_it_is_complete_after_the_next_start() {
    let (mut scene, made) = Scene::registered(&["Tideline"]);
    let app = &made[0].0;
    scene.dies();
    while scene.told(&made).len() < 300 {
        let n = scene.told(&made).len();
        something_happens(&scene.apple, app, n);
    }
    scene.apple.wait_settled().unwrap();
    let told = scene.told(&made);
    // The first page comes; the second hangs.
    let log = format!(
        "/v1/webhooks/{}/deliveries",
        scene.apple.webhooks(app)[0].id
    );
    scene.apple.trouble_at(
        &log,
        1,
        Trouble::NextAt(format!("{}/v1/second", scene.apple.url())),
    );
    scene.apple.trouble_at("/v1/second", 1, Trouble::Hangs);
    scene.lives_again();
    let half = all(&scene.home, 200);
    assert_eq!(
        half.len(),
        200,
        "the first page is there before the second is"
    );
    assert!(
        summaries(&scene.serving).is_empty(),
        "nothing rings while more may come"
    );
    scene.dies();

    scene.lives_again();
    scene.serving.program.wait_words(SUMMARY).unwrap();
    let events = all(&scene.home, told.len());
    let kept = by_id(&events);
    assert_eq!(kept.len(), told.len());
    assert!(
        kept.keys().eq(told.keys()) && events.len() == told.len(),
        "all of it, once"
    );
    assert_eq!(marked(&events, "recovered"), told.len());
    assert_eq!(summaries(&scene.serving).len(), 1);
}

#[test]
fn a_network_that_is_down_and_an_apple_that_is_busy_are_tried_again() {
    let (mut scene, made) = Scene::registered(&["Tideline"]);
    let app = &made[0].0;
    scene.dies();
    for n in 0..20 {
        something_happens(&scene.apple, app, n);
    }
    scene.apple.wait_settled().unwrap();
    let told = scene.told(&made);
    // More than one round bears: nobody has to press anything after a wake without network.
    scene.apple.trouble_at("/v1/webhooks", 3, Trouble::Drops);
    scene
        .apple
        .trouble_at("/v1/webhooks", 3, Trouble::TooMany(Some(1)));
    scene
        .apple
        .trouble_at("/v1/webhooks", 2, Trouble::TooMany(None));
    scene.lives_again();
    scene.serving.program.wait_words(SUMMARY).unwrap();
    let events = all(&scene.home, told.len());
    assert!(by_id(&events).keys().eq(told.keys()));
    assert_eq!(summaries(&scene.serving).len(), 1);
}

#[test]
fn catching_up_as_a_command_needs_no_running_shipbell() {
    let (mut scene, made) = Scene::registered(&["Tideline"]);
    let app = &made[0].0;
    scene.dies();
    let happens = |from: usize, scene: &Scene| {
        for n in from..from + 10 {
            something_happens(&scene.apple, app, n);
        }
        scene.apple.wait_settled().unwrap();
        scene.told(&made)
    };
    let told = happens(0, &scene);
    let round = scene.home.json(["catch-up"]);
    assert_eq!(
        (&round["read"], &round["recovered"], &round["failed"]),
        (&json!(1), &json!(told.len()), &json!([])),
        "{round}"
    );
    scene.lives_again();
    scene.serving.program.wait_words(SUMMARY).unwrap();
    let events = all(&scene.home, told.len());
    assert!(
        by_id(&events).keys().eq(told.keys()),
        "what a command kept is filed by whoever runs next"
    );

    scene.apple.nobody_listens(true);
    let more = happens(10, &scene);
    scene.apple.nobody_listens(false);
    let words = scene.home.run(["catch-up"]);
    assert_eq!(words.code, Some(0), "{words:?}");
    let missed = more.len() - told.len();
    assert!(
        words.out.contains(&format!("{missed} missed and kept now")),
        "{words:?}"
    );
    assert_eq!(all(&scene.home, more.len()).len(), more.len());

    scene
        .apple
        .trouble_at("/v1/webhooks", 8, Trouble::Html(200));
    let (code, words) = scene.home.refused(["catch-up"]);
    assert_eq!(code, 1, "{words}");
    assert!(
        words.contains("log-in"),
        "what answered was not Apple: {words}"
    );
}

#[cfg(target_os = "linux")]
mod many {
    use jiff::SignedDuration;

    use super::*;

    const MANY: usize = 10_000;
    /// Of what a service may grow by, in kibibytes: the whole log would be more.
    const GROWN: u64 = 48 * 1024;

    #[test]
    fn ten_thousand_missed_deliveries_come_in_and_memory_stays() {
        let (mut scene, made) = Scene::registered(&["Tideline"]);
        let app = &made[0].0;
        scene.home.json(["webhook", "ping", &made[0].1]);
        all(&scene.home, 1);
        let before = memory(&scene.serving, "VmRSS:");
        scene.dies();
        scene
            .apple
            .clock()
            .forward(SignedDuration::from_hours(7 * 24));
        let missed = scene.apple.history(app, MANY).unwrap();
        scene.lives_again();
        // As long as it goes on coming in, it may take its time.
        let mut there = 0;
        while scene.serving.program.wait_words(SUMMARY).is_err() {
            let now = scene.home.events(["--limit", "100000"]).len();
            assert!(
                now > there,
                "it stopped at {there}: {:?}",
                scene.serving.program.stderr()
            );
            there = now;
        }
        let (after, most) = (
            memory(&scene.serving, "VmRSS:"),
            memory(&scene.serving, "VmHWM:"),
        );
        let kept = by_id(&scene.home.events(["--limit", "100000"]));
        assert!(
            missed.iter().all(|id| kept.get(id) == Some(&1)),
            "all of them, once"
        );
        assert_eq!(kept.len(), MANY + 1, "and the ping from before");
        assert!(
            most < before + GROWN,
            "a long absence is no reason to swell: {before} kB before, {after} after, {most} at most"
        );
        println!("memory in kB: {before} before, {after} after, {most} at most");
    }

    fn memory(serving: &Serving, field: &str) -> u64 {
        let status = format!("/proc/{}/status", serving.program.pid());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(field))
            .unwrap();
        line.trim().trim_end_matches("kB").trim().parse().unwrap()
    }
}
