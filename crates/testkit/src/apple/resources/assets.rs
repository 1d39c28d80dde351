//! Background assets, their versions, and the three ways a version is released.

use anyhow::Result;
use serde_json::json;

use crate::apple::clock::utc;
use crate::apple::event::{Kind, Telling};
use crate::apple::record::{Record, Relation, Shape, back, own};
use crate::apple::resources::PLATFORMS;
use crate::apple::route::{By, Filter, Route, Serves, filter, get};
use crate::apple::state::State;
use crate::apple::{FakeApple, known};

const VERSIONS: &str = "backgroundAssetVersions";
const INTERNAL: &str = "backgroundAssetVersionInternalBetaReleases";
const EXTERNAL: &str = "backgroundAssetVersionExternalBetaReleases";
const STORE: &str = "backgroundAssetVersionAppStoreReleases";

/// Every state of a version.
pub const VERSION_STATES: &[&str] = &["AWAITING_UPLOAD", "PROCESSING", "FAILED", "COMPLETE"];

/// Every state of a release to internal testers.
pub const INTERNAL_STATES: &[&str] = &["READY_FOR_TESTING", "SUPERSEDED"];

/// Every state of a release to external testers.
pub const EXTERNAL_STATES: &[&str] = &[
    "READY_FOR_BETA_SUBMISSION",
    "WAITING_FOR_REVIEW",
    "IN_REVIEW",
    "REJECTED",
    "PROCESSING_FOR_TESTING",
    "READY_FOR_TESTING",
    "SUPERSEDED",
];

/// Every state of a release to the App Store.
pub const STORE_STATES: &[&str] = &[
    "PREPARE_FOR_SUBMISSION",
    "READY_FOR_REVIEW",
    "WAITING_FOR_REVIEW",
    "IN_REVIEW",
    "ACCEPTED",
    "REJECTED",
    "PROCESSING_FOR_DISTRIBUTION",
    "READY_FOR_DISTRIBUTION",
    "SUPERSEDED",
];

pub(crate) static ASSET: Shape = Shape {
    kind: "backgroundAssets",
    attributes: &[
        "archived",
        "assetPackIdentifier",
        "createdDate",
        "usedBytes",
    ],
    relations: &[
        own("app", "apps"),
        back("versions", VERSIONS, "backgroundAsset")
            .many()
            .linked(),
    ],
    unmodelled: &[
        "appStoreVersion",
        "internalBetaVersion",
        "externalBetaVersion",
    ],
};

pub(crate) static VERSION: Shape = Shape {
    kind: VERSIONS,
    attributes: &[
        "createdDate",
        "platforms",
        "state",
        "stateDetails",
        "version",
        "locale",
    ],
    relations: &[
        own("backgroundAsset", "backgroundAssets"),
        back("internalBetaRelease", INTERNAL, "backgroundAssetVersion"),
        back("externalBetaRelease", EXTERNAL, "backgroundAssetVersion"),
        back("appStoreRelease", STORE, "backgroundAssetVersion"),
    ],
    unmodelled: &["assetFile", "manifestFile", "backgroundAssetUploadFiles"],
};

pub(crate) static INTERNAL_BETA: Shape = release(INTERNAL);
pub(crate) static EXTERNAL_BETA: Shape = release(EXTERNAL);
pub(crate) static APP_STORE: Shape = release(STORE);

static RELEASED: [Relation; 1] = [own("backgroundAssetVersion", VERSIONS)];

const fn release(kind: &'static str) -> Shape {
    Shape {
        kind,
        attributes: &["state"],
        relations: &RELEASED,
        unmodelled: &[],
    }
}

const ASSET_FILTERS: &[Filter] = &[
    filter("archived", By::Attribute("archived")),
    filter("assetPackIdentifier", By::Attribute("assetPackIdentifier")),
    filter("versions.locale", By::Unmodelled),
    filter("versions.platforms", By::Unmodelled).among(PLATFORMS),
];

const VERSION_FILTERS: &[Filter] = &[
    filter("locale", By::Attribute("locale")),
    filter("platforms", By::Unmodelled).among(PLATFORMS),
    filter("state", By::Attribute("state")).among(VERSION_STATES),
    filter("version", By::Attribute("version")),
    filter("internalBetaRelease.state", By::Unmodelled).among(INTERNAL_STATES),
    filter("externalBetaRelease.state", By::Unmodelled).among(EXTERNAL_STATES),
    filter("appStoreRelease.state", By::Unmodelled).among(STORE_STATES),
];

const INCLUDE: &[&str] = &[
    "backgroundAsset",
    "internalBetaRelease",
    "externalBetaRelease",
    "appStoreRelease",
];

