//! Desktops whose parts come late: the notification daemon and the tray.

use std::time::{Duration, Instant};

use journeys::apple;
use shipbell_testkit::desktop::Tray;
use shipbell_testkit::wait::until;
use shipbell_testkit::{Program, Running};

use crate::load;
use crate::stage::Stage;
use crate::told::Told;

/// Events of one burst.
const BURST: usize = 500;

#[test]
fn a_desktop_whose_parts_come_late_still_rings() {
    let Some(stage) = Stage::set() else { return };
    stage.desktop.hang_notifications().unwrap();
    stage.desktop.stop_tray_host().unwrap();
    let mut app = stage.start();

    without_a_tray_the_panel_opens(&stage, &app);
    a_hung_daemon_rings_once_it_goes_on(&stage);
    stage.desktop.stop_notifications().unwrap();
    let _bar = a_tray_that_comes_late_shows_the_bell(&stage);
    let _dunst = what_could_not_be_shown_rings_when_someone_can_show_it(&stage);
    a_burst_is_one_summary(&stage);
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}

fn without_a_tray_the_panel_opens(stage: &Stage, app: &Running) {
    stage.wait_panel(app, true);
}

fn a_hung_daemon_rings_once_it_goes_on(stage: &Stage) {
    for (id, app) in [("hung-1", "Harbour"), ("hung-2", "Fernway")] {
        answers_promptly(stage, id, app);
        stage.event(id);
    }
    stage.desktop.resume_notifications().unwrap();
    for app in ["Harbour", "Fernway"] {
        stage
            .desktop
            .wait_banner(app)
            .expect("what a hung daemon did not take is offered to it again");
    }
}

/// No banner can be shown at this time, and the door must not care.
fn answers_promptly(stage: &Stage, id: &str, app: &str) {
    let asked = Instant::now();
    assert_eq!(stage.post(&apple::flat(id, app)).status, 200);
    assert!(
        asked.elapsed() < Duration::from_secs(5),
        "Apple's patience is short: the door never waits for a banner"
    );
}

fn a_tray_that_comes_late_shows_the_bell(stage: &Stage) -> Running {
    let bar = Program::other("xfce4-panel")
        .on(&stage.desktop)
        .start()
        .unwrap();
    stage.wait_tooltip("2 unread events");
    bar
}

fn what_could_not_be_shown_rings_when_someone_can_show_it(stage: &Stage) -> Running {
    answers_promptly(stage, "unseen", "Night Heron");
    stage
        .desktop
        .wait_tray("the problem", shows_no_notifications)
        .expect("who hears nothing must be able to see why");
    let dunst = Program::other("dunst").on(&stage.desktop).start().unwrap();
    stage
        .desktop
        .wait_banner("Night Heron")
        .expect("a notice waits until it can be shown");
    stage
        .desktop
        .wait_tray("no problem", |tray| !shows_no_notifications(tray))
        .expect("a problem that is over is not shown");
    dunst
}

fn shows_no_notifications(tray: &Tray) -> bool {
    let mut labels = tray.menu.iter().map(|item| item.label.as_str());
    labels.any(|label| label == "This desktop shows no notifications")
}

fn a_burst_is_one_summary(stage: &Stage) {
    let told = Told::listen(stage);
    let acknowledged = load::while_posting(stage, "burst", BURST, || {
        until("The banners of a burst", || {
            anyhow::ensure!(told.events() >= BURST, "only {:?}", told.counts());
            Ok(Some(()))
        })
        .expect("every event of a burst is told of");
    });
    assert_eq!(acknowledged.len(), BURST, "a burst is no reason to refuse");
    let counts = told.counts();
    assert!(
        told.places() <= 3 && counts.iter().any(|count| *count > 3),
        "{BURST} banners would bury the screen: {counts:?}"
    );
    let bodies = told.bodies();
    assert!(
        bodies
            .iter()
            .any(|body| body.contains("need you") && body.contains("Tideline: ")),
        "a number alone does not say whether it can wait: {bodies:?}"
    );
}
