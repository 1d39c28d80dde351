//! The report holds nothing that anybody wrote.

use shipbell_wire::{Place, Request, Trace};

use crate::desk::Room;
use crate::endpoints::post;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_name_address_or_text_is_in_a_report() {
    let settings = "[connection]\npublic-url = \"https://canary-host.example.com/canary-path\"\n\
        [shortcuts]\nopen-panel = \"Ctrl+Alt+F9\"\n\
        [[channel]]\nname = \"canary-channel\"\nendpoints = [\"canary-endpoint\"]\n\
        condition = \"'canary-condition' != ''\"\nkinds = [\"canary-kind\"]\n\
        [channel.templates.default]\ntitle = \"canary-title\"\nbody = \"canary-body\"\nlink = \"https://canary-link.example.com\"\n\
        [channel.templates.canary-key]\ntitle = \"{{ broken\"\nbody = \"\"\n";
    let room = Room::new(settings).await;
    room.house.engine.start().await;
    let added = room
        .house
        .engine
        .add_endpoint("canary-endpoint", Some("6446048195"))
        .await
        .unwrap();
    let door = (added.token.clone(), added.secret.expose().to_owned());
    let body = r#"{"data":{"type":"appStoreVersionAppVersionStateUpdated","id":"canary-event","version":1,
        "attributes":{"newValue":"REJECTED","oldValue":"IN_REVIEW","timestamp":"2026-03-10T09:59:00Z"},
        "relationships":{"instance":{"data":{"type":"appStoreVersions","id":"canary-instance"}}}}}"#;
    post(&room, &door, body).await;
    std::fs::create_dir_all(room.folder.path().join("logs")).unwrap();
    std::fs::write(room.folder.path().join("logs/shipbell.log"), "canary-log").unwrap();
    room.house.engine.problem(
        shipbell_engine::ProblemCode::PortTaken,
        "canary-detail".to_owned(),
    );

    let report = room.ask(Request::Report {}).await.unwrap();
    let doctor = room.ask(Request::Doctor {}).await.unwrap();
    assert!(
        doctor["hops"].to_string().contains("canary-detail"),
        "on the screen the doctor says what is wrong: {doctor}"
    );
    let doctor = doctor["text"].as_str().unwrap();
    let text = report["text"].as_str().unwrap();
    let folder = room.folder.path().display().to_string();
    for written in [
        "canary",
        "6446048195",
        "example.com",
        "F9",
        folder.as_str(),
        door.0.as_str(),
        door.1.as_str(),
    ] {
        for text in [text, doctor] {
            assert!(
                !text.contains(written),
                "{written:?} would be published: {text}"
            );
        }
    }
    for told in [
        "- health: degraded",
        "- reason: port-taken",
        "- problems: port-taken",
        "- public address: yes",
        "- public address proven: no",
        "### 1 endpoints",
        "secret known, app yes",
        "last event within the hour",
        "- channel 1: 1 endpoints, 1 kinds, condition yes, 0 levels, 2 templates",
        "- unread: 0",
    ] {
        assert!(text.contains(told), "whoever helps needs {told:?}: {text}");
    }
    for told in ["- port: bad.", "- tray: good.", "### States, oldest first"] {
        assert!(
            doctor.contains(told),
            "whoever helps needs {told:?}: {doctor}"
        );
    }
}

#[tokio::test]
async fn what_is_removed_was_named() {
    let room = Room::new("").await;
    let traces = vec![Trace::StartAtLogin, Trace::Data];
    room.ask(Request::Remove { traces }).await.unwrap();
    assert_eq!(room.desk.asked(), ["remove [StartAtLogin, Data]"]);
    let traces = Vec::new();
    let refused = room.ask(Request::Remove { traces }).await;
    assert!(refused.is_err(), "nothing named must never mean everything");
    assert_eq!(room.desk.asked().len(), 1);
}

#[tokio::test]
async fn each_place_is_shown_in_the_file_manager() {
    let room = Room::new("").await;
    let folder = room.folder.path();
    for (place, path) in [
        (Place::Home, folder.to_owned()),
        (Place::Logs, folder.join("logs")),
        (Place::Exports, folder.join("exports")),
        (Place::Settings, folder.join("shipbell.toml")),
    ] {
        room.ask(Request::Reveal { place }).await.unwrap();
        let asked = room.desk.asked();
        assert_eq!(asked.last().unwrap(), &format!("reveal {}", path.display()));
    }
    std::fs::remove_file(folder.join("shipbell.toml")).unwrap();
    room.ask(Request::Reveal {
        place: Place::Settings,
    })
    .await
    .unwrap();
    assert_eq!(
        room.desk.asked().last().unwrap(),
        &format!("reveal {}", folder.display()),
        "a file that is not there yet has a folder"
    );
}
