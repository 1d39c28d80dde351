//! How does Shipbell knock at its own door?

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http::header::{CONTENT_TYPE, HOST};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::error::PostError;

/// How long [`post`] waits for the whole exchange.
pub const POST_PATIENCE: Duration = Duration::from_secs(15);

/// The door's answers are a few words.
const LONGEST_ANSWER: usize = 64 * 1024;

/// Sends one POST to a door on this machine, and gives back status and body.
///
/// For samples and the test event. An unspecified address (`0.0.0.0`, `::`), as a door may be
/// bound to, is reached through loopback; an address of another machine is refused.
pub async fn post(
    addr: SocketAddr,
    path: &str,
    headers: &[(&str, &str)],
    body: Bytes,
) -> Result<(u16, Bytes), PostError> {
    post_within(POST_PATIENCE, addr, path, headers, body).await
}

async fn post_within(
    patience: Duration,
    addr: SocketAddr,
    path: &str,
    headers: &[(&str, &str)],
    body: Bytes,
) -> Result<(u16, Bytes), PostError> {
    let addr = local(addr)?;
    let request = request(addr, path, headers, body)?;
    tokio::time::timeout(patience, exchange(addr, request))
        .await
        .unwrap_or(Err(PostError::TimedOut { addr, patience }))
}

fn local(addr: SocketAddr) -> Result<SocketAddr, PostError> {
    let ip = match addr.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    // A socket can be bound to an address of this machine only; nothing is sent.
    if ip.is_loopback() || UdpSocket::bind((ip, 0)).is_ok() {
        Ok(SocketAddr::new(ip, addr.port()))
    } else {
        Err(PostError::NotLocal { addr })
    }
}

fn request(
    addr: SocketAddr,
    path: &str,
    headers: &[(&str, &str)],
    body: Bytes,
) -> Result<Request<Full<Bytes>>, PostError> {
    let mut request = Request::post(path)
        .header(HOST, addr.to_string())
        .header(CONTENT_TYPE, "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request
        .body(Full::new(body))
        .map_err(|_| PostError::Unsendable)
}

async fn exchange(
    addr: SocketAddr,
    request: Request<Full<Bytes>>,
) -> Result<(u16, Bytes), PostError> {
    let broken = |source| PostError::Broken { addr, source };
    let stream = TcpStream::connect(addr)
        .await
        .map_err(|source| PostError::Unreachable { addr, source })?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(broken)?;
    let talk = async {
        let response = sender.send_request(request).await.map_err(broken)?;
        let status = response.status().as_u16();
        let answer = Limited::new(response.into_body(), LONGEST_ANSWER)
            .collect()
            .await;
        match answer {
            Ok(answer) => Ok((status, answer.to_bytes())),
            Err(error) => Err(match error.downcast::<hyper::Error>() {
                Ok(source) => broken(*source),
                Err(_) => PostError::TooLong {
                    addr,
                    limit: LONGEST_ANSWER,
                },
            }),
        }
    };
    let mut talk = std::pin::pin!(talk);
    // Both in this task: when the caller loses patience, the connection goes with it.
    tokio::select! {
        answer = &mut talk => answer,
        _ = connection => talk.await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[tokio::test]
    async fn other_machines_are_refused() {
        // 192.0.2.0/24 is reserved for documentation: no machine has it.
        let away = SocketAddr::from(([192, 0, 2, 1], 80));
        let answer = post(away, "/hooks/t", &[], Bytes::new()).await;
        assert!(
            matches!(answer, Err(PostError::NotLocal { .. })),
            "a typo in `listen` must not send a test event to a stranger: {answer:?}"
        );
    }

    #[test]
    fn a_door_on_all_addresses_is_reached_through_loopback() {
        for (bound, reached) in [("0.0.0.0:80", "127.0.0.1:80"), ("[::]:80", "[::1]:80")] {
            let there = local(bound.parse().unwrap()).unwrap();
            assert_eq!(
                there,
                reached.parse().unwrap(),
                "{bound} is no address to connect to"
            );
        }
    }

    #[tokio::test]
    async fn a_mute_server_does_not_hold_the_caller() {
        let mute = tokio::net::TcpListener::bind((LOOPBACK, 0)).await.unwrap();
        let addr = mute.local_addr().unwrap();
        let patience = Duration::from_millis(50);
        let answer = post_within(patience, addr, "/hooks/t", &[], Bytes::new()).await;
        assert!(
            matches!(answer, Err(PostError::TimedOut { .. })),
            "`simulate` would hang: {answer:?}"
        );
    }

    #[tokio::test]
    async fn nobody_there_says_so() {
        let gone = tokio::net::TcpListener::bind((LOOPBACK, 0)).await.unwrap();
        let addr = gone.local_addr().unwrap();
        drop(gone);
        let answer = post(addr, "/hooks/secret-token", &[], Bytes::new()).await;
        let error = answer.expect_err("nobody listens");
        assert!(matches!(error, PostError::Unreachable { .. }), "{error:?}");
        assert!(
            !format!("{error} {error:?}").contains("secret-token"),
            "{error:?}"
        );
    }

    #[tokio::test]
    async fn a_path_that_is_none_is_refused_before_anything_is_sent() {
        let addr = SocketAddr::new(LOOPBACK, 9);
        let answer = post(addr, "/hooks/a b", &[], Bytes::new()).await;
        assert!(matches!(answer, Err(PostError::Unsendable)), "{answer:?}");
    }
}
