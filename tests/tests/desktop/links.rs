//! `shipbell://` links: from a page, a letter or a toast to the place they name, and nowhere else.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use journeys::apple;
use serde_json::json;
use shipbell_testkit::Running;

use crate::page::Page;
use crate::stage::{REVIEW, Stage};

/// The link is opened, as a browser would: by starting the app with it.
fn open(stage: &Stage, link: impl AsRef<OsStr>) {
    let opened = stage.app().args([link]).output().unwrap();
    assert_eq!(
        opened.status.code(),
        Some(0),
        "a link never makes a program fail: {opened:?}"
    );
}

/// The feed's id of the event with Apple's id `REJECTED`.
fn rejected(stage: &Stage, page: &Page) -> String {
    let body = apple::app_version("rejected", "REJECTED");
    assert_eq!(stage.post(&body).status, 200);
    stage.event("rejected");
    let all =
        page.invoke(&json!({ "command": "feedPage", "before": null, "limit": 1, "filter": {
            "search": "", "kind": null, "app": null, "channel": null, "unread": false, "provenance": null
        } }));
    all["ok"]["events"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_link_opens_its_event_in_the_app_that_runs_and_nothing_else() {
    let Some(stage) = Stage::set() else { return };
    let page = Page::open(&stage);
    let id = rejected(&stage, &page);
    page.wait_text("Rejected");

    open(&stage, format!("shipbell://event/{id}"));
    page.wait_text("How it is known");
    open(&stage, "shipbell://setup");
    page.wait_gone("How it is known");
    page.find("button", "Show a test banner");
    assert!(
        stage.desktop.opened().is_empty(),
        "a look into the panel asks the browser for nothing"
    );

    let before = stage.run(["endpoint", "list", "--json"]).document();
    for strange in [
        "shipbell://quit".to_owned(),
        "shipbell://setup?url=https://evil.example".to_owned(),
        format!("shipbell://event/{id}/../../quit"),
        format!("shipbell://event/{}", "1".repeat(100_000)),
        "https://evil.example".to_owned(),
    ] {
        open(&stage, strange);
    }
    open(&stage, OsStr::from_bytes(b"shipbell://event/\xff\xfe"));
    page.find("button", "Show a test banner");
    assert_eq!(
        stage.run(["endpoint", "list", "--json"]).document(),
        before,
        "the same app goes on as it was"
    );

    open(&stage, "shipbell://event/999999");
    page.wait_text("This event is no longer kept");
    open(&stage, format!("shipbell://event/{id}/page"));
    assert_eq!(
        stage.wait_opened(1),
        REVIEW,
        "a click on a banner that has become a link opens what the banner would have"
    );
    page.close();
}

#[test]
fn a_link_starts_the_app_and_opens_there() {
    let Some(stage) = Stage::set() else { return };
    let app = stage.start_this(stage.app().args(["shipbell://setup"]));
    stage.wait_panel(&app, true);
    end(app);

    let page = Page::open_with(&stage, &["shipbell://setup"]);
    page.find("button", "Show a test banner");
    page.close();

    let app = stage.start_this(stage.app().args(["shipbell://no/such/place"]));
    stage.wait_panel(&app, true);
    end(app);
}

fn end(mut app: Running) {
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}
