//! One POST to this machine, and to no other.

use std::net::IpAddr;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1::handshake;
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// More of an answer is not kept.
const MOST: usize = 64 * 1024;

/// What came back.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) body: String,
}

pub(crate) async fn post(url: &str, signature: &str, body: &str) -> Result<Said, String> {
    let (host, port, target) = place(url)?;
    let stream = TcpStream::connect((host.as_str(), port)).await;
    let stream = stream.map_err(|_| "The connection was refused.")?;
    let (mut sender, connection) = handshake(TokioIo::new(stream))
        .await
        .map_err(|_| "The connection was lost.")?;
    tokio::spawn(connection);
    let request = Request::post(target)
        .header("host", format!("{host}:{port}"))
        .header("content-type", "application/json")
        .header("x-apple-signature", signature)
        .body(Full::new(Bytes::from(body.to_owned())))
        .map_err(|_| "The address is not valid.")?;
    let answer = sender
        .send_request(request)
        .await
        .map_err(|_| "The connection was lost.")?;
    let status = answer.status().as_u16();
    let body = Limited::new(answer.into_body(), MOST).collect().await;
    let body = body.map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned());
    Ok(Said {
        status,
        body: body.unwrap_or_default(),
    })
}

fn place(url: &str) -> Result<(String, u16, String), String> {
    let uri: Uri = url.parse().map_err(|_| "The address is not valid.")?;
    let host = uri
        .host()
        .unwrap_or_default()
        .trim_matches(['[', ']'])
        .to_owned();
    let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    if uri.scheme_str() != Some("http") || !here {
        return Err("There is no road to this address from the fake (FakeApple::road).".to_owned());
    }
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    Ok((host, uri.port_u16().unwrap_or(80), target.to_owned()))
}
