//! Which fields can an event of this kind have at all?
//!
//! Apple sends little, and its API knows more about some kinds than about others. A field that no
//! event of a kind can ever have would only disappoint whoever writes a text for it.

use shipbell_webhook::Kind;

use crate::field::{self, Field};

/// The fields that an event of this kind can have, in the table's order. Most of them need an API
/// key: see [`Field::without_key`].
pub fn fields_of(kind: Kind) -> Vec<&'static Field> {
    let fields = field::ALL.iter();
    fields.filter(|field| can_have(kind, field.path)).collect()
}

/// Whether an event of this kind can have that field, with an API key or without.
pub fn can_have(kind: Kind, path: &str) -> bool {
    use Kind::{
        AppVersion, AssetAppStore, AssetExternalBeta, AssetInternalBeta, AssetVersion, BuildUpload,
        CrashFeedback, ExternalBuild, PackageAvailable, PackageVersion, ScreenshotFeedback,
        Unknown,
    };
    // What a kind that we do not know says, we do not know either.
    if kind == Unknown {
        return true;
    }
    match path {
        "status" | "status.label" => has_states(kind),
        // Apple tells of a build upload's new state alone.
        "previousStatus" => has_states(kind) && kind != BuildUpload,
        "version" => matches!(
            kind,
            AppVersion
                | BuildUpload
                | ExternalBuild
                | ScreenshotFeedback
                | CrashFeedback
                | PackageVersion
                | PackageAvailable
        ),
        "build" => matches!(
            kind,
            AppVersion | BuildUpload | ExternalBuild | ScreenshotFeedback | CrashFeedback
        ),
        "platform" => matches!(
            kind,
            AppVersion
                | BuildUpload
                | ExternalBuild
                | ScreenshotFeedback
                | CrashFeedback
                | AssetVersion
                | AssetInternalBeta
                | AssetExternalBeta
                | AssetAppStore
        ),
        // What App Review writes is in no API; why something could not be processed is.
        "message" | "findings" => matches!(kind, BuildUpload | AssetVersion),
        "asset" => matches!(
            kind,
            AssetVersion | AssetInternalBeta | AssetExternalBeta | AssetAppStore
        ),
        "tester.name" | "tester.email" | "feedback" | "device" | "os" | "battery"
        | "feedbackUrl" => {
            matches!(kind, ScreenshotFeedback | CrashFeedback)
        }
        "crash.excerpt" => kind == CrashFeedback,
        _ => true,
    }
}

fn has_states(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::AppVersion
            | Kind::BuildUpload
            | Kind::ExternalBuild
            | Kind::AssetVersion
            | Kind::AssetExternalBeta
            | Kind::AssetAppStore
            | Kind::Unknown
    )
}

/// Fields that people bring along from texts for other services and that are in none of Apple's
/// data, each with the reason.
const IN_NO_DATA: &[(&str, Reason)] = &[
    ("rating", Reason::Reviews),
    ("stars", Reason::Reviews),
    ("review", Reason::Reviews),
    ("reviewer", Reason::Reviews),
    ("customer", Reason::Reviews),
    (
        "territory",
        Reason::OtherName("data.attributes.territories"),
    ),
    ("bundleId", Reason::OtherName("app.bundleId")),
    ("appName", Reason::OtherName("app.name")),
    ("timestamp", Reason::OtherName("eventDate")),
    ("state", Reason::OtherName("status")),
    ("screenshot", Reason::Pictures),
    ("screenshots", Reason::Pictures),
    ("screenshotUrl", Reason::Pictures),
];

/// Why a field that people expect is in none of Apple's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Ratings and reviews of customers come in no webhook.
    Reviews,
    /// A tester's pictures are no text.
    Pictures,
    /// It is there, under another name.
    OtherName(&'static str),
}

/// Why there is no such field, where people are known to expect it. Whatever stands below it is
/// missing with it.
pub fn in_no_data(path: &str) -> Option<Reason> {
    let root = path.split('.').next().unwrap_or(path);
    let (_, reason) = IN_NO_DATA.iter().find(|(name, _)| *name == root)?;
    Some(*reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_has_no_tester_and_a_ping_no_state() {
        let paths = |kind| -> Vec<&str> {
            let fields = fields_of(kind).into_iter();
            fields.map(|field| field.path).collect()
        };
        assert!(
            !paths(Kind::AppVersion).contains(&"tester.name")
                && paths(Kind::CrashFeedback).contains(&"tester.name"),
            "only feedback comes from a tester"
        );
        assert!(
            !paths(Kind::Ping).contains(&"status") && paths(Kind::AppVersion).contains(&"status"),
            "somebody pressed Test, and nothing changed its state"
        );
        assert_eq!(
            fields_of(Kind::Unknown).len(),
            field::ALL.len(),
            "nobody knows what Apple will say of something new"
        );
    }

    #[test]
    fn each_sample_has_only_what_its_kind_can_have() {
        for sample in shipbell_webhook::sample::all() {
            assert!(
                sample.status.is_none() || can_have(sample.kind, "status"),
                "{} comes in a state",
                sample.name
            );
            assert!(
                sample.previous.is_none() || can_have(sample.kind, "previousStatus"),
                "{} says what it was before",
                sample.name
            );
        }
    }

    #[test]
    fn what_is_in_no_data_is_no_field() {
        for (name, reason) in IN_NO_DATA {
            assert!(
                !field::ALL.iter().any(|field| field.path == *name),
                "{name} would be explained away"
            );
            if let Reason::OtherName(path) = reason {
                assert!(
                    path.starts_with("data.") || field::ALL.iter().any(|field| field.path == *path),
                    "{path} is where {name} really is"
                );
            }
        }
        assert_eq!(in_no_data("rating"), Some(Reason::Reviews));
        assert_eq!(in_no_data("review.title"), Some(Reason::Reviews));
        assert_eq!(
            in_no_data("ratings"),
            None,
            "that is a slip, and is told as one"
        );
    }
}
