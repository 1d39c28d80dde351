//! Closing the door loses no delivery under way, and does not take for ever.

use std::time::Duration;

use shipbell_listener::Limits;
use tokio::net::TcpStream;

use crate::house::{House, patient, within};
use crate::raw::{Talk, post};

#[tokio::test]
async fn deliveries_under_way_are_answered_before_the_door_is_closed() {
    let mut house = House::open(patient()).await;
    let mut idle = Talk::to(house.addr).await;
    idle.say(post("good", "{}")).await;
    assert_eq!(idle.hear().await.status, 200);
    let silent = Talk::to(house.addr).await;
    let mut busy = Talk::to(house.addr).await;
    busy.say(post("slow", "{}")).await;
    house.until_arrived(2).await;

    house.close();
    assert!(
        idle.ended().await.is_empty(),
        "who only waits is sent home at once"
    );
    within("nobody else is let in", async {
        while TcpStream::connect(house.addr).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    house.go(1);
    assert_eq!(
        busy.hear().await.status,
        200,
        "it was stored, and Apple should know"
    );
    drop(silent);
    house.closed().await;
}

#[tokio::test]
async fn a_delivery_that_hangs_does_not_hold_the_door() {
    let house = House::open(Limits {
        drain: Duration::from_millis(100),
        ..patient()
    })
    .await;
    let mut talk = Talk::to(house.addr).await;
    talk.say(post("hang", "{}")).await;
    house.until_arrived(1).await;
    house.closed().await;
    assert!(
        talk.ended().await.is_empty(),
        "no answer is better than a wrong one"
    );
}

#[tokio::test]
async fn the_port_is_free_again_afterwards() {
    let house = House::open(patient()).await;
    let addr = house.addr;
    house.closed().await;
    shipbell_listener::bind(addr)
        .await
        .expect("`serve` can be started again at once");
}
