//! Every request that came, to look at afterwards.

use serde_json::Value;

use super::FakeApple;

/// One request, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path without its query.
    pub path: String,
    /// Names and values, decoded, in their order.
    pub query: Vec<(String, String)>,
    /// Whether a token came. Pictures shall be asked for without one.
    pub authorized: bool,
    /// The key that the token names.
    pub key_id: Option<String>,
    /// What the token claims, good or not.
    pub claims: Option<Value>,
    /// The `User-Agent`.
    pub agent: Option<String>,
    /// The body.
    pub body: String,
    /// The status of the answer; none where the connection was dropped, or nothing was said yet.
    pub status: Option<u16>,
    /// What was wrong, in more words than Apple's.
    pub refused: Option<String>,
    #[serde(skip)]
    pub(crate) place: u64,
}

impl Request {
    /// The value of the first parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl FakeApple {
    /// Every request since the start or since [`FakeApple::forget_requests`], the oldest first.
    pub fn requests(&self) -> Vec<Request> {
        self.with(|state| state.log.clone())
    }

    /// Those to this path.
    pub fn requests_to(&self, method: &str, path: &str) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|one| one.method == method && one.path == path);
        requests
    }

    /// Begins the list anew.
    pub fn forget_requests(&self) {
        self.with(|state| state.log.clear());
    }
}
