//! Builds, as TestFlight has them.

use jiff::SignedDuration;
use serde_json::json;

use crate::apple::clock::pacific;
use crate::apple::record::{Record, Shape, back, own};
use crate::apple::route::{Route, Serves, get};
use crate::apple::state::State;

/// `[A]` A build can be tested for 90 days.
const LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

pub(crate) static SHAPE: Shape = Shape {
    kind: "builds",
    attributes: &[
        "version",
        "uploadedDate",
        "expirationDate",
        "expired",
        "minOsVersion",
        "lsMinimumSystemVersion",
        "computedMinMacOsVersion",
        "computedMinVisionOsVersion",
        "iconAssetToken",
        "processingState",
        "buildAudienceType",
        "usesNonExemptEncryption",
    ],
    relations: &[
        own("app", "apps").linked(),
        own("preReleaseVersion", "preReleaseVersions").linked(),
        own("icons", "buildIcons").many().linked(),
        back("buildBetaDetail", "buildBetaDetails", "build").linked(),
        back("appStoreVersion", "appStoreVersions", "build").linked(),
        back("buildUpload", "buildUploads", "build"),
    ],
    unmodelled: &[
        "individualTesters",
        "betaGroups",
        "betaBuildLocalizations",
        "appEncryptionDeclaration",
        "betaAppReviewSubmission",
        "buildBundles",
        "perfPowerMetrics",
        "diagnosticSignatures",
    ],
};

const INCLUDE: &[&str] = &[
    "app",
    "preReleaseVersion",
    "icons",
    "buildBetaDetail",
    "appStoreVersion",
    "buildUpload",
];

pub(crate) const ROUTES: &[Route] = &[
    get("/v1/builds/{id}", Serves::Instance("builds")).include(INCLUDE),
    get("/v1/apps/{id}/builds", Serves::Related("apps", "builds")),
    get(
        "/v1/appStoreVersions/{id}/build",
        Serves::Related("appStoreVersions", "build"),
    ),
    get(
        "/v1/buildBetaDetails/{id}/build",
        Serves::Related("buildBetaDetails", "build"),
    )
    .include(INCLUDE),
    get(
        "/v1/preReleaseVersions/{id}/builds",
        Serves::Related("preReleaseVersions", "builds"),
    ),
    get("/v1/builds/{id}/icons", Serves::Related("builds", "icons")),
];

impl State {
    /// A build that was processed, with its TestFlight details.
    ///
    /// Its id differs from its upload's and its details': that they are the same was reported `[L]` of
    /// uploads and is believed `[I]` of details, and a client has no need to rely on it.
    pub(crate) fn add_build(
        &mut self,
        app: &str,
        version: &str,
        number: &str,
        platform: &str,
    ) -> String {
        let pre_release = self.pre_release(app, version, platform);
        let id = self.ids.uuid();
        let icon = self.add_icon(&format!("{app}-{number}"));
        let now = self.clock.now();
        let attributes = json!({
            "version": number,
            "uploadedDate": pacific(now),
            "expirationDate": pacific(now.saturating_add(LIFE).unwrap_or(now)),
            "expired": false,
            "minOsVersion": "18.0",
            "lsMinimumSystemVersion": null,
            "computedMinMacOsVersion": null,
            "iconAssetToken": self.icon_asset(&icon),
            "processingState": "VALID",
            "buildAudienceType": "APP_STORE_ELIGIBLE",
            "usesNonExemptEncryption": false,
        });
        let build = Record::new("builds", &id, attributes)
            .to("app", app)
            .to("preReleaseVersion", &pre_release)
            .to("icons", &icon);
        self.world.add(build);
        self.add_beta_detail(&id);
        id
    }
}
