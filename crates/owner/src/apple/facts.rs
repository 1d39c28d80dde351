//! What App Store Connect knows about an event, a question or two for each kind.
//!
//! Whatever it does not say stays unknown: an event rings with what there is.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use shipbell_asc::{
    App, AscError, AssetAppStoreAttributes, AssetExternalBetaAttributes,
    AssetInternalBetaAttributes, AssetVersion, AssetVersionAttributes, Build, BuildAttributes,
    Client, CrashFeedbackAttributes, Platform, Private, ReviewState, ScreenshotFeedbackAttributes,
    StateDetail, Tester, VersionAttributes,
};
use shipbell_engine::Said;
use shipbell_feed::Endpoint;
use shipbell_rules::Facts;
use shipbell_webhook::link::{Target, page};
use shipbell_webhook::{Event, Kind};

/// Lines of a crash log that say which crash it is.
const CRASH_LINES: usize = 12;

/// More than this many findings nobody reads in a field.
const FINDINGS: usize = 20;

/// The apps that were asked for: an app's name does not change from one event to the next.
#[derive(Default)]
pub(super) struct Apps(Mutex<HashMap<String, App>>);

impl Apps {
    async fn get(&self, client: &Client, id: &str) -> Result<App, AscError> {
        let known = {
            let apps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            apps.get(id).cloned()
        };
        if let Some(app) = known {
            return Ok(app);
        }
        let app = client.app(id).await?;
        let mut apps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        apps.insert(id.to_owned(), app.clone());
        Ok(app)
    }
}

pub(super) async fn of(client: &Client, apps: &Apps, endpoint: &Endpoint, event: &Event) -> Said {
    let mut whole = true;
    let mut facts = Facts {
        app_id: event.app.id.clone().or_else(|| endpoint.app_id.clone()),
        ..Facts::default()
    };
    if let Err(error) = of_instance(client, event, &mut facts).await {
        whole &= is_final(&error);
        tracing::debug!(%error, kind = event.kind.slug(), "nothing is known about an event's instance");
    }
    if let Some(id) = facts.app_id.clone() {
        match apps.get(client, &id).await {
            Ok(app) => of_app(&mut facts, app),
            Err(error) => {
                whole &= is_final(&error);
                tracing::debug!(%error, "nothing is known about an event's app");
            }
        }
    }
    facts.app_url = exact_page(client, event, &facts).await;
    Said { facts, whole }
}

/// Whether the same question would be answered so again.
fn is_final(error: &AscError) -> bool {
    matches!(
        error,
        AscError::NotFound(_) | AscError::Role(_) | AscError::Invalid(_) | AscError::OddId
    )
}

async fn of_instance(client: &Client, event: &Event, facts: &mut Facts) -> Result<(), AscError> {
    let Some(instance) = &event.instance else {
        return Ok(());
    };
    let id = instance.id.as_str();
    match event.kind {
        Kind::AppVersion => {
            let version = client.version(id).await?;
            if let Some(app) = version.one(VersionAttributes::APP) {
                of_app(facts, app);
            }
            if let Some(build) = version.one(VersionAttributes::BUILD) {
                facts.build = build.attributes.version;
            }
            facts.version = version.attributes.version_string;
            facts.platform = version.attributes.platform.map(String::from);
        }
        Kind::BuildUpload => {
            let upload = client.upload(id).await?.attributes;
            facts.version = upload.cf_bundle_short_version_string;
            facts.build = upload.cf_bundle_version;
            facts.platform = upload.platform.map(String::from);
            let found = upload.state.unwrap_or_default();
            of_findings(facts, found.errors, found.warnings);
        }
        Kind::ExternalBuild => of_build(facts, client.build_of_beta_detail(id).await?),
        Kind::ScreenshotFeedback => {
            let feedback = client.screenshot_feedback(id).await?;
            if let Some(build) = feedback.one(ScreenshotFeedbackAttributes::BUILD) {
                facts.build = build.attributes.version;
            }
            let tester = feedback.one(ScreenshotFeedbackAttributes::TESTER);
            let of = feedback.attributes;
            of_tester(facts, tester, of.email, of.comment);
            of_device(facts, of.device_model, of.os_version, of.app_platform);
            facts.battery = of.battery_percentage.map(|percent| percent.to_string());
        }
        Kind::CrashFeedback => {
            let feedback = client.crash_feedback(id).await?;
            if let Some(build) = feedback.one(CrashFeedbackAttributes::BUILD) {
                facts.build = build.attributes.version;
            }
            let tester = feedback.one(CrashFeedbackAttributes::TESTER);
            let of = feedback.attributes;
            of_tester(facts, tester, of.email, of.comment);
            of_device(facts, of.device_model, of.os_version, of.app_platform);
            facts.battery = of.battery_percentage.map(|percent| percent.to_string());
            let log = client.crash_log(id).await?.attributes.log_text;
            facts.crash_excerpt = log.map(|log| excerpt(log.reveal()));
        }
        Kind::AssetVersion => of_asset(client, facts, id).await?,
        Kind::AssetInternalBeta => {
            let release = client.asset_internal_beta(id).await?;
            let of = release.one(AssetInternalBetaAttributes::VERSION);
            of_released(client, facts, of).await?;
        }
        Kind::AssetExternalBeta => {
            let release = client.asset_external_beta(id).await?;
            let of = release.one(AssetExternalBetaAttributes::VERSION);
            of_released(client, facts, of).await?;
        }
        Kind::AssetAppStore => {
            let release = client.asset_app_store(id).await?;
            let of = release.one(AssetAppStoreAttributes::VERSION);
            of_released(client, facts, of).await?;
        }
        // What they are about is in the event already: [A] Apple's API has no way to alternative
        // distribution from there.
        _ => {}
    }
    Ok(())
}

