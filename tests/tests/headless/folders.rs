//! Where things lie when nothing is said about it.

#![cfg(target_os = "linux")]

use shipbell_testkit::Program;

#[test]
fn without_a_home_of_its_own_the_systems_usual_folders_are_used() {
    let account = tempfile::tempdir().unwrap();
    let folder = |name: &str| account.path().join(name);
    let output = Program::shipbell()
        .unwrap()
        .args(["endpoint", "add", "Tideline"])
        .env("SHIPBELL_HOME", "")
        .env("SHIPBELL_SECRETS", "file")
        .env("HOME", folder("user"))
        .env("XDG_CONFIG_HOME", folder("config"))
        .env("XDG_DATA_HOME", folder("data"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(
        folder("data/shipbell/feed.db").is_file(),
        "events are data, where backups and clean-ups expect them"
    );
    assert!(
        folder("config/shipbell/secrets.json").is_file(),
        "what the user chose lies with what they configured"
    );
    assert!(!folder("user").exists(), "no litter in the home folder");
}
