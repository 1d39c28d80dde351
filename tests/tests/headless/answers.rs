//! Everything the door can say, and that it says nothing more.

use journeys::knock::{Line, knock, request};
use journeys::{Endpoint, Home, Serving, apple};

const SIGNATURE: &str = "x-apple-signature";

fn open() -> (Home, Endpoint, Serving) {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    (home, endpoint, serving)
}

#[test]
fn whatever_is_signed_is_kept_once() {
    let (home, endpoint, serving) = open();
    let body = apple::app_version("twice", "REJECTED");
    assert_eq!(endpoint.post(&serving, &body).status, 200);
    assert_eq!(
        endpoint.post(&serving, &body).status,
        200,
        "a retry of Apple's is a success, or Apple retries for ever"
    );
    for unreadable in [&b"not json"[..], b"", b"[]", b"{", &[0xff, 0xfe]] {
        assert_eq!(
            endpoint.post(&serving, unreadable).status,
            200,
            "Apple signed {unreadable:?}, so it is kept even if we can't read it"
        );
    }
    shipbell_testkit::wait::until("six events", || {
        Ok((home.events([]).len() == 6).then_some(()))
    })
    .unwrap();
    assert_eq!(
        home.events_with("twice", 1).len(),
        1,
        "the retry is the same event"
    );
    let unreadable = home.events([]);
    let unreadable = unreadable.iter().filter(|event| event["readable"] == false);
    assert_eq!(
        unreadable.count(),
        5,
        "what can't be read is marked, so that someone looks at it"
    );
}

#[test]
fn whatever_is_not_signed_stays_outside() {
    let (home, endpoint, serving) = open();
    let body = apple::app_version("forged", "REJECTED");
    let good = endpoint.sign(&body);
    let digits = good.strip_prefix("hmacsha256=").unwrap();
    let others = apple::sign("another secret", &body);
    let forged = [
        others,
        format!("sha256={digits}"),
        digits.to_owned(),
        good[..good.len() - 1].to_owned(),
        format!("{good}0"),
        format!("hmacsha256={}", "g".repeat(64)),
        String::new(),
    ];
    for signature in &forged {
        let answer = endpoint.post_with(&serving, &[(SIGNATURE, signature)], &body);
        assert_eq!(
            answer.status, 401,
            "{signature:?} is not Apple's: {answer:?}"
        );
    }
    let answer = endpoint.post_with(&serving, &[], &body);
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (401, "unauthorized"),
        "no signature and a wrong one look the same from outside"
    );
    let mut changed = body.clone();
    *changed.last_mut().unwrap() = b' ';
    let answer = endpoint.post_with(&serving, &[(SIGNATURE, &good)], &changed);
    assert_eq!(answer.status, 401, "one byte was changed on the way");
    assert!(
        !answer.body.contains(endpoint.sign(&changed).as_str()),
        "the expected signature would open the door"
    );
    assert_eq!(
        home.events([]).len(),
        0,
        "nothing unsigned may ever be shown as an event"
    );
}

#[test]
fn two_signatures_are_one_too_many() {
    let (_home, endpoint, serving) = open();
    let body = apple::app_version("two", "REJECTED");
    let good = endpoint.sign(&body);
    let wrong = apple::sign("another secret", &body);
    for pair in [[&good, &wrong], [&wrong, &good], [&good, &good]] {
        let headers = pair.map(|value| (SIGNATURE, value.as_str()));
        assert_eq!(
            endpoint.post_with(&serving, &headers, &body).status,
            400,
            "each reader might look at another one of the two"
        );
    }
}

