//! Versions of an app on the App Store.

use crate::client::Client;
use crate::document::{One, Resource};
use crate::error::AscError;
use crate::open::{attributes, open};
use crate::pages::{Pages, ROWS};
use crate::question::{Ask, Question};
use crate::resources::{AppAttributes, BuildAttributes, Moment};

/// A version of an app on the App Store.
pub type Version = Resource<VersionAttributes>;

open! {
    /// Where an app runs.
    Platform { Ios = "IOS", MacOs = "MAC_OS", TvOs = "TV_OS", VisionOs = "VISION_OS", }
}

open! {
    /// How far a version is.
    VersionState {
        Accepted = "ACCEPTED",
        DeveloperRejected = "DEVELOPER_REJECTED",
        InReview = "IN_REVIEW",
        InvalidBinary = "INVALID_BINARY",
        MetadataRejected = "METADATA_REJECTED",
        PendingAppleRelease = "PENDING_APPLE_RELEASE",
        PendingDeveloperRelease = "PENDING_DEVELOPER_RELEASE",
        PrepareForSubmission = "PREPARE_FOR_SUBMISSION",
        ProcessingForDistribution = "PROCESSING_FOR_DISTRIBUTION",
        ReadyForDistribution = "READY_FOR_DISTRIBUTION",
        ReadyForReview = "READY_FOR_REVIEW",
        Rejected = "REJECTED",
        ReplacedWithNewVersion = "REPLACED_WITH_NEW_VERSION",
        WaitingForExportCompliance = "WAITING_FOR_EXPORT_COMPLIANCE",
        WaitingForReview = "WAITING_FOR_REVIEW",
    }
}

open! {
    /// How it is released after its review.
    ReleaseType {
        Manual = "MANUAL",
        AfterApproval = "AFTER_APPROVAL",
        Scheduled = "SCHEDULED",
    }
}

open! {
    /// For what it is reviewed.
    ReviewType { AppStore = "APP_STORE", Notarization = "NOTARIZATION", }
}

attributes! {
    /// What Apple says of a version.
    VersionAttributes is "appStoreVersions" {
        /// Where it runs.
        platform: Platform,
        /// Such as `2.4.1`.
        version_string: String,
        /// How far it is.
        app_version_state: VersionState,
        /// For what it is reviewed.
        review_type: ReviewType,
        /// How it is released.
        release_type: ReleaseType,
        /// When at the earliest, if that is scheduled.
        earliest_release_date: Moment,
        /// When it was made.
        created_date: Moment,
    }
    /// Its app.
    APP: ToOne<AppAttributes> = "app",
    /// Its build; none before one was chosen.
    BUILD: ToOne<BuildAttributes> = "build",
}

impl Client {
    /// One version, with its app and build.
    pub async fn version(&self, id: &str) -> Result<Version, AscError> {
        let ask = Ask::about(Question::Version, id)?.with("include", "app,build");
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// An app's versions, on all platforms.
    pub fn versions_of(&self, app: &str) -> Result<Pages<VersionAttributes>, AscError> {
        let ask = Ask::about(Question::AppVersions, app)?.with("include", "build");
        Ok(Pages::new(self, ask.with("limit", ROWS)))
    }
}
