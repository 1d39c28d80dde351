//! Requests as Apple would send them: every body is another event, under its own signature.

use std::io::Write;
use std::net::SocketAddr;
use std::time::SystemTime;

use anyhow::{Context, Result};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

/// Where requests go, and how the receiver wants them signed.
#[derive(Clone)]
pub(crate) struct Letters {
    pub(crate) to: SocketAddr,
    path: String,
    /// Up to the digits.
    signature: &'static str,
    keyed: Hmac<Sha256>,
    date: String,
    next: u64,
    body: Vec<u8>,
}

impl Letters {
    pub(crate) fn new(
        to: SocketAddr,
        path: &str,
        signature: &'static str,
        secret: &str,
    ) -> Result<Self> {
        Ok(Self {
            to,
            path: path.to_owned(),
            signature,
            keyed: Hmac::new_from_slice(secret.as_bytes()).context("the secret is unusable")?,
            date: Timestamp::try_from(now())?.to_string(),
            // One run's letters differ from another's that the same feed has seen.
            next: u64::try_from(Timestamp::try_from(now())?.as_millisecond())? << 20,
            body: Vec::new(),
        })
    }

    /// Writes the next request, head and body, in place of what was there.
    pub(crate) fn write(&mut self, request: &mut Vec<u8>) -> Result<()> {
        self.next += 1;
        let (high, low) = (self.next >> 48, self.next & 0xffff_ffff_ffff);
        let date = &self.date;
        self.body.clear();
        write!(
            self.body,
            r#"{{"data":{{"type":"appStoreVersionAppVersionStateUpdated","id":"00000000-{high:04x}-4000-8000-{low:012x}","version":1,"attributes":{{"newValue":"READY_FOR_DISTRIBUTION","oldValue":"PENDING_DEVELOPER_RELEASE","timestamp":"{date}"}},"relationships":{{"instance":{{"data":{{"type":"appStoreVersions","id":"11111111-{high:04x}-4000-8000-{low:012x}"}},"links":{{"self":"https://api.appstoreconnect.apple.com/v1/appStoreVersions/11111111-{high:04x}-4000-8000-{low:012x}"}}}}}}}}}}"#
        )?;
        let mut keyed = self.keyed.clone();
        keyed.update(&self.body);
        let digits = hex::encode(keyed.finalize().into_bytes());
        request.clear();
        write!(
            request,
            "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}{digits}\r\n\r\n",
            self.path,
            self.body.len(),
            self.signature,
        )?;
        request.extend_from_slice(&self.body);
        Ok(())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "events have to look fresh to ring"
)]
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

/// Whether an answer is a 200, once all of it is there.
pub(crate) fn answer(bytes: &[u8]) -> Option<bool> {
    let head = bytes.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let (lines, body) = bytes.split_at_checked(head)?;
    let lines = std::str::from_utf8(lines).ok()?;
    let length = lines.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    });
    let length = length.unwrap_or(0);
    (body.len() >= length).then(|| lines.starts_with("HTTP/1.1 200 "))
}

#[cfg(test)]
mod tests {
    use super::{Letters, answer};
    use std::net::SocketAddr;

    #[test]
    fn every_letter_is_another_event_in_json() {
        let to = SocketAddr::from(([127, 0, 0, 1], 1));
        let mut letters = Letters::new(to, "/hooks/t", "X-Signature: ", "secret").unwrap();
        let mut body = || {
            let mut request = Vec::new();
            letters.write(&mut request).unwrap();
            let text = String::from_utf8(request).unwrap();
            let (_, body) = text.split_once("\r\n\r\n").unwrap();
            serde_json::from_str::<serde_json::Value>(body).unwrap()
        };
        let (first, second) = (body(), body());
        assert_ne!(
            first.pointer("/data/id"),
            second.pointer("/data/id"),
            "the same event again would be counted, not stored"
        );
    }

    #[test]
    fn an_answer_counts_once_all_of_it_is_there() {
        let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        assert_eq!(answer(whole), Some(true));
        assert_eq!(answer(&whole[..whole.len() - 1]), None);
        let refused = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(answer(refused), Some(false));
    }
}
