//! Did the body arrive whole, in time and within its limit?

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::CONTENT_LENGTH;
use http_body_util::BodyExt;

use crate::answer::Reply;
use crate::limits::Limits;

/// Is the announced length over the limit? Answered before a byte of the body is read, and
/// before `100 Continue` invites the sender to start.
pub(crate) fn announced_too_large(headers: &HeaderMap, limits: &Limits) -> bool {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<u64>().ok());
    announced.is_some_and(|length| usize::try_from(length).map_or(true, |l| l > limits.body_bytes))
}

/// Reads the whole body. Counts what really arrives: a chunked body announces nothing.
pub(crate) async fn read(body: Body, limits: &Limits) -> Result<Bytes, Reply> {
    match tokio::time::timeout(limits.body, collect(body, limits.body_bytes)).await {
        Ok(whole) => whole,
        Err(_) => Err(Reply::TooSlow),
    }
}

async fn collect(mut body: Body, limit: usize) -> Result<Bytes, Reply> {
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        // A reset, an early end, a broken chunk: nobody can be sure what was meant.
        let frame = frame.map_err(|_| Reply::Malformed)?;
        let Ok(data) = frame.into_data() else {
            // Trailers: not signed, so not ours to read.
            continue;
        };
        if data.len() > limit - whole.len() {
            return Err(Reply::TooLarge);
        }
        whole.extend_from_slice(&data);
    }
    Ok(whole.freeze())
}
