//! Apple's own examples, where they lie beside the checkout: they have no open licence and are not
//! part of it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shipbell_webhook::{Kind, Unreadable, read, verify};

fn folder() -> Option<PathBuf> {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = crate_folder.join("../../../shared/apple/payloads");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("left out: Apple's examples are not at ../shared/apple/payloads beside the checkout");
    None
}

#[test]
fn all_their_signatures_verify() {
    let Some(folder) = folder() else { return };
    let vectors = fs::read(folder.join("vectors.json")).expect("the list of signatures");
    let vectors: Value = serde_json::from_slice(&vectors).expect("JSON");
    let secret = vectors["secret"].as_str().expect("a secret").as_bytes();
    let files = vectors["files"].as_object().expect("a list of files");
    assert!(files.len() > 12, "the list must not be empty by mistake");
    for (name, hex) in files {
        let body = fs::read(folder.join(name)).expect(name);
        let value = format!("hmacsha256={}", hex.as_str().expect("hex"));
        assert_eq!(verify(secret, value.as_bytes(), &body), Ok(()), "{name}");
    }
}

#[test]
fn all_of_them_read_as_what_they_are() {
    let Some(folder) = folder() else { return };
    let mut seen = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name == "vectors.json" {
            continue;
        }
        match read(&fs::read(&path).expect("a file")) {
            Ok(event) => {
                assert_ne!(event.kind, Kind::Unknown, "{name} is of a kind we know");
                assert!(event.id.is_some(), "{name} has an id");
                let instance = event.instance.is_some();
                assert_eq!(
                    instance,
                    event.kind.instance_type().is_some(),
                    "{name}: instance"
                );
                assert_eq!(
                    event.time.is_some(),
                    event.kind != Kind::BuildUpload,
                    "{name}: time"
                );
                seen.push(event.kind);
            }
            Err(Unreadable::ServerNotification) => assert!(name.starts_with("35-"), "{name}"),
            Err(Unreadable::NotJson { .. }) => assert!(name.starts_with("18-"), "{name}"),
            Err(other) => panic!("{name}: {other}"),
        }
    }
    for kind in Kind::ALL {
        assert!(
            kind == Kind::Unknown || seen.contains(&kind),
            "{kind:?} is among the examples"
        );
    }
}
