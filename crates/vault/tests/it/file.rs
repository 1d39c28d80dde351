//! The secrets file.

use std::fs;

use shipbell_vault::{
    Account, Kind, Record, SecretText, SecretsFile, TunnelSecrets, Vault, VaultError,
};

fn record(secret: &str) -> Record {
    Record {
        secret: SecretText::from(secret.to_owned()),
        former: None,
        name: "Tidepool".to_owned(),
        token: "token".to_owned(),
        app_id: None,
    }
}

#[test]
fn a_record_outlives_the_process_that_wrote_it() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("private").join("secrets.json");
    SecretsFile::new(&path)
        .write("ep-1", &record("first"))
        .unwrap();
    let later = SecretsFile::new(&path);
    later.write("ep-2", &record("second")).unwrap();
    assert_eq!(
        later.ids().unwrap(),
        ["ep-1", "ep-2"],
        "one record must not push out another"
    );
    assert_eq!(
        later.read("ep-1").unwrap().unwrap().secret.expose(),
        "first"
    );
    assert!(later.remove("ep-1").unwrap());
    assert!(!later.remove("ep-1").unwrap());
    assert!(
        later.read("ep-1").unwrap().is_none(),
        "a removed secret must be gone"
    );
    assert_eq!(later.kind(), Kind::File);
}

#[test]
fn a_key_of_apples_is_kept_beside_the_endpoints_and_goes_alone() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("secrets.json");
    let vault = SecretsFile::new(&path);
    vault.write("ep-1", &record("first")).unwrap();
    let account = Account {
        name: "Tideline Ltd".to_owned(),
        key_id: "2X9R4HXF34".to_owned(),
        issuer: Some("57246542-96fe-1a63-e053-0824d011072a".to_owned()),
        key: SecretText::from("canary-key".to_owned()),
    };
    vault.write_account(&account).unwrap();
    let later = SecretsFile::new(&path);
    assert_eq!(later.account_ids().unwrap(), ["account-2X9R4HXF34"]);
    assert_eq!(
        later.ids().unwrap(),
        ["ep-1"],
        "a lost database finds its doors by this: a key is no door"
    );
    let back = later.read_account("account-2X9R4HXF34").unwrap().unwrap();
    assert_eq!(
        (back.key.expose(), back.issuer),
        ("canary-key", account.issuer.clone())
    );
    assert!(
        !format!("{account:?}").contains("canary"),
        "whoever has the key can speak for the whole team"
    );
    assert!(later.remove("account-2X9R4HXF34").unwrap());
    assert!(later.account_ids().unwrap().is_empty());
    assert!(later.read("ep-1").unwrap().is_some());
}

#[test]
fn no_file_means_no_records_and_makes_no_file() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("secrets.json");
    let vault = SecretsFile::new(&path);
    assert!(vault.ids().unwrap().is_empty());
    assert!(!vault.remove("ep-1").unwrap());
    assert!(!path.exists(), "looking must not leave a file behind");
}

#[test]
fn a_damaged_file_is_told_with_its_place_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("secrets.json");
    let vault = SecretsFile::new(&path);
    vault.write("ep-1", &record("first")).unwrap();
    let broken = "{\n  \"endpoints\": {\"ep-1\": \"canary\"}\n}";
    fs::write(&path, broken).unwrap();
    let refused = vault.write("ep-2", &record("second")).unwrap_err();
    assert!(
        matches!(refused, VaultError::DamagedFile { line: 2, .. }),
        "{refused}"
    );
    assert!(
        !refused.to_string().contains("canary"),
        "what is in there may be a secret: {refused}"
    );
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        broken,
        "what is left may still be saved by hand"
    );
}

#[test]
fn records_written_at_the_same_time_do_not_push_each_other_out() {
    let home = tempfile::tempdir().unwrap();
    let vault = SecretsFile::new(home.path().join("secrets.json"));
    std::thread::scope(|scope| {
        for number in 0..8 {
            let vault = &vault;
            scope.spawn(move || vault.write(&format!("ep-{number}"), &record("x")).unwrap());
        }
    });
    assert_eq!(
        vault.ids().unwrap().len(),
        8,
        "a lost record is a door that no longer opens"
    );
}

#[cfg(unix)]
mod unix {
    use std::env;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::Command;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).map_or(0, |found| found.permissions().mode() & 0o777)
    }

    /// A process's umask cannot be changed for one test alone, so the test runs again in a shell
    /// that has the most careless one.
    #[test]
    fn the_file_is_private_even_where_everything_else_is_made_public() {
        let marker = "SHIPBELL_TEST_UMASK";
        if env::var_os(marker).is_some() {
            return file_and_folder_are_private_and_nothing_else_is_left();
        }
        let name = "file::unix::the_file_is_private_even_where_everything_else_is_made_public";
        let script = r#"umask 000; exec "$0" "$@""#;
        let mut shell = Command::new("sh");
        shell
            .args(["-c", script])
            .arg(env::current_exe().unwrap())
            .args([name, "--exact"]);
        let output = shell.env(marker, "1").output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && said.contains("1 passed"),
            "{said}"
        );
    }

    #[test]
    fn file_and_folder_are_private_and_nothing_else_is_left() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("private");
        let path = folder.join("secrets.json");
        let vault = SecretsFile::new(&path);
        vault.write("ep-1", &record("first")).unwrap();
        vault.write("ep-1", &record("second")).unwrap();
        assert_eq!(
            mode(&path),
            0o600,
            "others on this computer must not read it"
        );
        assert_eq!(mode(&folder), 0o700, "nor look for it");
        let names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(
            names,
            ["secrets.json"],
            "a forgotten temporary file would hold the secrets too"
        );
    }

    #[test]
    fn a_file_that_others_could_read_is_refused_until_it_is_closed() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("secrets.json");
        let vault = SecretsFile::new(&path);
        vault.write("ep-1", &record("first")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let refused = vault.read("ep-1").unwrap_err();
        assert!(
            matches!(
                refused,
                VaultError::Exposed {
                    mode: 0o644,
                    expected: 0o600,
                    ..
                }
            ),
            "{refused}"
        );
        assert!(
            refused.to_string().contains("chmod 600"),
            "it must say the way out: {refused}"
        );
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(
            vault.read("ep-1").unwrap().is_some(),
            "once closed, it is used again"
        );
    }

    #[test]
    fn a_folder_that_others_could_write_to_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("secrets.json");
        let vault = SecretsFile::new(&path);
        vault.write("ep-1", &record("first")).unwrap();
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let refused = vault.read("ep-1").unwrap_err();
        assert!(
            matches!(refused, VaultError::Exposed { .. }),
            "whoever can rename in the folder can put their own secrets in place: {refused}"
        );
    }
}

#[test]
fn the_tunnels_secrets_are_no_endpoint_and_go_alone() {
    let home = tempfile::tempdir().unwrap();
    let vault = SecretsFile::new(home.path().join("secrets.json"));
    let kept = TunnelSecrets([("token".to_owned(), SecretText::from("canary".to_owned()))].into());
    vault.write_tunnel(&kept).unwrap();
    assert_eq!(
        vault.ids().unwrap(),
        Vec::<String>::new(),
        "a lost database would make a door of it"
    );
    let back = vault.read_tunnel().unwrap();
    assert_eq!(back.0["token"].expose(), "canary");
    assert!(!format!("{back:?}").contains("canary"));
    assert!(vault.remove(TunnelSecrets::ID).unwrap());
    assert!(vault.read_tunnel().unwrap().0.is_empty());
}
