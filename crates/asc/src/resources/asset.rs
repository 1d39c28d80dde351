//! Background assets: their versions and the three ways in which one is released.

use serde::{Deserialize, Serialize};

use crate::client::Client;
use crate::document::{One, Resource};
use crate::error::AscError;
use crate::open::{attributes, open};
use crate::question::{Ask, Question};
use crate::resources::{Moment, Platform, StateDetail};

/// A background asset.
pub type Asset = Resource<AssetAttributes>;
/// One of its versions.
pub type AssetVersion = Resource<AssetVersionAttributes>;
/// A version's release to testers of the team.
pub type AssetInternalBeta = Resource<AssetInternalBetaAttributes>;
/// A version's release to testers outside of it.
pub type AssetExternalBeta = Resource<AssetExternalBetaAttributes>;
/// A version's release on the App Store.
pub type AssetAppStore = Resource<AssetAppStoreAttributes>;

open! {
    /// How far Apple is with a version.
    AssetVersionState {
        AwaitingUpload = "AWAITING_UPLOAD",
        Processing = "PROCESSING",
        Failed = "FAILED",
        Complete = "COMPLETE",
    }
}

open! {
    /// How far a release to testers of the team is.
    AssetInternalBetaState { ReadyForTesting = "READY_FOR_TESTING", Superseded = "SUPERSEDED", }
}

open! {
    /// How far a release to testers outside of the team is.
    AssetExternalBetaState {
        ReadyForBetaSubmission = "READY_FOR_BETA_SUBMISSION",
        WaitingForReview = "WAITING_FOR_REVIEW",
        InReview = "IN_REVIEW",
        Rejected = "REJECTED",
        ProcessingForTesting = "PROCESSING_FOR_TESTING",
        ReadyForTesting = "READY_FOR_TESTING",
        Superseded = "SUPERSEDED",
    }
}

open! {
    /// How far a release on the App Store is.
    AssetAppStoreState {
        PrepareForSubmission = "PREPARE_FOR_SUBMISSION",
        ReadyForReview = "READY_FOR_REVIEW",
        WaitingForReview = "WAITING_FOR_REVIEW",
        InReview = "IN_REVIEW",
        Accepted = "ACCEPTED",
        Rejected = "REJECTED",
        ProcessingForDistribution = "PROCESSING_FOR_DISTRIBUTION",
        ReadyForDistribution = "READY_FOR_DISTRIBUTION",
        Superseded = "SUPERSEDED",
    }
}

/// What Apple found in a version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssetFindings {
    /// Why it failed.
    pub errors: Option<Vec<StateDetail>>,
    /// What may become an error one day.
    pub warnings: Option<Vec<StateDetail>>,
    /// What Apple wanted to say.
    pub infos: Option<Vec<StateDetail>>,
}

attributes! {
    /// What Apple says of a background asset.
    AssetAttributes is "backgroundAssets" {
        /// The developer's name for it.
        asset_pack_identifier: String,
        /// Whether it is no longer in use.
        archived: bool,
        /// When it was made.
        created_date: Moment,
    }
}

attributes! {
    /// What Apple says of a version of a background asset.
    AssetVersionAttributes is "backgroundAssetVersions" {
        /// Its number.
        version: String,
        /// When it was made.
        created_date: Moment,
        /// Where it is for.
        platforms: Vec<Platform>,
        /// How far Apple is with it.
        state: AssetVersionState,
        /// What Apple found in it.
        state_details: AssetFindings,
        /// Its language, where it has one.
        locale: String,
    }
    /// The asset.
    ASSET: ToOne<AssetAttributes> = "backgroundAsset",
    /// Its release to testers of the team.
    INTERNAL_BETA: ToOne<AssetInternalBetaAttributes> = "internalBetaRelease",
    /// Its release to testers outside of it.
    EXTERNAL_BETA: ToOne<AssetExternalBetaAttributes> = "externalBetaRelease",
    /// Its release on the App Store.
    APP_STORE: ToOne<AssetAppStoreAttributes> = "appStoreRelease",
}

attributes! {
    /// What Apple says of a release to testers of the team.
    AssetInternalBetaAttributes is "backgroundAssetVersionInternalBetaReleases" {
        /// How far it is.
        state: AssetInternalBetaState,
    }
    /// What is released.
    VERSION: ToOne<AssetVersionAttributes> = "backgroundAssetVersion",
}

attributes! {
    /// What Apple says of a release to testers outside of the team.
    AssetExternalBetaAttributes is "backgroundAssetVersionExternalBetaReleases" {
        /// How far it is.
        state: AssetExternalBetaState,
    }
    /// What is released.
    VERSION: ToOne<AssetVersionAttributes> = "backgroundAssetVersion",
}

attributes! {
    /// What Apple says of a release on the App Store.
    AssetAppStoreAttributes is "backgroundAssetVersionAppStoreReleases" {
        /// How far it is.
        state: AssetAppStoreState,
    }
    /// What is released.
    VERSION: ToOne<AssetVersionAttributes> = "backgroundAssetVersion",
}

const OF_A_RELEASE: &str = "backgroundAssetVersion";
const OF_A_VERSION: &str =
    "backgroundAsset,internalBetaRelease,externalBetaRelease,appStoreRelease";

impl Client {
    /// One version, with its asset and releases.
    pub async fn asset_version(&self, id: &str) -> Result<AssetVersion, AscError> {
        let ask = Ask::about(Question::AssetVersion, id)?.with("include", OF_A_VERSION);
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// One release to testers of the team, with its version.
    pub async fn asset_internal_beta(&self, id: &str) -> Result<AssetInternalBeta, AscError> {
        let ask = Ask::about(Question::AssetInternalBeta, id)?.with("include", OF_A_RELEASE);
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// One release to testers outside of the team, with its version.
    pub async fn asset_external_beta(&self, id: &str) -> Result<AssetExternalBeta, AscError> {
        let ask = Ask::about(Question::AssetExternalBeta, id)?.with("include", OF_A_RELEASE);
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// One release on the App Store, with its version.
    pub async fn asset_app_store(&self, id: &str) -> Result<AssetAppStore, AscError> {
        let ask = Ask::about(Question::AssetAppStore, id)?.with("include", OF_A_RELEASE);
        Ok(self.read::<One<_>>(&ask).await?.0)
    }
}
