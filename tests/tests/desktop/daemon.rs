//! Desktops whose parts come late: the notification daemon and the tray.

use std::time::{Duration, Instant};

use journeys::apple;
use journeys::knock::Line;
use shipbell_testkit::wait::until;
use shipbell_testkit::{Program, Running};

use crate::stage::Stage;
use crate::told::Told;

/// Events of one burst.
const BURST: usize = 500;

#[test]
fn a_desktop_whose_parts_come_late_still_rings() {
    let Some(stage) = Stage::set() else { return };
    stage.desktop.stop_notifications().unwrap();
    stage.desktop.stop_tray_host().unwrap();
    let mut app = stage.start();

    without_a_tray_the_panel_opens(&stage, &app);
    let _bar = a_tray_that_comes_late_shows_the_bell(&stage);
    let _dunst = what_could_not_be_shown_rings_when_someone_can_show_it(&stage);
    a_burst_is_one_summary(&stage);
    assert_eq!(app.sigterm().unwrap().code(), Some(0));
}

fn without_a_tray_the_panel_opens(stage: &Stage, app: &Running) {
    stage.wait_panel(app, true);
}

fn a_tray_that_comes_late_shows_the_bell(stage: &Stage) -> Running {
    let bar = Program::other("xfce4-panel").on(&stage.desktop).start().unwrap();
    stage.wait_tooltip("Listening on this computer, not proven from outside");
    bar
}

fn what_could_not_be_shown_rings_when_someone_can_show_it(stage: &Stage) -> Running {
    let body = apple::flat("unseen", "Night Heron");
    let asked = Instant::now();
    assert_eq!(stage.post(&body).status, 200);
    assert!(
        asked.elapsed() < Duration::from_secs(5),
        "Apple's patience is short: the door never waits for a banner"
    );
    stage
        .desktop
        .wait_tray("the problem and its way out", |tray| {
            let mut labels = tray.menu.iter().map(|item| item.label.as_str());
            labels.any(|label| label.starts_with("This desktop shows no notifications"))
        })
        .expect("who hears nothing must be able to see why");
    let dunst = Program::other("dunst").on(&stage.desktop).start().unwrap();
    stage
        .desktop
        .wait_banner("Night Heron")
        .expect("a notice waits until it can be shown");
    dunst
}

fn a_burst_is_one_summary(stage: &Stage) {
    let mut told = Told::default();
    let mut line = Line::connect(&stage.address).unwrap();
    for at in 0..BURST {
        let body = apple::app_version(&format!("burst-{at}"), "REJECTED");
        let signature = stage.endpoint.sign(&body);
        let headers = [("x-apple-signature", signature.as_str())];
        let answer = line.post(&stage.endpoint.path, &headers, &body).unwrap();
        assert_eq!(answer.status, 200, "event {at} of a burst: {answer:?}");
        told.look(stage);
    }
    until("The banners of a burst", || {
        told.look(stage);
        anyhow::ensure!(told.events() >= BURST, "{told:?}");
        Ok(Some(()))
    })
    .expect("every event of a burst is told of");
    assert!(
        told.banners() <= 3 && told.largest() > BURST / 2,
        "{BURST} banners would bury the screen: {told:?}"
    );
    let summary = stage.desktop.wait_banner(" events").unwrap();
    assert!(
        summary.body.contains("need you") && summary.body.contains("Tideline: "),
        "a number alone does not say whether it can wait: {summary:?}"
    );
}
