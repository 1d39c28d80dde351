//! What was missed is found in Apple's log: each event once, in order, told of once.

use std::sync::Arc;

use shipbell_engine::{AppleFault, CaughtUp, NewWebhook, RemoteState, Verdict};
use shipbell_feed::Provenance;
use shipbell_vault::SecretText;
use shipbell_webhook::Kind;

use crate::apple::{Store, line};
use crate::ports::{DAY, HOUR, MINUTE};
use crate::registration::{connected, fernway};
use crate::scene::{Door, House, state, state_json};

/// When event `n` happened: a minute after the one before.
fn time(n: i64) -> (i64, String) {
    let start: jiff::Timestamp = crate::ports::START.parse().unwrap();
    let at = start.as_millisecond() + n * MINUTE;
    let text = jiff::Timestamp::from_millisecond(at).unwrap().to_string();
    (at, text)
}

fn missed(n: i64) -> (i64, Vec<u8>) {
    let (at, text) = time(n);
    (
        at,
        state(&format!("m{n}"), &format!("v{n}"), "REJECTED", &text),
    )
}

pub(crate) async fn registered() -> (House, Arc<Store>, Door) {
    let (house, store) = connected().await;
    let added = house.engine.register(fernway()).await.unwrap();
    let door = Door {
        token: added.token,
        secret: added.secret.expose().to_owned(),
    };
    (house, store, door)
}

