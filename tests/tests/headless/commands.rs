//! Every command, beside a running owner and alone: the same answers.

use std::thread;

use journeys::{Home, apple};
use serde_json::Value;

#[test]
fn every_command_works_beside_a_running_owner() {
    let home = Home::new();
    let serving = home.serve();
    every_command(&home);
    serving.end();
}

#[test]
fn every_command_works_alone() {
    every_command(&Home::new());
}

/// `home.json` asserts on each: success, and one JSON document on standard output.
fn every_command(home: &Home) {
    assert_eq!(home.json(["endpoint", "list"]), Value::Array(Vec::new()));
    let added = home.json(["endpoint", "add", "Tideline"]);
    home.json(["endpoint", "add", "夜の灯台", "--app-id", "1900000042"]);

    let listed = home.json(["endpoint", "list"]);
    let names: Vec<_> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["Tideline", "夜の灯台"], "oldest first, any script");
    assert_eq!(listed[1]["appId"], "1900000042");
    assert_eq!(listed[0]["path"], added["path"]);
    assert!(
        !listed
            .to_string()
            .contains(added["secret"].as_str().unwrap()),
        "the secret is shown once, when it is made"
    );

    let rotated = home.json(["endpoint", "rotate", "Tideline"]);
    assert_eq!(rotated["token"], added["token"], "the address stays");
    assert_ne!(rotated["secret"], added["secret"]);
    let listed = home.json(["endpoint", "list"]);
    assert_eq!(
        listed[0]["formerSecretAccepted"], true,
        "Apple may not know the new secret yet"
    );

    home.json(["endpoint", "remove", "夜の灯台"]);
    assert_eq!(home.json(["endpoint", "list"]).as_array().unwrap().len(), 1);

    let channels = home.json(["channel", "list"]);
    let name = channels[0]["name"].as_str().unwrap();
    assert_eq!(home.json(["channel", "show", name]), channels[0]);

    assert_eq!(home.events([]).len(), 0);
    pauses(home);
}

fn pauses(home: &Home) {
    assert_eq!(home.json(["pause"])["paused"], false);
    for choice in ["30m", "1h", "tomorrow"] {
        let pause = home.json(["pause", choice]);
        assert_eq!(pause["paused"], true);
        let until = pause["until"].as_str().unwrap();
        if choice == "tomorrow" {
            assert!(until.ends_with("T09:00:00Z"), "at 9:00, not {until}");
        }
        assert_eq!(
            home.json(["pause"]),
            pause,
            "a pause is visible while it lasts"
        );
    }
    let on = home.json(["pause", "on"]);
    assert_eq!(
        (&on["paused"], &on["until"]),
        (&Value::Bool(true), &Value::Null)
    );
    assert_eq!(home.json(["pause", "off"])["paused"], false);
    assert_eq!(home.json(["pause"])["paused"], false);
}

#[test]
fn people_get_words_and_scripts_get_data() {
    let home = Home::new();
    let said = home.run(["endpoint", "add", "Tideline"]);
    assert!(said.out.contains("Secret  "), "the secret has to be pasted");
    assert!(
        said.err.contains("only you can read"),
        "choosing a file for secrets is said in words: {}",
        said.err
    );
    let said = home.run(["endpoint", "add", "Fernway", "--json"]);
    said.document();
    assert!(
        said.err.contains("only you can read"),
        "words go to standard error, where they do not break a script"
    );
    for command in [
        &["endpoint", "list"][..],
        &["channel", "list"],
        &["pause"],
        &["simulate", "--list"],
    ] {
        let said = home.run(command.iter().copied());
        assert_eq!(said.code, Some(0));
        assert!(
            serde_json::from_str::<Value>(&said.out).is_err() && !said.out.is_empty(),
            "without --json, {command:?} speaks to people: {}",
            said.out
        );
    }
}

#[test]
fn a_removed_endpoint_is_closed_and_its_events_stay() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let serving = home.serve();
    let body = apple::app_version("kept", "REJECTED");
    assert_eq!(endpoint.post(&serving, &body).status, 200);
    home.event("kept");
    home.json(["endpoint", "remove", "Tideline"]);
    assert_eq!(
        endpoint.post(&serving, &body).status,
        404,
        "a removed endpoint was never there, as far as anyone outside can see"
    );
    let event = home.event("kept");
    assert_eq!(event["endpoint"], "Tideline", "history keeps its names");
    serving.end();
    home.serve().end();
    assert_eq!(
        home.json(["endpoint", "list"]).as_array().unwrap().len(),
        0,
        "its secret is gone, too, or it would come back at the next start"
    );
}

#[test]
fn commands_at_the_same_moment_wait_for_each_other() {
    let home = Home::new();
    let names: Vec<_> = (0..6).map(|at| format!("App {at}")).collect();
    thread::scope(|scope| {
        for name in &names {
            let home = &home;
            scope.spawn(move || home.json(["endpoint", "add", name]));
        }
    });
    let mut found: Vec<_> = home
        .json(["endpoint", "list"])
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect();
    found.sort();
    assert_eq!(
        found, names,
        "a script that sets up several apps loses none"
    );
}
