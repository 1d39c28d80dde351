//! `simulate`: a signed sample through the real door.

use anyhow::{Result, bail, ensure};
use bytes::Bytes;
use serde_json::json;
use shipbell_webhook::{SIGNATURE_HEADER, sample};
use shipbell_wire::{Request, Sample};

use crate::ask::Reach;
use crate::output::Output;

pub(crate) fn list(output: Output) -> Result<()> {
    if output.json() {
        let all: Vec<_> = sample::all()
            .iter()
            .map(|sample| json!({ "name": sample.name, "kind": sample.kind.slug(), "status": sample.status }))
            .collect();
        return Ok(output.value(&all)?);
    }
    for sample in sample::all() {
        output.line(sample.name)?;
    }
    Ok(())
}

pub(crate) async fn run(reach: &Reach, name: String, endpoint: Option<String>) -> Result<()> {
    // Asked before the owner is: the answer is the same without one.
    if sample::find(&name).is_none() {
        return Err(shipbell_wire::WireError::bad_request(format!(
            "There is no sample named \"{name}\". `shipbell simulate --list` names them all."
        ))
        .into());
    }
    let request = Request::Sample {
        name: name.clone(),
        endpoint,
    };
    let Some(sample) = reach.ask_owner::<Sample>(&request).await? else {
        bail!(
            "Nothing is listening. Start the app or `shipbell serve`, then send the sample again."
        );
    };
    let status = post(&sample).await?;
    ensure!(
        status == 200,
        "The door answered {status} instead of 200, so the sample did not come in. `shipbell serve` and the app's log say why."
    );
    if reach.output.json() {
        reach.output.value(&json!({
            "sample": name,
            "id": sample.id,
            "endpoint": sample.endpoint,
            "status": status,
        }))?;
    } else {
        reach.output.line(&format!(
            "Sent {name} to endpoint {}; it was kept.",
            sample.endpoint
        ))?;
    }
    Ok(())
}

async fn post(sample: &Sample) -> Result<u16> {
    let headers = [
        ("content-type", "application/json"),
        (SIGNATURE_HEADER, sample.signature.as_str()),
    ];
    let body = Bytes::from(sample.body.clone());
    let (status, _) =
        shipbell_listener::post(sample.address.parse()?, &sample.path, &headers, body).await?;
    Ok(status)
}
