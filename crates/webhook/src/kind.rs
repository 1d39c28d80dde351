//! What sort of thing happened.

use serde::{Deserialize, Serialize};

/// The twelve kinds of event that Apple can be asked for, the ping it sends to try a webhook, and
/// everything else.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// An App Store version changed state.
    AppVersion,
    /// An uploaded build was processed, or could not be.
    BuildUpload,
    /// A build changed state for external testers.
    ExternalBuild,
    /// A tester sent a screenshot.
    ScreenshotFeedback,
    /// A tester sent a crash.
    CrashFeedback,
    /// A background asset version could not be imported.
    AssetVersion,
    /// A background asset version is ready for internal testers.
    AssetInternalBeta,
    /// A background asset version changed state for external testers.
    AssetExternalBeta,
    /// A background asset version changed state for the App Store.
    AssetAppStore,
    /// An alternative distribution package has a new version.
    PackageVersion,
    /// An alternative distribution package became available, or ceased to be.
    PackageAvailable,
    /// Alternative distribution opened or closed in some territories.
    TerritoryAvailability,
    /// Somebody pressed Test. Nothing happened to an app.
    Ping,
    /// A type we do not know. What it says is kept and shown as it is.
    #[default]
    Unknown,
}

impl Kind {
    /// Every kind, in the order in which they are listed to people.
    pub const ALL: [Self; 14] = [
        Self::AppVersion,
        Self::BuildUpload,
        Self::ExternalBuild,
        Self::ScreenshotFeedback,
        Self::CrashFeedback,
        Self::AssetVersion,
        Self::AssetInternalBeta,
        Self::AssetExternalBeta,
        Self::AssetAppStore,
        Self::PackageVersion,
        Self::PackageAvailable,
        Self::TerritoryAvailability,
        Self::Ping,
        Self::Unknown,
    ];

