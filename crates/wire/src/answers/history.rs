//! What is kept, how it leaves, and how Shipbell is.

use shipbell_engine::Form;

use crate::error::WireError;
use crate::house::House;
use crate::types::{Cleared, ExportFormat, Exported, History, Nothing, Place, Report};

pub(crate) async fn of(house: &House) -> Result<History, WireError> {
    let feed = house.engine.feed();
    let (events, oldest) = feed.extent().await?;
    let bytes = feed.size().await?;
    Ok(History {
        events,
        bytes,
        oldest,
    })
}

pub(crate) async fn clear(house: &House) -> Result<Cleared, WireError> {
    let forgotten = house.engine.feed().clear().await?;
    Ok(Cleared {
        events: forgotten.events,
    })
}

pub(crate) async fn export(house: &House, format: ExportFormat) -> Result<Exported, WireError> {
    let form = match format {
        ExportFormat::JsonLines => Form::JsonLines,
        ExportFormat::Csv => Form::Csv,
    };
    let exported = house.engine.export(&house.folders.exports, form).await?;
    Ok(Exported {
        path: exported.path.display().to_string(),
        events: exported.events,
    })
}

pub(crate) async fn report(house: &House) -> Result<Report, WireError> {
    let _ = (house,);
    Err(WireError::internal("not built yet"))
}

pub(crate) fn reveal(house: &House, place: Place) -> Result<Nothing, WireError> {
    let _ = (house, place);
    Err(WireError::internal("not built yet"))
}
