//! What can't be run as it is wanted.

use shipbell_tunnel::{Fault, Kind, Phase, State};

use super::scene::{Scene, nowhere, until, wanted, with_secret};

/// What is said, and the field with which something is wrong.
type Bad<'a> = (Kind, &'a [(&'a str, &'a str)], &'a str);

fn scene() -> Scene {
    let scene = Scene::new();
    for name in ["cloudflared", "bore", "ssh", "tailscale"] {
        scene.play(name, "");
    }
    scene
}

#[tokio::test]
async fn what_a_program_could_misunderstand_is_refused_before_it_runs() {
    let scene = scene();
    let long = "x".repeat(5000);
    let bad: [Bad<'_>; 14] = [
        (
            Kind::Ssh,
            &[("destination", "-oProxyCommand=touch x")],
            "destination",
        ),
        (
            Kind::Ssh,
            &[("destination", "me@-oProxyCommand=x")],
            "destination",
        ),
        (Kind::Ssh, &[("destination", "host;id")], "destination"),
        (Kind::Ssh, &[("destination", "a\nb")], "destination"),
        (
            Kind::Ssh,
            &[("destination", "host"), ("identity", "-x")],
            "identity",
        ),
        (
            Kind::Ssh,
            &[("destination", "host"), ("remote-port", "70000")],
            "remote-port",
        ),
        (
            Kind::Ssh,
            &[("destination", "host"), ("remote-bind", "a b")],
            "remote-bind",
        ),
        (Kind::Bore, &[("server", "--to")], "server"),
        (Kind::Bore, &[("server", &long)], "server"),
        (
            Kind::Bore,
            &[("server", "b"), ("address", "https://b/hooks")],
            "address",
        ),
        (Kind::Bore, &[("server", "b"), ("secret", "x")], "secret"),
        (
            Kind::Command,
            &[("command", "a 'b"), ("pattern", "(.)")],
            "command",
        ),
        (
            Kind::Command,
            &[("command", "a"), ("pattern", "no group")],
            "pattern",
        ),
        (Kind::Tailscale, &[("https-port", "x")], "https-port"),
    ];
    let supervisor = scene.supervisor();
    for (kind, options, field) in bad {
        supervisor.want(Some(wanted(kind, nowhere(), options)));
        let is = |state: &State| {
            let fault = state.fault.as_ref();
            let named = matches!(fault, Some(Fault::BadOption { key, .. }) if key == field);
            state.phase == Phase::Refused && named
        };
        let refused = until(&supervisor, &format!("{kind:?} {options:?}"), is).await;
        assert_eq!((refused.starts, refused.pid), (0, None), "nothing was run");
        supervisor.want(None);
        until(&supervisor, "off", |state| state.phase == Phase::Off).await;
    }
    supervisor.stop().await;
}

#[tokio::test]
async fn what_is_missing_or_unknown_is_named() {
    let scene = scene();
    let supervisor = scene.supervisor();
    let missing = |key: &str| Fault::MissingOption {
        key: key.to_owned(),
    };
    let unknown = |key: &str| Fault::UnknownOption {
        key: key.to_owned(),
    };
    let bare = |kind| wanted(kind, nowhere(), &[]);
    let addressed = wanted(
        Kind::CloudflaredNamed,
        nowhere(),
        &[("address", "https://b.example")],
    );
    for (wants, fault) in [
        (bare(Kind::Bore), missing("server")),
        (
            wanted(Kind::Bore, nowhere(), &[("server", " ")]),
            missing("server"),
        ),
        (
            with_secret(bare(Kind::CloudflaredNamed), "token", "t"),
            missing("address"),
        ),
        (with_secret(addressed, "token", ""), missing("token")),
        (
            wanted(Kind::Cloudflared, nowhere(), &[("hostname", "x")]),
            unknown("hostname"),
        ),
        (
            with_secret(bare(Kind::Cloudflared), "token", "t"),
            unknown("token"),
        ),
    ] {
        supervisor.want(Some(wants.clone()));
        let is = |state: &State| state.fault.as_ref() == Some(&fault);
        let refused = until(&supervisor, &format!("{fault:?}"), is).await;
        assert_eq!(refused.phase, Phase::Refused, "{wants:?}");
    }
    supervisor.stop().await;
}

#[tokio::test]
async fn a_program_that_is_not_there_is_found_once_it_is() {
    let scene = scene();
    let supervisor = scene.supervisor();
    supervisor.want(Some(wanted(Kind::Ngrok, nowhere(), &[])));
    let refused = until(&supervisor, "a refusal", |state| {
        state.phase == Phase::Refused
    })
    .await;
    let program = "ngrok".to_owned();
    assert_eq!(refused.fault, Some(Fault::NotInstalled { program }));
    scene.play("ngrok", "");
    supervisor.restart();
    until(&supervisor, "it, once installed", |state| {
        state.phase == Phase::Up
    })
    .await;
    supervisor.stop().await;
}
