//! Apps.

use anyhow::Result;
use serde_json::json;

use crate::apple::FakeApple;
use crate::apple::record::{Record, Shape, back, own};
use crate::apple::resources::{PLATFORMS, review, versions};
use crate::apple::route::{By, Filter, Needs, Route, Serves, filter, get};
use crate::apple::state::State;

pub(crate) static SHAPE: Shape = Shape {
    kind: "apps",
    attributes: &[
        "accessibilityUrl",
        "name",
        "bundleId",
        "sku",
        "primaryLocale",
        "isOrEverWasMadeForKids",
        "subscriptionStatusUrl",
        "subscriptionStatusUrlVersion",
        "subscriptionStatusUrlForSandbox",
        "subscriptionStatusUrlVersionForSandbox",
        "contentRightsDeclaration",
        "streamlinedPurchasingEnabled",
    ],
    relations: &[
        own("appStoreIcon", "buildIcons"),
        back("appStoreVersions", "appStoreVersions", "app")
            .many()
            .linked(),
        back("preReleaseVersions", "preReleaseVersions", "app")
            .many()
            .linked(),
        back("builds", "builds", "app").many().linked(),
        back("reviewSubmissions", "reviewSubmissions", "app")
            .many()
            .linked(),
        // Not in an upload's own shape: Apple's uploads do not say their app.
        back("buildUploads", "buildUploads", "app").many().linked(),
        back("backgroundAssets", "backgroundAssets", "app")
            .many()
            .linked(),
        back(
            "betaFeedbackScreenshotSubmissions",
            "betaFeedbackScreenshotSubmissions",
            "app",
        )
        .many()
        .linked(),
        back(
            "betaFeedbackCrashSubmissions",
            "betaFeedbackCrashSubmissions",
            "app",
        )
        .many()
        .linked(),
        back("webhooks", "webhooks", "app").many().linked(),
    ],
    unmodelled: &[
        "accessibilityDeclarations",
        "appEncryptionDeclarations",
        "ciProduct",
        "betaTesters",
        "betaGroups",
        "appTags",
        "betaAppLocalizations",
        "betaLicenseAgreement",
        "betaAppReviewDetail",
        "appInfos",
        "appClips",
        "appPricePoints",
        "endUserLicenseAgreement",
        "appPriceSchedule",
        "appAvailabilityV2",
        "inAppPurchases",
        "subscriptionGroups",
        "gameCenterEnabledVersions",
        "perfPowerMetrics",
        "appCustomProductPages",
        "inAppPurchasesV2",
        "promotedPurchases",
        "appEvents",
        "subscriptionGracePeriod",
        "customerReviews",
        "customerReviewSummarizations",
        "gameCenterDetail",
        "appStoreVersionExperimentsV2",
        "alternativeDistributionKey",
        "analyticsReportRequests",
        "marketplaceSearchDetail",
        "searchKeywords",
        "androidToIosAppMappingDetails",
    ],
};

const INCLUDE: &[&str] = &[
    "appStoreIcon",
    "appStoreVersions",
    "preReleaseVersions",
    "builds",
    "reviewSubmissions",
];

const FILTERS: &[Filter] = &[
    filter("id", By::Id),
    filter("name", By::Attribute("name")),
    filter("bundleId", By::Attribute("bundleId")),
    filter("sku", By::Attribute("sku")),
    filter("appStoreVersions", By::Unmodelled),
    filter("appStoreVersions.appStoreState", By::Unmodelled),
    filter("appStoreVersions.appVersionState", By::Unmodelled).among(versions::STATES),
    filter("appStoreVersions.platform", By::Unmodelled).among(PLATFORMS),
    filter("reviewSubmissions.state", By::Unmodelled).among(review::STATES),
    filter("reviewSubmissions.platform", By::Unmodelled).among(PLATFORMS),
];

pub(crate) const ROUTES: &[Route] = &[
    get("/v1/apps", Serves::Collection("apps"))
        .include(INCLUDE)
        .filters(FILTERS)
        .sort(&["name", "-name", "bundleId", "-bundleId", "sku", "-sku"]),
    get("/v1/apps/{id}", Serves::Instance("apps")).include(INCLUDE),
    get(
        "/v1/apps/{id}/webhooks",
        Serves::Related("apps", "webhooks"),
    )
    .include(&["app"])
    .needs(Needs::Webhooks),
    get(
        "/v1/apps/{id}/relationships/webhooks",
        Serves::Linkages("apps", "webhooks"),
    )
    .needs(Needs::Webhooks),
    get("/v1/builds/{id}/app", Serves::Related("builds", "app")),
    get(
        "/v1/preReleaseVersions/{id}/app",
        Serves::Related("preReleaseVersions", "app"),
    ),
];

impl State {
    pub(crate) fn add_app(&mut self, name: &str, bundle_id: &str, sku: &str) -> String {
        let id = self.ids.app();
        let icon = self.add_icon(name);
        let attributes = json!({
            "name": name,
            "bundleId": bundle_id,
            "sku": sku,
            "primaryLocale": "en-US",
            "isOrEverWasMadeForKids": false,
            "subscriptionStatusUrl": null,
            "contentRightsDeclaration": "DOES_NOT_USE_THIRD_PARTY_CONTENT",
        });
        let app = Record::new("apps", &id, attributes).to("appStoreIcon", &icon);
        self.world.add(app);
        id
    }

    /// The app, to be sure that there is one.
    pub(crate) fn app(&self, id: &str) -> Result<&Record> {
        self.world.need("apps", id)
    }
}

impl FakeApple {
    /// Makes an app with an icon of its own colour, and says its Apple ID.
    pub fn app(&self, name: &str, bundle_id: &str, sku: &str) -> String {
        self.with(|state| state.add_app(name, bundle_id, sku))
    }

    /// Gives an app another name, as a person would in App Store Connect.
    pub fn app_is_renamed(&self, app: &str, name: &str) -> Result<()> {
        self.with(|state| {
            state.world.need_mut("apps", app)?.set("name", json!(name));
            Ok(())
        })
    }

    /// Takes an app out of the key's sight: the account no longer has it.
    pub fn app_goes(&self, app: &str) -> Result<()> {
        self.with(|state| {
            state.app(app)?;
            state.world.remove("apps", app);
            Ok(())
        })
    }
}
