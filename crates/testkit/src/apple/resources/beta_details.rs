//! What TestFlight says of a build.

use anyhow::{Context, Result};
use serde_json::json;

use crate::apple::event::{Kind, Telling};
use crate::apple::record::{Record, Shape, own};
use crate::apple::route::{Route, Serves, get};
use crate::apple::state::State;
use crate::apple::{FakeApple, known};

/// Every `externalBuildState`.
pub const STATES: &[&str] = &[
    "PROCESSING",
    "PROCESSING_EXCEPTION",
    "MISSING_EXPORT_COMPLIANCE",
    "READY_FOR_BETA_TESTING",
    "IN_BETA_TESTING",
    "EXPIRED",
    "READY_FOR_BETA_SUBMISSION",
    "IN_EXPORT_COMPLIANCE_REVIEW",
    "WAITING_FOR_BETA_REVIEW",
    "IN_BETA_REVIEW",
    "BETA_REJECTED",
    "BETA_APPROVED",
    "NOT_APPLICABLE",
];

pub(crate) static SHAPE: Shape = Shape {
    kind: "buildBetaDetails",
    attributes: &[
        "autoNotifyEnabled",
        "internalBuildState",
        "externalBuildState",
    ],
    relations: &[own("build", "builds").linked()],
    unmodelled: &[],
};

pub(crate) const ROUTES: &[Route] = &[
    get(
        "/v1/buildBetaDetails/{id}",
        Serves::Instance("buildBetaDetails"),
    )
    .include(&["build"]),
    get(
        "/v1/builds/{id}/buildBetaDetail",
        Serves::Related("builds", "buildBetaDetail"),
    )
    .include(&["build"]),
];

impl State {
    pub(crate) fn add_beta_detail(&mut self, build: &str) {
        let id = self.ids.uuid();
        let attributes = json!({
            "autoNotifyEnabled": false,
            "internalBuildState": "READY_FOR_BETA_TESTING",
            "externalBuildState": "READY_FOR_BETA_SUBMISSION",
        });
        self.world
            .add(Record::new("buildBetaDetails", &id, attributes).to("build", build));
    }

    pub(crate) fn external_build_moves(
        &mut self,
        build: &str,
        state: &'static str,
    ) -> Result<String> {
        let app = self
            .world
            .need("builds", build)?
            .to
            .get("app")
            .and_then(|ids| ids.first());
        let app = app.context("The build has no app.")?.clone();
        let detail = self.world.newest("buildBetaDetails", "build", build);
        let id = detail
            .context("The build is not in TestFlight.")?
            .id
            .clone();
        let detail = self.world.need_mut("buildBetaDetails", &id)?;
        let old = detail
            .text("externalBuildState")
            .unwrap_or_default()
            .to_owned();
        detail.set("externalBuildState", json!(state));
        if state == "EXPIRED" {
            self.world
                .need_mut("builds", build)?
                .set("expired", json!(true));
        }
        self.announce(
            &app,
            &Telling::of(Kind::ExternalBuild, &id).states(state, Some(&old)),
        );
        Ok(id)
    }
}

impl FakeApple {
    /// A build comes to a state for external testers, and webhooks hear of it. Says the id of the
    /// build's details, which the event is about.
    pub fn external_build_moves(&self, build: &str, state: &str) -> Result<String> {
        let to = known("externalBuildState", STATES, state)?;
        self.with(|state| state.external_build_moves(build, to))
    }
}
