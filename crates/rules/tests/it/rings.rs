//! Which channels does an event ring in?

use serde_json::{Value, json};
use shipbell_rules::{Channel, Level, Ring, Templates, builtin_channel, builtin_templates, decide};
use shipbell_webhook::Kind;

use crate::{event, scene};

fn rings(sample: &str, channels: &[Channel]) -> Vec<Ring> {
    let event = event(sample);
    let fields: Value = json!({ "status": event.status, "app": { "name": "Tideline" } });
    decide(&event, "tideline", &fields, &scene(), channels)
}

fn names(rings: &[Ring]) -> Vec<&str> {
    rings.iter().map(|ring| ring.channel.as_str()).collect()
}

fn texts(title: &str) -> Templates {
    Templates {
        title: title.into(),
        body: String::new(),
        link: None,
    }
}

#[test]
fn one_event_rings_in_every_channel_that_listens() {
    let mut other_endpoint = Channel::named("fernway only");
    other_endpoint.endpoints = vec!["fernway".into()];
    let mut both = Channel::named("both");
    both.endpoints = vec!["fernway".into(), "tideline".into()];
    let mut builds = Channel::named("builds");
    builds.kinds = vec!["build-upload".into()];
    let channels = [builtin_channel(), other_endpoint, both, builds];

    assert_eq!(
        names(&rings("app-version-rejected", &channels)),
        ["default", "both"],
        "channels for other endpoints and kinds stay silent"
    );
    assert_eq!(
        names(&rings("build-upload-failed", &channels)),
        ["default", "both", "builds"]
    );
    assert_eq!(rings("ping", &[]), [], "no channel, no banner");
}

#[test]
fn a_condition_lets_through_what_it_holds_for() {
    let mut channel = Channel::named("rejections");
    channel.condition = Some(r#"status.includes("REJECTED") && app.name == "Tideline""#.into());
    let channels = [channel];
    assert_eq!(
        names(&rings("app-version-metadata-rejected", &channels)),
        ["rejections"]
    );
    assert_eq!(rings("app-version-in-review", &channels), []);
}

#[test]
fn a_condition_with_a_mistake_shows_the_event_and_is_marked() {
    let mut channel = Channel::named("broken");
    channel.condition = Some("status ==".into());
    let found = rings("app-version-rejected", &[channel]);
    assert_eq!(
        names(&found),
        ["broken"],
        "a typing mistake must not swallow a rejection"
    );
    let reason = found[0].condition_error.as_deref();
    assert!(
        reason.is_some_and(|reason| !reason.is_empty()),
        "the person has to learn that the rule does not work"
    );
    assert_eq!(found[0].level, Level::TimeSensitive);
}

#[test]
fn an_empty_condition_is_no_condition() {
    let mut channel = Channel::named("empty");
    channel.condition = Some("  ".into());
    let found = rings("ping", &[channel]);
    assert_eq!(names(&found), ["empty"]);
    assert_eq!(found[0].condition_error, None);
}

#[test]
fn a_level_for_the_state_goes_before_one_for_the_kind() {
    let mut channel = Channel::named("quiet");
    channel.levels.insert("app-version".into(), Level::Passive);
    channel
        .levels
        .insert("app-version-in-review".into(), Level::TimeSensitive);
    let channels = [channel];
    let level = |sample| rings(sample, &channels)[0].level;
    assert_eq!(level("app-version-in-review"), Level::TimeSensitive);
    assert_eq!(
        level("app-version-rejected"),
        Level::Passive,
        "the kind's level serves its other states"
    );
    assert_eq!(
        level("crash-feedback"),
        Level::TimeSensitive,
        "other kinds keep their defaults"
    );
}

#[test]
fn texts_of_the_kind_go_before_default_and_that_before_ours() {
    let mut channel = Channel::named("own words");
    channel.templates.insert("ping".into(), texts("ping!"));
    let for_kind_only = [channel.clone()];
    channel.templates.insert("default".into(), texts("any"));
    let with_default = [channel];

    let title = |sample, channels: &[Channel]| rings(sample, channels)[0].templates.title.clone();
    assert_eq!(title("ping", &with_default), "ping!");
    assert_eq!(title("crash-feedback", &with_default), "any");
    assert_eq!(
        title("crash-feedback", &for_kind_only),
        builtin_templates(Kind::CrashFeedback).title
    );
}

#[test]
fn texts_without_a_link_lead_to_the_usual_page() {
    let mut channel = Channel::named("own words");
    channel.templates.insert("default".into(), texts("any"));
    let mut nowhere = Channel::named("nowhere");
    nowhere.templates.insert(
        "default".into(),
        Templates {
            link: Some(String::new()),
            ..texts("any")
        },
    );
    let found = rings("ping", &[channel, nowhere]);
    assert_eq!(
        found[0].templates.link,
        builtin_templates(Kind::Ping).link,
        "a banner that cannot be clicked is a surprise"
    );
    assert_eq!(
        found[1].templates.link.as_deref(),
        Some(""),
        "unless the person wants it so"
    );
}
