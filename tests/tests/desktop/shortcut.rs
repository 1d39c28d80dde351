//! The global shortcut: from any program to the panel and back, by keys alone.

use std::fs;
use std::time::Duration;

use shipbell_testkit::wait::until;
use shipbell_testkit::{Program, home};

use crate::page::Page;
use crate::stage::{Stage, free_address};

#[test]
fn the_keys_that_were_recorded_open_the_panel_from_anywhere_until_others_are_chosen() {
    let Some(stage) = Stage::set() else { return };
    let page = Page::open(&stage);
    stage.desktop.choose(&["Settings…"]).unwrap();
    page.click("button", "Shortcuts");
    page.click("button", "Record: No shortcut");
    page.wait_text("Press the keys");
    press(&stage, "ctrl+alt+b");
    page.find("button", "Record: Ctrl Alt B");
    flips(&stage, "ctrl+alt+b").expect("what was recorded works at once");

    let file = stage.home().join("shipbell.toml");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("CommandOrControl+Alt+B"), "{text}");
    stage.choose("\n[shortcuts]\nopen-panel = \"Ctrl+Alt+N\"\n");
    flips(&stage, "ctrl+alt+n").expect("an edit of the file holds at once");
    let before = shows(&stage);
    press(&stage, "ctrl+alt+b");
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(
        shows(&stage),
        before,
        "keys that were given up belong to the other programs again"
    );
}

#[test]
fn keys_that_another_program_has_are_told_where_they_are_chosen() {
    let Some(stage) = Stage::set() else { return };
    let page = Page::open(&stage);
    stage.desktop.choose(&["Settings…"]).unwrap();
    page.click("button", "Shortcuts");
    page.find("button", "Record: No shortcut");
    let keys = "\n[shortcuts]\nopen-panel = \"Ctrl+Alt+B\"\n";
    let elsewhere = home().unwrap();
    let chosen = format!("[connection]\nlisten = \"{}\"\n{keys}", free_address());
    fs::write(elsewhere.path().join("shipbell.toml"), chosen).unwrap();
    let other = Program::desktop().unwrap().on(&stage.desktop);
    let mut other = other.home(elsewhere.path()).start().unwrap();
    until("Another program that has the keys", || {
        press(&stage, "ctrl+alt+b");
        std::thread::sleep(Duration::from_secs(1));
        Ok(stage.panel_shows(&other).then_some(()))
    })
    .unwrap();

    stage.choose(keys);
    page.wait_text("This shortcut does not work");
    page.wait_text("Another program has it, most likely; choose other keys.");
    stage.choose("\n[shortcuts]\nopen-panel = \"Ctrl+Alt+N\"\n");
    page.wait_gone("This shortcut does not work");
    assert_eq!(other.sigterm().unwrap().code(), Some(0));
}

/// Whether the keys show what is hidden and hide what shows. They are pressed again until they are heard, because it
/// is not told when a shortcut was taken.
fn flips(stage: &Stage, keys: &str) -> anyhow::Result<()> {
    let before = shows(stage);
    until(&format!("{keys} that is heard"), || {
        press(stage, keys);
        Ok(changes(stage, before).then_some(()))
    })?;
    press(stage, keys);
    anyhow::ensure!(
        changes(stage, !before),
        "{keys} did nothing the second time"
    );
    Ok(())
}

fn changes(stage: &Stage, from: bool) -> bool {
    (0..30).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        shows(stage) != from
    })
}

/// Presses keys wherever the focus is.
fn press(stage: &Stage, keys: &str) {
    let mut key = stage.desktop.command("xdotool");
    assert!(key.args(["key", keys]).status().unwrap().success());
}

fn shows(stage: &Stage) -> bool {
    let mut search = stage.desktop.command("xdotool");
    search.args(["search", "--onlyvisible", "--name", "^Shipbell$"]);
    !search.output().unwrap().stdout.is_empty()
}