async fn titles_of_fernway(house: &House) -> Vec<(String, Provenance)> {
    let mut events = house.events().await;
    events.reverse();
    let of = |event: &shipbell_feed::Event| {
        (
            event.instance_id.clone().unwrap_or_default(),
            event.provenance,
        )
    };
    events.iter().map(of).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_missed_is_there_once_in_order_and_one_banner() {
    let (house, store, door) = registered().await;
    // One came through the door, before Shipbell slept; Apple's log has it in other words.
    let (at, text) = time(0);
    let heard = state_json("heard", "v0", "REJECTED", &text);
    let body = serde_json::to_vec(&heard).unwrap();
    assert_eq!(house.post_to(&door, &body).await, Verdict::Kept);
    house.rings(1).await;
    house.clock.advance(HOUR);
    {
        let mut has = store.has();
        let spaced = serde_json::to_vec_pretty(&heard).unwrap();
        let all: Vec<_> = (1..=9).map(missed).collect();
        let mut lines: Vec<_> = all.iter().map(|(at, body)| line(*at, body)).collect();
        // Twice, and in no order, over two pages.
        lines.push(line(all[3].0 + 5, &all[3].1));
        lines.push(line(at, &spaced));
        lines.reverse();
        let later = lines.split_off(5);
        has.log = vec![lines, later];
    }
    let round = house.engine.catch_up().await.unwrap();
    assert_eq!(
        (
            round.recovered,
            round.known,
            round.lost.len(),
            round.failed.len()
        ),
        (9, 2, 0, 0),
        "{round:?}"
    );
    let banners = house.rings(2).await;
    assert_eq!(banners[1].title, "While Shipbell could not hear: 9 events");
    let expected: Vec<_> = std::iter::once(("v0".to_owned(), Provenance::Signed))
        .chain((1..=9).map(|n| (format!("v{n}"), Provenance::Recovered)))
        .collect();
    assert_eq!(
        titles_of_fernway(&house).await,
        expected,
        "by Apple's time, and marked as what they are"
    );

    let again = house.engine.catch_up().await.unwrap();
    assert_eq!((again.recovered, again.known), (0, 11), "{again:?}");
    house.rings(2).await;
    let (late, body) = missed(1);
    assert!(late > 0);
    assert_eq!(house.post_to(&door, &body).await, Verdict::Kept);
    house.settle().await;
    assert_eq!(
        house.events().await.len(),
        10,
        "one that was recovered may still come in at the door"
    );
    house.rings(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_that_breaks_off_is_done_again_and_nothing_rings_before() {
    let (mut house, store, _) = registered().await;
    // Rounds of its own would read what is meant for these.
    house.restart_asleep().await;
    house.engine.unlock().await.unwrap();
    house.clock.advance(HOUR);
    store.has().asked_since.clear();
    store.has().log = (0..3)
        .map(|page| {
            let lines = (1..=10).map(|n| missed(page * 10 + n));
            lines.map(|(at, body)| line(at, &body)).collect()
        })
        .collect();
    // Two pages; and before them, whether the other endpoint has a webhook by now.
    store.refuse_after(1 + 2, AppleFault::Unreachable);
    let broken = house.engine.catch_up().await.unwrap();
    assert_eq!(
        (broken.recovered, broken.read, broken.failed.len()),
        (20, 0, 1),
        "{broken:?}"
    );
    house.restart_asleep().await;
    house.engine.unlock().await.unwrap();
    let whole = house.engine.catch_up().await.unwrap();
    assert_eq!(
        (whole.recovered, whole.known, whole.failed.len()),
        (10, 20, 0),
        "{whole:?}"
    );
    let mut since = std::mem::take(&mut store.has().asked_since);
    since.dedup();
    assert_eq!(
        since.len(),
        1,
        "a round that broke off moves nothing on: {since:?}"
    );
    house.engine.start().await;
    house.settle_reading().await;
    assert_eq!(house.events().await.len(), 30);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_apple_keeps_no_log_the_window_is_named() {
    let (house, store, _) = registered().await;
    let asleep_from = time(0).0;
    house.clock.advance(20 * DAY);
    let round = house.engine.catch_up().await.unwrap();
    let [(name, from, to)] = &round.lost[..] else {
        panic!("twenty days are longer than Apple's ten: {round:?}");
    };
    assert_eq!(name, "Fernway");
    assert!((from - asleep_from).abs() < MINUTE, "{from}");
    let since = *store.has().asked_since.last().unwrap();
    assert_eq!(*to, since, "what could be asked for was");
    assert!(
        time(0).0 + 20 * DAY - since < 10 * DAY,
        "Apple refuses to look back ten days or more"
    );
    let next = house.engine.catch_up().await.unwrap();
    assert_eq!(next.lost, [], "told once: {next:?}");
    assert_eq!(
        house.engine.feed().webhooks().await.unwrap()[0].lost,
        Some((*from, *to)),
        "and not forgotten"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_said_how_late_what_was_missed_is_heard() {
    let (house, store, _) = registered().await;
    let (at, _) = time(1);
    // A build upload's body says nothing of when: Apple's log does.
    let body = br#"{"data":{"type":"buildUploadStateUpdated","id":"u-1","version":1,"attributes":{"newState":"COMPLETE"},"relationships":{"instance":{"data":{"type":"buildUploads","id":"b-1"}}}}}"#;
    store.has().log = vec![vec![line(at, body)]];
    house.clock.advance(9 * HOUR);
    house.engine.catch_up().await.unwrap();
    house.settle_reading().await;
    let event = house.only_event().await;
    assert_eq!(event.time, Some(at), "by Apple's log");
    let late = event.received - at;
    assert!((8 * HOUR..=9 * HOUR).contains(&late), "{late} ms");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_log_no_longer_says_is_found_by_comparing_states() {
    let (house, store, door) = registered().await;
    for (id, state) in [("moved", "IN_REVIEW"), ("same", "IN_REVIEW")] {
        let body = self::state(id, id, state, &time(0).1);
        assert_eq!(house.post_to(&door, &body).await, Verdict::Kept);
    }
    house.settle_reading().await;
    house.clock.advance(20 * DAY);
    let stands = |id: &str, status: &str, made: i64| RemoteState {
        kind: Kind::AppVersion,
        instance_type: "appStoreVersions",
        instance_id: id.to_owned(),
        status: status.to_owned(),
        made: Some(made),
    };
    store.has().states = vec![
        stands("moved", "READY_FOR_DISTRIBUTION", 0),
        stands("same", "IN_REVIEW", 0),
        stands("new", "WAITING_FOR_REVIEW", time(0).0 + DAY),
        stands("of long ago", "REPLACED_WITH_NEW_VERSION", 0),
    ];
    let round = house.engine.catch_up().await.unwrap();
    assert_eq!((round.compared, round.recovered), (2, 2), "{round:?}");
    house.settle_reading().await;
    let found = house.events().await;
    let found: Vec<_> = found
        .iter()
        .filter(|event| event.provenance == Provenance::Recovered)
        .map(|event| {
            (
                event.instance_id.as_deref().unwrap(),
                event.previous_status.as_deref(),
                event.status.as_deref().unwrap(),
            )
        })
        .collect();
    assert!(found.contains(&("moved", Some("IN_REVIEW"), "READY_FOR_DISTRIBUTION")));
    assert!(
        found.contains(&("new", None, "WAITING_FOR_REVIEW")),
        "{found:?}"
    );
    assert_eq!(found.len(), 2, "what did not change in the gap is no news");
    let dated = house
        .events()
        .await
        .into_iter()
        .filter(|event| event.provenance == Provenance::Recovered && event.time.is_some());
    assert_eq!(dated.count(), 0, "and nobody knows when it happened");
    let again = house.engine.catch_up().await.unwrap();
    assert_eq!(again.compared, 0, "and it is told once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_that_was_typed_in_by_hand_is_caught_up_on_too() {
    let (mut house, store) = connected().await;
    let door = house.add("Fernway", Some("1900000042")).await;
    store.has().webhooks.insert(
        "by hand".to_owned(),
        NewWebhook {
            app: "1900000042".to_owned(),
            name: "CI relay".to_owned(),
            url: format!("https://old-name.example.com/hooks/{}", door.token),
            secret: SecretText::from(door.secret.clone()),
            kinds: Vec::new(),
        },
    );
    house.clock.advance(HOUR);
    let (at, body) = missed(1);
    store.has().log = vec![vec![line(at, &body)]];
    let round = house.engine.catch_up().await.unwrap();
    assert_eq!((round.read, round.recovered), (1, 1), "{round:?}");

    house.lose_the_database().await;
    house.engine.unlock().await.unwrap();
    assert_eq!(
        house.engine.accounts().await.unwrap()[0].name,
        "Tideline Ltd",
        "the keychain knows which keys there are"
    );
    let round = house.engine.catch_up().await.unwrap();
    assert_eq!(
        (round.read, round.recovered),
        (1, 1),
        "what Apple still has comes back with the webhook: {round:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_webhook_of_ours_nothing_is_asked() {
    let (house, store) = connected().await;
    assert_eq!(house.engine.catch_up().await.unwrap(), CaughtUp::default());
    assert!(store.has().asked_since.is_empty());
}
