//! Where does a body end? There is one reading, or none.

use crate::house::{House, TOKEN, patient};
use crate::raw::{Talk, ask, head, post};

/// Requests that a tunnel and the door could read differently. Each is followed by a whole second
/// request, which must never be taken for one.
fn ambiguous() -> Vec<(&'static str, String)> {
    let chunks = "2\r\n{}\r\n0\r\n\r\n";
    let both = "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n";
    let both_turned = "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n";
    vec![
        ("a length beside chunks", head(both) + chunks),
        ("chunks beside a length", head(both_turned) + chunks),
        (
            "two lengths",
            head("Content-Length: 2\r\nContent-Length: 0\r\n") + "{}",
        ),
        (
            "two lengths in a list",
            head("Content-Length: 2, 0\r\n") + "{}",
        ),
        (
            "a length with a sign",
            head("Content-Length: +2\r\n") + "{}",
        ),
        (
            "a length that is none",
            head("Content-Length: 1e12\r\n") + "{}",
        ),
        (
            "a length beyond 64 bits",
            head("Content-Length: 18446744073709551618\r\n") + "{}",
        ),
        (
            "a folded header",
            head("X-Fold: a\r\n Content-Length: 2\r\n") + "{}",
        ),
        ("a folded length", head("Content-Length:\r\n 2\r\n") + "{}"),
        (
            "a space before the colon",
            head("Content-Length : 2\r\n") + "{}",
        ),
        (
            "an unknown coding",
            head("Transfer-Encoding: xchunked\r\n") + chunks,
        ),
        (
            "chunks not last",
            head("Transfer-Encoding: chunked, gzip\r\n") + chunks,
        ),
        (
            "gzip in chunks",
            head("Transfer-Encoding: gzip, chunked\r\n") + chunks,
        ),
        (
            "chunked twice",
            head("Transfer-Encoding: chunked, chunked\r\n") + chunks,
        ),
        (
            "a chunk size that is none",
            head("Transfer-Encoding: chunked\r\n") + "0x2\r\n{}\r\n",
        ),
        (
            "a chunk size beyond 64 bits",
            head("Transfer-Encoding: chunked\r\n") + "ffffffffffffffffff\r\n{}\r\n",
        ),
        (
            "a chunk longer than it says",
            head("Transfer-Encoding: chunked\r\n") + "1\r\n{}\r\n",
        ),
        (
            "chunks in HTTP/1.0",
            head("Transfer-Encoding: chunked\r\n").replace("HTTP/1.1", "HTTP/1.0") + chunks,
        ),
    ]
}

#[tokio::test]
async fn no_second_request_is_ever_smuggled() {
    let house = House::open(patient()).await;
    for (what, request) in ambiguous() {
        let before = house.arrivals().len();
        let mut talk = Talk::to(house.addr).await;
        talk.say(request + &post("smuggled", "{}")).await;
        talk.ended().await;

        let arrivals = house.arrivals().split_off(before);
        assert!(
            arrivals.len() <= 1,
            "{what}: one request became {}",
            arrivals.len()
        );
        for arrival in arrivals {
            assert_eq!(
                arrival.signature.as_deref(),
                Some(&b"good"[..]),
                "{what}: smuggled"
            );
            assert_eq!(&arrival.body[..], b"{}", "{what}: read in a second way");
        }
    }
    assert_eq!(
        ask(house.addr, post("good", "{}")).await.status,
        200,
        "the door is still open"
    );
}

#[tokio::test]
async fn the_same_length_twice_has_one_reading() {
    let house = House::open(patient()).await;
    let request = head("Content-Length: 2\r\nContent-Length: 2\r\n") + "{}";
    assert_eq!(ask(house.addr, request).await.status, 200);
    assert_eq!(&house.arrivals()[0].body[..], b"{}");
}

#[tokio::test]
async fn what_follows_a_refused_body_is_not_a_request() {
    let house = House::open(patient()).await;
    let inner = post("good", "{}");
    let outer = format!(
        "POST /hooks/unknown HTTP/1.1\r\nContent-Length: {}\r\n\r\n{inner}",
        inner.len()
    );
    let mut talk = Talk::to(house.addr).await;
    talk.say(outer).await;
    assert_eq!(talk.hear().await.status, 404);
    assert!(
        talk.ended().await.is_empty(),
        "the refused body was read as a request"
    );
    assert!(
        house.arrivals().is_empty(),
        "a request hidden in a refused body was delivered"
    );
}

#[tokio::test]
async fn other_protocols_are_not_ours() {
    let house = House::open(patient()).await;
    let strange: [&[u8]; 4] = [
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"SSH-2.0-OpenSSH_9.9\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
    ];
    for bytes in strange {
        let mut talk = Talk::to(house.addr).await;
        talk.say(bytes).await;
        let answer = String::from_utf8_lossy(&talk.ended().await).into_owned();
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 400"),
            "{answer}"
        );
    }
    let upgrade = head("Connection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 0\r\n");
    assert_eq!(
        ask(house.addr, upgrade).await.status,
        200,
        "no other protocol is offered"
    );
    let connect = format!("CONNECT {TOKEN}:443 HTTP/1.1\r\n\r\n");
    assert_eq!(
        ask(house.addr, connect).await.status,
        404,
        "the door is no proxy"
    );
}
