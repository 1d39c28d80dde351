//! Apple's API description: every question and every word that we know, held to it.

mod body;
mod description;
mod question;

use std::collections::BTreeSet;

use serde_json::Value;
use shipbell_asc::*;

pub(crate) use description::{Description, find};

use crate::apple::{Apple, Said};

#[tokio::test]
async fn every_question_is_one_that_apple_describes() {
    let Some(description) = find() else { return };
    let apple = Apple::saying([Said::error(404, "NOT_FOUND", "")]).await;
    let asked = crate::questions::ask_all(&apple.client()).await;
    assert!(
        asked
            .iter()
            .all(|(_, got)| matches!(got, Err(AscError::NotFound(_)))),
        "each has to reach the server: {asked:?}"
    );
    let heard = apple.heard();
    assert_eq!(heard.len(), Question::ALL.len());
    let mut faults = Vec::new();
    for (question, heard) in Question::ALL.iter().zip(&heard) {
        assert_eq!(heard.method, question.method().as_str());
        for fault in question::faults(&description, *question, heard) {
            faults.push(format!("{question}: {fault}"));
        }
    }
    assert_eq!(
        faults, [""; 0],
        "Apple would refuse these, or answer something else"
    );
}

/// The checker has to find what is wrong, or its silence says nothing.
#[test]
fn the_checker_finds_faults() {
    let Some(description) = find() else { return };
    let heard = |target: &str, body: &str| crate::apple::Heard {
        method: String::new(),
        target: target.to_owned(),
        headers: axum::http::HeaderMap::new(),
        body: body.to_owned(),
    };
    let ping = r#"{"data":{"type":"webhookPings","relationships":{"webhook":{"data":{"type":"webhooks","id":"1"}}}}}"#;
    for (question, target, body, faults) in [
        (Question::Apps, "/v1/apps?sort=name&limit=200", "", 0),
        (Question::Apps, "/v1/apps?sort=names", "", 1),
        (Question::Apps, "/v1/apps?limit=201", "", 1),
        (Question::Apps, "/v1/apps?limit=all", "", 1),
        (Question::Apps, "/v1/apps?colour=red", "", 1),
        (Question::Apps, "/v1/apps?include=appStoreIcon,moon", "", 1),
        (Question::Apps, "/v1/apps?sort=name&sort=name", "", 1),
        (Question::Apps, "/v1/apples", "", 1),
        (Question::App, "/v1/apps/1/2", "", 1),
        (Question::App, "/v1/apps/1", "{}", 1),
        (Question::Ping, "/v1/webhookPings", ping, 0),
        (Question::Ping, "/v1/webhookPings", "", 1),
        (
            Question::Ping,
            "/v1/webhookPings",
            &ping.replace("webhookPings", "pings"),
            1,
        ),
        (
            Question::Ping,
            "/v1/webhookPings",
            &ping.replace("\"1\"", "1"),
            1,
        ),
        (
            Question::Ping,
            "/v1/webhookPings",
            &ping.replace("\"id\"", "\"ID\""),
            2,
        ),
        (Question::Ping, "/v1/webhookPings", "{}", 1),
    ] {
        let found = question::faults(&description, question, &heard(target, body));
        assert_eq!(found.len(), faults, "{target} {body}: {found:?}");
    }
}

fn known<A: Attributes>(description: &Description, faults: &mut Vec<String>) {
    let Some(schema) = description.of_kind(A::KIND) else {
        faults.push(format!("{} is no kind of thing", A::KIND));
        return;
    };
    let names = |at: &str| -> BTreeSet<String> {
        let there = schema.pointer(at).and_then(Value::as_object);
        there
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect()
    };
    let attributes = names("/properties/attributes/properties");
    let relations = names("/properties/relationships/properties");
    for field in A::FIELDS {
        if !attributes.contains(&camel(field)) {
            faults.push(format!("{} has no {}", A::KIND, camel(field)));
        }
    }
    for relation in A::RELATIONS {
        if !relations.contains(*relation) {
            faults.push(format!("{} leads to no {relation}", A::KIND));
        }
    }
}

fn camel(snake: &str) -> String {
    let mut parts = snake.split('_');
    let mut camel = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (first, rest) = part.split_at(1);
        camel.push_str(&first.to_ascii_uppercase());
        camel.push_str(rest);
    }
    camel
}

#[test]
fn every_attribute_and_relation_is_one_that_apple_describes() {
    let Some(description) = find() else { return };
    let mut faults = Vec::new();
    macro_rules! all {
        ($($name:ty,)*) => { $(known::<$name>(&description, &mut faults);)* };
    }
    all! {
        AppAttributes, AssetAppStoreAttributes, AssetAttributes, AssetExternalBetaAttributes,
        AssetInternalBetaAttributes, AssetVersionAttributes, BetaDetailAttributes, BuildAttributes,
        CrashFeedbackAttributes, CrashLogAttributes, DeliveryAttributes, IconAttributes,
        PreReleaseAttributes, ReviewAttributes, ReviewItemAttributes, ScreenshotFeedbackAttributes,
        SentEventAttributes, TesterAttributes, UploadAttributes, VersionAttributes,
        WebhookAttributes,
    }
    assert_eq!(faults, [""; 0], "such a field would be empty for ever");
}

#[test]
fn every_list_of_words_is_apples() {
    let Some(description) = find() else { return };
    for (words, at) in [
        (Platform::KNOWN, "Platform"),
        (VersionState::KNOWN, "AppVersionState"),
        (
            ReviewType::KNOWN,
            "AppStoreVersion/properties/attributes/properties/reviewType",
        ),
        (
            ReleaseType::KNOWN,
            "AppStoreVersion/properties/attributes/properties/releaseType",
        ),
        (
            ProcessingState::KNOWN,
            "Build/properties/attributes/properties/processingState",
        ),
        (BuildAudience::KNOWN, "BuildAudienceType"),
        (IconKind::KNOWN, "IconAssetType"),
        (UploadState::KNOWN, "BuildUploadState"),
        (InternalBetaState::KNOWN, "InternalBetaState"),
        (ExternalBetaState::KNOWN, "ExternalBetaState"),
        (Connection::KNOWN, "DeviceConnectionType"),
        (DeviceFamily::KNOWN, "DeviceFamily"),
        (Invitation::KNOWN, "BetaInviteType"),
        (TesterState::KNOWN, "BetaTesterState"),
        (
            ReviewState::KNOWN,
            "ReviewSubmission/properties/attributes/properties/state",
        ),
        (
            ReviewItemState::KNOWN,
            "ReviewSubmissionItem/properties/attributes/properties/state",
        ),
        (AssetVersionState::KNOWN, "BackgroundAssetVersionState"),
        (
            AssetInternalBetaState::KNOWN,
            "BackgroundAssetVersionInternalBetaRelease/properties/attributes/properties/state",
        ),
        (
            AssetExternalBetaState::KNOWN,
            "BackgroundAssetVersionExternalBetaReleaseState",
        ),
        (
            AssetAppStoreState::KNOWN,
            "BackgroundAssetVersionAppStoreReleaseState",
        ),
        (EventType::KNOWN, "WebhookEventType"),
        (
            DeliveryState::KNOWN,
            "WebhookDelivery/properties/attributes/properties/deliveryState",
        ),
    ] {
        let theirs: BTreeSet<String> = description.words(at).into_iter().collect();
        let ours: BTreeSet<String> = words.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(ours, theirs, "{at}");
    }
}
