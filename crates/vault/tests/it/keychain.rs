//! The operating system's keychain: GNOME Keyring in a session of its own.
#![expect(
    clippy::unwrap_used,
    reason = "what is asked for here must work for the test to mean anything"
)]

use std::io::Write;
use std::process::{Command, Stdio};

use shipbell_vault::{Account, Former, Keychain, Kind, Record, SecretText, Vault, VaultError};

use crate::desktop::{self, Offers, eventually, within};

const SERVICE: &str = "Shipbell 7f3a";

fn record(secret: &str) -> Record {
    Record {
        secret: SecretText::from(secret.to_owned()),
        former: Some(Former {
            secret: SecretText::from("former".to_owned()),
            rotated: 1_763_700_000_000,
        }),
        name: "Tidepool".to_owned(),
        token: "token".to_owned(),
        app_id: Some("6446048195".to_owned()),
    }
}

fn secret_tool(arguments: &[&str], input: &str) -> String {
    let mut command = Command::new("secret-tool");
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut running = command.spawn().unwrap();
    running
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = running.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn secret_of(vault: &Keychain, id: &str) -> Option<String> {
    vault
        .read(id)
        .unwrap()
        .map(|record| record.secret.expose().to_owned())
}

#[test]
fn a_record_is_kept_replaced_found_by_others_and_forgotten() {
    within(
        "keychain::a_record_is_kept_replaced_found_by_others_and_forgotten",
        Offers::Keychain,
        || {
            let vault = Keychain::new("7f3a");
            assert_eq!(vault.kind(), Kind::Keychain);
            vault.unlock().unwrap();
            assert_eq!(
                secret_of(&vault, "ep-1"),
                None,
                "a fresh keychain holds nothing"
            );
            vault.write("ep-1", &record("first")).unwrap();
            vault.write("ep-2", &record("other")).unwrap();
            vault.write("ep-1", &record("second")).unwrap();

            let later = Keychain::new("7f3a");
            let back = later.read("ep-1").unwrap().unwrap();
            assert_eq!(
                back.secret.expose(),
                "second",
                "a rotated secret replaces the old one"
            );
            assert_eq!(back.former.unwrap().rotated, 1_763_700_000_000);
            assert_eq!(
                (back.name.as_str(), back.token.as_str()),
                ("Tidepool", "token")
            );
            assert_eq!(
                later.ids().unwrap(),
                ["ep-1", "ep-2"],
                "a lost database finds its doors by this"
            );
            assert!(
                Keychain::new("beef").ids().unwrap().is_empty(),
                "two homes must not share secrets"
            );

            let printed = secret_tool(&["lookup", "service", SERVICE, "username", "ep-1"], "");
            assert!(
                printed.contains("\"second\""),
                "people can find their secret without us: {printed}"
            );

            let account = Account {
                name: "Tideline Ltd".to_owned(),
                key_id: "2X9R4HXF34".to_owned(),
                issuer: None,
                key: SecretText::from("a key".to_owned()),
            };
            later.write_account(&account).unwrap();
            assert_eq!(vault.account_ids().unwrap(), ["account-2X9R4HXF34"]);
            let kept = vault.read_account("account-2X9R4HXF34").unwrap().unwrap();
            assert_eq!((kept.key.expose(), kept.issuer), ("a key", None));
            assert_eq!(
                vault.ids().unwrap(),
                ["ep-1", "ep-2"],
                "a key is no door, and must not be taken for one"
            );
            assert!(later.remove("account-2X9R4HXF34").unwrap());

            assert!(later.remove("ep-1").unwrap());
            assert!(!later.remove("ep-1").unwrap());
            assert_eq!(vault.ids().unwrap(), ["ep-2"]);
            assert_eq!(
                secret_tool(&["lookup", "service", SERVICE, "username", "ep-1"], ""),
                ""
            );
        },
    );
}

#[test]
fn a_locked_keychain_says_so_at_once_and_works_again_once_unlocked() {
    within(
        "keychain::a_locked_keychain_says_so_at_once_and_works_again_once_unlocked",
        Offers::Keychain,
        || {
            let vault = Keychain::new("7f3a");
            vault.write("ep-1", &record("first")).unwrap();
            secret_tool(&["lock"], "");
            // Each of these would raise a prompt, and wait for it, if the lock were not looked at.
            let read = vault.read("ep-1").unwrap_err();
            assert!(
                matches!(read, VaultError::Locked),
                "deliveries go to quarantine by this: {read}"
            );
            assert!(
                read.to_string().contains("--secrets file"),
                "it must say the way out: {read}"
            );
            assert!(
                matches!(vault.read("ep-9"), Err(VaultError::Locked)),
                "nor is it known to be empty"
            );
            assert!(matches!(
                vault.write("ep-2", &record("x")),
                Err(VaultError::Locked)
            ));
            assert!(matches!(vault.remove("ep-1"), Err(VaultError::Locked)));
            assert!(matches!(vault.ids(), Err(VaultError::Locked)));
            let _unlocked = desktop::another_keyring();
            eventually("the keychain opens", || vault.read("ep-1").is_ok());
            assert_eq!(
                secret_of(&vault, "ep-1").as_deref(),
                Some("first"),
                "nothing was lost meanwhile"
            );
            assert_eq!(
                vault.ids().unwrap(),
                ["ep-1"],
                "what was refused must not have been half done"
            );
        },
    );
}

#[test]
fn a_keychain_that_hangs_is_given_up_on_and_used_again_when_it_answers() {
    within(
        "keychain::a_keychain_that_hangs_is_given_up_on_and_used_again_when_it_answers",
        Offers::Keychain,
        || {
            let vault = Keychain::new("7f3a");
            vault.write("ep-1", &record("first")).unwrap();
            let signal = |name: &str| {
                let pid = desktop::keyring_pid();
                assert!(
                    Command::new("kill")
                        .args([name, &pid])
                        .status()
                        .unwrap()
                        .success()
                );
            };
            signal("-STOP");
            let outcome = vault.read("ep-1");
            signal("-CONT");
            let refused = outcome.unwrap_err();
            assert!(
                matches!(refused, VaultError::Unanswered { .. }),
                "intake must go on: {refused}"
            );
            assert!(refused.may_pass(), "so that the engine tries again");
            eventually("the keychain answers", || vault.read("ep-1").is_ok());
        },
    );
}

#[test]
fn a_keychain_restarted_under_us_is_found_again() {
    within(
        "keychain::a_keychain_restarted_under_us_is_found_again",
        Offers::Keychain,
        || {
            let vault = Keychain::new("7f3a");
            vault.write("ep-1", &record("first")).unwrap();
            let _second = desktop::another_keyring();
            eventually("the new keychain is found", || vault.read("ep-1").is_ok());
            assert_eq!(
                secret_of(&vault, "ep-1").as_deref(),
                Some("first"),
                "it is the same keychain"
            );
            vault.write("ep-2", &record("second")).unwrap();
        },
    );
}

#[test]
fn two_entries_for_one_endpoint_are_told_not_guessed_between() {
    within(
        "keychain::two_entries_for_one_endpoint_are_told_not_guessed_between",
        Offers::Keychain,
        || {
            let vault = Keychain::new("7f3a");
            vault.write("ep-1", &record("first")).unwrap();
            let twin = [
                "store", "--label", "twin", "service", SERVICE, "username", "ep-1", "more", "1",
            ];
            secret_tool(&twin, "another");
            let refused = vault.read("ep-1").unwrap_err();
            assert!(
                matches!(&refused, VaultError::Ambiguous { id } if id == "ep-1"),
                "{refused}"
            );
            assert_eq!(
                vault.ids().unwrap(),
                ["ep-1"],
                "its endpoint is still there"
            );
        },
    );
}

#[test]
fn an_entry_that_something_else_wrote_is_told_without_repeating_it() {
    within(
        "keychain::an_entry_that_something_else_wrote_is_told_without_repeating_it",
        Offers::Keychain,
        || {
            let vault = Keychain::new("7f3a");
            secret_tool(
                &[
                    "store", "--label", "x", "service", SERVICE, "username", "ep-1",
                ],
                "canary",
            );
            let refused = vault.read("ep-1").unwrap_err();
            assert!(
                matches!(&refused, VaultError::Damaged { id } if id == "ep-1"),
                "{refused}"
            );
            assert!(
                !format!("{refused} {refused:?}").contains("canary"),
                "{refused}"
            );
        },
    );
}

#[test]
fn a_desktop_without_a_keychain_is_told_apart_from_a_locked_one() {
    within(
        "keychain::a_desktop_without_a_keychain_is_told_apart_from_a_locked_one",
        Offers::BusAlone,
        || {
            let refused = Keychain::new("7f3a").read("ep-1").unwrap_err();
            assert!(
                matches!(refused, VaultError::Absent),
                "waiting for an unlock would be in vain: {refused}"
            );
            assert!(
                refused.to_string().contains("--secrets file"),
                "it must say the way out: {refused}"
            );
        },
    );
}

#[test]
fn a_server_without_a_session_bus_is_told_and_does_not_hang() {
    within(
        "keychain::a_server_without_a_session_bus_is_told_and_does_not_hang",
        Offers::Nothing,
        || {
            let refused = Keychain::new("7f3a")
                .write("ep-1", &record("first"))
                .unwrap_err();
            assert!(matches!(refused, VaultError::Absent), "{refused}");
        },
    );
}
