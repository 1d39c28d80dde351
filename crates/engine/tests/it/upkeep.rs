//! Forgetting what is old: by arrival, and never so that a captured request gets in again.

use crate::ports::DAY;
use crate::scene::{House, Plan, rejection, state};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn retention_counts_from_arrival_and_a_replay_afterwards_is_nothing_new() {
    let house = House::with(Plan {
        settings: "[history]\nkeep-days = 30\n",
        ..Plan::default()
    })
    .await;
    house
        .post(state("ancient", "v1", "REJECTED", "2020-01-01T00:00:00Z"))
        .await;
    house.rings(1).await;
    house.engine.forget().await.unwrap();
    assert_eq!(
        house.events().await.len(),
        1,
        "it came today, so it is news"
    );
    house.clock.advance(29 * DAY);
    house.engine.forget().await.unwrap();
    assert_eq!(house.events().await.len(), 1);
    house.clock.advance(2 * DAY);
    house.engine.forget().await.unwrap();
    assert!(house.events().await.is_empty(), "thirty days are over");

    house
        .post(state("ancient", "v1", "REJECTED", "2020-01-01T00:00:00Z"))
        .await;
    house.rings(1).await;
    assert!(
        house.events().await.is_empty(),
        "a signature carries no time: whoever captured the request could ring for ever"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keeping_for_ever_is_for_ever() {
    let house = House::with(Plan {
        settings: "[history]\nkeep-days = 0\n",
        ..Plan::default()
    })
    .await;
    house.post(rejection("e1")).await;
    house.rings(1).await;
    house.clock.advance(10_000 * DAY);
    house.engine.forget().await.unwrap();
    assert_eq!(house.events().await.len(), 1);
}