#[test]
fn nothing_but_the_door_is_there() {
    let (_home, endpoint, serving) = open();
    let unknown = format!("/hooks/{}", "0".repeat(endpoint.token.len()));
    let paths = [
        "/",
        "/hooks",
        "/hooks/",
        unknown.as_str(),
        &format!("{}/", endpoint.path),
        &format!("{}?x=1", endpoint.path),
        &format!("/{}", endpoint.path),
        &format!("/hooks/../hooks/{}", endpoint.token),
        &format!("/hooks/%2e/{}", endpoint.token),
        &endpoint.path[..endpoint.path.len() - 1],
        "/status",
        "/feed",
    ];
    for path in paths {
        for method in ["POST", "GET"] {
            let answer = knock(&serving.address, &request(method, path, &[], b""));
            assert_eq!(
                answer.status, 404,
                "{method} {path} must not show that anything lives here"
            );
        }
    }
    for method in ["GET", "PUT", "DELETE", "OPTIONS"] {
        let answer = knock(&serving.address, &request(method, &endpoint.path, &[], b""));
        assert_eq!(
            answer.status, 405,
            "{method} on a door that takes POST alone"
        );
        assert_eq!(answer.header("allow"), Some("POST"));
        assert_eq!(
            answer.header("access-control-allow-origin"),
            None,
            "a page in a browser has no business here"
        );
    }
}

#[test]
fn too_much_of_anything_is_refused_early() {
    let (home, endpoint, serving) = open();
    let announced = |length: &str| {
        let mut line = Line::connect(&serving.address).unwrap();
        let headers = [("content-length", length)];
        line.send(&request("POST", &endpoint.path, &headers, b""))
            .unwrap();
        line.answer().unwrap().status
    };
    assert_eq!(
        announced("1000000000000"),
        413,
        "by its announced length, with not one byte of it read"
    );
    assert_eq!(announced("1048577"), 413);

    let mut line = Line::connect(&serving.address).unwrap();
    let chunked = [("transfer-encoding", "chunked")];
    line.send(&request("POST", &endpoint.path, &chunked, b""))
        .unwrap();
    let chunk = [b"20000\r\n", vec![b'x'; 0x2_0000].as_slice(), b"\r\n"].concat();
    for _ in 0..9 {
        if line.send(&chunk).is_err() {
            break;
        }
    }
    assert_eq!(
        line.answer().unwrap().status,
        413,
        "chunks announce nothing, and are counted"
    );

    let largest = vec![b' '; 1024 * 1024];
    assert_eq!(
        endpoint.post(&serving, &largest).status,
        200,
        "the limit itself is allowed"
    );

    for encoding in ["gzip", "br", "identity, gzip"] {
        let headers = [("content-encoding", encoding)];
        assert_eq!(
            endpoint.post_with(&serving, &headers, b"x").status,
            415,
            "{encoding}: nothing is ever inflated"
        );
    }
    let long = "x".repeat(200_000);
    assert_eq!(
        endpoint
            .post_with(&serving, &[("x-long", &long)], b"")
            .status,
        431
    );
    let many: Vec<_> = (0..1_000).map(|at| format!("x-{at}")).collect();
    let many: Vec<_> = many.iter().map(|name| (name.as_str(), "1")).collect();
    assert_eq!(endpoint.post_with(&serving, &many, b"").status, 431);

    let body = apple::app_version("after", "REJECTED");
    assert_eq!(
        endpoint.post(&serving, &body).status,
        200,
        "none of this keeps Apple out"
    );
    home.event("after");
}

#[test]
fn a_storm_of_forgeries_is_slowed_and_apple_is_not() {
    let (home, endpoint, serving) = open();
    let mut line = Line::connect(&serving.address).unwrap();
    let mut slowed = 0;
    for _ in 0..300 {
        let headers = [(SIGNATURE, "hmacsha256=00")];
        match line.post(&endpoint.path, &headers, b"{}").unwrap().status {
            401 => {}
            429 => slowed += 1,
            other => panic!("a forgery was answered {other}"),
        }
    }
    assert!(slowed > 0, "300 forgeries at once are a storm");
    for at in 0..20 {
        let body = apple::app_version(&format!("genuine-{at}"), "REJECTED");
        assert_eq!(
            endpoint.post(&serving, &body).status,
            200,
            "a right signature is never turned away for somebody else's rate"
        );
    }
    home.event("genuine-19");
}
