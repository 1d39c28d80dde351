//! Does every message read as it should?

use std::collections::BTreeSet;

use shipbell_words::{Arg, FACTS, Words, english_sources, id};

use crate::catalogue::{Catalogue, Message, PRESENCE, Sort};

fn english() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (index, source) in english_sources().iter().enumerate() {
        catalogue.read(&format!("file {index}"), source);
    }
    catalogue
}

#[expect(
    clippy::expect_used,
    reason = "a test stops where its ground is missing"
)]
fn filled(message: &Message, text: &'static str) -> String {
    let args: Vec<(&str, Arg<'_>)> = message
        .declared
        .iter()
        .map(|(name, sort)| match sort {
            Sort::Text => (name.as_str(), Arg::Text(text)),
            Sort::Number => (name.as_str(), Arg::Number(3)),
        })
        .collect();
    Words::english()
        .find(&message.id, &args)
        .expect("the catalogue that is checked is the one that speaks")
}

#[test]
fn every_message_is_complete_with_what_it_declares() {
    let catalogue = english();
    assert_eq!(catalogue.problems(), Vec::<String>::new());
    assert_eq!(
        catalogue.messages.len(),
        id::ALL.len(),
        "each message has a constant"
    );
    for message in &catalogue.messages {
        for value in ["Fernway", ""] {
            let text = filled(message, value);
            assert!(
                !text.contains(['{', '}', '$']),
                "{} would show its own machinery: {text:?}",
                message.id
            );
        }
    }
}

#[test]
fn a_message_declares_nothing_that_it_does_not_use() {
    let catalogue = english();
    for message in &catalogue.messages {
        let own = !["piece-", "headline-", "story-", "error-"]
            .iter()
            .any(|prefix| message.id.starts_with(prefix));
        let used = catalogue.variables(message);
        for name in message.declared.keys().filter(|_| own) {
            assert!(
                used.contains(name) || used.contains(&format!("{PRESENCE}{name}")),
                "{} promises translators ${name} and does not mention it",
                message.id
            );
        }
    }
}

#[test]
fn events_are_told_with_known_facts_only() {
    let catalogue = english();
    let facts: BTreeSet<&str> = FACTS.iter().copied().collect();
    for message in &catalogue.messages {
        if !message.id.starts_with("headline-") && !message.id.starts_with("story-") {
            continue;
        }
        for name in catalogue.variables(message) {
            let name = name.strip_prefix(PRESENCE).unwrap_or(&name).to_owned();
            assert!(
                facts.contains(name.as_str()),
                "{} mentions ${name}, which nobody passes",
                message.id
            );
        }
    }
}

#[test]
fn the_tone_is_calm() {
    for message in &english().messages {
        for loud in ['!', '\''] {
            assert!(
                !message.text.contains(loud),
                "{} has {loud:?}: no exclamation marks, and a typographic apostrophe",
                message.id
            );
        }
    }
}

/// What a row of the feed says of itself, in one sentence: the event is there all the same, and the
/// cause that follows names the place to correct.
const OF_A_ROW: [&str; 4] = [
    "error-condition",
    "error-template",
    "error-link-template",
    "error-not-understood",
];

#[test]
fn each_error_says_what_to_do() {
    let words = Words::english();
    for message in english().messages {
        let asks = message.id.starts_with("error-") && !message.id.ends_with("-fix");
        if asks && !OF_A_ROW.contains(&message.id.as_str()) {
            assert!(
                words.has(&format!("{}-fix", message.id)),
                "{} leaves a person alone with the trouble",
                message.id
            );
        }
    }
}

#[test]
fn every_token_of_apples_has_words() {
    let words = Words::english();
    let tokens = "ACCEPTED DEVELOPER_REJECTED IN_REVIEW INVALID_BINARY METADATA_REJECTED \
        PENDING_APPLE_RELEASE PENDING_DEVELOPER_RELEASE PREPARE_FOR_SUBMISSION \
        PROCESSING_FOR_DISTRIBUTION READY_FOR_DISTRIBUTION READY_FOR_REVIEW REJECTED \
        REPLACED_WITH_NEW_VERSION WAITING_FOR_EXPORT_COMPLIANCE WAITING_FOR_REVIEW PROCESSING \
        PROCESSING_EXCEPTION MISSING_EXPORT_COMPLIANCE READY_FOR_BETA_TESTING IN_BETA_TESTING \
        EXPIRED READY_FOR_BETA_SUBMISSION IN_EXPORT_COMPLIANCE_REVIEW WAITING_FOR_BETA_REVIEW \
        IN_BETA_REVIEW BETA_REJECTED BETA_APPROVED NOT_APPLICABLE APPROVED FAILED INVALID VALID \
        AWAITING_UPLOAD COMPLETE READY_FOR_TESTING SUPERSEDED PROCESSING_FOR_TESTING \
        UNRESOLVED_ISSUES CANCELING COMPLETING REMOVED IOS MAC_OS TV_OS VISION_OS \
        appStoreVersionAppVersionStateUpdated buildUploadStateUpdated \
        buildBetaDetailExternalBuildStateUpdated betaFeedbackScreenshotSubmissionCreated \
        betaFeedbackCrashSubmissionCreated backgroundAssetVersionStateUpdated \
        backgroundAssetVersionInternalBetaReleaseCreated \
        backgroundAssetVersionExternalBetaReleaseStateUpdated \
        backgroundAssetVersionAppStoreReleaseStateUpdated \
        alternativeDistributionPackageVersionCreated \
        alternativeDistributionPackageAvailableUpdated \
        alternativeDistributionTerritoryAvailabilityUpdated webhookPingCreated";
    for token in tokens.split_whitespace() {
        assert!(
            words.label(token).is_some(),
            "{token} would be shown as Apple's interface spells it, not as people know it"
        );
    }
}

#[test]
fn counts_have_their_plural() {
    let words = Words::english();
    let say = |count| words.say_with(id::BANNER_DIGEST_TITLE, &[("count", Arg::Number(count))]);
    assert_eq!(say(1), "While paused: 1 event");
    assert_eq!(say(12), "While paused: 12 events");
}

#[test]
fn no_invisible_marks_reach_a_banner() {
    let text = Words::english().say_with(
        id::BANNER_SUMMARY_PART,
        &[("app", Arg::Text("Tideline")), ("count", Arg::Number(7))],
    );
    assert_eq!(
        text, "Tideline: 7",
        "isolation marks would be copied along with the text"
    );
}

#[test]
fn a_persons_text_is_never_read_as_a_message() {
    let told = Words::english().story(
        "screenshot-feedback",
        None,
        &[("feedback", "{ app-name } { $build }"), ("build", "7")],
    );
    assert_eq!(
        told, "“{ app-name } { $build }” Build 7.",
        "what a tester wrote is shown, not evaluated"
    );
}

#[test]
fn words_are_shared_between_threads() {
    let words = Words::english();
    let copy = words.clone();
    let other = std::thread::spawn(move || copy.say(id::TRAY_QUIT));
    assert_eq!(other.join().unwrap(), words.say(id::TRAY_QUIT));
}
