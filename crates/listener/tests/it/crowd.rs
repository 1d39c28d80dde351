//! When all places are taken, those who only wait make room.

use std::time::Duration;

use shipbell_listener::Limits;

use crate::house::{House, TOKEN, patient};
use crate::raw::{Talk, ask, post};

fn small() -> Limits {
    Limits {
        connections: 4,
        ..patient()
    }
}

async fn half_open(house: &House) -> Talk {
    let mut talk = Talk::to(house.addr).await;
    talk.say(format!("POST /hooks/{TOKEN} HTTP/1.1\r\nHost: do"))
        .await;
    talk
}

#[tokio::test]
async fn a_flood_far_beyond_the_places_does_not_lock_a_delivery_out() {
    let house = House::open(small()).await;
    let mut flood = Vec::new();
    for round in 0..10 {
        for _ in 0..8 {
            flood.push(half_open(&house).await);
        }
        let said = ask(house.addr, post("good", "{}")).await;
        assert_eq!(
            said.status, 200,
            "round {round}: no timer ends soon, so room must be made"
        );
    }
    assert_eq!(house.arrivals().len(), 10);
}

#[tokio::test]
async fn a_tunnels_idle_connection_stays_while_mere_heads_can_go() {
    let house = House::open(small()).await;
    let mut tunnel = Talk::to(house.addr).await;
    tunnel.say(post("good", "{}")).await;
    assert_eq!(tunnel.hear().await.status, 200);

    let mut flood = Vec::new();
    for _ in 0..12 {
        flood.push(half_open(&house).await);
    }
    assert_eq!(ask(house.addr, post("good", "{}")).await.status, 200);
    tunnel.say(post("good", "{}")).await;
    assert_eq!(
        tunnel.hear().await.status,
        200,
        "a tunnel would lose this delivery"
    );
}

#[tokio::test]
async fn deliveries_under_way_are_never_sent_off() {
    let short = Duration::from_millis(20);
    let house = House::open(Limits {
        pause: short,
        ..small()
    })
    .await;
    let mut busy = Vec::new();
    for _ in 0..4 {
        let mut talk = Talk::to(house.addr).await;
        talk.say(post("slow", "{}")).await;
        busy.push(talk);
    }
    house.until_arrived(4).await;
    let mut fifth = Talk::to(house.addr).await;
    fifth.say(post("good", "{}")).await;
    // Time for the fifth to ask for room, several times; the test can't pass by it being short.
    tokio::time::sleep(short * 10).await;
    house.go(4);
    for talk in &mut busy {
        assert_eq!(
            talk.hear().await.status,
            200,
            "who came first keeps its place"
        );
    }
    assert_eq!(fifth.hear().await.status, 200, "and the next waits for one");
}
