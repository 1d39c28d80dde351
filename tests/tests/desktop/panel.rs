//! The panel's window: there when it is asked for, and costing nothing when it is not.

use std::time::Duration;

use journeys::{apple, processes};
use shipbell_testkit::Running;
use shipbell_testkit::wait::until;

use crate::stage::Stage;

#[test]
fn the_panel_opens_hides_and_lets_its_webview_go() {
    let Some(stage) = Stage::set() else { return };
    let mut app = stage.start();
    let all = ["REJECTED", "READY_FOR_DISTRIBUTION", "IN_REVIEW"];
    for (at, state) in all.into_iter().enumerate() {
        let body = apple::app_version(&format!("event-{at}"), state);
        assert_eq!(stage.post(&body).status, 200);
        stage.event(&format!("event-{at}"));
    }
    stage.desktop.wait_banner("Released").unwrap();
    stage.wipe();
    assert_eq!(
        webviews(&app),
        0,
        "who never opens the panel never pays for a browser engine"
    );

    stage.desktop.tray().unwrap().activate().unwrap();
    stage.wait_panel(&app, true);
    stage.picture("panel");
    escape_hides_it(&stage, &app);
    losing_the_focus_hides_it(&stage, &app);
    a_second_launch_opens_it(&stage, &app);
    escape_hides_it(&stage, &app);
    assert_eq!(
        webviews(&app),
        1,
        "who opens it again at once finds it ready"
    );
    until("The start of the webview's end", || {
        std::thread::sleep(Duration::from_millis(200));
        Ok((webviews(&app) == 0).then_some(()))
    })
    .expect("a hidden webview costs more memory than all the rest of Shipbell");
    assert!(
        app.is_alive(),
        "the app lives in the tray, without a window"
    );
    assert_eq!(
        stage.post(&apple::app_version("after", "REJECTED")).status,
        200,
        "the door never depended on the window"
    );
    stage.desktop.tray().unwrap().activate().unwrap();
    stage.wait_panel(&app, true);
    let status = app.sigterm().unwrap();
    assert_eq!(status.code(), Some(0), "the app ends when its session does");
}

/// The page may need a moment after the window shows until it hears keys.
fn escape_hides_it(stage: &Stage, app: &Running) {
    until("A panel that hides on Esc", || {
        std::thread::sleep(Duration::from_millis(300));
        let mut key = stage.desktop.command("xdotool");
        anyhow::ensure!(key.args(["key", "Escape"]).status()?.success());
        std::thread::sleep(Duration::from_millis(300));
        Ok((!stage.panel_shows(app)).then_some(()))
    })
    .expect("what was opened by a click must go by a key");
}

fn losing_the_focus_hides_it(stage: &Stage, app: &Running) {
    until("A panel that opens", || {
        stage.desktop.tray()?.activate()?;
        std::thread::sleep(Duration::from_millis(500));
        Ok(stage.panel_shows(app).then_some(()))
    })
    .unwrap();
    until(
        "A panel that hides when another window takes the focus",
        || {
            let mut focus = stage.desktop.command("xdotool");
            focus.args(["search", "--class", "xfce4-panel", "windowfocus", "%@"]);
            focus.output()?;
            std::thread::sleep(Duration::from_millis(400));
            Ok((!stage.panel_shows(app)).then_some(()))
        },
    )
    .expect("who goes on working elsewhere does not want it in the way");
}

fn a_second_launch_opens_it(stage: &Stage, app: &Running) {
    let second = stage.app().output().unwrap();
    assert_eq!(
        second.status.code(),
        Some(0),
        "starting it once more is how a desktop without a tray opens the panel: {second:?}"
    );
    stage.wait_panel(app, true);
}

/// How many browser engines the app keeps.
fn webviews(app: &Running) -> usize {
    let below = processes::below(app.pid());
    below
        .iter()
        .filter(|(_, name)| name.starts_with("WebKitWebProces"))
        .count()
}
