//! Every state that Apple's API names for a kind, with one that can come before it.

use super::Sample;
use crate::Kind;

#[rustfmt::skip] // One row, one line: it is read as a table.
pub(super) const ALL: &[Sample] = &[
    step("app-version-accepted", Kind::AppVersion, "ACCEPTED", "IN_REVIEW"),
    step("app-version-developer-rejected", Kind::AppVersion, "DEVELOPER_REJECTED", "WAITING_FOR_REVIEW"),
    step("app-version-in-review", Kind::AppVersion, "IN_REVIEW", "WAITING_FOR_REVIEW"),
    step("app-version-invalid-binary", Kind::AppVersion, "INVALID_BINARY", "PREPARE_FOR_SUBMISSION"),
    step("app-version-metadata-rejected", Kind::AppVersion, "METADATA_REJECTED", "IN_REVIEW"),
    step("app-version-pending-apple-release", Kind::AppVersion, "PENDING_APPLE_RELEASE", "IN_REVIEW"),
    step("app-version-pending-developer-release", Kind::AppVersion, "PENDING_DEVELOPER_RELEASE", "IN_REVIEW"),
    step("app-version-prepare-for-submission", Kind::AppVersion, "PREPARE_FOR_SUBMISSION", "DEVELOPER_REJECTED"),
    step("app-version-processing-for-distribution", Kind::AppVersion, "PROCESSING_FOR_DISTRIBUTION", "PENDING_DEVELOPER_RELEASE"),
    step("app-version-ready-for-distribution", Kind::AppVersion, "READY_FOR_DISTRIBUTION", "PROCESSING_FOR_DISTRIBUTION"),
    step("app-version-ready-for-review", Kind::AppVersion, "READY_FOR_REVIEW", "PREPARE_FOR_SUBMISSION"),
    step("app-version-rejected", Kind::AppVersion, "REJECTED", "IN_REVIEW"),
    step("app-version-replaced-with-new-version", Kind::AppVersion, "REPLACED_WITH_NEW_VERSION", "READY_FOR_DISTRIBUTION"),
    step("app-version-waiting-for-export-compliance", Kind::AppVersion, "WAITING_FOR_EXPORT_COMPLIANCE", "READY_FOR_REVIEW"),
    step("app-version-waiting-for-review", Kind::AppVersion, "WAITING_FOR_REVIEW", "READY_FOR_REVIEW"),
    // Apple's example says the new state alone.
    state("build-upload-awaiting-upload", Kind::BuildUpload, "AWAITING_UPLOAD"),
    state("build-upload-processing", Kind::BuildUpload, "PROCESSING"),
    state("build-upload-failed", Kind::BuildUpload, "FAILED"),
    state("build-upload-complete", Kind::BuildUpload, "COMPLETE"),
    state("external-build-processing", Kind::ExternalBuild, "PROCESSING"),
    step("external-build-processing-exception", Kind::ExternalBuild, "PROCESSING_EXCEPTION", "PROCESSING"),
    step("external-build-missing-export-compliance", Kind::ExternalBuild, "MISSING_EXPORT_COMPLIANCE", "PROCESSING"),
    step("external-build-ready-for-beta-testing", Kind::ExternalBuild, "READY_FOR_BETA_TESTING", "BETA_APPROVED"),
    step("external-build-in-beta-testing", Kind::ExternalBuild, "IN_BETA_TESTING", "READY_FOR_BETA_TESTING"),
    step("external-build-expired", Kind::ExternalBuild, "EXPIRED", "IN_BETA_TESTING"),
    step("external-build-ready-for-beta-submission", Kind::ExternalBuild, "READY_FOR_BETA_SUBMISSION", "PROCESSING"),
    step("external-build-in-export-compliance-review", Kind::ExternalBuild, "IN_EXPORT_COMPLIANCE_REVIEW", "MISSING_EXPORT_COMPLIANCE"),
    step("external-build-waiting-for-beta-review", Kind::ExternalBuild, "WAITING_FOR_BETA_REVIEW", "READY_FOR_BETA_SUBMISSION"),
    step("external-build-in-beta-review", Kind::ExternalBuild, "IN_BETA_REVIEW", "WAITING_FOR_BETA_REVIEW"),
    step("external-build-beta-rejected", Kind::ExternalBuild, "BETA_REJECTED", "IN_BETA_REVIEW"),
    step("external-build-beta-approved", Kind::ExternalBuild, "BETA_APPROVED", "IN_BETA_REVIEW"),
    step("external-build-not-applicable", Kind::ExternalBuild, "NOT_APPLICABLE", "PROCESSING"),
    plain("screenshot-feedback", Kind::ScreenshotFeedback),
    plain("crash-feedback", Kind::CrashFeedback),
    state("asset-version-awaiting-upload", Kind::AssetVersion, "AWAITING_UPLOAD"),
    step("asset-version-processing", Kind::AssetVersion, "PROCESSING", "AWAITING_UPLOAD"),
    step("asset-version-failed", Kind::AssetVersion, "FAILED", "PROCESSING"),
    step("asset-version-complete", Kind::AssetVersion, "COMPLETE", "PROCESSING"),
    plain("asset-internal-beta", Kind::AssetInternalBeta),
    state("asset-external-beta-ready-for-beta-submission", Kind::AssetExternalBeta, "READY_FOR_BETA_SUBMISSION"),
    step("asset-external-beta-waiting-for-review", Kind::AssetExternalBeta, "WAITING_FOR_REVIEW", "READY_FOR_BETA_SUBMISSION"),
    step("asset-external-beta-in-review", Kind::AssetExternalBeta, "IN_REVIEW", "WAITING_FOR_REVIEW"),
    step("asset-external-beta-rejected", Kind::AssetExternalBeta, "REJECTED", "IN_REVIEW"),
    step("asset-external-beta-processing-for-testing", Kind::AssetExternalBeta, "PROCESSING_FOR_TESTING", "IN_REVIEW"),
    step("asset-external-beta-ready-for-testing", Kind::AssetExternalBeta, "READY_FOR_TESTING", "PROCESSING_FOR_TESTING"),
    step("asset-external-beta-superseded", Kind::AssetExternalBeta, "SUPERSEDED", "READY_FOR_TESTING"),
    state("asset-app-store-prepare-for-submission", Kind::AssetAppStore, "PREPARE_FOR_SUBMISSION"),
    step("asset-app-store-ready-for-review", Kind::AssetAppStore, "READY_FOR_REVIEW", "PREPARE_FOR_SUBMISSION"),
    step("asset-app-store-waiting-for-review", Kind::AssetAppStore, "WAITING_FOR_REVIEW", "READY_FOR_REVIEW"),
    step("asset-app-store-in-review", Kind::AssetAppStore, "IN_REVIEW", "WAITING_FOR_REVIEW"),
    step("asset-app-store-accepted", Kind::AssetAppStore, "ACCEPTED", "IN_REVIEW"),
    step("asset-app-store-rejected", Kind::AssetAppStore, "REJECTED", "IN_REVIEW"),
    step("asset-app-store-processing-for-distribution", Kind::AssetAppStore, "PROCESSING_FOR_DISTRIBUTION", "ACCEPTED"),
    step("asset-app-store-ready-for-distribution", Kind::AssetAppStore, "READY_FOR_DISTRIBUTION", "PROCESSING_FOR_DISTRIBUTION"),
    step("asset-app-store-superseded", Kind::AssetAppStore, "SUPERSEDED", "READY_FOR_DISTRIBUTION"),
    plain("package-version", Kind::PackageVersion),
    plain("package-available", Kind::PackageAvailable),
    plain("territory-availability", Kind::TerritoryAvailability),
    plain("ping", Kind::Ping),
    plain("unknown", Kind::Unknown),
];

const fn plain(name: &'static str, kind: Kind) -> Sample {
    Sample {
        name,
        kind,
        status: None,
        previous: None,
    }
}

const fn state(name: &'static str, kind: Kind, status: &'static str) -> Sample {
    Sample {
        name,
        kind,
        status: Some(status),
        previous: None,
    }
}

const fn step(
    name: &'static str,
    kind: Kind,
    status: &'static str,
    previous: &'static str,
) -> Sample {
    Sample {
        name,
        kind,
        status: Some(status),
        previous: Some(previous),
    }
}
