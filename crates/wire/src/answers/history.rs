//! What is kept, how it leaves, and how Shipbell is.

use crate::error::WireError;
use crate::house::House;
use crate::types::{Cleared, ExportFormat, Exported, History, Nothing, Place, Report};

pub(crate) async fn of(house: &House) -> Result<History, WireError> {
    let _ = (house,);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn clear(house: &House) -> Result<Cleared, WireError> {
    let _ = (house,);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn export(house: &House, format: ExportFormat) -> Result<Exported, WireError> {
    let _ = (house, format);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn report(house: &House) -> Result<Report, WireError> {
    let _ = (house,);
    Err(WireError::internal("not built yet"))
}

pub(crate) fn reveal(house: &House, place: Place) -> Result<Nothing, WireError> {
    let _ = (house, place);
    Err(WireError::internal("not built yet"))
}
