//! Bodies: how long, how coded, how complete.

use crate::house::{House, patient};
use crate::raw::{Talk, ask, head, post};
use shipbell_listener::Limits;

const LIMIT: usize = 1024 * 1024;

fn chunked(total: usize) -> String {
    let mut body = String::new();
    let mut left = total;
    while left > 0 {
        let size = left.min(32 * 1024);
        body += &[format!("{size:x}"), "x".repeat(size), String::new()].join("\r\n");
        left -= size;
    }
    body
}

#[test]
fn the_product_takes_one_mebibyte() {
    assert_eq!(
        Limits::default().body_bytes,
        LIMIT,
        "the tests below measure the product"
    );
}

#[tokio::test]
async fn a_huge_announced_length_is_refused_at_once() {
    let house = House::open(patient()).await;
    for length in ["1000000000000", "1048577"] {
        let mut talk = Talk::to(house.addr).await;
        // Not a byte of the body is sent: an answer shows that none was waited for.
        talk.say(head(&format!("Content-Length: {length}\r\n")))
            .await;
        assert_eq!(talk.hear().await.status, 413, "{length} bytes announced");
        assert!(
            talk.ended().await.is_empty(),
            "what follows would be the body, not a request"
        );
    }
    assert!(house.arrivals().is_empty());
}

#[tokio::test]
async fn a_sender_who_sends_it_all_anyway_still_reads_the_413() {
    let house = House::open(patient()).await;
    let mut talk = Talk::to(house.addr).await;
    talk.say(head(&format!("Content-Length: {}\r\n", 8 * LIMIT)))
        .await;
    talk.say(vec![b'x'; 8 * LIMIT]).await;
    assert_eq!(
        talk.hear().await.status,
        413,
        "a reset would hide the reason"
    );
}

#[tokio::test]
async fn the_limit_itself_passes_and_one_byte_more_does_not() {
    let house = House::open(patient()).await;
    assert_eq!(
        ask(house.addr, post("good", &"x".repeat(LIMIT)))
            .await
            .status,
        200
    );
    assert_eq!(house.arrivals()[0].body.len(), LIMIT);

    let chunked_head = head("Transfer-Encoding: chunked\r\n");
    let whole = format!("{chunked_head}{}0\r\n\r\n", chunked(LIMIT));
    assert_eq!(
        ask(house.addr, whole).await.status,
        200,
        "chunked up to the limit"
    );
    assert_eq!(house.arrivals()[1].body.len(), LIMIT);

    let more = format!("{chunked_head}{}", chunked(LIMIT + 1));
    assert_eq!(
        ask(house.addr, more).await.status,
        413,
        "chunks are counted as they come"
    );
    assert_eq!(house.arrivals().len(), 2, "too large is never delivered");
}

#[tokio::test]
async fn coded_bodies_are_never_unpacked() {
    let house = House::open(patient()).await;
    for coding in ["gzip", "br", "deflate", "zstd", "identity, gzip", "x", ""] {
        let request = head(&format!(
            "Content-Encoding: {coding}\r\nContent-Length: 0\r\n"
        ));
        assert_eq!(
            ask(house.addr, request).await.status,
            415,
            "Content-Encoding: {coding}"
        );
    }
    let hidden = head("Content-Encoding: identity\r\nContent-Encoding: gzip\r\n");
    assert_eq!(
        ask(house.addr, hidden).await.status,
        415,
        "the second line counts too"
    );
    assert!(house.arrivals().is_empty());

    let plain = head("Content-Encoding: Identity\r\n");
    assert_eq!(
        ask(house.addr, plain).await.status,
        200,
        "identity is no coding"
    );
    let odd = head("Content-Type: image/png\r\n");
    assert_eq!(
        ask(house.addr, odd).await.status,
        200,
        "Content-Type is never judged"
    );
}

#[tokio::test]
async fn expect_continue_is_invited_only_if_the_body_is_wanted() {
    let house = House::open(patient()).await;
    let mut talk = Talk::to(house.addr).await;
    talk.say(head("Expect: 100-continue\r\nContent-Length: 2\r\n"))
        .await;
    assert_eq!(
        talk.hear().await.status,
        100,
        "a polite sender waits for this"
    );
    talk.say("{}").await;
    assert_eq!(talk.hear().await.status, 200);

    let mut talk = Talk::to(house.addr).await;
    talk.say(head("Expect: 100-continue\r\nContent-Length: 1048577\r\n"))
        .await;
    assert_eq!(
        talk.hear().await.status,
        413,
        "inviting it would waste a megabyte"
    );
}

#[tokio::test]
async fn a_body_that_breaks_off_never_reaches_the_intake() {
    let house = House::open(patient()).await;
    let cut = [
        head("Content-Length: 100\r\n") + "{\"half\":",
        head("Transfer-Encoding: chunked\r\n") + "8\r\n{\"half\":\r\n",
        head("Transfer-Encoding: chunked\r\n") + "8\r\n{\"ha",
    ];
    for request in &cut {
        // Once reset, as when a cable is pulled; once ended in good order, but early.
        let mut reset = Talk::to(house.addr).await;
        reset.say(request).await;
        reset.stream.set_zero_linger().unwrap();
        drop(reset);

        let mut early = Talk::to(house.addr).await;
        early.say(request).await;
        tokio::io::AsyncWriteExt::shutdown(&mut early.stream)
            .await
            .unwrap();
        let answer = String::from_utf8(early.ended().await).unwrap();
        assert!(
            !answer.starts_with("HTTP/1.1 2"),
            "half a body was accepted: {answer}"
        );
    }
    assert_eq!(ask(house.addr, post("good", "{}")).await.status, 200);
    assert_eq!(
        house.arrivals().len(),
        1,
        "half a body must not leave half a delivery"
    );
}
