//! What does the door hand over, and what can it be told?

use std::fmt;
use std::net::IpAddr;

use async_trait::async_trait;
use bytes::Bytes;

/// The header Apple signs with. The door finds it and counts it; it never checks it.
pub const SIGNATURE_HEADER: &str = "x-apple-signature";

/// The header in which a question of the owner's own is answered (see [`Answer::Proven`]). The door
/// hands it over with all headers, and knows no more of it.
pub const PROOF_HEADER: &str = "x-shipbell-proof";

/// Where deliveries go. The door knows nobody behind it.
#[async_trait]
pub trait Intake: Send + Sync + 'static {
    /// Is there an endpoint with this token?
    ///
    /// Asked before a body is read, for every request with a plausible path, so it has to be
    /// cheap. An unknown token is answered 404 without reading further.
    fn knows(&self, token: &str) -> bool;

    /// Verifies and keeps one delivery.
    ///
    /// Runs as a task of its own: a caller who hangs up does not interrupt it. It is called only
    /// with a body that arrived whole.
    async fn deliver(&self, arrival: Arrival) -> Answer;
}

/// One delivery, nothing of it interpreted.
#[derive(Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The last segment of the path, which names the endpoint.
    pub token: String,
    /// The value of the one signature header, if there was one.
    pub signature: Option<Vec<u8>>,
    /// All headers in the order they came; names in lower case.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The bytes that were signed.
    pub body: Bytes,
    /// Who connected; behind a tunnel this is the tunnel's local end.
    pub peer: IpAddr,
}

impl fmt::Debug for Arrival {
    /// Shows sizes and names only: token, signature and body are secrets or belong to somebody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Arrival")
            .field("token", &"[redacted]")
            .field("signature", &self.signature.as_ref().map(|_| "[redacted]"))
            .field("headers", &names)
            .field("body_bytes", &self.body.len())
            .field("peer", &self.peer)
            .finish()
    }
}

/// What became of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is on disk: 200. Also for one that was there before.
    Kept,
    /// It is no delivery but the owner's own question: 200, with this in [`PROOF_HEADER`].
    Proven([u8; 32]),
    /// It is not ours to keep.
    Refused(Refusal),
    /// It could not be stored, or not be verified yet: 503, so that it is sent again.
    Later,
}

/// Why a delivery was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No signature header: 401.
    NoSignature,
    /// A signature that does not fit the bytes: 401, the same to the last byte as without one.
    BadSignature,
    /// The endpoint went away between the question and the delivery: 404.
    UnknownToken,
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let arrival = Arrival {
            token: "canary-token".into(),
            signature: Some(b"canary-signature".to_vec()),
            headers: vec![("x-apple-signature".into(), b"canary-signature".to_vec())],
            body: Bytes::from_static(b"canary-body"),
            peer: Ipv4Addr::LOCALHOST.into(),
        };
        let shown = format!("{arrival:?}");
        assert!(
            !shown.contains("canary"),
            "a log line with {{:?}} would leak: {shown}"
        );
        assert!(
            shown.contains("body_bytes: 11"),
            "sizes help to debug: {shown}"
        );
    }
}
