//! `shipbell.toml`, edited by hand.

use std::fs;

use journeys::Home;
use serde_json::Value;
use shipbell_testkit::wait::until;

fn write(home: &Home, text: &str) {
    fs::write(home.folder().join("shipbell.toml"), text).unwrap();
}

fn url(home: &Home) -> Value {
    home.json(["endpoint", "list"])[0]["url"].clone()
}

#[test]
fn the_public_address_makes_the_url_to_paste() {
    let home = Home::new();
    let endpoint = home.add("Tideline");
    let wanted = format!("https://bell.example.com{}", endpoint.path);
    assert_eq!(url(&home), Value::Null);
    write(
        &home,
        "[connection]\npublic-url = \"https://bell.example.com/\"\n",
    );
    assert_eq!(url(&home), wanted.as_str());
    let rotated = home.json(["endpoint", "rotate", "Tideline"]);
    assert_eq!(
        rotated["url"],
        wanted.as_str(),
        "ready to be pasted at Apple"
    );
}

#[test]
fn an_edit_by_hand_is_seen_without_a_restart() {
    let home = Home::new();
    home.add("Tideline");
    let mut serving = home.serve();
    write(
        &home,
        "[connection]\npublic-url = \"https://bell.example.com\"\n",
    );
    until("The new address", || {
        let url = url(&home);
        let text = url.as_str().unwrap_or_default();
        Ok(text.starts_with("https://bell.example.com/").then_some(()))
    })
    .expect("whoever saves a file expects it to count");

    write(&home, "[connection]\npublic-url = 7\n");
    let words = serving
        .program
        .wait_words("shipbell.toml, line 2")
        .expect("a mistake is told at once, with its place");
    assert!(words.contains("last good settings"), "{words}");
    assert!(
        url(&home).is_string(),
        "a mistake while typing does not close what worked"
    );

    write(
        &home,
        "[[channel]]\nname = \"Releases\"\nkinds = [\"app-version\"]\n",
    );
    until("The new channel", || {
        let channels = home.json(["channel", "list"]);
        Ok((channels[0]["name"] == "Releases").then_some(()))
    })
    .unwrap();
    serving.end();
}

#[test]
fn an_address_that_apple_cannot_reach_is_refused_in_words() {
    let home = Home::new();
    home.add("Tideline");
    for address in [
        "http://bell.example.com",
        "https://127.0.0.1:8484",
        "https://localhost",
        "https://192.168.1.7",
        "bell.example.com",
    ] {
        write(
            &home,
            &format!("[connection]\npublic-url = \"{address}\"\n"),
        );
        let said = home.run(["endpoint", "list", "--json"]);
        assert_eq!(said.code, Some(0), "the rest goes on working: {said:?}");
        assert_eq!(
            said.document()[0]["url"],
            Value::Null,
            "{address} must never be offered to paste at Apple"
        );
        assert!(
            said.err.contains("public-url"),
            "whoever wrote {address} has to learn why it is not used: {:?}",
            said.err
        );
    }
}
