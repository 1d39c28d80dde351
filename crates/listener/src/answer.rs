//! What does the sender see?
//!
//! Apple shows status and body to everyone on the team, so bodies are short constants that say
//! nothing about why. No `Server`, no CORS header: a browser's page learns nothing here.

use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use http::header::{ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};

use crate::port::PROOF_HEADER;

/// Every answer the door's route can give. hyper itself says 400, 414 and 431 about heads that
/// it can't read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reply {
    Kept,
    Proven([u8; 32]),
    Malformed,
    Unsigned,
    NotFound,
    WrongMethod,
    TooSlow,
    TooLarge,
    Encoded,
    TooMany,
    Later,
}

impl Reply {
    fn status(self) -> StatusCode {
        match self {
            Self::Kept | Self::Proven(_) => StatusCode::OK,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Unsigned => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Encoded => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Later => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Kept | Self::Proven(_) => "ok",
            Self::Malformed => "bad request",
            Self::Unsigned => "unauthorized",
            Self::NotFound => "not found",
            Self::WrongMethod => "method not allowed",
            Self::TooSlow => "timeout",
            Self::TooLarge => "too large",
            Self::Encoded => "unsupported encoding",
            Self::TooMany => "too many requests",
            Self::Later => "try again later",
        }
    }

    /// The whole response. With `close`, the connection ends after it: something of the request
    /// was left unread, and what follows must not be taken for another request.
    pub(crate) fn response(self, retry_after: Duration, close: bool) -> Response {
        let mut response = Response::new(Body::from(self.text()));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Self::Proven(mac) => {
                // Hexadecimal digits are always a header's value.
                if let Ok(mac) = HeaderValue::from_str(&hexadecimal(&mac)) {
                    headers.insert(PROOF_HEADER, mac);
                }
            }
            Self::WrongMethod => {
                headers.insert(ALLOW, HeaderValue::from_static("POST"));
            }
            Self::Later | Self::TooMany => {
                headers.insert(RETRY_AFTER, HeaderValue::from(retry_after.as_secs().max(1)));
            }
            _ => {}
        }
        if close {
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a text can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
