//! cloudflared, ngrok and Tailscale, played by a stand-in.

use shipbell_tunnel::{Fault, Kind, Phase};

use super::scene::{Scene, nowhere, until, wanted, with_secret};

#[tokio::test]
async fn a_quick_tunnel_is_up_when_it_is_registered() {
    let scene = Scene::new();
    scene.play("cloudflared", "");
    let supervisor = scene.supervisor();
    supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
    let up = until(&supervisor, "an address", |state| state.phase == Phase::Up).await;
    assert_eq!(
        up.url.as_deref(),
        Some("https://shy-dog-42.trycloudflare.com")
    );
    let saw = scene.saw("cloudflared");
    assert!(saw.contains("--no-autoupdate"), "{saw}");
    assert!(saw.contains("--url http://127.0.0.1:9"), "{saw}");

    scene.play("cloudflared", "moves");
    supervisor.restart();
    let moved = |state: &shipbell_tunnel::State| {
        state.url.as_deref() == Some("https://calm-cat-43.trycloudflare.com")
    };
    let up = until(&supervisor, "another address", moved).await;
    assert_eq!(
        (up.phase, up.starts),
        (Phase::Up, 2),
        "it moved while it was up"
    );
    supervisor.stop().await;
}

#[tokio::test]
async fn a_named_tunnel_gets_its_token_where_nobody_looks() {
    let scene = Scene::new();
    scene.play("cloudflared", "");
    let supervisor = scene.supervisor();
    let options = [("address", "https://bell.example.com")];
    let wants = wanted(Kind::CloudflaredNamed, nowhere(), &options);
    supervisor.want(Some(with_secret(wants, "token", "eyJcanary")));
    let up = until(&supervisor, "a connection", |state| {
        state.phase == Phase::Up
    })
    .await;
    assert_eq!(up.url.as_deref(), Some("https://bell.example.com"));
    let saw = scene.saw("cloudflared");
    assert!(saw.contains("TUNNEL_TOKEN eyJcanary"), "{saw}");
    let args = saw.lines().nth(1).unwrap();
    assert!(args.ends_with(" run") && !args.contains("canary"), "{args}");

    scene.play("cloudflared", "leaves");
    supervisor.restart();
    let left = until(&supervisor, "its end", |state| {
        state.phase == Phase::Waiting
    })
    .await;
    assert!(
        matches!(left.fault, Some(Fault::Exited { code: Some(0), .. })),
        "{left:?}"
    );
    supervisor.stop().await;
}

#[tokio::test]
async fn ngrok_is_asked_where_its_log_says_and_again_later() {
    let scene = Scene::new();
    scene.play("ngrok", "");
    let supervisor = scene.supervisor();
    let wants = wanted(Kind::Ngrok, nowhere(), &[("domain", "bell.ngrok.app")]);
    supervisor.want(Some(with_secret(wants, "authtoken", "2canary")));
    let url = |host: &str| Some(format!("https://{host}.ngrok-free.app"));
    until(&supervisor, "an address", |state| {
        state.url == url("bell-1")
    })
    .await;
    let up = until(&supervisor, "another address", |state| {
        state.url == url("bell-2")
    })
    .await;
    assert_eq!(
        (up.phase, up.starts),
        (Phase::Up, 1),
        "it moved while it was up"
    );
    let saw = scene.saw("ngrok");
    assert!(saw.contains("NGROK_AUTHTOKEN 2canary"), "{saw}");
    let args = saw.lines().nth(1).unwrap();
    assert!(
        args.starts_with("args http 127.0.0.1:9 --log stdout"),
        "{args}"
    );
    assert!(
        args.ends_with("--url https://bell.ngrok.app") && !args.contains("canary"),
        "{args}"
    );

    scene.play("ngrok", "unauthenticated");
    supervisor.restart();
    let failed = until(&supervisor, "its end", |state| {
        state.phase == Phase::Waiting
    })
    .await;
    let told = failed.fault.unwrap().to_string();
    assert!(
        told.contains("ERR_NGROK_4018") || told.contains("authtoken"),
        "{told}"
    );
    supervisor.stop().await;
}

#[tokio::test]
async fn tailscale_tells_or_is_asked_or_asks_the_user() {
    let scene = Scene::new();
    scene.play("tailscale", "");
    let supervisor = scene.supervisor();
    let wants = wanted(Kind::Tailscale, nowhere(), &[("https-port", "8443")]);
    supervisor.want(Some(wants));
    let told = Some("https://bell.tail1234.ts.net".to_owned());
    until(&supervisor, "an address", |state| state.url == told).await;
    let saw = scene.saw("tailscale");
    assert!(
        saw.contains("args funnel --https=8443 http://127.0.0.1:9"),
        "{saw}"
    );

    scene.play("tailscale", "silent");
    supervisor.restart();
    let asked = |state: &shipbell_tunnel::State| state.starts == 2 && state.url == told;
    until(&supervisor, "the address from its status", asked).await;

    scene.play("tailscale", "taken");
    supervisor.restart();
    let failed = until(&supervisor, "its end", |state| {
        state.phase == Phase::Waiting
    })
    .await;
    let words = failed.fault.unwrap().to_string();
    assert!(
        words.contains("foreground already exists under this port"),
        "{words}"
    );
    supervisor.want(Some(wanted(
        Kind::Tailscale,
        nowhere(),
        &[("https-port", "80")],
    )));
    let refused = until(&supervisor, "a refusal", |state| {
        state.phase == Phase::Refused
    })
    .await;
    assert!(
        refused
            .fault
            .unwrap()
            .to_string()
            .contains("443, 8443 and 10000")
    );
    supervisor.stop().await;
}

#[tokio::test]
async fn tailscale_waits_for_funnel_to_be_allowed() {
    let scene = Scene::new();
    scene.play("tailscale", "asks");
    let supervisor = scene.supervisor();
    supervisor.want(Some(wanted(Kind::Tailscale, nowhere(), &[])));
    let asks = until(&supervisor, "a request", |state| state.fault.is_some()).await;
    let told = asks.fault.unwrap().to_string();
    let page = "https://login.tailscale.com/f/funnel?node=nABC123";
    assert!(told.contains(page), "the user has to go there: {told}");
    assert_eq!(
        (asks.phase, asks.url),
        (Phase::Starting, None),
        "the page is no address of ours"
    );
    supervisor.stop().await;
}
