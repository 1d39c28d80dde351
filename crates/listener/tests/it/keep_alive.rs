//! Tunnels send many deliveries over one connection.

use std::time::Duration;

use shipbell_listener::Limits;

use crate::house::{House, TOKEN, patient};
use crate::raw::{Talk, post};

#[tokio::test]
async fn a_second_post_after_a_pause_longer_than_a_head_may_take_is_answered() {
    let short = Duration::from_millis(100);
    let house = House::open(Limits {
        head: short,
        first_byte: short * 20,
        ..patient()
    })
    .await;
    let mut talk = Talk::to(house.addr).await;
    talk.say(post("good", "{\"n\":1}")).await;
    assert_eq!(talk.hear().await.status, 200);
    tokio::time::sleep(short * 4).await;
    talk.say(post("good", "{\"n\":2}")).await;
    assert_eq!(
        talk.hear().await.status,
        200,
        "idle time is not part of a head"
    );
    assert_eq!(house.arrivals().len(), 2);
}

#[tokio::test]
async fn posts_sent_back_to_back_are_answered_in_order() {
    let house = House::open(patient()).await;
    let mut talk = Talk::to(house.addr).await;
    let other = format!("GET /hooks/{TOKEN} HTTP/1.1\r\n\r\n");
    talk.say(post("good", "{}") + &post("bad", "{}") + &other + &post("later", "{}"))
        .await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(talk.hear().await.status);
    }
    assert_eq!(statuses, [200, 401, 405, 503]);
}

#[tokio::test]
async fn a_sender_who_ends_its_side_still_gets_its_answer() {
    let house = House::open(patient()).await;
    let mut talk = Talk::to(house.addr).await;
    talk.say(post("slow", "{}")).await;
    tokio::io::AsyncWriteExt::shutdown(&mut talk.stream)
        .await
        .unwrap();
    house.until_arrived(1).await;
    house.go(1);
    assert_eq!(talk.hear().await.status, 200);
}

#[tokio::test]
async fn a_whole_request_in_absolute_form_is_the_same_request() {
    let house = House::open(patient()).await;
    let mut talk = Talk::to(house.addr).await;
    let request = post("good", "{}").replace("POST /", "POST http://door.example/");
    talk.say(request).await;
    assert_eq!(
        talk.hear().await.status,
        200,
        "HTTP asks every server to take this form"
    );
}
