//! Never orphaned: an owner that is killed, a number that means another process.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use shipbell_tunnel::{Kind, Phase};

use super::scene::{Scene, for_sure, lives, nowhere, stand_in, until, wanted};

/// Ended with the test, whatever becomes of it.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_owner_left_is_ended_by_the_next() {
    let scene = Scene::new();
    scene.play("cloudflared", "");
    let mut owner = Command::new(stand_in());
    owner.arg("owner").arg(scene.home()).arg(scene.programs());
    let mut owner = Ended(owner.spawn().unwrap());
    let pid = scene.saw_pid("cloudflared");
    let record = scene.home().join("tunnel.json");
    for_sure("the record", || record.exists().then_some(()));
    let mode = record.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "nobody else has to know");
    owner.0.kill().unwrap();
    owner.0.wait().unwrap();
    assert!(lives(pid), "it outlived its owner, as it would");

    let supervisor = scene.supervisor();
    for_sure("the end of what was left", || (!lives(pid)).then_some(()));
    supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
    let up = until(&supervisor, "a new one", |state| state.phase == Phase::Up).await;
    assert_ne!(up.pid, Some(pid));
    supervisor.stop().await;
    assert!(!record.exists());
}

#[tokio::test]
async fn a_number_that_means_another_process_is_left_alone() {
    let scene = Scene::new();
    scene.play("bystander", "hang");
    let mut bystander = Command::new(scene.programs().join("bystander"));
    bystander.stdin(Stdio::null()).process_group(0);
    let bystander = Ended(bystander.spawn().unwrap());
    let pid = bystander.0.id();
    std::fs::create_dir(scene.home()).unwrap();
    let record = scene.home().join("tunnel.json");
    for born in ["an earlier time", ""] {
        let ours = format!(r#"{{"pid":{pid},"born":"{born}","program":"cloudflared"}}"#);
        std::fs::write(&record, ours).unwrap();
        scene.supervisor().stop().await;
        assert!(lives(pid), "it is somebody else's");
        assert!(!record.exists(), "and no longer taken for ours");
    }
    for nonsense in [
        "",
        "{",
        r#"{"pid":0,"born":"","program":""}"#,
        r#"{"pid":1,"born":"x"}"#,
    ] {
        std::fs::write(&record, nonsense).unwrap();
        scene.supervisor().stop().await;
        assert!(!record.exists(), "{nonsense}");
    }
}

#[tokio::test]
async fn it_ends_with_the_last_handle() {
    let scene = Scene::new();
    scene.play("cloudflared", "");
    let supervisor = scene.supervisor();
    let other = supervisor.clone();
    supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
    let up = until(&supervisor, "an address", |state| state.phase == Phase::Up).await;
    drop(supervisor);
    assert_eq!(other.state().phase, Phase::Up, "another handle holds it");
    drop(other);
    // The task that ends it is on this very thread: no waiting that holds it.
    while lives(up.pid.unwrap()) {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[test]
fn it_ends_with_its_runtime() {
    let scene = Scene::new();
    scene.play("cloudflared", "");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let supervisor = scene.supervisor();
    assert_eq!(
        supervisor.state().phase,
        Phase::Off,
        "made outside of a runtime"
    );
    let pid = runtime.block_on(async {
        supervisor.want(Some(wanted(Kind::Cloudflared, nowhere(), &[])));
        until(&supervisor, "an address", |state| state.phase == Phase::Up)
            .await
            .pid
    });
    drop(runtime);
    for_sure("its end", || (!lives(pid.unwrap())).then_some(()));
}
