//! bore for real, client and server.

use shipbell_testkit::{BoreServer, bore};
use shipbell_tunnel::{Fault, Kind, Phase};

use super::door::{ask, door};
use super::scene::{Scene, kill, lives, until, wanted, with_secret};

#[tokio::test]
async fn a_request_arrives_and_a_killed_tunnel_comes_back_at_another_address() {
    let (scene, server) = (Scene::new(), BoreServer::open().unwrap());
    scene.put("bore", &bore::program().unwrap());
    let supervisor = scene.supervisor();
    let wants = wanted(Kind::Bore, door().await, &[("server", server.host())]);
    supervisor.want(Some(wants.clone()));
    let up = until(&supervisor, "an address", |state| state.phase == Phase::Up).await;
    let first = up.url.unwrap();
    assert!(
        first.starts_with(&format!("http://{}:", server.host())),
        "{first}"
    );
    assert!(
        ask(&first).await.ends_with("rang"),
        "the request has to arrive at the door"
    );

    let pid = up.pid.unwrap();
    supervisor.want(Some(wants));
    assert_eq!(
        supervisor.state().pid,
        Some(pid),
        "the same again changes nothing"
    );

    kill(pid);
    let failed = until(&supervisor, "the end", |state| {
        state.phase == Phase::Waiting
    })
    .await;
    assert!(
        matches!(failed.fault, Some(Fault::Exited { code: None, .. })),
        "{failed:?}"
    );
    assert!(failed.again.unwrap() > failed.since && failed.url.is_none());
    let up = until(&supervisor, "it again", |state| state.phase == Phase::Up).await;
    let second = up.url.unwrap();
    assert_eq!((up.starts, up.fault), (2, None));
    assert_ne!(first, second, "bore gave out another port");
    assert!(
        ask(&second).await.ends_with("rang"),
        "the request has to arrive at the door again"
    );

    supervisor.stop().await;
    let off = supervisor.state();
    assert_eq!((off.phase, off.url, off.pid), (Phase::Off, None, None));
    assert!(!lives(up.pid.unwrap()), "nothing runs after the stop");
    assert!(
        !scene.home().join("tunnel.json").exists(),
        "nothing is ours any more"
    );
}

#[tokio::test]
async fn the_public_address_is_made_of_the_port() {
    let (scene, server) = (Scene::new(), BoreServer::with_secret("canary").unwrap());
    scene.put("bore", &bore::program().unwrap());
    let supervisor = scene.supervisor();
    let options = [
        ("server", server.host()),
        ("address", "https://bell.example.com:{port}"),
    ];
    let wants = wanted(Kind::Bore, door().await, &options);
    supervisor.want(Some(with_secret(wants, "secret", "canary")));
    let up = until(&supervisor, "an address", |state| state.phase == Phase::Up).await;
    let url = up.url.unwrap();
    let port = url.strip_prefix("https://bell.example.com:").unwrap();
    let answer = ask(&format!("http://{}:{port}", server.host())).await;
    assert!(answer.ends_with("rang"), "the secret opened the server");
    supervisor.stop().await;
}

#[tokio::test]
async fn a_wrong_secret_and_a_missing_server_are_told() {
    let (scene, server) = (Scene::new(), BoreServer::with_secret("right").unwrap());
    scene.put("bore", &bore::program().unwrap());
    let supervisor = scene.supervisor();
    let wants = wanted(Kind::Bore, door().await, &[("server", server.host())]);
    supervisor.want(Some(with_secret(wants.clone(), "secret", "canary-of-ours")));
    let failed = until(&supervisor, "a fault", |state| {
        state.phase == Phase::Waiting
    })
    .await;
    let told = failed.fault.unwrap().to_string();
    assert!(told.contains("invalid secret"), "{told}");
    assert!(
        !supervisor.log().join("\n").contains("canary"),
        "no log shows it"
    );

    supervisor.want(Some(wants));
    let told = |state: &shipbell_tunnel::State| {
        let fault = state.fault.as_ref();
        fault.is_some_and(|fault| fault.to_string().contains("requires authentication"))
    };
    until(&supervisor, "that a secret is needed", told).await;

    let host = server.host().to_owned();
    drop(server);
    supervisor.want(Some(wanted(Kind::Bore, door().await, &[("server", &host)])));
    let told = |state: &shipbell_tunnel::State| {
        let fault = state.fault.as_ref();
        fault.is_some_and(|fault| fault.to_string().contains("could not connect to"))
    };
    until(&supervisor, "that nobody is there", told).await;
    supervisor.stop().await;
}
