//! Which page of App Store Connect shows this, and is a URL Apple's?
//!
//! None of these pages is documented by Apple; all are known from public use. Those marked \[I\] we
//! have inferred. Where more exact knowledge is missing, the page is a less exact one.

use crate::{Event, Kind};

const APPS: &str = "https://appstoreconnect.apple.com/apps";

/// The longest id that is put into a path.
const MAX_ID: usize = 64;

/// What is known about the thing to be shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Target<'a> {
    /// What sort of event it is.
    pub kind: Kind,
    /// The new state, as Apple writes it.
    pub status: Option<&'a str>,
    /// The event's instance: for feedback, the submission.
    pub instance_id: Option<&'a str>,
    /// The Apple ID of the app, digits. Without it the page is the list of apps.
    pub app_id: Option<&'a str>,
    /// `IOS`, `MAC_OS`, `TV_OS`, `VISION_OS`. Where it is unknown it is left out.
    pub platform: Option<&'a str>,
    /// The API's id of the review submission.
    pub submission_id: Option<&'a str>,
}

impl<'a> Target<'a> {
    /// As much as the event itself tells.
    #[must_use]
    pub fn of(event: &'a Event) -> Self {
        Self {
            kind: event.kind,
            status: event.status.as_deref(),
            instance_id: event.instance.as_ref().map(|instance| instance.id.as_str()),
            app_id: event.app.id.as_deref(),
            platform: event.platform.as_deref(),
            submission_id: None,
        }
    }
}

/// The most exact page known for a target. It is always on Apple's host; an id that is more than
/// letters, digits, `-` and `_` is treated as unknown, so a body cannot smuggle in a path.
#[must_use]
pub fn page(target: &Target<'_>) -> String {
    let Some(app_id) = target.app_id.filter(|id| is_app_id(id)) else {
        return APPS.to_owned();
    };
    format!("{APPS}/{app_id}{}", within_app(target))
}

fn within_app(target: &Target<'_>) -> String {
    match target.kind {
        // [I] for background assets, which are reviewed in submissions too.
        Kind::AppVersion | Kind::AssetAppStore if is_rejection(target.status) => review(target),
        Kind::AppVersion => version(target),
        Kind::BuildUpload | Kind::ExternalBuild => match platform(target) {
            Some(segment) => format!("/testflight/{segment}"),
            None => "/testflight".to_owned(),
        },
        Kind::ScreenshotFeedback => feedback(target, "screenshots"),
        // Known from one family of sources only.
        Kind::CrashFeedback => feedback(target, "crashes"),
        // [I]
        Kind::AssetInternalBeta | Kind::AssetExternalBeta => "/testflight".to_owned(),
        // [I]
        Kind::AssetAppStore
        | Kind::PackageVersion
        | Kind::PackageAvailable
        | Kind::TerritoryAvailability => "/distribution".to_owned(),
        Kind::AssetVersion | Kind::Ping | Kind::Unknown => String::new(),
    }
}

/// Where the messages of App Review are read and answered.
fn review(target: &Target<'_>) -> String {
    const LIST: &str = "/distribution/reviewsubmissions";
    match target.submission_id.filter(|id| is_id(id)) {
        Some(id) => format!("{LIST}/details/{id}"),
        None => LIST.to_owned(),
    }
}

/// The version in the works, or the one on sale. No page by a version's id is known.
fn version(target: &Target<'_>) -> String {
    let (Some(segment), Some(status)) = (platform(target), target.status) else {
        return "/distribution".to_owned();
    };
    let which = if is_on_sale(status) {
        "deliverable"
    } else {
        "inflight"
    };
    format!("/distribution/{segment}/version/{which}")
}

fn feedback(target: &Target<'_>, list: &str) -> String {
    match target.instance_id.filter(|id| is_id(id)) {
        Some(id) => format!("/testflight/{list}/{id}"),
        None => "/testflight".to_owned(),
    }
}

fn is_rejection(status: Option<&str>) -> bool {
    matches!(status, Some("REJECTED" | "METADATA_REJECTED"))
}

/// A replaced version has no page of its own; the one that replaced it is on sale. The last two
/// are the legacy names.
fn is_on_sale(status: &str) -> bool {
    matches!(
        status,
        "READY_FOR_DISTRIBUTION"
            | "REPLACED_WITH_NEW_VERSION"
            | "READY_FOR_SALE"
            | "REMOVED_FROM_SALE"
    )
}

fn platform(target: &Target<'_>) -> Option<&'static str> {
    // `MAC_OS` is Apple's spelling in the API, `macOS` its spelling everywhere else.
    match target
        .platform?
        .replace('_', "")
        .to_ascii_lowercase()
        .as_str()
    {
        "ios" => Some("ios"),
        "macos" => Some("macos"),
        // [I] as segments of a path.
        "tvos" => Some("tvos"),
        "visionos" => Some("visionos"),
        _ => None,
    }
}

fn is_app_id(id: &str) -> bool {
    (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_id(id: &str) -> bool {
    (1..=MAX_ID).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Whether a URL is certain to lead to one of Apple's hosts: https, a name under `apple.com`, no
/// user, no port, and no character that two parsers could understand differently.
#[must_use]
pub fn is_apple(url: &str) -> bool {
    if !url
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    {
        return false;
    }
    let Some(rest) = url.strip_prefix("https://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    host.strip_suffix(".apple.com")
        .is_some_and(|names| names.split('.').all(is_label))
}

/// A name between two dots. It can hold no `@`, `:` or `%`, so neither a user nor a port nor an
/// escape gets through.
fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests;
