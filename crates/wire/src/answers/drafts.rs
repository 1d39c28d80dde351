//! Texts that are being written.

use crate::error::WireError;
use crate::house::House;
use crate::types::{Draft, Nothing, Preview, Redrawn, TemplateHelp};

pub(crate) async fn help(house: &House, kind: &str) -> Result<TemplateHelp, WireError> {
    let _ = (house, kind);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn preview(
    house: &House,
    draft: Draft,
    event: Option<&str>,
) -> Result<Preview, WireError> {
    let _ = (house, draft, event);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn replay(
    house: &House,
    draft: Draft,
    limit: u32,
) -> Result<Vec<Redrawn>, WireError> {
    let _ = (house, draft, limit);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn ring(
    house: &House,
    draft: Draft,
    event: Option<&str>,
) -> Result<Nothing, WireError> {
    let _ = (house, draft, event);
    Err(WireError::internal("not built yet"))
}
