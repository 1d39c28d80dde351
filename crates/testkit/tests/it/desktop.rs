//! One desktop for all of these: it takes seconds to start and each part is looked at in turn.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use shipbell_testkit::desktop::{Action, Urgency};
use shipbell_testkit::{Desktop, Program};

#[test]
fn a_desktop_shows_keeps_and_opens() {
    assert_eq!(
        Desktop::available(),
        Ok(()),
        "`cargo xtask test` installs these"
    );
    let desktop = Desktop::start().unwrap();
    let folder = desktop.folder().to_owned();
    let processes = of_desktop(&folder);
    assert!(
        processes.len() > 4,
        "the desktop is made of real programs: {processes:?}"
    );

    banners_are_seen_and_answered(&desktop);
    a_plain_click_is_the_default_action(&desktop);
    secrets_are_kept_and_locked(&desktop);
    the_browser_writes_down_what_it_opens(&desktop);
    the_screen_can_be_looked_at(&desktop);
    parts_can_be_taken_away(&desktop);

    drop(desktop);
    assert!(!folder.exists(), "nothing of a desktop stays on the disk");
    assert_eq!(
        of_desktop(&folder),
        Vec::<String>::new(),
        "no program outlives its desktop"
    );
}

/// The test runs itself once more as the one that is killed.
#[test]
fn a_killed_test_leaves_nothing_behind() {
    const INNER: &str = "SHIPBELL_TESTKIT_INNER";
    if std::env::var_os(INNER).is_some() {
        let desktop = Desktop::start().unwrap();
        println!("\nfolder={}", desktop.folder().display());
        loop {
            std::thread::park();
        }
    }
    let mut inner = Program::other(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "desktop::a_killed_test_leaves_nothing_behind",
        ])
        .env(INNER, "1")
        .start()
        .unwrap();
    let line = inner.wait_line("folder=").unwrap();
    let folder = Path::new(line.strip_prefix("folder=").unwrap());
    assert!(!of_desktop(folder).is_empty(), "the desktop runs");
    inner.kill9().unwrap();
    shipbell_testkit::wait::until("The end of the desktop", || {
        Ok((of_desktop(folder).is_empty() && !folder.exists()).then_some(()))
    })
    .expect("whatever happens to a test, its desktop must not stay on the machine");
}

fn banners_are_seen_and_answered(desktop: &Desktop) {
    let mut client = Program::other("notify-send")
        .args(["--app-name=Trial", "--urgency=critical", "--wait"])
        .args(["--action=default=Open", "--action=snooze=Snooze 1 h"])
        .args(["Rejected", "Guideline 2.1"])
        .on(desktop)
        .start()
        .unwrap();
    let banner = desktop.wait_banner("Rejected").unwrap();
    assert_eq!(banner.app, "Trial");
    assert_eq!(banner.body, "Guideline 2.1");
    assert_eq!(banner.urgency, Urgency::Critical);
    let action = |key: &str, label: &str| Action {
        key: key.into(),
        label: label.into(),
    };
    assert_eq!(
        banner.actions,
        [action("default", "Open"), action("snooze", "Snooze 1 h")],
        "a person can only do what the banner offers"
    );

    desktop.invoke_action(banner.id, "snooze").unwrap();
    client
        .wait_line("snooze")
        .expect("the program that rang hears the answer");
    client.wait().unwrap();
}

fn a_plain_click_is_the_default_action(desktop: &Desktop) {
    let mut client = Program::other("notify-send")
        .args(["--wait", "--action=default=Open", "Approved"])
        .on(desktop)
        .start()
        .unwrap();
    let banner = desktop.wait_banner("Approved").unwrap();
    desktop.invoke_action(banner.id, "default").unwrap();
    client.wait_line("default").unwrap();
    let closed = || {
        let all = desktop.notifications();
        Ok(all
            .iter()
            .any(|seen| seen.id == banner.id && seen.closed)
            .then_some(()))
    };
    shipbell_testkit::wait::until("The clicked banner's end", closed).unwrap();
}

fn secrets_are_kept_and_locked(desktop: &Desktop) {
    let mut store = desktop
        .command("secret-tool")
        .args(["store", "--label=Trial", "service", "trial", "user", "bell"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    store.stdin.take().unwrap().write_all(b"ding dong").unwrap();
    assert!(store.wait().unwrap().success());
    let attributes = [("service", "trial"), ("user", "bell")];
    assert_eq!(
        desktop.secret_tool_lookup(&attributes).unwrap().as_deref(),
        Some("ding dong")
    );
    assert_eq!(
        desktop.secret_tool_lookup(&[("service", "none")]).unwrap(),
        None
    );
    desktop.lock_keyring().unwrap();
    assert!(desktop.keyring_is_locked().unwrap());
    desktop.unlock_keyring().unwrap();
    assert_eq!(
        desktop.secret_tool_lookup(&attributes).unwrap().as_deref(),
        Some("ding dong"),
        "an unlocked keyring has what it had before"
    );
}

fn the_browser_writes_down_what_it_opens(desktop: &Desktop) {
    let page = "https://appstoreconnect.apple.com/apps/1/?a=b&c=d";
    let opened = desktop.command("xdg-open").arg(page).status().unwrap();
    assert!(opened.success());
    assert_eq!(desktop.wait_opened().unwrap(), page);
}

fn the_screen_can_be_looked_at(desktop: &Desktop) {
    let picture = desktop.folder().join("screen.png");
    desktop.screenshot(&picture).unwrap();
    let bytes = std::fs::read(picture).unwrap();
    assert!(
        bytes.starts_with(b"\x89PNG"),
        "the picture is for people's eyes"
    );
}

fn parts_can_be_taken_away(desktop: &Desktop) {
    desktop.stop_notifications().unwrap();
    let told = Program::other("notify-send")
        .args(["Nobody", "listens"])
        .on(desktop)
        .output()
        .unwrap();
    assert!(
        !told.status.success(),
        "without a daemon nothing shows a banner, and none starts by itself"
    );
    desktop.stop_keyring().unwrap();
    assert!(desktop.keyring_is_locked().is_err());
    desktop.stop_tray_host().unwrap();
}

/// The command lines of what runs with this desktop's folder in its environment.
fn of_desktop(folder: &Path) -> Vec<String> {
    let needle = folder.as_os_str().as_encoded_bytes();
    let holds = |path: &Path| {
        std::fs::read(path).is_ok_and(|bytes| bytes.windows(needle.len()).any(|w| w == needle))
    };
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter(|entry| holds(&entry.path().join("environ")))
        .map(|entry| {
            let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).replace('\0', " ")
        })
        .collect()
}
