//! Many events: one banner each when they are few, one for all when they are many.

use std::sync::Arc;
use std::time::Duration;

use shipbell_rules::Level;

use crate::ports::{HOUR, Known};
use crate::scene::{House, Plan, rejection, state};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_events_in_a_second_are_one_banner_and_a_summary() {
    let house = House::new().await;
    let other = house.add("Fernway", None).await;
    house.post(rejection("first")).await;
    house.rings(1).await;
    for at in 0..499 {
        let body = state(
            &format!("e{at}"),
            &format!("v{at}"),
            "ACCEPTED",
            "2026-03-10T10:00:00Z",
        );
        let door = if at < 300 { &house.door } else { &other };
        house.post_to(door, &body).await;
    }
    let rung = house.rings(2).await;
    assert_eq!(
        rung[1].title, "499 events",
        "the count must be right, or nobody trusts it"
    );
    assert_eq!(rung[1].body, "Tideline: 300, Fernway: 199");
    assert_eq!(rung[1].event, None, "a summary's click opens the panel");
    assert_eq!(house.engine.status().await.unwrap().unread, 500);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_that_is_read_slowly_is_still_one_summary() {
    let house = House::with(Plan {
        apple: Arc::new(Known::Slow(Duration::from_millis(200))),
        ..Plan::default()
    })
    .await;
    house.post(rejection("first")).await;
    house.rings(1).await;
    for at in 0..20 {
        let body = state(
            &format!("e{at}"),
            &format!("v{at}"),
            "ACCEPTED",
            "2026-03-10T10:00:00Z",
        );
        house.post(body).await;
    }
    let rung = house.rings(2).await;
    assert_eq!(
        rung[1].title, "20 events",
        "one that was read before the others is no banner of its own: more would follow it at once"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_with_time_between_them_ring_singly() {
    let house = House::new().await;
    for at in 1..=4 {
        house.post(rejection(&format!("e{at}"))).await;
        house.rings(at).await;
        house.clock.advance(HOUR);
    }
    assert!(
        house
            .sink
            .rung()
            .iter()
            .all(|banner| banner.event.is_some())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_versions_states_replace_each_others_banner() {
    let house = House::new().await;
    house
        .post(state(
            "e1",
            "v1",
            "PENDING_DEVELOPER_RELEASE",
            "2026-03-10T09:00:00Z",
        ))
        .await;
    house.rings(1).await;
    house
        .post(state(
            "e2",
            "v1",
            "READY_FOR_DISTRIBUTION",
            "2026-03-10T09:30:00Z",
        ))
        .await;
    house
        .post(state("e3", "v2", "REJECTED", "2026-03-10T09:30:00Z"))
        .await;
    let rung = house.rings(3).await;
    assert_eq!(
        rung[0].group, rung[1].group,
        "two banners would contradict each other"
    );
    assert_ne!(
        rung[0].group, rung[2].group,
        "another version is another story"
    );
    assert_eq!(rung[2].level, Level::TimeSensitive);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_that_rings_in_two_channels_counts_once_in_a_summary() {
    let house = House::with(Plan {
        settings: "[[channel]]\nname = \"a\"\n\n[[channel]]\nname = \"b\"\n",
        ..Plan::default()
    })
    .await;
    for at in 0..8 {
        house.post(rejection(&format!("e{at}"))).await;
    }
    house.settle().await;
    let told: usize = house
        .sink
        .rung()
        .iter()
        .filter(|banner| banner.event.is_none())
        .map(|banner| {
            banner
                .title
                .split(' ')
                .next()
                .unwrap()
                .parse::<usize>()
                .unwrap()
        })
        .sum();
    assert!(
        (1..=8).contains(&told),
        "eight events came, so no summary may tell of {told}"
    );
}
