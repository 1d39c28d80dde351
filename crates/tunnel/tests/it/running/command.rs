//! A command of the user's own.

use std::path::Path;

use shipbell_tunnel::{Fault, Kind, Phase};

use super::scene::{Scene, for_sure, lives, nowhere, until, wanted, with_secret};

#[tokio::test]
async fn its_words_its_pattern_and_its_children() {
    let scene = Scene::new();
    scene.put("sh", Path::new("/bin/sh"));
    let supervisor = scene.supervisor();
    let child = scene.folder().join("child");
    // As many a wrapper: it starts the tunnel, and waits for it.
    let script = format!(
        "sleep 600 & echo $! > {}; echo told {{door}} {{door-port}} $SHIPBELL_DOOR; \
         echo \"open: https://Bell.example.com/ now\"; wait",
        child.display()
    );
    let command = format!("sh -c '{script}'");
    let options = [("command", command.as_str()), ("pattern", r"open: (\S+)")];
    supervisor.want(Some(wanted(Kind::Command, nowhere(), &options)));
    let up = until(&supervisor, "an address", |state| state.phase == Phase::Up).await;
    assert_eq!(up.url.as_deref(), Some("https://bell.example.com"));
    let log = supervisor.log().join("\n");
    assert!(log.contains("told 127.0.0.1:9 9 127.0.0.1:9"), "{log}");
    let child = for_sure("the child", || {
        std::fs::read_to_string(&child).ok()?.trim().parse().ok()
    });
    assert!(lives(child));
    supervisor.stop().await;
    assert!(!lives(up.pid.unwrap()));
    for_sure("the end of the wrapper's child", || {
        (!lives(child)).then_some(())
    });
}

#[tokio::test]
async fn one_that_says_nothing_is_open_when_it_lives() {
    let scene = Scene::new();
    scene.play("tunnel", "");
    let supervisor = scene.supervisor();
    let options = [
        ("command", "tunnel --quiet"),
        ("address", "https://bell.example.com/"),
    ];
    let wants = wanted(Kind::Command, nowhere(), &options);
    supervisor.want(Some(with_secret(wants, "secret", "canary")));
    let up = until(&supervisor, "an address", |state| state.phase == Phase::Up).await;
    assert_eq!(up.url.as_deref(), Some("https://bell.example.com"));
    let saw = scene.saw("tunnel");
    assert!(saw.contains("SHIPBELL_TUNNEL_SECRET canary"), "{saw}");

    supervisor.want(Some(wanted(
        Kind::Command,
        nowhere(),
        &[("command", "tunnel")],
    )));
    let refused = until(&supervisor, "a refusal", |state| {
        state.phase == Phase::Refused
    })
    .await;
    let key = "pattern".to_owned();
    assert_eq!(refused.fault, Some(Fault::MissingOption { key }));
    assert!(!lives(up.pid.unwrap()), "the former one was ended first");
    supervisor.stop().await;
}

#[tokio::test]
async fn one_that_obeys_nobody_is_killed() {
    let scene = Scene::new();
    scene.put("sh", Path::new("/bin/sh"));
    let supervisor = scene.supervisor();
    let command = "sh -c 'trap \"\" TERM; echo at http://b.example:1; while :; do sleep 1; done'";
    let options = [("command", command), ("pattern", "at (.*)")];
    supervisor.want(Some(wanted(Kind::Command, nowhere(), &options)));
    let up = until(&supervisor, "an address", |state| state.phase == Phase::Up).await;
    supervisor.stop().await;
    assert!(
        !lives(up.pid.unwrap()),
        "after five seconds there is no mercy"
    );
}
