//! What goes well.

use std::fs;

use shipbell_feed::Feed;
use shipbell_moving::MovingError;
use shipbell_vault::{Memory, Vault};

use crate::{Lived, OPENS, SETTINGS, bodies, delivery, passphrase};

#[tokio::test]
async fn a_home_goes_on_where_it_was_on_another_computer() {
    let lived = Lived::in_it().await;
    let backup = lived.backed_up();
    let (other, vault) = (lived.other(), Memory::default());
    shipbell_moving::restore(&other, &backup, &vault, Some(passphrase(OPENS))).unwrap();
    assert_eq!(bodies(&other).await, ["first"], "the history");
    let settings = fs::read_to_string(other.settings().join("shipbell.toml")).unwrap();
    assert_eq!(settings, SETTINGS, "with the person's own remarks in it");
    let secret = vault.read("one").unwrap().unwrap().secret;
    assert_eq!(
        secret.expose(),
        "canary-secret",
        "Apple need not be told anything"
    );
    let account = vault.read_account("account-2X9R4HXF34").unwrap().unwrap();
    assert_eq!(account.key.expose(), "canary-key", "nor be asked again");
    assert_ne!(
        other.instance(),
        lived.home.instance(),
        "or the two would share their names in one keychain"
    );
}

#[tokio::test]
async fn it_is_taken_while_shipbell_runs_and_holds_what_was_answered() {
    let lived = Lived::in_it().await;
    let feed = Feed::open(lived.home.data()).unwrap().feed;
    feed.keep(delivery("second")).await.unwrap();
    let backup = lived.backed_up();
    feed.keep(delivery("third")).await.unwrap();
    feed.close().await.unwrap();
    let other = lived.other();
    shipbell_moving::restore(&other, &backup, &Memory::default(), Some(passphrase(OPENS))).unwrap();
    assert_eq!(
        bodies(&other).await,
        ["first", "second"],
        "what was answered before lies in SQLite's log, which is no file of the backup"
    );
}

#[tokio::test]
async fn secrets_are_in_it_only_when_asked_for_and_never_in_clear() {
    let lived = Lived::in_it().await;
    let sealed = fs::read(lived.backed_up()).unwrap();
    for canary in ["canary-secret", "canary-token", "canary-key"] {
        let found = sealed
            .windows(canary.len())
            .any(|part| part == canary.as_bytes());
        assert!(!found, "whoever finds the file could forge events");
    }
    let without = lived.path("without.tar");
    let made = shipbell_moving::back_up(&lived.home, None, &without).unwrap();
    assert!(!made.has_secrets());
    let vault = Memory::default();
    shipbell_moving::restore(&lived.other(), &without, &vault, None).unwrap();
    assert!(vault.ids().unwrap().is_empty());
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let lived = Lived::in_it().await;
    let mode = fs::metadata(lived.backed_up())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(
        mode & 0o077,
        0,
        "a history says what somebody's next release is"
    );
}

#[tokio::test]
async fn removing_takes_what_is_ours_and_leaves_what_is_not() {
    let lived = Lived::in_it().await;
    let note = lived.home.data().join("my notes.txt");
    fs::write(&note, "mine").unwrap();
    assert_eq!(
        shipbell_moving::remove_secrets(&lived.home, &lived.vault).unwrap(),
        1
    );
    assert!(lived.vault.ids().unwrap().is_empty());
    assert!(lived.vault.account_ids().unwrap().is_empty());
    let left = shipbell_moving::remove_data(&lived.home).unwrap();
    assert_eq!(
        left,
        std::slice::from_ref(&note),
        "a folder that a person chose may hold other things"
    );
    let there = fs::read_dir(lived.home.data()).unwrap().count();
    assert_eq!(there, 1, "and nothing of ours is left beside it");
    let nothing = shipbell_moving::back_up(&lived.other(), None, &lived.path("none.tar"));
    assert!(matches!(nothing, Err(MovingError::Nothing)), "{nothing:?}");
}

#[tokio::test]
async fn a_home_that_held_nothing_else_is_gone() {
    let lived = Lived::in_it().await;
    assert!(
        shipbell_moving::remove_data(&lived.home)
            .unwrap()
            .is_empty()
    );
    assert!(!lived.home.data().exists());
}
