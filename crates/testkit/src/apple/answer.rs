//! An answer, before it is HTTP.

use bytes::Bytes;
use serde_json::Value;

use super::refusal::Refusal;

/// What is said.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Bytes,
    /// What was wrong, for the log.
    pub(crate) why: Option<String>,
}

impl Answer {
    pub(crate) fn bytes(status: u16, media_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![("content-type", media_type.to_owned())];
        Self {
            status,
            headers,
            body: Bytes::from(body),
            why: None,
        }
    }

    pub(crate) fn text(status: u16, media_type: &str, body: &str) -> Self {
        Self::bytes(status, media_type, body.as_bytes().to_owned())
    }

    pub(crate) fn document(status: u16, document: &Value) -> Self {
        Self::bytes(
            status,
            "application/json",
            document.to_string().into_bytes(),
        )
    }

    pub(crate) fn refusal(refusal: &Refusal, id: &str) -> Self {
        let mut answer = Self::document(refusal.status, &refusal.body(id));
        answer.why = Some(refusal.detail.clone());
        answer
    }

    /// 204.
    pub(crate) fn nothing() -> Self {
        Self {
            status: 204,
            headers: Vec::new(),
            body: Bytes::new(),
            why: None,
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}
