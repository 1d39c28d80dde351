//! The tray: what it shows, and what its menu does.

use journeys::{apple, processes};
use shipbell_testkit::desktop::{MenuItem, Tray};
use shipbell_testkit::wait::until;

use crate::clipboard;
use crate::stage::{REVIEW, Stage};

#[test]
fn the_tray_shows_what_is_and_its_menu_works() {
    let Some(stage) = Stage::set() else { return };
    let mut app = stage.start();
    let quiet = stage
        .desktop
        .wait_tray("a test event to send", |tray| {
            tray.item(&["Send test event"]).is_ok()
        })
        .unwrap();
    assert_eq!(
        quiet.tooltip, "Shipbell: Listening on this computer, not proven from outside",
        "the tray claims no more than is known"
    );
    assert_eq!(
        labels(&quiet.menu),
        [
            "Open Shipbell",
            "Listening on this computer, not proven from outside",
            "",
            "No events yet",
            "Mark all as read",
            "",
            "Pause",
            "Send test event",
            "",
            "Templates…",
            "Settings…",
            "Doctor…",
            "",
            "Remove Shipbell…",
            "Quit Shipbell",
        ],
        "nothing is on the menu that does not work; without a public address there is no URL"
    );

    the_newest_event_opens_on_a_click(&stage, &quiet);
    a_pause_holds_everything_and_ends_in_one_digest(&stage, &app);
    a_test_event_is_marked_as_one(&stage);
    the_webhooks_url_can_be_copied_once_it_is_known(&stage);

    stage.desktop.choose(&["Quit Shipbell"]).unwrap();
    let status = app.wait().unwrap();
    assert_eq!(status.code(), Some(0), "quitting is no failure");
    until("The end of everything that ran for this home", || {
        let left = processes::of_home(stage.home());
        anyhow::ensure!(left.is_empty(), "{left:?} still run");
        Ok(Some(()))
    })
    .expect("who quits an app wants it gone, its helpers too");
}

fn labels(menu: &[MenuItem]) -> Vec<&str> {
    menu.iter().map(|item| item.label.as_str()).collect()
}

/// The label of the first line that begins so.
fn label(tray: &Tray, begin: &str) -> String {
    let mut labels = labels(&tray.menu).into_iter();
    let found = labels.find(|label| label.starts_with(begin));
    found.unwrap_or_default().to_owned()
}

fn the_newest_event_opens_on_a_click(stage: &Stage, quiet: &Tray) {
    let body = apple::app_version("newest", "REJECTED");
    assert_eq!(stage.post(&body).status, 200);
    let unread = stage.wait_tooltip("1 unread event");
    assert_ne!(
        unread.icon, quiet.icon,
        "who looks at the bar must see that something waits"
    );
    assert_eq!(stage.post(&apple::flat("other", "Night Heron")).status, 200);
    stage.wait_tooltip("2 unread events");
    let tray = stage
        .desktop
        .wait_tray("both events", |tray| {
            !label(tray, "Tideline").is_empty() && !label(tray, "Night Heron").is_empty()
        })
        .unwrap();
    let newest = label(&tray, "Tideline");
    assert_eq!(newest, "Tideline: Rejected by App Review · just now");
    stage.desktop.choose(&[&newest]).unwrap();
    assert_eq!(
        stage.wait_opened(1),
        REVIEW,
        "a click on an event opens its page"
    );
    stage.wait_tooltip("1 unread event.");
    stage.desktop.choose(&["Mark all as read"]).unwrap();
    let again = stage
        .desktop
        .wait_tray("nothing unread", |tray| !tray.tooltip.contains("unread"))
        .unwrap();
    assert_eq!(again.icon, quiet.icon, "what was seen is no news any more");
}

fn a_pause_holds_everything_and_ends_in_one_digest(stage: &Stage, app: &shipbell_testkit::Running) {
    let before = stage.desktop.tray().unwrap();
    stage.desktop.choose(&["Pause", "30 minutes"]).unwrap();
    let paused = stage.wait_tooltip("Paused until");
    assert_ne!(
        paused.icon, before.icon,
        "a bell that keeps silent must be seen to do so"
    );
    assert!(
        label(&paused, "Paused until").len() > "Paused until".len(),
        "the menu says when it ends"
    );
    stage.run(["pause", "on"]);
    let open_ended = "Paused until you turn it on";
    let reworded = stage
        .desktop
        .wait_tray(open_ended, |tray| label(tray, "Paused") == open_ended)
        .unwrap();
    let ids = |tray: &Tray| -> Vec<_> { tray.menu.iter().map(|item| item.id).collect() };
    assert_eq!(
        ids(&reworded),
        ids(&paused),
        "a menu that somebody has open stays open while a line of it changes"
    );
    stage.wipe();
    let rung = stage.desktop.notifications().len();
    for (id, state) in [("held-1", "REJECTED"), ("held-2", "READY_FOR_DISTRIBUTION")] {
        assert_eq!(stage.post(&apple::app_version(id, state)).status, 200);
        stage.event(id);
    }
    assert_eq!(
        stage.event("held-1")["level"],
        "time-sensitive",
        "the pause is tried on what breaks through anything else"
    );
    stage.wait_tooltip("2 unread events");
    stage.desktop.choose(&["Resume"]).unwrap();
    let digest = stage
        .desktop
        .wait_banner("While paused: 2 events")
        .expect("what was held is told of when the pause ends");
    let resumed = stage
        .desktop
        .wait_tray("no pause", |tray| label(tray, "Pause") == "Pause")
        .unwrap();
    assert_ne!(resumed.icon, paused.icon, "the bell rings again");
    assert_eq!(
        stage.desktop.notifications().len(),
        rung + 1,
        "held banners come as one, not as a flood"
    );

    assert!(!stage.panel_shows(app));
    stage.press(&digest, "default");
    stage.wait_panel(app, true);
}

fn a_test_event_is_marked_as_one(stage: &Stage) {
    stage.desktop.choose(&["Send test event"]).unwrap();
    let sample = until("The test event", || {
        let mut events = stage.events().into_iter();
        Ok(events.find(|event| event["provenance"] == "sample"))
    })
    .expect("a test event takes the way that Apple's take");
    let title = sample["title"].as_str().unwrap();
    stage
        .desktop
        .wait_banner(title)
        .expect("it is there to show that the bell rings");
}

fn the_webhooks_url_can_be_copied_once_it_is_known(stage: &Stage) {
    stage.choose("public-url = \"https://bell.example.com/\"\n");
    stage
        .desktop
        .choose(&["Copy webhook URL"])
        .expect("the tunnel's address is taken without a restart");
    let url = format!("https://bell.example.com{}", stage.endpoint.path);
    clipboard::wait_for(&stage.desktop, &url);
}
