//! One token: what Apple wants signed, and for how long.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::SecretString;
use serde_json::json;

use crate::key::{Key, KeyFault};

/// For clocks that differ by less than we could measure. \[S\] fastlane does the same.
const BACKDATED_S: i64 = 60;

/// Apple takes twenty minutes at most, from `iat` to `exp`.
const LIFETIME_S: i64 = 15 * 60;

/// A token, and from when until when it is good, in seconds.
pub(crate) struct Token {
    pub(crate) text: SecretString,
    pub(crate) begins: i64,
    pub(crate) ends: i64,
}

impl Token {
    /// Signs one at `now_ms`, by Apple's clock.
    pub(crate) fn make(key: &Key, now_ms: i64) -> Result<Self, KeyFault> {
        let begins = now_ms.div_euclid(1000) - BACKDATED_S;
        let ends = begins + LIFETIME_S;
        let head = json!({"alg": "ES256", "kid": key.id().as_str(), "typ": "JWT"});
        let whom = match key.issuer() {
            Some(issuer) => ("iss", issuer.as_str()),
            None => ("sub", "user"),
        };
        let claims = json!({
            whom.0: whom.1, "iat": begins, "exp": ends, "aud": "appstoreconnect-v1",
        });
        let part = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let words = format!("{}.{}", part(head), part(claims));
        let signature = URL_SAFE_NO_PAD.encode(key.sign(words.as_bytes())?);
        Ok(Self {
            text: format!("{words}.{signature}").into(),
            begins,
            ends,
        })
    }
}
