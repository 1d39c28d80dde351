//! App Store versions.

use anyhow::{Context, Result};
use serde_json::json;

use crate::apple::clock::pacific;
use crate::apple::event::{Kind, Telling};
use crate::apple::record::{Record, Shape, own};
use crate::apple::resources::PLATFORMS;
use crate::apple::route::{By, Filter, Route, Serves, filter, get};
use crate::apple::state::State;
use crate::apple::{FakeApple, known};

/// Every `appVersionState`.
pub const STATES: &[&str] = &[
    "ACCEPTED",
    "DEVELOPER_REJECTED",
    "IN_REVIEW",
    "INVALID_BINARY",
    "METADATA_REJECTED",
    "PENDING_APPLE_RELEASE",
    "PENDING_DEVELOPER_RELEASE",
    "PREPARE_FOR_SUBMISSION",
    "PROCESSING_FOR_DISTRIBUTION",
    "READY_FOR_DISTRIBUTION",
    "READY_FOR_REVIEW",
    "REJECTED",
    "REPLACED_WITH_NEW_VERSION",
    "WAITING_FOR_EXPORT_COMPLIANCE",
    "WAITING_FOR_REVIEW",
];

pub(crate) static SHAPE: Shape = Shape {
    kind: "appStoreVersions",
    attributes: &[
        "platform",
        "versionString",
        "appStoreState",
        "appVersionState",
        "copyright",
        "reviewType",
        "releaseType",
        "earliestReleaseDate",
        "usesIdfa",
        "downloadable",
        "createdDate",
    ],
    relations: &[own("app", "apps"), own("build", "builds").linked()],
    unmodelled: &[
        "appStoreVersionLocalizations",
        "appStoreVersionPhasedRelease",
        "gameCenterAppVersion",
        "routingAppCoverage",
        "appStoreReviewDetail",
        "appStoreVersionSubmission",
        "appClipDefaultExperience",
        "appStoreVersionExperiments",
        "appStoreVersionExperimentsV2",
        "customerReviews",
        "alternativeDistributionPackage",
    ],
};

const FILTERS: &[Filter] = &[
    filter("id", By::Id),
    filter("platform", By::Attribute("platform")).among(PLATFORMS),
    filter("versionString", By::Attribute("versionString")),
    filter("appStoreState", By::Attribute("appStoreState")),
    filter("appVersionState", By::Attribute("appVersionState")).among(STATES),
];

pub(crate) const ROUTES: &[Route] = &[
    get(
        "/v1/appStoreVersions/{id}",
        Serves::Instance("appStoreVersions"),
    )
    .include(&["app", "build"]),
    get(
        "/v1/apps/{id}/appStoreVersions",
        Serves::Related("apps", "appStoreVersions"),
    )
    .include(&["app", "build"])
    .filters(FILTERS),
    get(
        "/v1/builds/{id}/appStoreVersion",
        Serves::Related("builds", "appStoreVersion"),
    ),
];

impl State {
    pub(crate) fn add_version(
        &mut self,
        app: &str,
        number: &str,
        platform: &str,
    ) -> Result<String> {
        self.app(app)?;
        known("platform", PLATFORMS, platform)?;
        let id = self.ids.uuid();
        let attributes = json!({
            "platform": platform,
            "versionString": number,
            "appStoreState": "PREPARE_FOR_SUBMISSION",
            "appVersionState": "PREPARE_FOR_SUBMISSION",
            "copyright": null,
            "reviewType": "APP_STORE",
            "releaseType": "MANUAL",
            "earliestReleaseDate": null,
            "usesIdfa": null,
            "downloadable": true,
            "createdDate": pacific(self.clock.now()),
        });
        self.world
            .add(Record::new("appStoreVersions", &id, attributes).to("app", app));
        Ok(id)
    }

    /// The app's newest version comes to a state; one is made where there is none.
    pub(crate) fn version_moves(&mut self, app: &str, state: &'static str) -> Result<String> {
        let id = match self.world.newest("appStoreVersions", "app", app) {
            Some(version) => version.id.clone(),
            None => self.add_version(app, "1.0", "IOS")?,
        };
        let version = self.world.need_mut("appStoreVersions", &id)?;
        let old = version
            .text("appVersionState")
            .unwrap_or_default()
            .to_owned();
        version.set("appVersionState", json!(state));
        version.set("appStoreState", json!(former_name(state)));
        let telling = Telling::of(Kind::AppVersion, &id).states(state, Some(&old));
        self.announce(app, &telling);
        Ok(id)
    }
}

/// The older attribute has older words for two of the states.
fn former_name(state: &str) -> &str {
    match state {
        "READY_FOR_DISTRIBUTION" => "READY_FOR_SALE",
        "PROCESSING_FOR_DISTRIBUTION" => "PROCESSING_FOR_APP_STORE",
        other => other,
    }
}

impl FakeApple {
    /// Makes a version in `PREPARE_FOR_SUBMISSION` and says its id. Nobody is told: there is no
    /// event for it.
    pub fn version(&self, app: &str, number: &str, platform: &str) -> Result<String> {
        self.with(|state| state.add_version(app, number, platform))
    }

    /// The app's newest version comes to `state`, and webhooks hear of it. Says the version's id.
    pub fn version_moves(&self, app: &str, state: &str) -> Result<String> {
        let to = known("appVersionState", STATES, state)?;
        self.with(|state| state.version_moves(app, to))
    }

    /// Chooses the build of the app's newest version.
    pub fn version_takes_build(&self, app: &str, build: &str) -> Result<()> {
        self.with(|state| {
            state.world.need("builds", build)?;
            let version = state.world.newest("appStoreVersions", "app", app);
            let id = version.context("The app has no version yet.")?.id.clone();
            let version = state.world.need_mut("appStoreVersions", &id)?;
            version.to.insert("build", vec![build.to_owned()]);
            Ok(())
        })
    }
}
