//! The panel on its real window: found, changed, set up, and hostile text that stays text.

use journeys::{Endpoint, apple};
use serde_json::json;
use shipbell_testkit::desktop::Banner;
use shipbell_testkit::wait::until;

use crate::page::{ESCAPE, Page};
use crate::setting_up;
use crate::stage::Stage;

/// Markup, script, a template, an escape and text that turns what stands around it.
const HOSTILE: &str =
    "<img src=x onerror=\"window.taken=1\"><script>window.taken=1</script>{{7*7}}\u{202e}gnp.exe";

#[test]
fn an_event_is_found_by_search_and_hostile_text_stays_text() {
    let Some(stage) = Stage::set() else { return };
    let page = Page::open(&stage);
    for (id, app) in [
        ("one", "Night Heron"),
        ("two", "Harbour"),
        ("three", HOSTILE),
    ] {
        assert_eq!(stage.post(&apple::flat(id, app)).status, 200);
        stage.event(id);
    }
    page.wait_text("Night Heron");
    page.wait_text("Harbour");
    page.wait_text("<img src=x");
    assert!(
        page.run("return window.taken;", &json!([])).is_null(),
        "what an app is called must never run"
    );
    assert!(!page.text().contains("49"), "and is no template either");

    page.keys("/");
    page.fill("textbox", "Search events", "heron");
    page.wait_gone("Harbour");
    page.wait_text("Night Heron");
    page.fill("textbox", "Search events", "img onerror");
    page.wait_text("<img src=x");
    page.wait_gone("Night Heron");

    nothing_unlisted_is_answered(&page);
    assert_eq!(
        page.stopped_by_policy().len(),
        0,
        "the page's own policy had to stop something: {:?}",
        page.stopped_by_policy()
    );
    page.close();
}

/// Were script ever to run in the page, this is all it could do.
fn nothing_unlisted_is_answered(page: &Page) {
    for request in [
        json!({ "command": "leave" }),
        json!({ "command": "sample", "name": "ping", "endpoint": null }),
        json!({ "command": "channelList" }),
        json!({ "command": "readSecret" }),
        json!({ "command": "reveal", "place": "/etc" }),
    ] {
        let said = page.invoke(&request);
        assert_eq!(
            said["refused"]["code"], "bad-request",
            "{request} is not the page's to ask: {said}"
        );
    }
    for command in [
        "plugin:opener|open_url",
        "plugin:clipboard-manager|read_text",
        "plugin:global-shortcut|register",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:event|emit",
        "no_such_command",
    ] {
        let said = page.call(command, &json!({}));
        assert!(
            said["ok"].is_null() && !said["refused"].is_null(),
            "{command} must not be open to the page: {said}"
        );
    }
}

#[test]
fn a_template_edited_in_the_panel_changes_the_next_banner() {
    let Some(stage) = Stage::set() else { return };
    let page = Page::open(&stage);
    stage.wait_secrets();
    stage.desktop.choose(&["Templates…"]).unwrap();
    page.click("button", "App version");
    page.write("Title", "Mine: {{ status | label }}!");
    page.click("button", "Save");
    until("The new text in shipbell.toml", || {
        let text = std::fs::read_to_string(stage.home().join("shipbell.toml"))?;
        Ok(text.contains("Mine: {{ status | label }}!").then_some(()))
    })
    .expect("what the panel saves stands in the file that its owner can read");
    assert_eq!(
        stage.post(&apple::app_version("first", "REJECTED")).status,
        200
    );
    let banner: Banner = stage
        .desktop
        .wait_banner("Mine: ")
        .expect("the next banner speaks in the new words");
    assert!(banner.summary.ends_with('!'), "{banner:?}");
    assert_eq!(
        page.stopped_by_policy().len(),
        0,
        "the editor keeps to the policy"
    );
    page.close();
}