    /// Apple's `data.type`; none for what we do not know.
    #[must_use]
    pub const fn type_name(self) -> Option<&'static str> {
        Some(match self {
            Self::AppVersion => "appStoreVersionAppVersionStateUpdated",
            Self::BuildUpload => "buildUploadStateUpdated",
            Self::ExternalBuild => "buildBetaDetailExternalBuildStateUpdated",
            Self::ScreenshotFeedback => "betaFeedbackScreenshotSubmissionCreated",
            Self::CrashFeedback => "betaFeedbackCrashSubmissionCreated",
            Self::AssetVersion => "backgroundAssetVersionStateUpdated",
            Self::AssetInternalBeta => "backgroundAssetVersionInternalBetaReleaseCreated",
            Self::AssetExternalBeta => "backgroundAssetVersionExternalBetaReleaseStateUpdated",
            Self::AssetAppStore => "backgroundAssetVersionAppStoreReleaseStateUpdated",
            Self::PackageVersion => "alternativeDistributionPackageVersionCreated",
            Self::PackageAvailable => "alternativeDistributionPackageAvailableUpdated",
            Self::TerritoryAvailability => "alternativeDistributionTerritoryAvailabilityUpdated",
            // [L] Not in Apple's article; more than ten independent receivers match on it.
            Self::Ping => "webhookPingCreated",
            Self::Unknown => return None,
        })
    }

    /// Apple's name of this kind where a webhook is told what to tell of; none for what can't be
    /// subscribed to.
    #[must_use]
    pub fn subscription(self) -> Option<String> {
        let name = self.type_name().filter(|_| self != Self::Ping)?;
        let mut screaming = String::with_capacity(name.len() + 8);
        for letter in name.chars() {
            if letter.is_ascii_uppercase() {
                screaming.push('_');
            }
            screaming.push(letter.to_ascii_uppercase());
        }
        Some(screaming)
    }

    /// The resource an event of this kind is about, as Apple's API names it.
    #[must_use]
    pub const fn instance_type(self) -> Option<&'static str> {
        Some(match self {
            Self::AppVersion => "appStoreVersions",
            Self::BuildUpload => "buildUploads",
            Self::ExternalBuild => "buildBetaDetails",
            Self::ScreenshotFeedback => "betaFeedbackScreenshotSubmissions",
            Self::CrashFeedback => "betaFeedbackCrashSubmissions",
            Self::AssetVersion => "backgroundAssetVersions",
            Self::AssetInternalBeta => "backgroundAssetVersionInternalBetaReleases",
            Self::AssetExternalBeta => "backgroundAssetVersionExternalBetaReleases",
            Self::AssetAppStore => "backgroundAssetVersionAppStoreReleases",
            Self::PackageVersion => "alternativeDistributionPackageVersions",
            Self::PackageAvailable => "alternativeDistributionPackages",
            Self::TerritoryAvailability | Self::Ping | Self::Unknown => return None,
        })
    }

    /// Our own short name, for settings, file names and the command line. It never changes.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::AppVersion => "app-version",
            Self::BuildUpload => "build-upload",
            Self::ExternalBuild => "external-build",
            Self::ScreenshotFeedback => "screenshot-feedback",
            Self::CrashFeedback => "crash-feedback",
            Self::AssetVersion => "asset-version",
            Self::AssetInternalBeta => "asset-internal-beta",
            Self::AssetExternalBeta => "asset-external-beta",
            Self::AssetAppStore => "asset-app-store",
            Self::PackageVersion => "package-version",
            Self::PackageAvailable => "package-available",
            Self::TerritoryAvailability => "territory-availability",
            Self::Ping => "ping",
            Self::Unknown => "unknown",
        }
    }

    /// The kind with this slug, written exactly so.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// The kind a type name means, in any of the spellings that circulate: `lowerCamel` as it is
    /// delivered, `SCREAMING_SNAKE` as it is subscribed to, and the headings of older articles.
    ///
    /// A name we do not know that has "ping" in it is taken for a ping: shown, harmless.
    #[must_use]
    pub fn from_type_name(name: &str) -> Self {
        let name = folded(name);
        let known = Self::ALL
            .into_iter()
            .find(|kind| kind.type_name().is_some_and(|own| folded(own) == name));
        known.unwrap_or_else(|| match name.as_str() {
            // Those with "versions" and "external beta state" headed Apple's older article, wrongly.
            // [I] The others are belief, but there is only one thing that each can mean.
            "appstoreversionsappversionstateupdated" | "appstoreversionstateupdated" => {
                Self::AppVersion
            }
            "buildbetadetailexternalbetastateupdated" => Self::ExternalBuild,
            "backgroundassetversionexternalbetastateupdated" => Self::AssetExternalBeta,
            other if other.contains("ping") => Self::Ping,
            _ => Self::Unknown,
        })
    }
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(|letter| !matches!(letter, '_' | '-'))
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn every_kind_is_found_by_its_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_slug(kind.slug()), Some(kind));
            let json = serde_json::to_value(kind).unwrap();
            assert_eq!(json, kind.slug(), "settings and the wire name a kind alike");
            if let Some(name) = kind.type_name() {
                assert_eq!(Kind::from_type_name(name), kind);
                assert_eq!(Kind::from_type_name(&screaming(name)), kind, "{name}");
            }
            let subscribed = kind.subscription();
            assert_eq!(
                subscribed.as_deref().map(Kind::from_type_name),
                subscribed.is_some().then_some(kind),
                "what is asked for is what comes"
            );
        }
        assert_eq!(
            Kind::ALL.into_iter().filter_map(Kind::subscription).count(),
            12,
            "Apple has twelve, and refuses a webhook for anything else"
        );
        assert_eq!(
            Kind::AppVersion.subscription().as_deref(),
            Some("APP_STORE_VERSION_APP_VERSION_STATE_UPDATED")
        );
        for kind in Kind::ALL {
            assert!(Kind::from_slug(kind.slug()).is_some());
        }
    }

    #[test]
    fn wrong_beliefs_are_mapped_only_where_their_meaning_is_sure() {
        for (name, kind) in [
            (
                "APP_STORE_VERSIONS_APP_VERSION_STATE_UPDATED",
                Kind::AppVersion,
            ),
            ("appStoreVersionStateUpdated", Kind::AppVersion),
            (
                "BUILD_BETA_DETAIL_EXTERNAL_BETA_STATE_UPDATED",
                Kind::ExternalBuild,
            ),
            ("webhookPings", Kind::Ping),
            ("PING", Kind::Ping),
            ("buildBundleProcessingStateUpdated", Kind::Unknown),
            ("betaAppReviewSubmissionStateUpdated", Kind::Unknown),
            ("builds", Kind::Unknown),
            ("", Kind::Unknown),
        ] {
            assert_eq!(Kind::from_type_name(name), kind, "{name}");
        }
    }

    fn screaming(camel: &str) -> String {
        let mut name = String::new();
        for letter in camel.chars() {
            if letter.is_ascii_uppercase() {
                name.push('_');
            }
            name.push(letter.to_ascii_uppercase());
        }
        name
    }
}
