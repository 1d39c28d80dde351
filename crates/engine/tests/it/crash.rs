//! Whatever was answered with 200 rings, wherever the process was killed. Twice at worst.

use crate::ports::{MINUTE, Mood};
use crate::scene::{House, Plan, rejection, wait_for};

fn asleep() -> Plan {
    Plan {
        started: false,
        ..Plan::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kept_but_not_read_rings_in_the_next_run() {
    let mut house = House::with(asleep()).await;
    house.post(rejection("e1")).await;
    assert!(house.events().await.is_empty(), "nobody has read it yet");
    house.restart().await;
    house.rings(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn filed_but_not_rung_rings_in_the_next_run() {
    let mut house = House::with(Plan {
        mood: Mood::Hangs,
        ..Plan::default()
    })
    .await;
    house.post(rejection("e1")).await;
    wait_for("the sink to hang", || async { house.sink.asked() == 1 }).await;
    house.restart_asleep().await;
    house.sink.be(Mood::Takes);
    house.engine.unlock().await.unwrap();
    house.engine.start().await;
    house.rings(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rung_but_not_marked_rings_again_and_then_never() {
    let mut house = House::with(Plan {
        mood: Mood::TakesAndHangs,
        ..Plan::default()
    })
    .await;
    house.post(rejection("e1")).await;
    wait_for("the banner", || async { house.sink.rung().len() == 1 }).await;
    house.restart_asleep().await;
    house.sink.be(Mood::Takes);
    house.engine.unlock().await.unwrap();
    house.engine.start().await;
    house.rings(2).await;
    house.restart().await;
    house.clock.advance(10 * MINUTE);
    house.rings(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_delivery_after_a_restart_is_nothing_new() {
    let mut house = House::new().await;
    house.post(rejection("e1")).await;
    house.rings(1).await;
    house.restart().await;
    house.post(rejection("e1")).await;
    house.rings(1).await;
    house.only_event().await;
}
