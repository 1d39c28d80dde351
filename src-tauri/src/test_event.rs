//! "Send test event": a signed sample through the real door.

use bytes::Bytes;
use shipbell_engine::Engine;
use shipbell_webhook::SIGNATURE_HEADER;

/// What is sent: it rings, and nobody takes it for news.
const SAMPLE: &str = "ping";

/// Posts a test event to an endpoint.
pub(crate) async fn send(engine: &Engine, endpoint: &str) -> anyhow::Result<()> {
    let Some(at) = engine.status().await?.listening else {
        anyhow::bail!("the door is closed");
    };
    let sample = engine.sample(SAMPLE, Some(endpoint))?;
    let headers = [
        ("content-type", "application/json"),
        (SIGNATURE_HEADER, sample.signature.as_str()),
    ];
    let (status, _) =
        shipbell_listener::post(at, &sample.path, &headers, Bytes::from(sample.body)).await?;
    anyhow::ensure!(status == 200, "the door answered {status}");
    Ok(())
}