fn of_app(facts: &mut Facts, app: App) {
    facts.app_name = app.attributes.name;
    facts.bundle_id = app.attributes.bundle_id;
    facts.app_id = Some(app.id);
}

fn of_build(facts: &mut Facts, build: Build) {
    if let Some(app) = build.one(BuildAttributes::APP) {
        of_app(facts, app);
    }
    if let Some(version) = build.one(BuildAttributes::PRE_RELEASE) {
        facts.version = version.attributes.version;
        facts.platform = version.attributes.platform.map(String::from);
    }
    facts.build = build.attributes.version;
}

/// A release names its version; the version knows its asset.
async fn of_released(
    client: &Client,
    facts: &mut Facts,
    version: Option<AssetVersion>,
) -> Result<(), AscError> {
    match version {
        Some(version) => of_asset(client, facts, &version.id).await,
        None => Ok(()),
    }
}

async fn of_asset(client: &Client, facts: &mut Facts, version: &str) -> Result<(), AscError> {
    let version = client.asset_version(version).await?;
    let asset = version.one(AssetVersionAttributes::ASSET);
    facts.asset = asset.and_then(|asset| asset.attributes.asset_pack_identifier);
    let of = version.attributes;
    facts.platform = of
        .platforms
        .and_then(|all| all.first().cloned().map(String::from));
    let found = of.state_details.unwrap_or_default();
    of_findings(facts, found.errors, found.warnings);
    Ok(())
}

fn of_tester(
    facts: &mut Facts,
    tester: Option<Tester>,
    email: Option<Private>,
    comment: Option<Private>,
) {
    let text = |private: Option<Private>| private.map(|private| private.reveal().to_owned());
    let tester = tester.map(|tester| tester.attributes).unwrap_or_default();
    let names = [text(tester.first_name), text(tester.last_name)];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    facts.tester_name = Some(name).filter(|name| !name.trim().is_empty());
    facts.tester_email = text(email).or_else(|| text(tester.email));
    facts.feedback = text(comment);
}

fn of_device(
    facts: &mut Facts,
    model: Option<String>,
    os: Option<String>,
    platform: Option<Platform>,
) {
    // Apple writes the model's comma as an underscore.
    facts.device = model.map(|model| model.replace('_', ","));
    facts.os = os;
    facts.platform = platform.map(String::from);
}

/// The first error is the one to mend first; where there is none, the first warning.
fn of_findings(
    facts: &mut Facts,
    errors: Option<Vec<StateDetail>>,
    warnings: Option<Vec<StateDetail>>,
) {
    let all = errors.into_iter().chain(warnings).flatten();
    let lines: Vec<_> = all
        .filter_map(|detail| detail.description.or(detail.code))
        .take(FINDINGS)
        .collect();
    facts.message = lines.first().cloned();
    facts.findings = Some(lines.join("\n")).filter(|text| !text.is_empty());
}

/// The lines of a crash log that say what crashed and why.
fn excerpt(log: &str) -> String {
    log.lines().take(CRASH_LINES).collect::<Vec<_>>().join("\n")
}

/// A rejection is read in its submission, whose id only a question of its own can tell.
async fn exact_page(client: &Client, event: &Event, facts: &Facts) -> Option<String> {
    let app = facts.app_id.as_deref()?;
    let rejected = event.kind == Kind::AppVersion
        && matches!(
            event.status.as_deref(),
            Some("REJECTED" | "METADATA_REJECTED")
        );
    let submission = if rejected {
        submission(client, app).await
    } else {
        None
    };
    Some(page(&Target {
        app_id: Some(app),
        platform: facts.platform.as_deref(),
        submission_id: submission.as_deref(),
        ..Target::of(event)
    }))
}

async fn submission(client: &Client, app: &str) -> Option<String> {
    let states = [ReviewState::UnresolvedIssues];
    let mut open = client.reviews_of(app, &states).ok()?.at_most(1);
    let rows = open.next().await?.ok()?.rows;
    // Where several are open nobody knows which it is, and their list is the better page.
    match rows.as_slice() {
        [only] => Some(only.id.clone()),
        _ => None,
    }
}