pub(crate) const ROUTES: &[Route] = &[
    get(
        "/v1/apps/{id}/backgroundAssets",
        Serves::Related("apps", "backgroundAssets"),
    )
    .include(&["app"])
    .filters(ASSET_FILTERS)
    .sort(&[
        "assetPackIdentifier",
        "-assetPackIdentifier",
        "createdDate",
        "-createdDate",
    ]),
    get(
        "/v1/backgroundAssets/{id}",
        Serves::Instance("backgroundAssets"),
    )
    .include(&["app"]),
    get(
        "/v1/backgroundAssets/{id}/versions",
        Serves::Related("backgroundAssets", "versions"),
    )
    .include(INCLUDE)
    .filters(VERSION_FILTERS)
    .sort(&["version", "-version"]),
    get(
        "/v1/backgroundAssetVersions/{id}",
        Serves::Instance(VERSIONS),
    )
    .include(INCLUDE),
    get(
        "/v1/backgroundAssetVersionInternalBetaReleases/{id}",
        Serves::Instance(INTERNAL),
    )
    .include(&["backgroundAssetVersion"]),
    get(
        "/v1/backgroundAssetVersionExternalBetaReleases/{id}",
        Serves::Instance(EXTERNAL),
    )
    .include(&["backgroundAssetVersion"]),
    get(
        "/v1/backgroundAssetVersionAppStoreReleases/{id}",
        Serves::Instance(STORE),
    )
    .include(&["backgroundAssetVersion"]),
];

impl State {
    /// The app's newest asset version, made with its pack where there is none.
    fn asset_version(&mut self, app: &str) -> Result<String> {
        self.app(app)?;
        let pack = self.world.newest("backgroundAssets", "app", app);
        let version =
            pack.and_then(|pack| self.world.newest(VERSIONS, "backgroundAsset", &pack.id));
        if let Some(version) = version {
            return Ok(version.id.clone());
        }
        let (pack, version) = (self.ids.uuid(), self.ids.uuid());
        let now = utc(self.clock.now());
        let attributes = json!({
            "archived": false,
            "assetPackIdentifier": "LevelPack1",
            "createdDate": now,
            "usedBytes": 0,
        });
        self.world
            .add(Record::new("backgroundAssets", &pack, attributes).to("app", app));
        let attributes = json!({
            "createdDate": now,
            "platforms": ["IOS"],
            "state": "PROCESSING",
            "stateDetails": { "errors": [], "warnings": [], "infos": [] },
            "version": "1",
            "locale": "en-US",
        });
        self.world
            .add(Record::new(VERSIONS, &version, attributes).to("backgroundAsset", &pack));
        Ok(version)
    }

    /// `[A]` The import failed: the one state of a version that is told.
    pub(crate) fn asset_fails(
        &mut self,
        app: &str,
        code: &str,
        description: &str,
    ) -> Result<String> {
        let id = self.asset_version(app)?;
        let version = self.world.need_mut(VERSIONS, &id)?;
        version.set("state", json!("FAILED"));
        let error = json!({ "code": code, "description": description });
        version.set(
            "stateDetails",
            json!({ "errors": [error], "warnings": [], "infos": [] }),
        );
        let telling = Telling::of(Kind::AssetVersion, &id).states("FAILED", Some("PROCESSING"));
        self.announce(app, &telling);
        Ok(id)
    }

    /// `[A]` The import succeeded: told as a release to internal testers.
    pub(crate) fn asset_imported(&mut self, app: &str) -> Result<String> {
        let version = self.asset_version(app)?;
        self.world
            .need_mut(VERSIONS, &version)?
            .set("state", json!("COMPLETE"));
        let (id, _) = self.release(INTERNAL, &version, "READY_FOR_TESTING")?;
        self.announce(app, &Telling::of(Kind::AssetInternalBeta, &id));
        Ok(id)
    }

    pub(crate) fn asset_moves(&mut self, app: &str, store: bool, state: &str) -> Result<String> {
        let (kind, resource, states) = if store {
            (Kind::AssetAppStore, STORE, STORE_STATES)
        } else {
            (Kind::AssetExternalBeta, EXTERNAL, EXTERNAL_STATES)
        };
        let state = known("state of a release", states, state)?;
        let version = self.asset_version(app)?;
        let (id, old) = self.release(resource, &version, state)?;
        self.announce(app, &Telling::of(kind, &id).states(state, Some(&old)));
        Ok(id)
    }

    /// The release's id and the state it was in.
    fn release(
        &mut self,
        kind: &'static str,
        version: &str,
        state: &str,
    ) -> Result<(String, String)> {
        let known = self.world.newest(kind, "backgroundAssetVersion", version);
        if let Some(id) = known.map(|release| release.id.clone()) {
            let release = self.world.need_mut(kind, &id)?;
            let old = release.text("state").unwrap_or_default().to_owned();
            release.set("state", json!(state));
            return Ok((id, old));
        }
        let id = self.ids.uuid();
        let release = Record::new(kind, &id, json!({ "state": state }));
        self.world
            .add(release.to("backgroundAssetVersion", version));
        Ok((id, "IN_REVIEW".to_owned()))
    }
}

impl FakeApple {
    /// The import of the app's newest asset version fails, and webhooks hear of it.
    pub fn asset_fails(&self, app: &str, code: &str, description: &str) -> Result<String> {
        self.with(|state| state.asset_fails(app, code, description))
    }

    /// The app's newest asset version is ready for internal testers, and webhooks hear of it.
    pub fn asset_imported(&self, app: &str) -> Result<String> {
        self.with(|state| state.asset_imported(app))
    }

    /// Its release to external testers comes to a state, and webhooks hear of it.
    pub fn asset_external_beta_moves(&self, app: &str, state: &str) -> Result<String> {
        self.with(|world| world.asset_moves(app, false, state))
    }

    /// Its release to the App Store comes to a state, and webhooks hear of it.
    pub fn asset_app_store_moves(&self, app: &str, state: &str) -> Result<String> {
        self.with(|world| world.asset_moves(app, true, state))
    }
}
