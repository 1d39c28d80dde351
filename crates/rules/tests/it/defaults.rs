//! What rings where nobody chose anything?

use shipbell_rules::{Level, builtin_channel, builtin_templates, default_level, field};
use shipbell_template::{Template, lint};
use shipbell_webhook::{Kind, sample};

use crate::event;

#[test]
fn levels_of_every_sample() {
    let lines: Vec<String> = sample::all()
        .iter()
        .map(|sample| format!("{:<48} {}", sample.name, default_level(&event(sample.name))))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    app-version-accepted                             active
    app-version-developer-rejected                   passive
    app-version-in-review                            passive
    app-version-invalid-binary                       time-sensitive
    app-version-metadata-rejected                    time-sensitive
    app-version-pending-apple-release                active
    app-version-pending-developer-release            active
    app-version-prepare-for-submission               passive
    app-version-processing-for-distribution          passive
    app-version-ready-for-distribution               active
    app-version-ready-for-review                     passive
    app-version-rejected                             time-sensitive
    app-version-replaced-with-new-version            passive
    app-version-waiting-for-export-compliance        passive
    app-version-waiting-for-review                   passive
    build-upload-awaiting-upload                     passive
    build-upload-processing                          passive
    build-upload-failed                              time-sensitive
    build-upload-complete                            active
    external-build-processing                        passive
    external-build-processing-exception              time-sensitive
    external-build-missing-export-compliance         active
    external-build-ready-for-beta-testing            active
    external-build-in-beta-testing                   active
    external-build-expired                           passive
    external-build-ready-for-beta-submission         passive
    external-build-in-export-compliance-review       passive
    external-build-waiting-for-beta-review           passive
    external-build-in-beta-review                    passive
    external-build-beta-rejected                     time-sensitive
    external-build-beta-approved                     active
    external-build-not-applicable                    passive
    screenshot-feedback                              active
    crash-feedback                                   time-sensitive
    asset-version-awaiting-upload                    passive
    asset-version-processing                         passive
    asset-version-failed                             time-sensitive
    asset-version-complete                           active
    asset-internal-beta                              active
    asset-external-beta-ready-for-beta-submission    passive
    asset-external-beta-waiting-for-review           passive
    asset-external-beta-in-review                    passive
    asset-external-beta-rejected                     time-sensitive
    asset-external-beta-processing-for-testing       passive
    asset-external-beta-ready-for-testing            active
    asset-external-beta-superseded                   passive
    asset-app-store-prepare-for-submission           passive
    asset-app-store-ready-for-review                 passive
    asset-app-store-waiting-for-review               passive
    asset-app-store-in-review                        passive
    asset-app-store-accepted                         active
    asset-app-store-rejected                         time-sensitive
    asset-app-store-processing-for-distribution      passive
    asset-app-store-ready-for-distribution           active
    asset-app-store-superseded                       passive
    package-version                                  active
    package-available                                active
    territory-availability                           active
    ping                                             active
    unknown                                          active
    ");
}

#[test]
fn what_is_not_understood_rings() {
    for (mut unheard, kind) in [
        (event("app-version-in-review"), "a version"),
        (event("build-upload-processing"), "an upload"),
        (event("external-build-in-beta-review"), "a TestFlight build"),
        (event("asset-app-store-in-review"), "background assets"),
    ] {
        for state in [Some("SOMETHING_NEW".to_owned()), None] {
            unheard.status = state;
            assert_eq!(
                default_level(&unheard),
                Level::Active,
                "a state of {kind} that we do not know could be a rejection"
            );
        }
    }
}

#[test]
fn built_in_texts_are_sound() {
    let known = field::paths();
    for kind in Kind::ALL {
        let texts = builtin_templates(kind);
        let link = texts.link.expect("a click leads somewhere");
        for source in [texts.title, texts.body, link] {
            Template::compile(&source).expect("the fallback for broken templates must not break");
            assert_eq!(
                lint(&source, &known),
                [],
                "our own texts mention only fields that exist"
            );
        }
    }
}

#[test]
fn built_in_texts_hold_no_words() {
    for kind in Kind::ALL {
        let texts = builtin_templates(kind);
        for source in [texts.title, texts.body] {
            let outside: String = source
                .split("{{")
                .map(|piece| piece.rsplit("}}").next().unwrap_or_default())
                .collect();
            assert!(
                !outside.contains(char::is_alphabetic),
                "{outside:?} could not be translated"
            );
        }
    }
}

#[test]
fn the_title_reads_well_with_and_without_a_version() {
    let title = Template::compile(&builtin_templates(Kind::AppVersion).title).unwrap();
    let mut fields = serde_json::json!({
        "app": { "name": "Tideline" },
        "version": "2.4.1",
        "event": { "headline": "Rejected by App Review" },
    });
    let with = title.render(&fields, &crate::scene()).unwrap();
    assert_eq!(with, "Tideline 2.4.1: Rejected by App Review");
    fields["version"] = "".into();
    let without = title.render(&fields, &crate::scene()).unwrap();
    assert_eq!(
        without, "Tideline: Rejected by App Review",
        "without an API key no gap is left"
    );
}

#[test]
fn the_first_channel_is_sound_and_lets_everything_through() {
    let channel = builtin_channel();
    assert_eq!(channel.check(), []);
    assert!(
        channel.endpoints.is_empty() && channel.kinds.is_empty() && channel.condition.is_none(),
        "a newcomer misses nothing"
    );
}

#[test]
fn fields_of_published_templates_are_known() {
    let known = field::paths();
    for source in [
        "[{{app.name}}] {{eventType}} - {{status}}",
        "📱 App: {{app.name}} {{eventDate}} {{message}} {{app.url}}",
        "{{tester.name}} {{feedback}} {{device}} {{feedbackUrl}} {{status | label}}",
        "{{status.label}} {{event.label}} {{data.attributes.timestamp}} {{header[\"host\"]}}",
        "{{date}} {{time}} {{timezone}} {{local.hour}} {{externalLink}}",
    ] {
        assert_eq!(lint(source, &known), [], "{source} must not be remarked on");
    }
    assert_eq!(
        lint("{{rating}}", &known).len(),
        1,
        "no data of Apple's has a rating, and the editor should say so"
    );
}
