//! Pre-release versions: what builds of one version string belong to.

use serde_json::json;

use crate::apple::record::{Record, Shape, back, own};
use crate::apple::route::{Route, Serves, get};
use crate::apple::state::State;

pub(crate) static SHAPE: Shape = Shape {
    kind: "preReleaseVersions",
    attributes: &["version", "platform"],
    relations: &[
        own("app", "apps").linked(),
        back("builds", "builds", "preReleaseVersion")
            .many()
            .linked(),
    ],
    unmodelled: &[],
};

pub(crate) const ROUTES: &[Route] = &[
    get(
        "/v1/preReleaseVersions/{id}",
        Serves::Instance("preReleaseVersions"),
    )
    .include(&["app", "builds"]),
    get(
        "/v1/apps/{id}/preReleaseVersions",
        Serves::Related("apps", "preReleaseVersions"),
    ),
    get(
        "/v1/builds/{id}/preReleaseVersion",
        Serves::Related("builds", "preReleaseVersion"),
    ),
];

impl State {
    /// The app's pre-release version of this number, made where there is none.
    pub(crate) fn pre_release(&mut self, app: &str, number: &str, platform: &str) -> String {
        let known = self.world.all("preReleaseVersions").find(|version| {
            version.points_to("app", app)
                && version.text("version") == Some(number)
                && version.text("platform") == Some(platform)
        });
        if let Some(version) = known {
            return version.id.clone();
        }
        let id = self.ids.uuid();
        let attributes = json!({ "version": number, "platform": platform });
        self.world
            .add(Record::new("preReleaseVersions", &id, attributes).to("app", app));
        id
    }
}
