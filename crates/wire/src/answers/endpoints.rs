//! Endpoints, and samples for them.

use crate::error::{ErrorCode, WireError};
use crate::house::House;
use crate::types::{Endpoint, Nothing, Sample};

pub(crate) async fn list(house: &House) -> Result<Vec<Endpoint>, WireError> {
    let _ = (house,);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn rename(
    house: &House,
    name: &str,
    new_name: &str,
    app_id: Option<&str>,
) -> Result<Endpoint, WireError> {
    let _ = (house, name, new_name, app_id);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn send_sample(
    house: &House,
    name: &str,
    endpoint: Option<&str>,
) -> Result<Nothing, WireError> {
    let _ = (house, name, endpoint);
    Err(WireError::internal("not built yet"))
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
