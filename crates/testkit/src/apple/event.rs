//! What a webhook is told, in Apple's own shapes.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// An invented marketplace.
const MARKETPLACE: &str = "1900000001";

/// The twelve kinds that can be subscribed to, and the ping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    AppVersion,
    BuildUpload,
    ExternalBuild,
    ScreenshotFeedback,
    CrashFeedback,
    AssetVersion,
    AssetInternalBeta,
    AssetExternalBeta,
    AssetAppStore,
    PackageVersion,
    PackageAvailable,
    TerritoryAvailability,
    Ping,
}

/// Every name that can be subscribed to, as Apple spells it.
pub const EVENT_TYPES: &[&str] = &[
    "ALTERNATIVE_DISTRIBUTION_PACKAGE_AVAILABLE_UPDATED",
    "ALTERNATIVE_DISTRIBUTION_PACKAGE_VERSION_CREATED",
    "ALTERNATIVE_DISTRIBUTION_TERRITORY_AVAILABILITY_UPDATED",
    "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED",
    "BACKGROUND_ASSET_VERSION_APP_STORE_RELEASE_STATE_UPDATED",
    "BACKGROUND_ASSET_VERSION_EXTERNAL_BETA_RELEASE_STATE_UPDATED",
    "BACKGROUND_ASSET_VERSION_INTERNAL_BETA_RELEASE_CREATED",
    "BACKGROUND_ASSET_VERSION_STATE_UPDATED",
    "BETA_FEEDBACK_CRASH_SUBMISSION_CREATED",
    "BETA_FEEDBACK_SCREENSHOT_SUBMISSION_CREATED",
    "BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED",
    "BUILD_UPLOAD_STATE_UPDATED",
];

#[rustfmt::skip] // One row, one line: it is read as a table.
impl Kind {
    /// As it is subscribed to, as it is delivered, and the resource it is about.
    const fn names(self) -> (Option<&'static str>, &'static str, Option<&'static str>) {
        match self {
            Self::AppVersion => (Some("APP_STORE_VERSION_APP_VERSION_STATE_UPDATED"), "appStoreVersionAppVersionStateUpdated", Some("appStoreVersions")),
            Self::BuildUpload => (Some("BUILD_UPLOAD_STATE_UPDATED"), "buildUploadStateUpdated", Some("buildUploads")),
            Self::ExternalBuild => (Some("BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED"), "buildBetaDetailExternalBuildStateUpdated", Some("buildBetaDetails")),
            Self::ScreenshotFeedback => (Some("BETA_FEEDBACK_SCREENSHOT_SUBMISSION_CREATED"), "betaFeedbackScreenshotSubmissionCreated", Some("betaFeedbackScreenshotSubmissions")),
            Self::CrashFeedback => (Some("BETA_FEEDBACK_CRASH_SUBMISSION_CREATED"), "betaFeedbackCrashSubmissionCreated", Some("betaFeedbackCrashSubmissions")),
            Self::AssetVersion => (Some("BACKGROUND_ASSET_VERSION_STATE_UPDATED"), "backgroundAssetVersionStateUpdated", Some("backgroundAssetVersions")),
            Self::AssetInternalBeta => (Some("BACKGROUND_ASSET_VERSION_INTERNAL_BETA_RELEASE_CREATED"), "backgroundAssetVersionInternalBetaReleaseCreated", Some("backgroundAssetVersionInternalBetaReleases")),
            Self::AssetExternalBeta => (Some("BACKGROUND_ASSET_VERSION_EXTERNAL_BETA_RELEASE_STATE_UPDATED"), "backgroundAssetVersionExternalBetaReleaseStateUpdated", Some("backgroundAssetVersionExternalBetaReleases")),
            Self::AssetAppStore => (Some("BACKGROUND_ASSET_VERSION_APP_STORE_RELEASE_STATE_UPDATED"), "backgroundAssetVersionAppStoreReleaseStateUpdated", Some("backgroundAssetVersionAppStoreReleases")),
            Self::PackageVersion => (Some("ALTERNATIVE_DISTRIBUTION_PACKAGE_VERSION_CREATED"), "alternativeDistributionPackageVersionCreated", Some("alternativeDistributionPackageVersions")),
            Self::PackageAvailable => (Some("ALTERNATIVE_DISTRIBUTION_PACKAGE_AVAILABLE_UPDATED"), "alternativeDistributionPackageAvailableUpdated", Some("alternativeDistributionPackages")),
            Self::TerritoryAvailability => (Some("ALTERNATIVE_DISTRIBUTION_TERRITORY_AVAILABILITY_UPDATED"), "alternativeDistributionTerritoryAvailabilityUpdated", None),
            // [L] Apple's article does not name it.
            Self::Ping => (None, "webhookPingCreated", None),
        }
    }
}

