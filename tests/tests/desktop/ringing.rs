//! A signed POST becomes a banner, and the banner does what it offers.

use journeys::apple;
use shipbell_testkit::desktop::{Banner, Urgency};
use shipbell_testkit::wait::until;
use shipbell_testkit::{MovableClock, Running};

use crate::clipboard;
use crate::stage::{REVIEW, Stage};

/// As another product's guide prints it, to be used unchanged.
const PUBLISHED: &str = r#"
[[channel]]
name = "default"
[channel.templates.default]
title = "[{{app.name}}] {{eventType}} - {{status}}"
body = """
📱 App: {{app.name}}
🔄 Event: {{eventType}}
📊 Status: {{status}}
⏰ Time: {{eventDate}}
💬 Message: {{message}}"""
link = "{{app.url}}"
"#;

/// What a tester or a stranger might call an app: markup, a shortcut's mark, an override of the
/// writing direction, a bell.
const NASTY: &str = "<b>Night</b> & \u{202e}Heron\u{7}";

#[test]
fn a_signed_event_rings_and_its_banner_does_what_it_offers() {
    let Some(stage) = Stage::set() else { return };
    stage.choose(PUBLISHED);
    let mut clock = MovableClock::new().unwrap();
    let mut app = stage.start_this(stage.app().envs(clock.env()));

    a_published_template_rings_as_text(&stage);
    stage.choose("");
    a_click_opens_the_page_and_marks_it_read(&stage);
    copy_link_fills_the_clipboard(&stage);
    snooze_brings_it_back_in_an_hour(&stage, &mut clock);
    an_unsigned_event_never_rings(&stage);
    the_panel_opens_under_a_moved_clock(&stage, &app);

    let status = app.sigterm().unwrap();
    assert_eq!(status.code(), Some(0), "the app ends when its session does");
}

fn a_published_template_rings_as_text(stage: &Stage) {
    let answer = stage.post(&apple::flat("nasty", NASTY));
    assert_eq!(answer.status, 200, "what Apple signed is taken: {answer:?}");
    let banner = stage.desktop.wait_banner("Night").unwrap();
    assert_eq!(
        banner.summary,
        "[<b>Night</b> & Heron] APP_STORE_VERSION_APP_VERSION_STATE_UPDATED - REJECTED",
        "a template copied from a guide renders unchanged; nothing in it turns the text around"
    );
    let body = "📱 App: &lt;b&gt;Night&lt;/b&gt; &amp; Heron\n\
                🔄 Event: APP_STORE_VERSION_APP_VERSION_STATE_UPDATED\n\
                📊 Status: REJECTED\n\
                ⏰ Time: 2026-03-02T08:15:30Z\n\
                💬 Message:";
    assert_eq!(
        banner.body.trim_end(),
        body,
        "the daemon reads the body as markup, so what strangers wrote must be escaped"
    );
    assert_eq!(banner.app, "Shipbell", "a person must know who rings");
    stage.wipe();
}

/// Posts a rejection and waits for its banner; the one before must be gone from the screen.
fn ring(stage: &Stage, id: &str) -> Banner {
    assert_eq!(stage.post(&apple::app_version(id, "REJECTED")).status, 200);
    stage.desktop.wait_banner("Tideline").unwrap()
}

fn a_click_opens_the_page_and_marks_it_read(stage: &Stage) {
    // The settings are read when they change, not when they are needed.
    until("A banner in the built-in words", || {
        let id = format!("clicked-{}", stage.desktop.notifications().len());
        let banner = ring(stage, &id);
        let built_in = banner.summary == "Tideline: Rejected by App Review";
        if !built_in {
            stage.wipe();
        }
        Ok(built_in.then_some(()))
    })
    .unwrap();
    let banner = stage.desktop.wait_banner("Tideline").unwrap();
    assert_eq!(
        banner.body, "App Review’s message is in App Store Connect. Was In Review.",
        "without an API key the banner still tells what happened"
    );
    assert_eq!(
        banner.urgency,
        Urgency::Critical,
        "a rejection waits for the person and must not vanish by itself"
    );
    let actions = banner.actions.iter();
    let labels: Vec<_> = actions.map(|action| action.label.as_str()).collect();
    assert_eq!(labels, ["Open", "Snooze 1 h", "Copy link"]);

    stage.picture("banner");
    let before = stage.desktop.opened().len();
    stage.press(&banner, "default");
    assert_eq!(
        stage.wait_opened(before + 1),
        REVIEW,
        "a click leads to where App Review's message can be read"
    );
    let read = until("The clicked event as read", || {
        let events = stage.events().into_iter();
        let mut clicked = events.filter(|event| event["title"] == banner.summary.as_str());
        Ok(clicked.find(|event| event["unread"] == false))
    })
    .expect("what was opened has been seen");
    assert_eq!(read["link"], REVIEW);
}

fn copy_link_fills_the_clipboard(stage: &Stage) {
    let banner = ring(stage, "copied");
    let before = stage.desktop.opened();
    stage.press(&banner, "copy-link");
    clipboard::wait_for(&stage.desktop, REVIEW);
    assert_eq!(
        stage.desktop.opened(),
        before,
        "who copies a link does not want a page opened as well"
    );
    assert_eq!(
        stage.event("copied")["unread"],
        true,
        "copying is not reading"
    );
}

fn snooze_brings_it_back_in_an_hour(stage: &Stage, clock: &mut MovableClock) {
    let banner = ring(stage, "snoozed");
    stage.press(&banner, "snooze");
    let before = stage.banners("Tideline").len();
    clock.advance(59 * 60).unwrap();
    // One that comes later rings: the app has seen the new time, and looked at what is due by it.
    assert_eq!(
        stage.post(&apple::flat("between", "Fernway")).status,
        200,
        "the door stays open whatever the clock does"
    );
    stage.desktop.wait_banner("Fernway").unwrap();
    assert_eq!(
        stage.banners("Tideline").len(),
        before,
        "a snooze of an hour keeps quiet for an hour"
    );
    stage.wipe();

    clock.advance(2 * 60).unwrap();
    let back = stage
        .desktop
        .wait_banner("Tideline")
        .expect("what was snoozed comes back: otherwise a rejection is forgotten");
    assert_eq!(
        (&back.summary, &back.body),
        (&banner.summary, &banner.body),
        "it says what it said before"
    );
    let opened = stage.desktop.opened().len();
    stage.press(&back, "default");
    assert_eq!(stage.wait_opened(opened + 1), REVIEW);
    stage.wait_event("snoozed", |event| event["unread"] == false);
}

fn an_unsigned_event_never_rings(stage: &Stage) {
    let mut forged = stage.endpoint.clone();
    "a guess".clone_into(&mut forged.secret);
    let answer = stage.post_to(&forged, &apple::flat("forged", "Mallory"));
    assert_eq!(answer.status, 401, "{answer:?}");
    assert_eq!(stage.post(&apple::flat("signed", "Harbour")).status, 200);
    stage.desktop.wait_banner("Harbour").unwrap();
    assert_eq!(
        stage.banners("Mallory"),
        [],
        "nobody but Apple may put words on a person's screen"
    );
}

fn the_panel_opens_under_a_moved_clock(stage: &Stage, app: &Running) {
    stage.desktop.tray().unwrap().activate().unwrap();
    stage.wait_panel(app, true);
    stage.wipe();
    stage.picture("panel-an-hour-later");
}
