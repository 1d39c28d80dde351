//! Start at login: the session reads what the switch wrote, and starts this very home.

use std::fs::File;
use std::net::TcpStream;

use journeys::apple;
use serde_json::json;
use shipbell_testkit::wait::until;

use crate::page::Page;
use crate::stage::Stage;

#[test]
fn the_session_starts_the_home_whose_switch_is_on() {
    let Some(stage) = Stage::set() else { return };
    let page = Page::open(&stage);
    let switch = json!({ "name": "startAtLogin", "value": true });
    page.invoke(&json!({ "command": "changeSetting", "setting": switch }));
    stage.starts_with_the_session();
    page.close();
    assert!(TcpStream::connect(&stage.address).is_err());

    let folder = stage.desktop.home().join(".config/autostart");
    let entry = folder.read_dir().unwrap().next().unwrap().unwrap();
    // GLib reads the entry as GNOME's session and others do at a login, quotes and all.
    let mut session = stage.desktop.command("gio");
    assert!(
        session
            .arg("launch")
            .arg(entry.path())
            .status()
            .unwrap()
            .success()
    );
    until("An open door", || {
        Ok(TcpStream::connect(&stage.address).ok())
    })
    .unwrap();
    stage.wait_secrets();
    assert_eq!(
        stage
            .post(&apple::app_version("morning", "REJECTED"))
            .status,
        200
    );
    stage
        .desktop
        .wait_banner("Rejected")
        .expect("whoever logs in hears the bell");

    stage.desktop.choose(&["Quit Shipbell"]).unwrap();
    until("The end of the app", || {
        let lock = File::open(stage.home().join("owner.lock"))?;
        Ok(lock.try_lock_shared().ok())
    })
    .unwrap();
}
