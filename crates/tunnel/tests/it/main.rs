//! Every way in which an address can fail to lead home, with real sockets and real TLS.

#[cfg(windows)]
mod job;
mod kinds;
#[cfg(unix)]
mod running;
mod server;

use std::time::Duration;

use server::{Authority, Server, plain};
use shipbell_tunnel::{PROOF_HEADER, Tunnel, Unproven};

const PATIENCE: Duration = Duration::from_secs(20);
const NONCE: &str = "5f2e";

async fn asked(answer: &str) -> Result<String, Unproven> {
    let authority = Authority::new();
    let server = Server::open(&authority, "localhost", answer).await;
    let tunnel = Tunnel::trusting(&authority.pem, PATIENCE);
    tunnel.prove(&server.url("localhost"), NONCE).await
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

const OURS: &str = "content-type: text/plain\r\ncache-control: no-store\r\n";
const HTML: &str = "content-type: text/html; charset=utf-8\r\n";

#[tokio::test]
async fn a_door_that_awaits_the_question_gives_its_mac() {
    let authority = Authority::new();
    let proven = answer(
        "200 OK",
        &format!("{OURS}x-shipbell-proof: abc123\r\n"),
        "ok",
    );
    let server = Server::open(&authority, "localhost", &proven).await;
    let tunnel = Tunnel::trusting(&authority.pem, PATIENCE);
    let mac = tunnel.prove(&server.url("localhost"), NONCE).await;
    assert_eq!(mac.as_deref(), Ok("abc123"));
    let sent = server.heard().await.to_ascii_lowercase();
    assert!(sent.starts_with("post /hooks/token http/1.1\r\n"), "{sent}");
    assert!(
        sent.contains(&format!("{PROOF_HEADER}: {NONCE}\r\n")),
        "{sent}"
    );
    assert!(
        !sent.contains("x-apple-signature"),
        "a question must never pass for a delivery: {sent}"
    );
}

#[tokio::test]
async fn whoever_answers_otherwise_is_told_apart() {
    let cases = [
        (
            "401 Unauthorized",
            OURS,
            "unauthorized",
            Unproven::OtherInstance(401),
        ),
        (
            "404 Not Found",
            OURS,
            "not found",
            Unproven::OtherInstance(404),
        ),
        (
            "429 Too Many",
            OURS,
            "too many requests",
            Unproven::OtherInstance(429),
        ),
        (
            "404 Not Found",
            "",
            "404 page not found",
            Unproven::NotFound(404),
        ),
        (
            "404 Not Found",
            HTML,
            "<h1>nginx</h1>",
            Unproven::NotFound(404),
        ),
        ("410 Gone", "", "", Unproven::NotFound(410)),
        (
            "200 OK",
            HTML,
            "<h1>You are about to visit</h1>",
            Unproven::Interstitial(200),
        ),
        (
            "403 Forbidden",
            HTML,
            "<h1>Log in</h1>",
            Unproven::Interstitial(403),
        ),
        (
            "302 Found",
            "location: https://login.example.com/\r\n",
            "",
            Unproven::Interstitial(302),
        ),
        (
            "502 Bad Gateway",
            HTML,
            "<h1>Bad gateway</h1>",
            Unproven::TunnelDown(502),
        ),
        ("503 Service Unavailable", "", "", Unproven::TunnelDown(503)),
        (
            "530 The origin",
            HTML,
            "error code: 1033",
            Unproven::TunnelDown(530),
        ),
        (
            "404 Not Found",
            "content-type: text/html\r\nngrok-error-code: ERR_NGROK_3200\r\n",
            "<p>offline</p>",
            Unproven::TunnelDown(404),
        ),
        (
            "404 Not Found",
            "content-type: text/plain\r\n",
            "Tunnel bell-42.example not found",
            Unproven::TunnelDown(404),
        ),
    ];
    for (status, headers, body, expected) in cases {
        let got = asked(&answer(status, headers, body)).await;
        assert_eq!(got, Err(expected), "{status} {headers:?} {body:?}");
    }
    let strange = asked(&answer(
        "200 OK",
        "content-type: application/json\r\n",
        "{}",
    ))
    .await;
    assert!(matches!(strange, Err(Unproven::Strange(_))), "{strange:?}");
    let hung_up = asked("").await;
    assert!(matches!(hung_up, Err(Unproven::Strange(_))), "{hung_up:?}");
}

#[tokio::test]
async fn an_endless_page_is_not_read_to_its_end() {
    let head = format!("HTTP/1.1 200 OK\r\n{HTML}content-length: 999999999\r\n\r\n");
    let endless = format!("{head}{}", "x".repeat(64 * 1024));
    let authority = Authority::new();
    let server = Server::open_and_stay(&authority, "localhost", &endless).await;
    let tunnel = Tunnel::trusting(&authority.pem, PATIENCE);
    let got = tunnel.prove(&server.url("localhost"), NONCE).await;
    assert_eq!(got, Err(Unproven::Interstitial(200)));
}

#[tokio::test]
async fn a_certificate_that_apple_would_refuse_is_refused() {
    let (trusted, other) = (Authority::new(), Authority::new());
    let tunnel = Tunnel::trusting(&trusted.pem, PATIENCE);
    let strangers = Server::open(&other, "localhost", "").await;
    let wrong_name = Server::open(&trusted, "bell.example.com", "").await;
    let no_tls = plain(&answer("200 OK", HTML, "no TLS here")).await;
    for (what, url) in [
        ("a stranger's certificate", strangers.url("localhost")),
        ("another name's certificate", wrong_name.url("localhost")),
        (
            "no TLS at all",
            format!("https://localhost:{}/hooks/token", no_tls.port()),
        ),
    ] {
        let got = tunnel.prove(&url, NONCE).await;
        assert!(matches!(got, Err(Unproven::Tls(_))), "{what}: {got:?}");
    }
}

#[tokio::test]
async fn nobody_there_no_such_name_and_no_answer_are_three_things() {
    let authority = Authority::new();
    let tunnel = Tunnel::trusting(&authority.pem, Duration::from_secs(2));
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = gone.local_addr().unwrap().port();
    drop(gone);
    let got = tunnel
        .prove(&format!("https://127.0.0.1:{port}/hooks/token"), NONCE)
        .await;
    assert!(matches!(got, Err(Unproven::Unreachable(_))), "{got:?}");

    // Reserved: no name server will ever know it.
    let got = tunnel
        .prove("https://bell.invalid/hooks/token", NONCE)
        .await;
    assert!(matches!(got, Err(Unproven::Dns(_))), "{got:?}");

    let silent = Server::open_and_stay(&authority, "localhost", "").await;
    let got = tunnel.prove(&silent.url("localhost"), NONCE).await;
    assert_eq!(got, Err(Unproven::TimedOut(2)));
}

#[tokio::test]
async fn no_failure_tells_the_path() {
    let authority = Authority::new();
    let tunnel = Tunnel::trusting(&authority.pem, Duration::from_secs(2));
    for url in [
        "https://bell.invalid/hooks/canary",
        "https://127.0.0.1:1/hooks/canary",
        "http://127.0.0.1:1/hooks/canary",
        "canary",
    ] {
        let told = tunnel.prove(url, NONCE).await.unwrap_err();
        let told = format!("{told} {told:?}");
        assert!(!told.contains("canary"), "its path has the token: {told}");
    }
}
