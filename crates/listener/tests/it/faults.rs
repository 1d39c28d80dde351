//! What breaks behind the door does not break the door.

use std::time::Duration;

use shipbell_listener::Limits;

use crate::house::{House, patient};
use crate::raw::{Talk, ask, post};

#[tokio::test]
async fn a_panic_while_taking_in_costs_one_503() {
    let house = House::open(patient()).await;
    for _ in 0..3 {
        let said = ask(house.addr, post("panic", "{}")).await;
        assert_eq!((said.status, said.body.as_str()), (503, "try again later"));
        assert_eq!(
            ask(house.addr, post("good", "{}")).await.status,
            200,
            "the next is fine"
        );
    }
}

#[tokio::test]
async fn a_panic_while_looking_up_costs_one_503() {
    let house = House::open(patient()).await;
    let mut talk = Talk::to(house.addr).await;
    talk.say("POST /hooks/panics HTTP/1.1\r\n\r\n").await;
    assert_eq!(talk.hear().await.status, 503);
    talk.say(post("good", "{}")).await;
    assert_eq!(talk.hear().await.status, 200, "even on the same connection");
}

#[tokio::test]
async fn a_sender_who_hangs_up_does_not_interrupt_the_storing() {
    let house = House::open(patient()).await;
    let mut talk = Talk::to(house.addr).await;
    talk.say(post("slow", "{}")).await;
    house.until_arrived(1).await;
    talk.stream.set_zero_linger().unwrap();
    drop(talk);
    assert_eq!(ask(house.addr, post("good", "{}")).await.status, 200);
    house.go(1);
    house.until_kept(2).await;
}

#[tokio::test]
async fn an_answer_that_comes_too_late_does_not_undo_the_storing() {
    let answer = Duration::from_millis(100);
    let house = House::open(Limits {
        answer,
        ..patient()
    })
    .await;
    assert_eq!(
        ask(house.addr, post("slow", "{}")).await.status,
        503,
        "Apple sends it again"
    );
    assert_eq!(house.kept(), 0, "the intake is still at it");
    house.go(1);
    house.until_kept(1).await;
}