#[test]
fn the_set_up_is_walked_to_a_green_ping() {
    let Some(stage) = Stage::bare() else { return };
    stage.choose("public-url = \"https://bell.example.dev\"\n");
    let page = Page::open(&stage);
    setting_up::begin(&stage, &page);
    page.click("radio", "By hand");
    page.fill("textbox", "Name of the app", "Tideline");
    page.click("button", "Make the address");
    page.click("button", "Continue");
    page.click("button", "Skip this step");

    page.click("button", "Show the secret");
    let text = page.text();
    let secret = word(&text, |word| {
        word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    let url = word(&text, |word| {
        word.starts_with("https://bell.example.dev/hooks/")
    });
    let path = url
        .trim_start_matches("https://bell.example.dev")
        .to_owned();
    let endpoint = Endpoint {
        token: path.trim_start_matches("/hooks/").to_owned(),
        path,
        secret,
    };
    page.click("button", "I pasted both");
    page.wait_text("Waiting for Apple’s ping");
    assert_eq!(stage.post_to(&endpoint, &apple::ping("ping-1")).status, 200);
    page.wait_gone("Waiting for Apple’s ping");
    let known = page.invoke(&json!({ "command": "endpointList" }));
    assert!(
        known["ok"][0]["lastPing"].is_number(),
        "green only by a ping that came: {known}"
    );
    assert_eq!(page.stopped_by_policy().len(), 0);
    page.close();
}

/// What stands on the page as a word of its own.
fn word(text: &str, wanted: impl Fn(&str) -> bool) -> String {
    let found = text.split_whitespace().find(|word| wanted(word));
    assert!(found.is_some(), "not on the page:\n{text}");
    found.unwrap_or_default().to_owned()
}

#[test]
fn settings_survive_a_restart() {
    let Some(stage) = Stage::set() else { return };
    let page = Page::open(&stage);
    stage.desktop.choose(&["Settings…"]).unwrap();
    page.click("button", "General");
    assert!(page.is_on("Unread count beside the icon"));
    page.click("switch", "Unread count beside the icon");
    page.click("switch", "Start at login");
    until("A changed shipbell.toml", || {
        let text = std::fs::read_to_string(stage.home().join("shipbell.toml"))?;
        Ok(text.contains("unread-count = false").then_some(()))
    })
    .unwrap();
    let entry = stage.starts_with_the_session();
    assert!(
        entry.contains("\"--home\"") && entry.contains(&stage.home().display().to_string()),
        "the session starts this very home: {entry}"
    );
    page.close();

    let page = Page::open(&stage);
    stage.desktop.choose(&["Settings…"]).unwrap();
    // The settings open where they were left.
    page.find("switch", "Unread count beside the icon");
    assert!(
        !page.is_on("Unread count beside the icon"),
        "a choice that is gone after a restart was none"
    );
    assert!(page.is_on("Start at login"));
    // Also over settings that are open at another section.
    let remove = "Remove Shipbell…";
    stage.desktop.choose(&[remove]).unwrap();
    page.find("button", "Remove…");
    page.close();
}

#[test]
fn the_menu_of_a_row_stays_when_the_button_that_opened_it_is_let_go() {
    let Some(stage) = Stage::set() else { return };
    let page = Page::open(&stage);
    assert_eq!(stage.post(&apple::flat("one", "Night Heron")).status, 200);
    page.wait_text("Night Heron");
    let middle = "const row = document.querySelector('[data-id]').getBoundingClientRect(); \
                  return [row.x + row.width / 2, row.y + 20].map((at) => String(Math.round(at)));";
    let middle = page.run(middle, &json!([]));
    let (x, y) = (middle[0].as_str().unwrap(), middle[1].as_str().unwrap());
    let pointer = |words: &[&str]| {
        let mut pointer = stage.desktop.command("xdotool");
        pointer.args(["search", "--onlyvisible", "--name", "^Shipbell$"]);
        assert!(pointer.args(words).status().unwrap().success());
        std::thread::sleep(std::time::Duration::from_millis(400));
    };
    // The second time nothing of the menu has to load any more.
    for _ in 0..2 {
        pointer(&["mousemove", "--window", "%1", x, y, "mousedown", "3"]);
        pointer(&["mouseup", "3"]);
        page.find("menuitem", "Details");
        page.keys(ESCAPE);
        until("The end of the menu", || {
            Ok(page.look("menuitem", "Details").is_none().then_some(()))
        })
        .unwrap();
    }
    page.close();
}
