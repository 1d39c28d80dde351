//! The secret lies in the keyring alone; and what happens while the keyring is locked.

use std::fs;
use std::path::Path;

use journeys::{Endpoint, apple, processes};
use shipbell_testkit::Running;
use shipbell_testkit::wait::until;

use crate::search;
use crate::stage::{REVIEW, Stage};

#[test]
fn the_secret_is_in_the_keyring_alone_and_a_locked_keyring_loses_nothing() {
    let Some(stage) = Stage::set() else { return };
    let mut app = stage.start_this(stage.app().env("SHIPBELL_LOG", "trace"));
    let rotated = the_secret_is_in_the_keyring_and_nowhere_else(&stage, &app);
    assert_eq!(app.sigterm().unwrap().code(), Some(0));

    stage.desktop.lock_keyring().unwrap();
    let mut app = stage.start_locked(stage.app());
    a_locked_keyring_is_said_and_loses_nothing(&stage, &rotated);
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}

fn the_secret_is_in_the_keyring_and_nowhere_else(stage: &Stage, app: &Running) -> Endpoint {
    let said = stage.run(["endpoint", "rotate", "Tideline", "--json"]);
    let rotated = Endpoint::of(&said.document());
    // All that a secret has to do with: good and bad posts, a sample, banner, click, panel.
    assert_eq!(
        stage.post(&apple::app_version("canary", "REJECTED")).status,
        200
    );
    let banner = stage.desktop.wait_banner("Rejected").unwrap();
    stage.press(&banner, "default");
    assert_eq!(stage.wait_opened(1), REVIEW);
    let mut heard = Vec::new();
    for args in [
        &["simulate", "app-version-rejected"][..],
        &["endpoint", "list"],
        &["endpoint", "list", "--json"],
        &["events", "--json"],
    ] {
        let said = stage.run(args.iter().copied());
        heard.extend([said.out, said.err]);
    }
    stage.desktop.tray().unwrap().activate().unwrap();
    stage.wait_panel(app, true);

    let instance = fs::read_to_string(stage.home().join("instance")).unwrap();
    let mut search = stage.desktop.command("secret-tool");
    let service = format!("Shipbell {}", instance.trim());
    let found = search
        .args(["search", "--all", "service", &service])
        .output()
        .unwrap();
    let found = String::from_utf8_lossy(&found.stdout).into_owned();

    heard.extend([app.stdout(), app.stderr()].concat());
    let mut pids = vec![(app.pid(), "shipbell-desktop".to_owned())];
    pids.extend(processes::below(app.pid()));
    for secret in [&stage.endpoint.secret, &rotated.secret] {
        assert!(
            found.contains(secret.as_str()),
            "a person finds the secret where the system keeps all of them: {service}"
        );
        let spellings = search::spellings(secret);
        for said in &heard {
            assert!(
                !search::holds(said.as_bytes(), &spellings),
                "whoever reads this can forge events: {said}"
            );
        }
        for (pid, name) in &pids {
            for file in ["cmdline", "environ"] {
                let bytes = fs::read(format!("/proc/{pid}/{file}")).unwrap_or_default();
                assert!(
                    !search::holds(&bytes, &spellings),
                    "any program of the user can read the {file} of {name}"
                );
            }
        }
        nowhere_on_disk(stage, &spellings);
    }
    rotated
}

/// Neither in the instance's home nor anywhere in the person's own, but for the keyring's own file,
/// which is encrypted, so that the secret can't be seen there either.
fn nowhere_on_disk(stage: &Stage, spellings: &[Vec<u8>]) {
    let keyring = stage.desktop.home().join(".local/share/keyrings");
    assert!(
        keyring.is_dir(),
        "the keyring has written down what it was given"
    );
    let folders: [&Path; 2] = [stage.home(), stage.desktop.folder()];
    for folder in folders {
        assert!(fs::read_dir(folder).unwrap().next().is_some());
        let found = search::files(folder, spellings);
        assert!(
            found.is_empty(),
            "files get copied, backed up and sent around: {found:?}"
        );
    }
}

fn a_locked_keyring_is_said_and_loses_nothing(stage: &Stage, endpoint: &Endpoint) {
    let locked = stage.wait_tooltip("The keychain is locked");
    let labels: Vec<_> = locked.menu.iter().map(|item| item.label.as_str()).collect();
    assert!(
        labels.contains(
            &"Unlock it. Deliveries that arrive meanwhile are kept aside and checked then."
        ),
        "a state without a way out would be a dead end: {labels:?}"
    );
    let body = apple::flat("meanwhile", "Night Heron");
    let answer = stage.post_to(endpoint, &body);
    assert_eq!(
        answer.status, 503,
        "it can't be checked now, and Apple may try again: {answer:?}"
    );
    assert_eq!(
        stage.banners("Night Heron"),
        [],
        "nothing unchecked may ring"
    );

    stage.desktop.unlock_keyring().unwrap();
    let open = until("An unlocked Shipbell", || {
        let tray = stage.desktop.tray()?;
        Ok((!tray.tooltip.contains("keychain")).then_some(tray))
    })
    .expect("nobody should have to restart Shipbell after unlocking the keyring");
    assert_ne!(
        open.icon, locked.icon,
        "a problem that is over is not shown"
    );
    stage
        .desktop
        .wait_banner("Night Heron")
        .expect("Apple may never send it again: what was set aside rings once it can be checked");
    assert_eq!(
        stage.event("meanwhile")["provenance"],
        "signed",
        "it has been verified since"
    );
}
