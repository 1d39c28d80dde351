//! From the door to the banner: what gets in, once, and what does not.

use shipbell_engine::{Refusal, Verdict};
use shipbell_feed::Provenance;
use shipbell_rules::Level;

use crate::scene::{House, REFUSED, rejection, state, state_json};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signed_body_is_kept_and_rings_once() {
    let house = House::new().await;
    house.post(rejection("e1")).await;
    let rung = house.rings(1).await;
    assert_eq!(rung[0].title, "Tideline: Rejected by App Review");
    assert_eq!(
        rung[0].body,
        "App Review’s message is in App Store Connect. Was In Review."
    );
    assert_eq!(
        rung[0].level,
        Level::TimeSensitive,
        "a rejection is what people wait for"
    );
    assert_eq!(
        rung[0].link.as_deref(),
        Some("https://appstoreconnect.apple.com/apps/6446048195/distribution/reviewsubmissions"),
        "the click leads to where App Review's message is"
    );
    let event = house.only_event().await;
    assert_eq!(event.provenance, Provenance::Signed);
    assert!(event.unread && event.readable && event.problem.is_none());
    assert_eq!(
        house.engine.headline(&event),
        "Rejected by App Review",
        "the feed's row and the banner say the same"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_apple_did_not_sign_leaves_no_trace() {
    let house = House::new().await;
    let other = house.add("Fernway", None).await;
    let body = rejection("e1");
    let good = shipbell_webhook::sign(house.door.secret.as_bytes(), &body);
    let foreign = shipbell_webhook::sign(other.secret.as_bytes(), &body);
    let token = &house.door.token;

    let no_signature = house.knock(token, None, &body).await;
    assert_eq!(no_signature, Verdict::Refused(Refusal::NoSignature));
    assert_eq!(
        house.knock("nobody", Some(&good), &body).await,
        Verdict::Refused(Refusal::UnknownToken)
    );
    assert_eq!(
        house.knock(token, Some(&foreign), &body).await,
        REFUSED,
        "each app's secret opens its own door alone"
    );
    for at in [0, body.len() / 2, body.len() - 1] {
        let mut changed = body.clone();
        changed[at] ^= 1;
        assert_eq!(
            house.knock(token, Some(&good), &changed).await,
            REFUSED,
            "one changed bit at {at} is another body"
        );
    }
    let spaced =
        serde_json::to_vec_pretty(&state_json("e1", "v", "REJECTED", "2026-03-10T09:59:00Z"))
            .unwrap();
    assert_eq!(house.knock(token, Some(&good), &spaced).await, REFUSED);
    for odd in [
        "",
        "hmacsha256=",
        "sha256=00",
        "hmacsha256=zz",
        "hmacsha256=\0",
    ] {
        assert_eq!(
            house.knock(token, Some(odd), &body).await,
            REFUSED,
            "{odd:?}"
        );
    }
    assert!(
        house.events().await.is_empty(),
        "nothing of it may be stored"
    );
    assert!(house.engine.feed().undecided(1).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_delivery_a_thousand_times_at_once_is_one_event() {
    let house = House::new().await;
    let body = rejection("e1");
    let signature = shipbell_webhook::sign(house.door.secret.as_bytes(), &body);
    let all: Vec<_> = (0..1_000)
        .map(|_| {
            let engine = house.engine.clone();
            let arrived = crate::scene::arrived(&house.door.token, Some(&signature), &body);
            tokio::spawn(async move { engine.take_in(arrived).await })
        })
        .collect();
    for one in all {
        assert_eq!(
            one.await.unwrap(),
            Verdict::Kept,
            "Apple would mark any other answer as failed"
        );
    }
    house.rings(1).await;
    let event = house.only_event().await;
    let told = house.engine.feed().deliveries_of(event.id).await.unwrap();
    assert_eq!(told.iter().map(|one| one.count).sum::<u64>(), 1_000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_met_before_with_other_content_is_an_event_of_its_own() {
    let house = House::new().await;
    let time = "2026-03-10T09:00:00Z";
    house.post(state("e1", "v1", "REJECTED", time)).await;
    house.rings(1).await;
    // Older than the first, and of the same version: still it is not what came before.
    house
        .post(state(
            "e1",
            "v1",
            "METADATA_REJECTED",
            "2026-03-10T08:00:00Z",
        ))
        .await;
    let rung = house.rings(2).await;
    assert_eq!(rung[1].title, "Tideline: Metadata rejected");
    let conflicts: Vec<_> = house
        .events()
        .await
        .iter()
        .map(|event| event.conflict)
        .collect();
    assert_eq!(
        conflicts,
        [false, true],
        "the second one is marked, so that a person can look twice"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clash_within_one_batch_is_found_too() {
    let mut house = House::new().await;
    house.restart_asleep().await;
    house.engine.unlock().await.unwrap();
    let time = "2026-03-10T09:00:00Z";
    house.post(state("e1", "v1", "REJECTED", time)).await;
    house.post(state("e1", "v2", "REJECTED", time)).await;
    house.engine.start().await;
    house.rings(2).await;
    let conflicts = house
        .events()
        .await
        .iter()
        .filter(|event| event.conflict)
        .count();
    assert_eq!(
        conflicts, 1,
        "both were read at once, and still one is marked"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_json_written_differently_is_the_same_event() {
    let house = House::new().await;
    let json = state_json("e1", "v1", "REJECTED", "2026-03-10T09:00:00Z");
    house.post(serde_json::to_vec(&json).unwrap()).await;
    house.rings(1).await;
    house.post(serde_json::to_vec_pretty(&json).unwrap()).await;
    house.rings(1).await;
    let event = house.only_event().await;
    let told = house.engine.feed().deliveries_of(event.id).await.unwrap();
    assert_eq!(told.len(), 2, "both bodies are kept as they came");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signed_body_that_cannot_be_read_is_shown_and_nothing_stops() {
    let house = House::new().await;
    let deep = "[".repeat(10_000);
    for (at, body) in [
        &b"not json"[..],
        b"",
        b"{}",
        b"[]",
        &[0xff, 0xfe],
        deep.as_bytes(),
    ]
    .iter()
    .enumerate()
    {
        house.post(body).await;
        house.settle().await;
        assert_eq!(
            house.events().await.len(),
            at + 1,
            "{body:?} is a row of its own"
        );
    }
    let unreadable = house.events().await;
    let rung = house.sink.rung();
    assert_eq!(
        rung.len(),
        unreadable.len(),
        "Apple said something, and nobody knows what"
    );
    assert_eq!(rung[0].title, "Signed by Apple, but not readable");
    assert!(
        unreadable
            .iter()
            .filter(|event| !event.readable)
            .all(|event| event.problem.is_some()),
        "the row says what is wrong with it"
    );
    house.post(rejection("e1")).await;
    let rung = house.rings(unreadable.len() + 1).await;
    assert_eq!(
        rung.last().unwrap().title,
        "Tideline: Rejected by App Review"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_state_that_comes_late_does_not_roll_the_banner_back() {
    let house = House::new().await;
    house
        .post(state(
            "new",
            "v1",
            "READY_FOR_DISTRIBUTION",
            "2026-03-10T09:30:00Z",
        ))
        .await;
    house.rings(1).await;
    house
        .post(state(
            "old",
            "v1",
            "PENDING_DEVELOPER_RELEASE",
            "2026-03-10T09:00:00Z",
        ))
        .await;
    house.rings(1).await;
    let events = house.events().await;
    let ids: Vec<_> = events
        .iter()
        .map(|event| event.apple_id.as_deref().unwrap())
        .collect();
    assert_eq!(ids, ["new", "old"], "the feed goes by Apple's time");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn states_that_are_read_together_in_the_wrong_order_show_the_last_one() {
    let mut house = House::new().await;
    house.restart_asleep().await;
    house.engine.unlock().await.unwrap();
    house
        .post(state(
            "new",
            "v1",
            "READY_FOR_DISTRIBUTION",
            "2026-03-10T09:30:00Z",
        ))
        .await;
    house
        .post(state(
            "old",
            "v1",
            "PENDING_DEVELOPER_RELEASE",
            "2026-03-10T09:00:00Z",
        ))
        .await;
    house.engine.start().await;
    let rung = house.rings(1).await;
    assert_eq!(
        rung[0].title, "Tideline: Released on the App Store",
        "after a night's sleep both are read at once; the banner tells where things stand"
    );
}
