//! Nobody holds the door for long. In each test one limit is short and all others are minutes,
//! so an ending shows which one ended it.

use std::time::Duration;

use shipbell_listener::Limits;

use crate::house::{House, TOKEN, patient};
use crate::raw::{Talk, ask, head, post};

const SHORT: Duration = Duration::from_millis(300);

#[test]
fn the_product_waits_as_long_as_promised() {
    let limits = Limits::default();
    let seconds = [limits.first_byte, limits.head, limits.body, limits.idle].map(|d| d.as_secs());
    assert_eq!(
        seconds,
        [30, 10, 15, 120],
        "tunnels reuse a connection for up to 90 s or so"
    );
    assert!(
        limits.connections >= 512,
        "a burst of deliveries must find room"
    );
}

#[tokio::test]
async fn a_connection_that_never_speaks_is_closed() {
    let house = House::open(Limits {
        first_byte: SHORT,
        ..patient()
    })
    .await;
    assert!(Talk::to(house.addr).await.ended().await.is_empty());
}

#[tokio::test]
async fn three_hundred_half_open_heads_are_closed_while_a_good_post_passes() {
    let house = House::open(Limits {
        head: SHORT * 3,
        ..patient()
    })
    .await;
    let mut half_open = Vec::new();
    for _ in 0..300 {
        let mut talk = Talk::to(house.addr).await;
        talk.say(format!("POST /hooks/{TOKEN} HTTP/1.1\r\nHost: do"))
            .await;
        half_open.push(talk);
    }
    assert_eq!(
        ask(house.addr, post("good", "{}")).await.status,
        200,
        "the flood locked it out"
    );
    for talk in &mut half_open {
        assert!(
            talk.ended().await.is_empty(),
            "half a request has no answer"
        );
    }
    assert_eq!(house.arrivals().len(), 1);
}

#[tokio::test]
async fn a_head_that_dribbles_in_gains_no_time() {
    let house = House::open(Limits {
        head: SHORT,
        ..patient()
    })
    .await;
    let (mut read, mut write) = Talk::to(house.addr).await.stream.into_split();
    let dribble = tokio::spawn(async move {
        use tokio::io::AsyncWriteExt as _;
        let head = head("x-long: header\r\n").repeat(1000);
        for byte in head.bytes().filter(|byte| *byte != b'\n') {
            if write.write_all(&[byte]).await.is_err() {
                return;
            }
            tokio::time::sleep(SHORT / 10).await;
        }
    });
    let mut rest = Vec::new();
    let ended = tokio::io::AsyncReadExt::read_to_end(&mut read, &mut rest);
    crate::house::within("the dribble is cut off", ended)
        .await
        .ok();
    assert!(house.arrivals().is_empty());
    dribble.abort();
}

#[tokio::test]
async fn a_slow_body_is_408_and_never_delivered() {
    let house = House::open(Limits {
        body: SHORT,
        ..patient()
    })
    .await;
    for slow in ["Content-Length: 10\r\n", "Transfer-Encoding: chunked\r\n"] {
        let mut talk = Talk::to(house.addr).await;
        talk.say(head(slow)).await;
        assert_eq!(talk.hear().await.status, 408, "{slow}");
        assert!(
            talk.ended().await.is_empty(),
            "{slow}: what comes late is no new request"
        );
    }
    assert!(
        house.arrivals().is_empty(),
        "half a body must not be delivered"
    );
}

#[tokio::test]
async fn idle_after_an_answer_ends_too() {
    let house = House::open(Limits {
        idle: SHORT,
        ..patient()
    })
    .await;
    let mut talk = Talk::to(house.addr).await;
    talk.say(post("good", "{}")).await;
    assert_eq!(talk.hear().await.status, 200);
    assert!(talk.ended().await.is_empty());
}

#[tokio::test]
async fn a_sender_who_keeps_sending_after_a_refusal_is_cut_off() {
    let house = House::open(Limits {
        linger: SHORT,
        ..patient()
    })
    .await;
    let mut talk = Talk::to(house.addr).await;
    talk.say(head("Content-Length: 1000000000000\r\n")).await;
    assert_eq!(talk.hear().await.status, 413);
    crate::house::within("the endless body is cut off", async {
        use tokio::io::AsyncWriteExt as _;
        while talk.stream.write_all(&[b'x'; 1024]).await.is_ok() {
            tokio::time::sleep(SHORT / 20).await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_intake_that_hangs_costs_its_sender_a_503() {
    let house = House::open(Limits {
        answer: SHORT,
        ..patient()
    })
    .await;
    let mut talk = Talk::to(house.addr).await;
    talk.say(post("hang", "{}")).await;
    assert_eq!(
        talk.hear().await.status,
        503,
        "Apple sends again after a 503"
    );
    assert_eq!(ask(house.addr, post("good", "{}")).await.status, 200);
}
