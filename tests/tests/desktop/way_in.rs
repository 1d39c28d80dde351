//! From a pasted key to a bell behind a real tunnel, the tunnel's death and its return elsewhere, as a
//! person at the desktop sees them: and at no moment did the icon claim more than was so.

use serde_json::json;
use shipbell_testkit::apple::Upload;
use shipbell_testkit::wait::until;
use shipbell_testkit::{BoreServer, FakeApple, bore};

use crate::claims;
use crate::page::Page;
use crate::setting_up;
use crate::stage::Stage;

const PROVEN: &str = "Listening, proven from outside";

#[test]
fn a_tunnel_dies_and_comes_back_elsewhere_and_the_icon_tells_the_truth() {
    let apple = FakeApple::start().unwrap();
    let Some(stage) = Stage::before(&apple) else {
        return;
    };
    stage.desktop.install(&bore::program().unwrap()).unwrap();
    let server = BoreServer::open().unwrap();
    let host = server.host().to_owned();
    let app = apple.app("Tideline", "example.tideline", "Tideline");
    let diary = stage.desktop.keep_diary().unwrap();

    let page = Page::open(&stage);
    set_up_behind_bore(&stage, &page, &apple, &host);
    let first = url_at_apple(&apple, &app);
    assert!(
        first.starts_with(&format!("http://{host}:")),
        "nobody typed an address: Apple has the tunnel's, {first}"
    );
    stage.wait_tooltip(PROVEN);
    apple.version_moves(&app, "IN_REVIEW").unwrap();
    let arrived = until("Apple's delivery to come through the tunnel", || {
        let mut events = stage.events().into_iter();
        Ok(events.find(|event| event["status"] == "IN_REVIEW"))
    })
    .unwrap();
    assert_eq!(arrived["provenance"], "signed");

    drop(server);
    stage.wait_tooltip("The tunnel does not run");
    stage.desktop.choose(&["Send test event"]).unwrap();
    // Drawn anew for what is unread, it still has to say that.
    stage.wait_tooltip("2 unread events. The tunnel does not run");
    for state in [
        "PENDING_DEVELOPER_RELEASE",
        "PROCESSING_FOR_DISTRIBUTION",
        "READY_FOR_DISTRIBUTION",
    ] {
        apple.version_moves(&app, state).unwrap();
    }
    let failed = Upload::failed("2.4.1", "118", "90062", "The version is too low.");
    apple.build_uploaded(&app, &failed).unwrap();
    apple.wait_settled().unwrap();
    page.invoke(&json!({ "command": "doctor" }));
    let before = stage.events().len();

    let _server = BoreServer::again_at(&host).unwrap();
    until("Apple to be told the new address", || {
        let url = url_at_apple(&apple, &app);
        anyhow::ensure!(url != first, "Apple has {url}");
        Ok(Some(()))
    })
    .unwrap();
    let tunnel = stage.run(["tunnel", "show", "--json"]).document();
    let second = url_at_apple(&apple, &app);
    assert!(
        second.starts_with(tunnel["url"].as_str().unwrap()),
        "Apple posts to where the tunnel is now: {second}, {tunnel}"
    );
    let mut missed = until("All that Apple told of, and its ping", || {
        let mut events = stage.events();
        anyhow::ensure!(events.len() >= before + 5, "there are {}", events.len());
        Ok(Some(events.split_off(before)))
    })
    .unwrap();
    // Apple's ping to the new address came by itself, or was read in the log a moment before.
    missed.retain(|event| event["kind"] != "ping");
    assert_eq!(missed.len(), 4, "each of it once: {missed:#?}");
    assert!(
        missed
            .iter()
            .all(|event| event["provenance"] == "recovered"),
        "and marked as what it is: {missed:#?}"
    );
    stage
        .desktop
        .wait_banner("While Shipbell could not hear")
        .expect("what was missed is told of as one");
    stage.wait_tooltip(PROVEN);
    page.close();

    let pages = diary.pages();
    let mut told = claims::hints(&pages);
    // A proof may be quicker than anything is drawn.
    told.retain(|(_, claim)| !matches!(*claim, "starting" | "listening"));
    let told: Vec<_> = told.iter().map(|(_, claim)| *claim).collect();
    assert_eq!(
        told,
        ["proven", "degraded", "proven"],
        "all that it ever said"
    );
    claims::assert_true(&pages, &claims::timeline(&stage));
}

/// One paste, one tunnel, one app, and the bell.
fn set_up_behind_bore(stage: &Stage, page: &Page, apple: &FakeApple, host: &str) {
    setting_up::begin(stage, page);
    setting_up::paste_key(page, apple);
    page.click("radio", "bore");
    page.fill("textbox", "Server", host);
    page.click("button", "Use this tunnel");
    page.click("button", "Make");
    page.wait_text("You heard it");
}

fn url_at_apple(apple: &FakeApple, app: &str) -> String {
    let webhooks = apple.webhooks(app);
    assert_eq!(webhooks.len(), 1, "one webhook of the app is ours");
    webhooks[0].url.clone()
}
