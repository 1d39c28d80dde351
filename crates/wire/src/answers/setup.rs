//! How far the set-up is, and what proves it.

use shipbell_engine::{Cause, SetupState};

use super::endpoints;
use crate::error::WireError;
use crate::house::House;
use crate::types::{HelpPage, Nothing, Proof, Setup, SetupStep, Unproven};

pub(crate) async fn of(house: &House) -> Result<Setup, WireError> {
    let said = house.engine.setup().await?;
    let status = house.engine.status().await?;
    Ok(Setup {
        notifications: house.host.notifications().await,
        banner_seen: said.banner_seen,
        endpoints: endpoints::list(house).await?,
        public_url: status.public_url,
        proven: status.proven.map(Into::into),
        over: said.over,
    })
}

pub(crate) async fn step(house: &House, step: SetupStep) -> Result<Setup, WireError> {
    let mut said = house.engine.setup().await?;
    match step {
        SetupStep::BannerSeen => said.banner_seen = true,
        SetupStep::Over => said.over = true,
        SetupStep::Again => said = SetupState::default(),
    }
    house.engine.note_setup(said).await?;
    of(house).await
}

pub(crate) async fn test_banner(house: &House) -> Result<Nothing, WireError> {
    house.engine.test_banner().await?;
    Ok(Nothing {})
}

pub(crate) async fn prove(house: &House, endpoint: Option<&str>) -> Result<Proof, WireError> {
    Ok(match house.engine.prove(endpoint).await? {
        shipbell_engine::Proof::Proven(proven) => Proof::Proven {
            proven: proven.into(),
        },
        shipbell_engine::Proof::Unproven(unproven) => Proof::Unproven {
            cause: cause(unproven.cause),
            detail: unproven.detail,
        },
    })
}

fn cause(cause: Cause) -> Unproven {
    match cause {
        Cause::Dns => Unproven::Dns,
        Cause::Tls => Unproven::Tls,
        Cause::Unreachable => Unproven::Unreachable,
        Cause::TimedOut => Unproven::TimedOut,
        Cause::NotFound => Unproven::NotFound,
        Cause::Interstitial => Unproven::Interstitial,
        Cause::TunnelDown => Unproven::TunnelDown,
        Cause::OtherInstance => Unproven::OtherInstance,
        Cause::Strange => Unproven::Strange,
        Cause::DoorClosed => Unproven::DoorClosed,
    }
}

/// The only pages that the panel can open beside an event's own.
pub(crate) fn address(page: HelpPage) -> &'static str {
    match page {
        // The page of the keys, which is known to exist; Webhooks stands beside it in its menu.
        HelpPage::Webhooks => "https://appstoreconnect.apple.com/access/integrations/api",
    }
}