impl Kind {
    pub(crate) const fn event_type(self) -> Option<&'static str> {
        self.names().0
    }

    const fn is_asset(self) -> bool {
        matches!(
            self,
            Self::AssetVersion
                | Self::AssetInternalBeta
                | Self::AssetExternalBeta
                | Self::AssetAppStore
        )
    }

    const fn is_marketplace(self) -> bool {
        matches!(
            self,
            Self::PackageVersion | Self::PackageAvailable | Self::TerritoryAvailability
        )
    }
}

/// What there is to tell.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    pub(crate) kind: Kind,
    instance: String,
    new: Option<String>,
    old: Option<String>,
    territories: Option<(bool, Vec<String>)>,
}

impl Telling {
    pub(crate) fn of(kind: Kind, instance: &str) -> Self {
        Self {
            kind,
            instance: instance.to_owned(),
            new: None,
            old: None,
            territories: None,
        }
    }

    pub(crate) fn states(self, new: &str, old: Option<&str>) -> Self {
        Self {
            new: Some(new.to_owned()),
            old: old.map(str::to_owned),
            ..self
        }
    }

    pub(crate) fn territories(self, available: bool, territories: &[String]) -> Self {
        Self {
            territories: Some((available, territories.to_owned())),
            ..self
        }
    }

    /// The body, about an app, with the event's own id.
    pub(crate) fn payload(&self, id: &str, app: &str, at: Timestamp) -> String {
        let mut data = Map::new();
        data.insert("type".to_owned(), json!(self.kind.names().1));
        data.insert("id".to_owned(), json!(id));
        // [A] Background assets come without it.
        if !self.kind.is_asset() {
            data.insert("version".to_owned(), json!(1));
        }
        data.insert(
            "attributes".to_owned(),
            Value::Object(self.attributes(app, at)),
        );
        let relationships = self.relationships();
        if !relationships.is_empty() {
            data.insert("relationships".to_owned(), Value::Object(relationships));
        }
        json!({ "data": data }).to_string()
    }

    fn attributes(&self, app: &str, at: Timestamp) -> Map<String, Value> {
        let (new, old) = match self.kind {
            Kind::AppVersion => ("newValue", "oldValue"),
            Kind::ExternalBuild => ("newExternalBuildState", "oldExternalBuildState"),
            _ => ("newState", "oldState"),
        };
        let mut attributes = Map::new();
        if let Some(state) = &self.new {
            attributes.insert(new.to_owned(), json!(state));
        }
        if let Some(state) = &self.old {
            attributes.insert(old.to_owned(), json!(state));
        }
        if let Some((available, territories)) = &self.territories {
            attributes.insert("available".to_owned(), json!(available));
            attributes.insert("territories".to_owned(), json!(territories));
        }
        if self.kind.is_marketplace() {
            attributes.insert("appId".to_owned(), json!(app));
        }
        if let Some(time) = self.timestamp(at) {
            attributes.insert("timestamp".to_owned(), json!(time));
        }
        attributes
    }

    /// As many digits as Apple writes for the kind; an upload says no time at all.
    fn timestamp(&self, at: Timestamp) -> Option<String> {
        match self.kind {
            Kind::BuildUpload => None,
            kind if kind.is_asset() => Some(format!("{at:.0}")),
            kind if kind.is_marketplace() => Some(format!("{at:.6}")),
            Kind::Ping => Some(format!("{at:.9}")),
            _ => Some(format!("{at:.3}")),
        }
    }

    fn relationships(&self) -> Map<String, Value> {
        let mut relationships = Map::new();
        if let Some(kind) = self.kind.names().2 {
            relationships.insert("instance".to_owned(), self.instance(kind));
        }
        if self.kind.is_marketplace() {
            let marketplace = json!({
                "data": { "type": "apps", "id": MARKETPLACE },
                "links": { "self": self.address("apps", MARKETPLACE) },
            });
            relationships.insert("marketplaceApp".to_owned(), marketplace);
        }
        relationships
    }

    /// `[A]` Background assets stand bare; others are wrapped, some with a link.
    fn instance(&self, kind: &str) -> Value {
        let id = &self.instance;
        let links = json!({ "self": self.address(kind, id) });
        match self.kind {
            Kind::AppVersion | Kind::BuildUpload | Kind::ExternalBuild => {
                json!({ "data": { "type": kind, "id": id } })
            }
            asset if asset.is_asset() => json!({ "id": id, "type": kind, "links": links }),
            _ => json!({ "data": { "type": kind, "id": id }, "links": links }),
        }
    }

    fn address(&self, kind: &str, id: &str) -> String {
        let host = if self.kind.is_marketplace() {
            "api-appstoreconnect.itunes.apple.com"
        } else {
            "api.appstoreconnect.apple.com"
        };
        format!("https://{host}/v1/{kind}/{id}")
    }
}
