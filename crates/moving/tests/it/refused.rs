//! What is refused, with nothing changed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use shipbell_moving::MovingError;
use shipbell_owner::{Lock, OwnerError, Role};
use shipbell_vault::{Memory, Vault};
use tar::{Builder, Header};

use crate::{Lived, OPENS, passphrase};

impl Lived {
    /// Tries to restore a file into an empty home, which has to stay empty.
    fn refused(&self, from: &Path, with: Option<&str>) -> MovingError {
        let (other, vault) = (self.other(), Memory::default());
        let refused = shipbell_moving::restore(&other, from, &vault, with.map(passphrase))
            .expect_err("it has to be refused");
        let files: Vec<_> = fs::read_dir(other.data())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.starts_with("owner.") && name != "instance")
            .collect();
        assert!(files.is_empty(), "\"{refused}\" left {files:?}");
        assert!(
            vault.ids().unwrap().is_empty(),
            "\"{refused}\" left secrets"
        );
        refused
    }

    /// An archive of these parts.
    fn archive(&self, name: &str, parts: &[(&str, &[u8])]) -> PathBuf {
        let path = self.path(name);
        let mut archive = Builder::new(File::create(&path).unwrap());
        for (name, content) in parts {
            let mut header = Header::new_gnu();
            header.set_size(content.len().try_into().unwrap());
            // Written past the library's own care, as a stranger would.
            let field = &mut header.as_old_mut().name;
            for (to, from) in field.iter_mut().zip(name.bytes()) {
                *to = from;
            }
            header.set_cksum();
            archive.append(&header, *content).unwrap();
        }
        archive.finish().unwrap();
        path
    }
}

/// A part of an archive: its name, and what is in it.
type Entry = (&'static str, Vec<u8>);

fn manifest(format: u32, part: &str, bytes: usize, sha256: &str) -> Vec<u8> {
    format!(
        r#"{{"format":{format},"version":"9.9.9","parts":[{{"name":"{part}","bytes":{bytes},"sha256":"{sha256}"}}]}}"#
    )
    .into_bytes()
}

#[tokio::test]
async fn a_wrong_or_missing_passphrase() {
    let lived = Lived::in_it().await;
    let backup = lived.backed_up();
    let wrong = lived.refused(&backup, Some("correct horse"));
    assert!(matches!(wrong, MovingError::WrongPassphrase), "{wrong}");
    let missing = lived.refused(&backup, None);
    assert!(matches!(missing, MovingError::NeedsPassphrase), "{missing}");
}

#[tokio::test]
async fn a_backup_in_which_a_bit_has_turned() {
    let lived = Lived::in_it().await;
    let backup = lived.backed_up();
    let mut bytes = fs::read(&backup).unwrap();
    let at = bytes.windows(5).position(|part| part == b"first").unwrap();
    *bytes.get_mut(at).unwrap() ^= 1;
    fs::write(&backup, bytes).unwrap();
    let damaged = lived.refused(&backup, Some(OPENS));
    assert!(
        matches!(&damaged, MovingError::Damaged(part) if part == "feed.db"),
        "a history that was changed must not look like one: {damaged}"
    );
}

#[tokio::test]
async fn a_backup_that_ends_early() {
    let lived = Lived::in_it().await;
    let backup = lived.backed_up();
    let bytes = fs::read(&backup).unwrap();
    for length in [0, 100, bytes.len() / 2] {
        fs::write(&backup, bytes.get(..length).unwrap()).unwrap();
        lived.refused(&backup, Some(OPENS));
    }
}

#[tokio::test]
async fn what_a_stranger_put_into_an_archive() {
    let lived = Lived::in_it().await;
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let table: [(&str, Vec<Entry>); 5] = [
        ("no archive's shape", vec![("notes.txt", b"hello".to_vec())]),
        (
            "a way out of the home, in the manifest",
            vec![
                ("manifest.json", manifest(1, "../evil", 0, empty)),
                ("../evil", Vec::new()),
            ],
        ),
        (
            "a way out of the home, beside the manifest",
            vec![
                ("manifest.json", manifest(1, "shipbell.toml", 0, empty)),
                ("../evil", Vec::new()),
            ],
        ),
        (
            "a part of another length",
            vec![
                ("manifest.json", manifest(1, "shipbell.toml", 0, empty)),
                ("shipbell.toml", b"x".to_vec()),
            ],
        ),
        (
            "a part that is missing",
            vec![("manifest.json", manifest(1, "feed.db", 0, empty))],
        ),
    ];
    for (why, parts) in table {
        let parts: Vec<_> = parts.iter().map(|(name, text)| (*name, &**text)).collect();
        let archive = lived.archive("strange.tar", &parts);
        lived.refused(&archive, None);
        assert!(
            !lived.path("evil").exists(),
            "{why} wrote outside of the home"
        );
    }
}

#[tokio::test]
async fn what_a_newer_shipbell_wrote() {
    let lived = Lived::in_it().await;
    let newer = lived.archive(
        "newer.tar",
        &[("manifest.json", &manifest(2, "feed.db", 0, ""))],
    );
    let refused = lived.refused(&newer, None).to_string();
    assert!(
        refused.contains("9.9.9"),
        "it has to say which version to install: {refused}"
    );
}

#[tokio::test]
async fn a_home_in_which_something_is() {
    let lived = Lived::in_it().await;
    let backup = lived.backed_up();
    let into = |vault: &Memory| {
        shipbell_moving::restore(&lived.home, &backup, vault, Some(passphrase(OPENS)))
    };
    let refused = into(&Memory::default()).expect_err("a restore must never cost a history");
    assert!(matches!(refused, MovingError::NotEmpty(_)), "{refused}");
    assert_eq!(crate::bodies(&lived.home).await, ["first"]);
}

#[tokio::test]
async fn a_file_that_is_there_already() {
    let lived = Lived::in_it().await;
    let to = lived.path("precious.tar");
    fs::write(&to, "precious").unwrap();
    let refused = shipbell_moving::back_up(&lived.home, None, &to);
    assert!(
        matches!(refused, Err(MovingError::Exists(_))),
        "{refused:?}"
    );
    assert_eq!(fs::read_to_string(&to).unwrap(), "precious");
}

#[tokio::test]
async fn a_passphrase_that_is_soon_guessed() {
    let lived = Lived::in_it().await;
    let short = passphrase("12345");
    let secrets = shipbell_moving::Secrets {
        vault: &lived.vault,
        passphrase: &short,
    };
    let to = lived.path("short.tar");
    let refused = shipbell_moving::back_up(&lived.home, Some(&secrets), &to);
    assert!(
        matches!(refused, Err(MovingError::ShortPassphrase(_))),
        "{refused:?}"
    );
    assert!(!to.exists());
}

#[tokio::test]
async fn removing_under_a_running_shipbell() {
    let lived = Lived::in_it().await;
    let held = Lock::take(&lived.home, Role::Serve).unwrap();
    let refused = shipbell_moving::remove_data(&lived.home).expect_err("its owner still writes");
    assert!(
        matches!(refused, MovingError::Owner(OwnerError::Taken { .. })),
        "it has to say whom to end: {refused}"
    );
    drop(held);
    assert_eq!(crate::bodies(&lived.home).await, ["first"]);
}
