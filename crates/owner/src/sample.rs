//! A signed sample, posted to the door as Apple would: every program that has a door does it so.

use bytes::Bytes;
use shipbell_engine::{Engine, SignedSample};
use shipbell_listener::SIGNATURE_HEADER;
use shipbell_wire::{ErrorCode, WireError};

/// Posts a sample to the door that is open. Answers with the door's status.
pub async fn post_sample(engine: &Engine, sample: SignedSample) -> Result<u16, WireError> {
    let closed = |message: String| WireError {
        code: ErrorCode::Door,
        message,
    };
    let Some(at) = engine.status().await?.listening else {
        return Err(closed(
            "The door is closed, so the sample was not sent. The status says why; nothing was lost."
                .to_owned(),
        ));
    };
    let headers = [
        ("content-type", "application/json"),
        (SIGNATURE_HEADER, sample.signature.as_str()),
    ];
    let body = Bytes::from(sample.body);
    shipbell_listener::post(at, &sample.path, &headers, body)
        .await
        .map(|(status, _)| status)
        .map_err(|error| closed(error.to_string()))
}
