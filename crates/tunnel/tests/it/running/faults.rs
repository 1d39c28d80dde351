//! What runs badly.

use shipbell_tunnel::{Fault, Kind, Phase};

use super::scene::{Scene, lives, nowhere, until, wanted};

#[tokio::test]
async fn a_crash_says_why() {
    let scene = Scene::new();
    scene.play("cloudflared", "crash");
    let supervisor = scene.supervisor();
    supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
    let failed = until(&supervisor, "the end", |state| {
        state.phase == Phase::Waiting
    })
    .await;
    let program = "cloudflared".to_owned();
    let last = "2026-11-26T12:00:00Z ERR Provided Tunnel token is not valid.".to_owned();
    let fault = Fault::Exited {
        program,
        code: Some(255),
        last,
    };
    assert_eq!(failed.fault, Some(fault));
    let again = until(&supervisor, "another start", |state| state.starts == 2).await;
    assert!(
        again.fault.is_some(),
        "what went wrong stays to be read until it is up"
    );
    supervisor.stop().await;
}

#[tokio::test]
async fn a_flood_is_waded_through() {
    let scene = Scene::new();
    scene.play("cloudflared", "flood");
    let supervisor = scene.supervisor();
    supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
    let up = until(&supervisor, "the address after it", |state| {
        state.phase == Phase::Up
    })
    .await;
    let log = supervisor.log();
    assert!(log.len() <= 200 && log.iter().all(|line| line.chars().count() <= 500));
    supervisor.stop().await;
    assert!(!lives(up.pid.unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_a_connection_is_no_way_in() {
    let scene = Scene::new();
    scene.play("cloudflared", "unregistered");
    let supervisor = scene.supervisor();
    supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
    until(&supervisor, "its start", |state| {
        state.phase == Phase::Starting
    })
    .await;
    super::scene::for_sure("the box", || {
        supervisor
            .log()
            .join("\n")
            .contains("shy-dog-42")
            .then_some(())
    });
    let state = supervisor.state();
    assert_eq!((state.phase, state.url), (Phase::Starting, None));
    supervisor.stop().await;
}
