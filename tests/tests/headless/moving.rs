//! A home moves to another computer, and goes.

use std::fs;

use journeys::{Home, Said, apple};
use serde_json::json;

#[test]
fn a_home_moves_with_its_history_and_its_secrets() {
    let old = Home::new();
    let endpoint = old.add("Tideline");
    let serving = old.serve();
    let body = apple::app_version("before", "REJECTED");
    assert_eq!(endpoint.post(&serving, &body).status, 200);
    old.event("before");
    let passphrase = old.note("passphrase", "correct horse battery\n");
    let file = old.note("place", "");
    fs::remove_file(&file).unwrap();
    let (file, passphrase) = (file.to_str().unwrap(), passphrase.to_str().unwrap());
    let backup = [
        "backup",
        file,
        "--with-secrets",
        "--passphrase-file",
        passphrase,
    ];
    let made = old.json(backup);
    assert_eq!(
        made["secrets"], true,
        "asked of a home that is running: {made}"
    );
    serving.end();

    let new = Home::new();
    let said = new.run(["restore", file]);
    assert_eq!(
        said.code,
        Some(1),
        "a script learns that a passphrase is missing"
    );
    assert!(
        said.err.contains("--passphrase-file"),
        "and what to do: {said:?}"
    );
    new.json(["restore", file, "--passphrase-file", passphrase]);
    let serving = new.serve();
    let body = apple::app_version("after", "ACCEPTED");
    assert_eq!(
        endpoint.post(&serving, &body).status,
        200,
        "Apple's webhook works on without a change: same path, same secret"
    );
    new.event("before");
    new.event("after");
    serving.end();
    let again = new.run(["restore", file, "--passphrase-file", passphrase]);
    assert_eq!(again.code, Some(1), "a history is never written over");
    assert!(again.err.contains("Nothing was changed"), "{again:?}");
}

#[test]
fn removing_asks_for_each_and_scripts_name_each() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let Said { code, err, .. } = home.run(["remove"]);
    assert_eq!(
        code,
        Some(3),
        "without a person nothing is removed by chance"
    );
    assert!(err.contains("Nothing was removed"), "{err}");
    let named = home.run(["remove", "--yes"]);
    assert_eq!(
        named.code,
        Some(2),
        "`--yes` alone says yes to nothing: {named:?}"
    );

    let serving = home.serve();
    let busy = home.run(["remove", "--data", "--yes"]);
    assert_eq!(busy.code, Some(1), "its owner still writes: {busy:?}");
    assert_eq!(endpoint.post(&serving, &apple::ping("still")).status, 200);
    serving.end();

    let gone = home.json(["remove", "--stored-secrets", "--start-at-login", "--yes"]);
    assert_eq!(
        gone,
        json!({ "startAtLogin": false, "webhooks": false, "secrets": 1, "data": false })
    );
    home.event("still");
    home.json(["remove", "--data", "--yes"]);
    assert!(
        !home.folder().exists(),
        "nothing is left, not even the folder"
    );
}
