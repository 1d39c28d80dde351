//! An answer, read within bounds, and what its status means.

use std::time::Duration;

use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION, RETRY_AFTER};
use serde_json::Value;

use crate::error::AscError;
use crate::patience::Miss;
use crate::refusal;
use crate::skew::{Skew, http_date};

/// 200 deliveries with their payloads are under two megabytes.
const READ_AT_MOST: usize = 16 * 1024 * 1024;

/// The head and the whole body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// Reads the body, up to `most` bytes.
pub(crate) async fn body(response: &mut Response, most: usize) -> Result<Vec<u8>, BodyFault> {
    let told = usize::try_from(response.content_length().unwrap_or(0)).unwrap_or(usize::MAX);
    if told > most {
        return Err(BodyFault::TooLarge(most));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(BodyFault::Broken)? {
        if body.len().saturating_add(chunk.len()) > most {
            return Err(BodyFault::TooLarge(most));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Why a body was not read to its end.
pub(crate) enum BodyFault {
    TooLarge(usize),
    Broken(reqwest::Error),
}

impl Answer {
    /// As after a removal.
    pub(crate) fn nothing() -> Self {
        Self {
            status: 204,
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    pub(crate) async fn read(mut response: Response) -> Result<Self, BodyFault> {
        Ok(Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: body(&mut response, READ_AT_MOST).await?,
        })
    }

    /// Whether Apple's API may have written it, and not something in between.
    pub(crate) fn is_json(&self) -> bool {
        let json = self
            .header(CONTENT_TYPE.as_str())
            .is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
        self.status == 204 || json
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The answer itself if it is one, else what it means.
    pub(crate) fn taken(self, hidden: &[String], seen: Seen) -> Result<Self, Miss> {
        if self.status < 300 && self.is_json() {
            return Ok(self);
        }
        let retry_after = self.retry_after(seen.now_by_apple);
        let error = if self.is_json() {
            let body = serde_json::from_slice(&self.body).unwrap_or(Value::Null);
            refused(self.status, refusal::read(&body, hidden), seen.skew)
        } else {
            self.stranger()
        };
        Err(Miss { error, retry_after })
    }

    /// What it means when something in between answered, or Apple's own gate.
    fn stranger(&self) -> AscError {
        match self.status {
            407 => AscError::Proxy("407".to_owned()),
            429 => AscError::RateLimited { again_at: 0 },
            300..=399 => {
                let to = self.header(LOCATION.as_str()).map(reqwest::Url::parse);
                let host = to
                    .and_then(Result::ok)
                    .and_then(|to| to.host_str().map(str::to_owned));
                AscError::Redirected(host.unwrap_or_else(|| "another address".to_owned()))
            }
            status @ (500..=510 | 520..=599) => AscError::Server {
                status,
                refusals: Vec::new(),
            },
            status => AscError::NotJson { status },
        }
    }

    /// Seconds, or a date.
    fn retry_after(&self, now: i64) -> Option<Duration> {
        let value = self.header(RETRY_AFTER.as_str())?.trim();
        if let Ok(seconds) = value.parse::<u32>() {
            return Some(Duration::from_secs(u64::from(seconds)));
        }
        let wait = http_date(value)?.saturating_sub(now);
        Some(Duration::from_millis(u64::try_from(wait).unwrap_or(0)))
    }
}

/// What else is known when an answer comes.
#[derive(Clone, Copy)]
pub(crate) struct Seen {
    pub(crate) skew: Option<Skew>,
    pub(crate) now_by_apple: i64,
}

fn refused(status: u16, refusals: Vec<refusal::Refusal>, skew: Option<Skew>) -> AscError {
    // Codes grow at their end: FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED.
    let agreement = || {
        let of = |refusal: &refusal::Refusal| refusal.code.contains("REQUIRED_AGREEMENTS");
        refusals.iter().any(of)
    };
    match status {
        400 | 422 => AscError::Invalid(refusals),
        401 => AscError::Unauthorized { skew, refusals },
        403 if agreement() => AscError::Agreement(refusals),
        403 => AscError::Role(refusals),
        404 => AscError::NotFound(refusals),
        407 => AscError::Proxy("407".to_owned()),
        409 => AscError::Conflict(refusals),
        429 => AscError::RateLimited { again_at: 0 },
        300..=399 => AscError::Redirected("another address".to_owned()),
        511 => AscError::NotJson { status },
        500..=599 => AscError::Server { status, refusals },
        _ => AscError::Status { status, refusals },
    }
}
