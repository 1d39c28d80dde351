//! Each verdict of the intake has its answer, and none tells more than it should.

use crate::house::{House, TOKEN, patient};
use crate::raw::{Said, Talk, ask, head, post};

#[tokio::test]
async fn a_kept_delivery_is_200_and_reached_the_intake_byte_for_byte() {
    let house = House::open(patient()).await;
    let said = ask(house.addr, post("good", "{\"a\": 1}\n")).await;
    assert_eq!((said.status, said.body.as_str()), (200, "ok"));

    let arrivals = house.arrivals();
    assert_eq!(arrivals.len(), 1, "one request is one delivery");
    let arrival = &arrivals[0];
    assert_eq!(arrival.token, TOKEN);
    assert_eq!(arrival.signature.as_deref(), Some(&b"good"[..]));
    assert_eq!(
        &arrival.body[..],
        b"{\"a\": 1}\n",
        "the signature covers these very bytes"
    );
    assert!(arrival.peer.is_loopback());
    assert!(
        arrival
            .headers
            .contains(&("host".to_owned(), b"door".to_vec())),
        "headers are kept with the delivery: {:?}",
        arrival.headers
    );
}

#[tokio::test]
async fn an_empty_body_is_the_intakes_to_judge() {
    let house = House::open(patient()).await;
    assert_eq!(ask(house.addr, head("")).await.status, 200);
    assert!(
        house.arrivals()[0].body.is_empty(),
        "if the signature is right, it is kept"
    );
}

#[tokio::test]
async fn missing_and_wrong_signatures_can_not_be_told_apart() {
    let house = House::open(patient()).await;
    let unsigned = format!("POST /hooks/{TOKEN} HTTP/1.1\r\nContent-Length: 2\r\n\r\n{{}}");
    let mut missing = ask(house.addr, unsigned).await;
    let mut wrong = ask(house.addr, post("hmacsha256=00", "{}")).await;
    for said in [&mut missing, &mut wrong] {
        assert_eq!(said.status, 401);
        let lines = said.head.lines().filter(|line| !line.starts_with("date:"));
        said.head = lines.collect::<Vec<_>>().join("\n");
    }
    assert_eq!(
        missing, wrong,
        "the difference would tell a stranger how far a guess got"
    );
}

#[tokio::test]
async fn two_signatures_are_refused_whatever_they_are() {
    let house = House::open(patient()).await;
    for second in ["good", "bad"] {
        let twice = head(&format!(
            "x-apple-signature: {second}\r\nContent-Length: 0\r\n"
        ));
        assert_eq!(
            ask(house.addr, twice).await.status,
            400,
            "which of the two would be checked?"
        );
    }
    assert!(
        house.arrivals().is_empty(),
        "the intake sees one signature or none"
    );
}

#[tokio::test]
async fn a_delivery_that_can_not_be_kept_now_is_asked_for_again() {
    let house = House::open(patient()).await;
    let said = ask(house.addr, post("later", "{}")).await;
    assert_eq!(said.status, 503);
    let wait: u64 = said
        .header("retry-after")
        .expect("when to come back")
        .parse()
        .unwrap();
    assert!(wait > 0, "coming back at once would not help");
}

#[tokio::test]
async fn an_endpoint_removed_meanwhile_is_a_404() {
    let house = House::open(patient()).await;
    let said = ask(house.addr, post("removed", "{}")).await;
    assert_eq!((said.status, said.body.as_str()), (404, "not found"));
}

#[tokio::test]
async fn other_methods_are_405_and_told_which_one_is_right() {
    let house = House::open(patient()).await;
    for method in [
        "GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW",
    ] {
        let mut talk = Talk::to(house.addr).await;
        talk.say(format!(
            "{method} /hooks/{TOKEN} HTTP/1.1\r\nConnection: close\r\n\r\n"
        ))
        .await;
        let answer = String::from_utf8(talk.ended().await).unwrap();
        assert!(answer.starts_with("HTTP/1.1 405 "), "{method}: {answer}");
        assert!(
            answer.to_lowercase().contains("\r\nallow: post\r\n"),
            "{method}: {answer}"
        );
    }
    assert!(house.arrivals().is_empty(), "only POST delivers");
}

#[tokio::test]
async fn a_browsers_page_learns_nothing() {
    let house = House::open(patient()).await;
    let preflight = format!(
        "OPTIONS /hooks/{TOKEN} HTTP/1.1\r\nOrigin: https://evil.example\r\n\
         Access-Control-Request-Method: POST\r\n\r\n"
    );
    let from_page = format!(
        "POST /hooks/{TOKEN} HTTP/1.1\r\nOrigin: https://evil.example\r\nContent-Length: 2\r\n\r\n{{}}"
    );
    for (request, status) in [(preflight, 405), (from_page, 401)] {
        let said = ask(house.addr, request).await;
        assert_eq!(said.status, status);
        let head = said.head.to_lowercase();
        assert!(
            !head.contains("access-control"),
            "no page may read the door's answers: {head}"
        );
        assert!(
            !head.contains("\r\nserver:"),
            "nobody needs to know what answers: {head}"
        );
    }
}

#[tokio::test]
async fn a_question_is_answered_in_a_header_and_anything_else_as_ever() {
    let house = House::open(patient()).await;
    let question = |nonce: &str| {
        format!(
            "POST /hooks/{TOKEN} HTTP/1.1\r\nHost: door\r\nX-Shipbell-Proof: {nonce}\r\n\
             Content-Length: 0\r\n\r\n"
        )
    };
    let proven = ask(house.addr, question("awaited")).await;
    assert_eq!(proven.status, 200);
    assert_eq!(
        proven.header("x-shipbell-proof"),
        Some("ab".repeat(32).as_str())
    );
    let strangers = ask(house.addr, question("guessed")).await;
    assert_eq!(strangers.status, 401);
    let unsigned =
        format!("POST /hooks/{TOKEN} HTTP/1.1\r\nHost: door\r\nContent-Length: 0\r\n\r\n");
    let undated = |mut said: Said| {
        // The clock goes on between the two.
        let lines = said.head.lines().filter(|line| !line.starts_with("date:"));
        said.head = lines.collect::<Vec<_>>().join("\r\n");
        said
    };
    assert_eq!(
        undated(strangers),
        undated(ask(house.addr, unsigned).await),
        "a stranger's question is an unsigned POST, to the last byte"
    );
    let elsewhere = question("awaited").replace(TOKEN, "unknown");
    assert_eq!(ask(house.addr, elsewhere).await.status, 404);
    let looked = question("awaited").replace("POST", "GET");
    assert_eq!(ask(house.addr, looked).await.status, 405);
}
