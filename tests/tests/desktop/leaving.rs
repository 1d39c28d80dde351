//! Shipbell goes from a computer, by the panel.

use serde_json::json;
use shipbell_testkit::wait::until;

use crate::page::Page;
use crate::stage::Stage;

#[test]
fn what_a_person_ticked_is_gone_when_the_app_has_ended_and_nothing_else() {
    let Some(stage) = Stage::set() else { return };
    let page = Page::open(&stage);
    page.invoke(&json!({ "command": "changeSetting", "setting": { "name": "startAtLogin", "value": true } }));
    let entry = stage.starts_with_the_session();
    assert!(!entry.is_empty(), "it is there to be removed");

    let done = page.invoke(&json!({ "command": "remove", "traces": ["start-at-login"] }));
    assert!(done["ok"].is_object(), "{done}");
    let asked = page.invoke(&json!({ "command": "settings" }));
    assert_eq!(
        asked["ok"]["startAtLogin"], false,
        "the app runs on, for nothing of its home went: {asked}"
    );

    // Later, because the answer could not come: the page goes with the app.
    page.run(
        "setTimeout(() => window.__TAURI_INTERNALS__.invoke('wire', \
         { request: { command: 'remove', traces: ['data'] } }), 100)",
        &json!([]),
    );
    until("The end of the history", || {
        Ok((!stage.home().join("feed.db").exists()).then_some(()))
    })
    .expect("the home is in use until the app has closed it, and then it goes");
    // What the app keeps besides the feed goes as well, or a person who left finds it years later.
    until("An empty home", || {
        let left: Vec<_> = match std::fs::read_dir(stage.home()) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
            Err(_) => Vec::new(),
        };
        anyhow::ensure!(left.is_empty(), "these stay: {left:?}");
        Ok(Some(()))
    })
    .unwrap();
}
