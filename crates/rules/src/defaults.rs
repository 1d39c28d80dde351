//! How loudly does an event ring, and in which words, where nobody chose otherwise?

use shipbell_webhook::{Event, Kind};

use crate::{Channel, Level, Templates};

/// The channel that a first endpoint comes with: everything, at the built-in levels.
pub fn builtin_channel() -> Channel {
    Channel::named("default")
}

/// The built-in texts. They hold nothing but fields and punctuation, so that every word a person
/// reads comes from the catalogue and can be translated.
///
/// One set serves every kind: what differs between kinds is told by `event.headline` and
/// `event.story`.
pub fn builtin_templates(_kind: Kind) -> Templates {
    Templates {
        title: r#"{{app.name}}{{version ? " " + version : ""}}: {{event.headline}}"#.to_owned(),
        body: "{{event.story}}".to_owned(),
        link: Some("{{app.url}}".to_owned()),
    }
}

/// The level of an event: urgent where something failed and waits for the person, active where
/// something was reached, passive for the steps between.
///
/// A state or kind that is not known rings: hiding what we do not understand could hide a
/// rejection.
pub fn default_level(event: &Event) -> Level {
    let state = event.status.as_deref().unwrap_or_default();
    match event.kind {
        Kind::AppVersion => app_version(state),
        Kind::BuildUpload | Kind::AssetVersion => upload(state),
        Kind::ExternalBuild => external_build(state),
        Kind::AssetExternalBeta | Kind::AssetAppStore => asset_release(state),
        Kind::CrashFeedback => Level::TimeSensitive,
        // Feedback, packages, territories, and the ping, for which a person waits during set-up.
        _ => Level::Active,
    }
}

fn app_version(state: &str) -> Level {
    match state {
        "REJECTED" | "METADATA_REJECTED" | "INVALID_BINARY" => Level::TimeSensitive,
        "PREPARE_FOR_SUBMISSION"
        | "READY_FOR_REVIEW"
        | "WAITING_FOR_REVIEW"
        | "IN_REVIEW"
        | "WAITING_FOR_EXPORT_COMPLIANCE"
        | "PROCESSING_FOR_DISTRIBUTION"
        | "DEVELOPER_REJECTED"
        | "REPLACED_WITH_NEW_VERSION" => Level::Passive,
        _ => Level::Active,
    }
}

fn upload(state: &str) -> Level {
    match state {
        "FAILED" => Level::TimeSensitive,
        "AWAITING_UPLOAD" | "PROCESSING" => Level::Passive,
        _ => Level::Active,
    }
}

fn external_build(state: &str) -> Level {
    match state {
        "BETA_REJECTED" | "PROCESSING_EXCEPTION" => Level::TimeSensitive,
        "PROCESSING"
        | "READY_FOR_BETA_SUBMISSION"
        | "IN_EXPORT_COMPLIANCE_REVIEW"
        | "WAITING_FOR_BETA_REVIEW"
        | "IN_BETA_REVIEW"
        | "EXPIRED"
        | "NOT_APPLICABLE" => Level::Passive,
        _ => Level::Active,
    }
}

fn asset_release(state: &str) -> Level {
    match state {
        "REJECTED" => Level::TimeSensitive,
        "READY_FOR_BETA_SUBMISSION"
        | "PREPARE_FOR_SUBMISSION"
        | "READY_FOR_REVIEW"
        | "WAITING_FOR_REVIEW"
        | "IN_REVIEW"
        | "PROCESSING_FOR_TESTING"
        | "PROCESSING_FOR_DISTRIBUTION"
        | "SUPERSEDED" => Level::Passive,
        _ => Level::Active,
    }
}
