//! No secret comes out.

use shipbell_tunnel::{Kind, Phase};

use super::scene::{Scene, nowhere, until, wanted, with_secret};

#[tokio::test]
async fn no_log_no_fault_no_debug_and_no_command_line_shows_one() {
    let scene = Scene::new();
    scene.play("cloudflared", "blab");
    let supervisor = scene.supervisor();
    let options = [("address", "https://bell.example.com")];
    let wants = wanted(Kind::CloudflaredNamed, nowhere(), &options);
    let wants = with_secret(wants, "token", "canary-token");
    supervisor.want(Some(wants.clone()));
    let failed = until(&supervisor, "the end", |state| {
        state.phase == Phase::Waiting
    })
    .await;
    let fault = failed.fault.clone().unwrap();
    assert!(
        fault
            .to_string()
            .contains("the token [secret] is not valid"),
        "{fault}"
    );
    let log = supervisor.log().join("\n");
    assert!(log.contains("the token [secret] is not valid"), "{log}");
    let saw = scene.saw("cloudflared");
    let args = saw.lines().nth(1).unwrap();
    let shown = format!("{fault:?} {log} {wants:?} {failed:?} {supervisor:?} {args}");
    assert!(!shown.contains("canary"), "{shown}");
    for (kind, key) in [(Kind::Ngrok, "authtoken"), (Kind::Bore, "secret")] {
        let bad = wanted(kind, nowhere(), &[("server", "b")]);
        let bad = with_secret(bad, key, "-canary");
        supervisor.want(Some(bad));
        let refused = until(&supervisor, "a refusal", |state| {
            state.phase == Phase::Refused
        })
        .await;
        assert!(!format!("{refused:?}").contains("canary"), "{refused:?}");
    }
    supervisor.stop().await;
}
