//! Review submissions: no webhook speaks of them, a client has to ask.

use anyhow::Result;
use serde_json::json;

use crate::apple::clock::pacific;
use crate::apple::record::{Record, Shape, back, own};
use crate::apple::resources::PLATFORMS;
use crate::apple::route::{By, Filter, Route, Serves, filter, get};
use crate::apple::state::State;
use crate::apple::{FakeApple, known};

/// Every state of a submission.
pub const STATES: &[&str] = &[
    "READY_FOR_REVIEW",
    "WAITING_FOR_REVIEW",
    "IN_REVIEW",
    "UNRESOLVED_ISSUES",
    "CANCELING",
    "COMPLETING",
    "COMPLETE",
];

pub(crate) static SUBMISSION: Shape = Shape {
    kind: "reviewSubmissions",
    attributes: &["platform", "submittedDate", "state"],
    relations: &[
        own("app", "apps"),
        back("items", "reviewSubmissionItems", "submission")
            .many()
            .linked(),
        own("appStoreVersionForReview", "appStoreVersions"),
    ],
    unmodelled: &["submittedByActor", "lastUpdatedByActor"],
};

pub(crate) static ITEM: Shape = Shape {
    kind: "reviewSubmissionItems",
    attributes: &["state"],
    relations: &[own("appStoreVersion", "appStoreVersions")],
    unmodelled: &[
        "appCustomProductPageVersion",
        "appStoreVersionExperiment",
        "appStoreVersionExperimentV2",
        "appEvent",
        "backgroundAssetVersion",
        "gameCenterAchievementVersion",
        "gameCenterActivityVersion",
        "gameCenterChallengeVersion",
        "gameCenterLeaderboardSetVersion",
        "gameCenterLeaderboardVersion",
        "inAppPurchaseVersion",
        "subscriptionVersion",
        "subscriptionGroupVersion",
    ],
};

const INCLUDE: &[&str] = &["app", "items", "appStoreVersionForReview"];

const FILTERS: &[Filter] = &[
    filter("platform", By::Attribute("platform")).among(PLATFORMS),
    filter("state", By::Attribute("state")).among(STATES),
];

pub(crate) const ROUTES: &[Route] = &[
    get(
        "/v1/reviewSubmissions/{id}",
        Serves::Instance("reviewSubmissions"),
    )
    .include(INCLUDE),
    get(
        "/v1/reviewSubmissions/{id}/items",
        Serves::Related("reviewSubmissions", "items"),
    )
    .include(&["appStoreVersion"]),
    get(
        "/v1/apps/{id}/reviewSubmissions",
        Serves::Related("apps", "reviewSubmissions"),
    )
    .include(INCLUDE)
    .filters(FILTERS),
];

impl State {
    pub(crate) fn submission_moves(&mut self, app: &str, state: &str) -> Result<String> {
        self.app(app)?;
        let state = known("state of a submission", STATES, state)?;
        let open = self.world.newest("reviewSubmissions", "app", app);
        let open = open
            .filter(|one| one.text("state") != Some("COMPLETE"))
            .map(|one| one.id.clone());
        let id = match open {
            Some(id) => id,
            None => self.submit(app)?,
        };
        self.world
            .need_mut("reviewSubmissions", &id)?
            .set("state", json!(state));
        let items = self.world.all("reviewSubmissionItems");
        let items: Vec<_> = items
            .filter(|item| item.points_to("submission", &id))
            .map(|item| item.id.clone())
            .collect();
        for item in items {
            let verdict = match state {
                "UNRESOLVED_ISSUES" => "REJECTED",
                "COMPLETE" => "APPROVED",
                _ => "READY_FOR_REVIEW",
            };
            self.world
                .need_mut("reviewSubmissionItems", &item)?
                .set("state", json!(verdict));
        }
        Ok(id)
    }

    /// The app's newest version, handed in.
    fn submit(&mut self, app: &str) -> Result<String> {
        let version = match self.world.newest("appStoreVersions", "app", app) {
            Some(version) => version.id.clone(),
            None => self.add_version(app, "1.0", "IOS")?,
        };
        let platform = self
            .world
            .need("appStoreVersions", &version)?
            .text("platform");
        let platform = platform.unwrap_or("IOS").to_owned();
        let (id, item) = (self.ids.uuid(), self.ids.uuid());
        let attributes = json!({
            "platform": platform,
            "submittedDate": pacific(self.clock.now()),
            "state": "READY_FOR_REVIEW",
        });
        let submission = Record::new("reviewSubmissions", &id, attributes);
        self.world.add(
            submission
                .to("app", app)
                .to("appStoreVersionForReview", &version),
        );
        let item = Record::new(
            "reviewSubmissionItems",
            &item,
            json!({ "state": "READY_FOR_REVIEW" }),
        );
        self.world
            .add(item.to("submission", &id).to("appStoreVersion", &version));
        Ok(id)
    }
}

impl FakeApple {
    /// The app's open submission comes to a state; one is made where there is none. Nobody is told.
    pub fn submission_moves(&self, app: &str, state: &str) -> Result<String> {
        self.with(|world| world.submission_moves(app, state))
    }
}
