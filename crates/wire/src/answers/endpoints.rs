//! Endpoints, and samples for them.

use crate::error::{ErrorCode, WireError};
use crate::house::House;
use crate::types::{Endpoint, Nothing, Sample, Span};

pub(crate) async fn list(house: &House) -> Result<Vec<Endpoint>, WireError> {
    let endpoints = house.engine.endpoints_heard().await?;
    let webhooks = house.engine.feed().webhooks().await?;
    let lost = |id: &str| {
        let webhook = webhooks.iter().find(|webhook| webhook.endpoint.0 == id)?;
        let (from, to) = webhook.lost?;
        Some(Span { from, to })
    };
    let endpoint = |view: shipbell_engine::EndpointView| Endpoint {
        lost: lost(&view.id),
        ..view.into()
    };
    Ok(endpoints.into_iter().map(endpoint).collect())
}

pub(crate) async fn rename(
    house: &House,
    name: &str,
    new_name: &str,
    app_id: Option<&str>,
) -> Result<Endpoint, WireError> {
    let app_id = app_id.filter(|id| !id.trim().is_empty());
    house.engine.rename_endpoint(name, new_name, app_id).await?;
    let renamed = list(house).await?;
    let renamed = renamed
        .into_iter()
        .find(|endpoint| endpoint.name == new_name.trim());
    renamed.ok_or_else(|| WireError::internal("The endpoint was renamed, and is gone since then."))
}

pub(crate) async fn send_sample(
    house: &House,
    name: &str,
    endpoint: Option<&str>,
) -> Result<Nothing, WireError> {
    let sample = house.engine.sample(name, endpoint)?;
    match house.host.post_sample(sample).await? {
        200 => Ok(Nothing {}),
        status => Err(WireError {
            code: ErrorCode::Door,
            message: format!(
                "The door answered {status} to the sample, so it is not in the feed. Nothing else was changed."
            ),
        }),
    }
}

pub(crate) async fn sample(
    house: &House,
    name: &str,
    endpoint: Option<&str>,
) -> Result<Sample, WireError> {
    let status = house.engine.status().await?;
    let address = status.listening.ok_or_else(|| WireError {
        code: ErrorCode::NeedsUser,
        message: "The door is not open, so a sample can't come in. `shipbell serve` or the app's menu says why.".to_owned(),
    })?;
    let signed = house.engine.sample(name, endpoint)?;
    Ok(Sample {
        address: address.to_string(),
        path: signed.path,
        signature: signed.signature,
        body: String::from_utf8_lossy(&signed.body).into_owned(),
        id: signed.id,
        endpoint: signed.endpoint,
    })
}
