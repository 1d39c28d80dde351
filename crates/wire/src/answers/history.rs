//! What is kept, how it leaves, and how Shipbell is.

use shipbell_engine::Form;

use super::report;
use crate::error::{ErrorCode, WireError};
use crate::house::House;
use crate::types::{Cleared, ExportFormat, Exported, History, Nothing, Place, Report, Trace};

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

/// Webhooks first, while there is a key to delete them with. Where one can't be deleted, nothing else goes.
pub(crate) async fn remove(house: &House, mut traces: Vec<Trace>) -> Result<Nothing, WireError> {
    if traces.is_empty() {
        return Err(WireError::bad_request(
            "Nothing was chosen, so nothing was removed.",
        ));
    }
    let all = traces.len();
    traces.retain(|trace| *trace != Trace::Webhooks);
    if traces.len() < all {
        let left = house.engine.delete_webhooks().await?;
        if let Some((name, why)) = left.first() {
            return Err(WireError {
                code: ErrorCode::Apple,
                message: format!(
                    "The webhook of \"{name}\" could not be deleted: {why} Nothing else was removed. Try again, or remove the rest without the webhooks."
                ),
            });
        }
    }
    if !traces.is_empty() {
        house.host.remove(&traces)?;
    }
    Ok(Nothing {})
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
    let kept = of(house).await.ok();
    Ok(Report {
        text: report::text(house, kept).await?,
    })
}

pub(crate) fn reveal(house: &House, place: Place) -> Result<Nothing, WireError> {
    let settings = house.engine.settings().path();
    let path = match place {
        Place::Home => &house.folders.home,
        Place::Logs => &house.folders.logs,
        Place::Exports => &house.folders.exports,
        // Before the first choice there is no file; the folder shows where it will be.
        Place::Settings if !settings.exists() => settings.parent().unwrap_or(settings),
        Place::Settings => settings,
    };
    house.host.reveal(path)?;
    Ok(Nothing {})
}
