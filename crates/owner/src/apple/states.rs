//! How an app's versions and builds stand today.

use shipbell_asc::{AscError, BuildAttributes, Client, Moment};
use shipbell_engine::RemoteState;
use shipbell_webhook::Kind;

/// Newest first, two pages are the 400 newest: what changed in a gap is hardly among older ones.
const PAGES: usize = 2;

pub(super) async fn of(client: &Client, app: &str) -> Result<Vec<RemoteState>, AscError> {
    let versions = client.versions_of(app)?.at_most(PAGES).gather().await;
    let builds = client.builds_of(app)?.at_most(PAGES).gather().await;
    let made = |moment: Option<Moment>| moment.as_ref().and_then(Moment::epoch_ms);
    let versions = versions.whole()?.into_iter().filter_map(|version| {
        Some(RemoteState {
            kind: Kind::AppVersion,
            instance_type: "appStoreVersions",
            instance_id: version.id,
            status: String::from(version.attributes.app_version_state?),
            made: made(version.attributes.created_date),
        })
    });
    let builds = builds.whole()?.into_iter().filter_map(|build| {
        let detail = build.one(BuildAttributes::BETA_DETAIL)?;
        Some(RemoteState {
            kind: Kind::ExternalBuild,
            instance_type: "buildBetaDetails",
            instance_id: detail.id,
            status: String::from(detail.attributes.external_build_state?),
            made: made(build.attributes.uploaded_date),
        })
    });
    Ok(versions.chain(builds).collect())
}
