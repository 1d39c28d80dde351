//! Waiting, with a clock that tests move.

use std::os::unix::fs::PermissionsExt;

use shipbell_tunnel::{Fault, Kind, Phase};
use tokio::time::Instant;

use super::scene::{Scene, for_sure, lives, nowhere, until, wanted};

#[tokio::test(start_paused = true)]
async fn pauses_double_up_to_a_minute_and_a_restart_forgets_them() {
    let scene = Scene::new();
    // Found, but nothing that starts.
    let broken = scene.programs().join("cloudflared");
    std::fs::write(&broken, "#!/nowhere/at-all\n").unwrap();
    std::fs::set_permissions(&broken, std::fs::Permissions::from_mode(0o755)).unwrap();
    let supervisor = scene.supervisor();
    let mut changes = supervisor.changes();
    supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
    changes
        .wait_for(|state| state.phase == Phase::Waiting)
        .await
        .unwrap();
    changes.mark_unchanged();
    let mut pauses = Vec::new();
    for _ in 0..8 {
        let before = Instant::now();
        changes.changed().await.unwrap();
        let state = changes.borrow_and_update().clone();
        assert!(
            matches!(state.fault, Some(Fault::NotStarted { .. })),
            "{state:?}"
        );
        pauses.push(before.elapsed().as_secs());
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
    supervisor.restart();
    changes.changed().await.unwrap();
    let before = Instant::now();
    changes.changed().await.unwrap();
    assert_eq!(before.elapsed().as_secs(), 1, "a restart begins anew");
    supervisor.stop().await;
}

#[tokio::test(start_paused = true)]
async fn one_that_tells_nothing_is_ended_after_a_minute() {
    let scene = Scene::new();
    scene.play("cloudflared", "hang");
    let supervisor = scene.supervisor();
    let before = Instant::now();
    let mut changes = supervisor.changes();
    supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
    let pid = changes
        .wait_for(|state| state.pid.is_some())
        .await
        .unwrap()
        .pid;
    let failed = changes
        .wait_for(|state| state.phase == Phase::Waiting)
        .await
        .unwrap()
        .clone();
    let program = "cloudflared".to_owned();
    assert_eq!(failed.fault, Some(Fault::NoAddress { program }));
    assert!(
        (60..=71).contains(&before.elapsed().as_secs()),
        "{:?}",
        before.elapsed()
    );
    tokio::time::resume();
    for_sure("its end", || (!lives(pid.unwrap())).then_some(()));
    scene.play("cloudflared", "");
    supervisor.restart();
    until(&supervisor, "an address", |state| state.phase == Phase::Up).await;
    supervisor.stop().await;
}

#[tokio::test]
async fn one_that_tries_in_vain_is_quoted() {
    let scene = Scene::new();
    scene.play("cloudflared", "unauthorized");
    let supervisor = scene.supervisor();
    supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
    while supervisor.log().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    tokio::time::pause();
    let mut changes = supervisor.changes();
    let failed = changes.wait_for(|state| state.phase == Phase::Waiting);
    let fault = failed.await.unwrap().fault.clone().unwrap();
    assert!(matches!(fault, Fault::NotConnected { .. }), "{fault:?}");
    let told = fault.to_string();
    assert!(told.contains("Unauthorized: Tunnel not found"), "{told}");
    supervisor.stop().await;
}
