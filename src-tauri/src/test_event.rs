//! "Send test event": a signed sample through the real door.

use shipbell_engine::Engine;

/// What is sent: it rings, and nobody takes it for news.
const SAMPLE: &str = "ping";

/// Posts a test event to an endpoint.
pub(crate) async fn send(engine: &Engine, endpoint: &str) -> anyhow::Result<()> {
    let sample = engine.sample(SAMPLE, Some(endpoint))?;
    let status = shipbell_owner::post_sample(engine, sample).await?;
    anyhow::ensure!(status == 200, "the door answered {status}");
    Ok(())
}
