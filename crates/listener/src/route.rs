//! Is this request a delivery, and what is it answered?

use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::State;
use axum::response::Response;
use axum::routing::any;
use http::header::{CONTENT_ENCODING, TRANSFER_ENCODING};
use http::{HeaderMap, Method, Request};
use tokio::time::Instant;

use crate::answer::Reply;
use crate::body;
use crate::brake::Brake;
use crate::crowd::Seat;
use crate::limits::Limits;
use crate::port::{Answer, Arrival, Intake, Refusal, SIGNATURE_HEADER};
use crate::tally::Tally;

/// What all requests share.
pub(crate) struct Hall {
    pub(crate) intake: Arc<dyn Intake>,
    pub(crate) limits: Limits,
    pub(crate) brake: Brake,
    pub(crate) tally: Tally,
}

/// What requests of one connection share.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) peer: IpAddr,
    pub(crate) seat: Arc<Seat>,
}

/// The one route. All methods reach it, so that a wrong method on an unknown token is a 404
/// like everything else nobody should find.
pub(crate) fn router(hall: Arc<Hall>) -> Router {
    Router::new()
        .route("/hooks/{token}", any(receive))
        .fallback(elsewhere)
        .with_state(hall)
}

async fn elsewhere(State(hall): State<Arc<Hall>>, request: Request<Body>) -> Response {
    let unread = !request.body().is_end_stream();
    Reply::NotFound.response(hall.limits.retry_after, unread)
}

async fn receive(State(hall): State<Arc<Hall>>, request: Request<Body>) -> Response {
    let retry_after = hall.limits.retry_after;
    let (parts, body) = request.into_parts();
    let unread = !body.is_end_stream();
    let token = match accepted(&hall, &parts) {
        Ok(token) => token.to_owned(),
        Err(reply) => return reply.response(retry_after, unread),
    };
    let body = match body::read(body, &hall.limits).await {
        Ok(body) => body,
        Err(reply) => return reply.response(retry_after, true),
    };
    let Some(visit) = parts.extensions.get::<Visit>().cloned() else {
        return Reply::Later.response(retry_after, true);
    };
    let arrival = Arrival {
        token,
        signature: parts
            .headers
            .get(SIGNATURE_HEADER)
            .map(|value| value.as_bytes().to_vec()),
        headers: all(&parts.headers),
        body,
        peer: visit.peer,
    };
    match deliver(&hall, arrival, visit.seat).await {
        Some(answer) => judge(&hall, answer).response(retry_after, false),
        None => Reply::Later.response(retry_after, true),
    }
}

/// Everything that can be said before the body is read.
fn accepted<'a>(hall: &Hall, parts: &'a http::request::Parts) -> Result<&'a str, Reply> {
    let token = plausible_token(&parts.uri).ok_or(Reply::NotFound)?;
    // A panic in there is the intake's, and must not cost the connection its answer.
    match catch_unwind(AssertUnwindSafe(|| hall.intake.knows(token))) {
        Ok(true) => {}
        Ok(false) => return Err(Reply::NotFound),
        Err(_) => {
            tracing::error!("looking up an endpoint panicked");
            return Err(Reply::Later);
        }
    }
    if parts.method != Method::POST {
        return Err(Reply::WrongMethod);
    }
    let only = |name, allowed: &[u8]| {
        let mut values = parts.headers.get_all(name).iter();
        values.all(|value| value.as_bytes().eq_ignore_ascii_case(allowed))
    };
    // The signature covers the bytes as they are sent; inflating anything is a way to be bombed.
    if !only(CONTENT_ENCODING, b"identity") {
        return Err(Reply::Encoded);
    }
    if !only(TRANSFER_ENCODING, b"chunked") {
        return Err(Reply::Malformed);
    }
    // Taking the first of two would let a sender show each reader another one.
    if parts.headers.get_all(SIGNATURE_HEADER).iter().count() > 1 {
        return Err(Reply::Malformed);
    }
    if body::announced_too_large(&parts.headers, &hall.limits) {
        return Err(Reply::TooLarge);
    }
    Ok(token)
}

/// The token as it stands in the path: never decoded, never normalised, nothing after it.
fn plausible_token(uri: &http::Uri) -> Option<&str> {
    let token = uri.path().strip_prefix("/hooks/")?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let whole = !token.is_empty() && token.bytes().all(plain) && uri.query().is_none();
    whole.then_some(token)
}

fn all(headers: &HeaderMap) -> Vec<(String, Vec<u8>)> {
    headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
        .collect()
}

/// The intake's answer, or nothing if it panicked or took too long.
///
/// A task of its own: a sender who hangs up while its delivery is being stored does not stop it,
/// and a panic ends that task only.
async fn deliver(hall: &Hall, arrival: Arrival, seat: Arc<Seat>) -> Option<Answer> {
    let intake = Arc::clone(&hall.intake);
    let task = tokio::spawn(async move {
        let answer = intake.deliver(arrival).await;
        drop(seat);
        answer
    });
    match tokio::time::timeout(hall.limits.answer, task).await {
        Ok(Ok(answer)) => Some(answer),
        Ok(Err(_)) => {
            tracing::error!("taking in a delivery panicked; its sender was told to try again");
            None
        }
        Err(_) => {
            tracing::error!("taking in a delivery took too long; its sender was told to try again");
            None
        }
    }
}

fn judge(hall: &Hall, answer: Answer) -> Reply {
    match answer {
        Answer::Kept => Reply::Kept,
        Answer::Proven(mac) => Reply::Proven(mac),
        Answer::Later => Reply::Later,
        Answer::Refused(Refusal::UnknownToken) => Reply::NotFound,
        Answer::Refused(Refusal::NoSignature | Refusal::BadSignature) => {
            let now = Instant::now();
            hall.tally.count(now);
            if hall.brake.too_many(now) {
                Reply::TooMany
            } else {
                Reply::Unsigned
            }
        }
    }
}
