//! Does a channel survive the settings file, and are its mistakes named?

use serde::Deserialize;
use shipbell_rules::{Channel, ChannelError, Level};

#[derive(Deserialize)]
struct Settings {
    channel: Vec<Channel>,
}

fn read(toml: &str) -> Result<Channel, String> {
    let settings: Settings = toml::from_str(toml).map_err(|error| error.to_string())?;
    settings.channel.into_iter().next().ok_or("none".to_owned())
}

const FULL: &str = r#"
[[channel]]
name = "releases"
endpoints = ["tideline"]
kinds = ["app-version", "build-upload"]
condition = 'status != "IN_REVIEW"'

[channel.levels]
app-version-rejected = "time-sensitive"
build-upload = "passive"

[channel.templates.default]
title = "{{app.name}}"
body = "{{event.story}}"
link = "{{app.url}}"
"#;

#[test]
fn a_full_channel_is_read_and_written_back_unchanged() {
    let channel = read(FULL).unwrap();
    assert_eq!(channel.check(), []);
    assert_eq!(channel.levels["build-upload"], Level::Passive);
    let written = toml::to_string(&channel).unwrap();
    let again: Channel = toml::from_str(&written).unwrap();
    assert_eq!(again, channel, "the panel may write what a person wrote");
}

#[test]
fn a_name_is_enough_and_nothing_more_is_written() {
    let channel = read("[[channel]]\nname = \"all\"").unwrap();
    assert_eq!(channel, Channel::named("all"));
    assert_eq!(
        toml::to_string(&channel).unwrap(),
        "name = \"all\"\n",
        "a settings file stays as short as a person made it"
    );
}

#[test]
fn keys_that_do_not_exist_are_refused_by_name() {
    for (toml, named) in [
        ("[[channel]]\nname = \"a\"\nkindz = []", "kindz"),
        (
            "[[channel]]\nname = \"a\"\n[channel.templates.default]\ntitle = \"\"\nbody = \"\"\nurl = \"\"",
            "url",
        ),
        (
            "[[channel]]\nname = \"a\"\n[channel.levels]\nping = \"loud\"",
            "loud",
        ),
    ] {
        let error = read(toml).unwrap_err();
        assert!(
            error.contains(named),
            "a typing mistake would be silently without effect: {error}"
        );
    }
}

#[test]
fn what_cannot_work_is_named() {
    let mut channel = Channel::named(" ");
    channel.kinds = vec!["app-versions".into()];
    channel.condition = Some("status ==".into());
    channel.levels.insert("rejected".into(), Level::Active);
    channel
        .levels
        .insert("app-version-some-new-state".into(), Level::Active);
    let broken = shipbell_rules::Templates {
        title: "{{app.name".into(),
        body: String::new(),
        link: None,
    };
    channel.templates.insert("defaults".into(), broken);

    let errors = channel.check();
    let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(texts.join("\n"), @r#"
    a channel's name has 1 to 64 characters
    "app-versions" is no kind of event; kinds are app-version, build-upload, external-build, screenshot-feedback, crash-feedback, asset-version, asset-internal-beta, asset-external-beta, asset-app-store, package-version, package-available, territory-availability, ping, unknown
    the condition cannot be understood: Expected a field or a text here, but found the end.
    a level is set for "rejected", which begins with no kind of event; write a kind, such as app-version, or a kind and its state, such as app-version-rejected
    templates are set for "defaults"; write default or a kind of event: app-version, build-upload, external-build, screenshot-feedback, crash-feedback, asset-version, asset-internal-beta, asset-external-beta, asset-app-store, package-version, package-available, territory-availability, ping, unknown
    the title of template "defaults" cannot be understood: `{{` opens here and no `}}` closes it.
    "#);
    let title = errors.last().and_then(ChannelError::span);
    assert_eq!(
        title,
        Some(0..2),
        "an editor underlines the person's own text"
    );
}
