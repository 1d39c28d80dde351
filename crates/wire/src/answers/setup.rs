//! How far the set-up is, and what proves it.

use crate::error::WireError;
use crate::house::House;
use crate::types::{HelpPage, Nothing, Proof, Setup, SetupStep};

pub(crate) async fn of(house: &House) -> Result<Setup, WireError> {
    let _ = (house,);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn step(house: &House, step: SetupStep) -> Result<Setup, WireError> {
    let _ = (house, step);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn test_banner(house: &House) -> Result<Nothing, WireError> {
    let _ = (house,);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn prove(house: &House, endpoint: Option<&str>) -> Result<Proof, WireError> {
    let _ = (house, endpoint);
    Err(WireError::internal("not built yet"))
}

/// The only pages that the panel can open beside an event's own.
pub(crate) fn address(page: HelpPage) -> &'static str {
    match page {
        // The page of the keys, which is known to exist; Webhooks stands beside it in its menu.
        HelpPage::Webhooks => "https://appstoreconnect.apple.com/access/integrations/api",
    }
}
