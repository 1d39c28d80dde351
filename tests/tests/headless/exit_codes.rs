//! 0 done, 1 failed, 2 wrong usage, 3 needs the user.

use journeys::Home;

#[test]
fn a_failure_is_a_sentence_and_a_1() {
    let home = Home::new();
    for (command, part) in [
        (&["simulate", "ping"][..], "Nothing is listening"),
        (&["endpoint", "rotate", "Nobody"], "endpoint list"),
        (&["endpoint", "remove", "Nobody"], "endpoint list"),
        (&["channel", "show", "Nothing"], "channel list"),
    ] {
        let said = home.run(command.iter().copied());
        assert_eq!(said.code, Some(1), "{command:?}: {said:?}");
        assert!(
            said.err.contains(part),
            "{command:?} has to say what to do next: {}",
            said.err
        );
        assert_eq!(said.out, "", "a failure is no data");
        assert!(!said.err.contains("panicked"), "{}", said.err);
    }
}

#[test]
fn wrong_usage_is_a_2() {
    let home = Home::new();
    for command in [
        &[][..],
        &["toll"],
        &["endpoint", "add"],
        &["endpoint", "add", ""],
        &["endpoint", "add", "Name", "--app-id", "not a number"],
        &["events", "--limit", "-1"],
        &["events", "--limit", "many"],
        &["pause", "2h"],
        &["simulate"],
        &["simulate", "app-version-invented"],
        &["--secrets", "nowhere", "endpoint", "list"],
        &["serve", "--listen", "everywhere"],
        &["verify", "--body", "-", "--signature", "-", "--secret", "-"],
    ] {
        let said = home.run(command.iter().copied());
        assert_eq!(said.code, Some(2), "{command:?}: {said:?}");
        assert!(!said.err.is_empty(), "{command:?} is told in words");
    }
    let said: journeys::Said = home
        .shipbell(["endpoint", "list"])
        .env("SHIPBELL_SECRETS", "nowhere")
        .output()
        .unwrap()
        .into();
    assert_eq!(
        said.code,
        Some(2),
        "a misspelt choice is not a choice: {said:?}"
    );
    let said: journeys::Said = home
        .shipbell(["endpoint", "list"])
        .env("SHIPBELL_SECRETS", "")
        .output()
        .unwrap()
        .into();
    assert_eq!(
        said.code,
        Some(0),
        "an empty variable says nothing: {said:?}"
    );

    home.add("Tideline");
    let said = home.run(["endpoint", "add", "Tideline"]);
    assert_eq!(said.code, Some(2), "a name is taken only once: {said:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_missing_keychain_is_a_3_with_the_way_out() {
    let home = Home::new();
    let run = |args: &[&str]| -> journeys::Said {
        let program = home.shipbell(args.iter().copied());
        let program = program.env("SHIPBELL_SECRETS", "keychain");
        program.output().unwrap().into()
    };
    let said = run(&["endpoint", "add", "Tideline"]);
    assert_eq!(said.code, Some(3), "only the user can help: {said:?}");
    assert!(
        said.err.contains("--secrets file") || said.err.contains("SHIPBELL_SECRETS=file"),
        "a machine without a keychain has a way out: {}",
        said.err
    );
    assert_eq!(said.out, "", "no endpoint was made");
    let listed = run(&["endpoint", "list", "--json"]);
    assert_eq!(
        (listed.code, listed.out.trim()),
        (Some(0), "[]"),
        "what needs no secret works without a keychain"
    );
    let mut serve = home
        .shipbell(["serve", "--listen", "127.0.0.1:0", "--json"])
        .env("SHIPBELL_SECRETS", "keychain")
        .start()
        .unwrap();
    serve
        .wait_line("address")
        .expect("a door that opens late loses deliveries; one without secrets sets them aside");
}
