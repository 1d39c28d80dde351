//! A client that sends exactly the bytes it is given.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests' own furniture"
)]

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::house::{TOKEN, within};

/// A whole request for the known endpoint.
pub(crate) fn post(signature: &str, body: &str) -> String {
    format!(
        "POST /hooks/{TOKEN} HTTP/1.1\r\nHost: door\r\nX-Apple-Signature: {signature}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// A head for the known endpoint with these header lines (each ending in CRLF) and a good
/// signature; the body is the caller's to send.
pub(crate) fn head(lines: &str) -> String {
    format!("POST /hooks/{TOKEN} HTTP/1.1\r\nHost: door\r\nX-Apple-Signature: good\r\n{lines}\r\n")
}

/// One answer, as far as a person would read it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Said {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// One connection.
pub(crate) struct Talk {
    pub(crate) stream: TcpStream,
}

impl Talk {
    pub(crate) async fn to(addr: SocketAddr) -> Self {
        let stream = within("connecting", TcpStream::connect(addr))
            .await
            .expect("the door is up");
        Self { stream }
    }

    pub(crate) async fn say(&mut self, bytes: impl AsRef<[u8]>) {
        within("sending", self.stream.write_all(bytes.as_ref()))
            .await
            .expect("the door reads");
    }

    /// The next answer, whole.
    pub(crate) async fn hear(&mut self) -> Said {
        within("an answer", self.try_hear())
            .await
            .expect("an answer, not a closed connection")
    }

    /// The next answer, or nothing if the connection ends before one.
    pub(crate) async fn try_hear(&mut self) -> Option<Said> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.stream.read_u8().await.ok()?);
        }
        let head = String::from_utf8(head).expect("answers are ASCII");
        let status = head.split(' ').nth(1).unwrap().parse().expect("a status");
        let mut said = Said {
            status,
            head,
            body: String::new(),
        };
        let length = said
            .header("content-length")
            .map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await.ok()?;
        said.body = String::from_utf8(body).expect("answers are ASCII");
        Some(said)
    }

    /// Waits until the door has ended the connection; anything it still says is an error of the
    /// caller's expectations and is given back.
    pub(crate) async fn ended(&mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        // A reset ends a connection as well as an orderly close.
        within("the door ends it", self.stream.read_to_end(&mut rest))
            .await
            .ok();
        rest
    }
}

/// One request on a connection of its own.
pub(crate) async fn ask(addr: SocketAddr, bytes: impl AsRef<[u8]>) -> Said {
    let mut talk = Talk::to(addr).await;
    talk.say(bytes).await;
    talk.hear().await
}
