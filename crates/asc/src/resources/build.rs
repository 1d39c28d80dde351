//! Builds, their icons, and the versions they are tested under.

use serde::{Deserialize, Serialize};

use crate::client::Client;
use crate::document::{One, Resource};
use crate::error::AscError;
use crate::open::{attributes, open};
use crate::pages::{Pages, ROWS};
use crate::question::{Ask, Question, checked};
use crate::resources::{AppAttributes, BetaDetailAttributes, Moment, Platform};

/// A build.
pub type Build = Resource<BuildAttributes>;
/// An icon.
pub type Icon = Resource<IconAttributes>;
/// A version, as TestFlight groups builds by it.
pub type PreRelease = Resource<PreReleaseAttributes>;

open! {
    /// How far Apple is with a build.
    ProcessingState {
        Processing = "PROCESSING",
        Failed = "FAILED",
        Invalid = "INVALID",
        Valid = "VALID",
    }
}

open! {
    /// For whom a build may be.
    BuildAudience {
        InternalOnly = "INTERNAL_ONLY",
        AppStoreEligible = "APP_STORE_ELIGIBLE",
    }
}

open! {
    /// Where an icon stands.
    IconKind {
        AppStore = "APP_STORE",
        MessagesAppStore = "MESSAGES_APP_STORE",
        WatchAppStore = "WATCH_APP_STORE",
        TvOsHomeScreen = "TV_OS_HOME_SCREEN",
        TvOsTopShelf = "TV_OS_TOP_SHELF",
        AlternateExperiment = "ALTERNATE_EXPERIMENT",
    }
}

/// A picture that Apple scales.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Image {
    /// With `{w}`, `{h}` and `{f}` in it.
    pub template_url: Option<String>,
    /// At most, in pixels.
    pub width: Option<u32>,
    /// At most, in pixels.
    pub height: Option<u32>,
}

impl Image {
    /// Its address as a PNG in a square of this many pixels.
    pub fn png(&self, pixels: u32) -> Option<String> {
        let size = pixels.to_string();
        let url = self.template_url.as_deref()?.replace("{w}", &size);
        Some(url.replace("{h}", &size).replace("{f}", "png"))
    }
}

attributes! {
    /// What Apple says of a build.
    BuildAttributes is "builds" {
        /// The build number, such as `61`.
        version: String,
        /// When it came.
        uploaded_date: Moment,
        /// When testers can no longer use it.
        expiration_date: Moment,
        /// Whether that has passed.
        expired: bool,
        /// The oldest system that it runs on.
        min_os_version: String,
        /// Its icon.
        icon_asset_token: Image,
        /// How far Apple is with it.
        processing_state: ProcessingState,
        /// For whom it may be.
        build_audience_type: BuildAudience,
        /// Whether it has cryptography that Apple has to be told of.
        uses_non_exempt_encryption: bool,
    }
    /// Its app.
    APP: ToOne<AppAttributes> = "app",
    /// Its version in TestFlight.
    PRE_RELEASE: ToOne<PreReleaseAttributes> = "preReleaseVersion",
    /// What TestFlight says of it.
    BETA_DETAIL: ToOne<BetaDetailAttributes> = "buildBetaDetail",
}

attributes! {
    /// What Apple says of an icon.
    IconAttributes is "buildIcons" {
        /// The picture.
        icon_asset: Image,
        /// Where it stands.
        icon_type: IconKind,
        /// Whether its corners are round already.
        masked: bool,
        /// Its name.
        name: String,
    }
}

attributes! {
    /// What Apple says of a version in TestFlight.
    PreReleaseAttributes is "preReleaseVersions" {
        /// Such as `2.4.1`.
        version: String,
        /// Where it runs.
        platform: Platform,
    }
}

impl Client {
    /// One build, with its app and version.
    pub async fn build(&self, id: &str) -> Result<Build, AscError> {
        let ask = Ask::about(Question::Build, id)?;
        let ask = ask.with("include", "app,preReleaseVersion,buildBetaDetail");
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// An app's builds, the newest first, each with its version and what TestFlight says.
    pub fn builds_of(&self, app: &str) -> Result<Pages<BuildAttributes>, AscError> {
        let ask = Ask::of(Question::AppBuilds).with("filter[app]", checked(app)?);
        let ask = ask
            .with("include", "preReleaseVersion,buildBetaDetail")
            .with("sort", "-uploadedDate")
            .with("limit", ROWS);
        Ok(Pages::new(self, ask))
    }
}
