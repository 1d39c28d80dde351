//! Choices, shown and changed as the panel does it.

use serde_json::{Value, json};
use shipbell_engine::Change;
use shipbell_wire::{Density, ErrorCode, QuietHours, Request, Setting, Theme, WireError};

use crate::desk::Room;

async fn change(room: &Room, setting: Setting) -> Result<Value, WireError> {
    room.ask(Request::ChangeSetting { setting }).await
}

async fn refused(room: &Room, setting: Setting) -> WireError {
    let said = format!("{setting:?}");
    match change(room, setting).await {
        Err(refused) => refused,
        Ok(view) => panic!("{said} should be refused: {view}"),
    }
}

#[tokio::test]
async fn without_a_file_the_defaults_are_shown() {
    let room = Room::new("").await;
    let view = room.ask(Request::Settings {}).await.unwrap();
    assert_eq!(view["listen"], "127.0.0.1:8484");
    assert_eq!(
        view["quietHours"],
        json!({ "enabled": false, "from": "22:00", "to": "07:00" })
    );
    assert_eq!(view["startAtLogin"], false);
    assert_eq!(view["openPanel"], Value::Null);
    assert_eq!(view["problem"], Value::Null);
    assert_eq!(
        view["file"],
        room.folder.path().join("shipbell.toml").to_str().unwrap()
    );
}

#[tokio::test]
async fn each_choice_is_shown_saved_and_told_of() {
    let room = Room::new("# mine\n[tray] # the number\n").await;
    let mut changes = room.house.engine.changes();
    let quiet = QuietHours {
        enabled: true,
        from: "23:15".to_owned(),
        to: "06:00".to_owned(),
    };
    for (setting, key, shown) in [
        (Setting::UnreadCount(false), "unreadCount", json!(false)),
        (
            Setting::Listen("127.0.0.1:9090".to_owned()),
            "listen",
            json!("127.0.0.1:9090"),
        ),
        (
            Setting::PublicUrl(Some(" https://bell.example.com/ ".to_owned())),
            "publicUrl",
            json!("https://bell.example.com"),
        ),
        (
            Setting::PublicUrl(Some(" ".to_owned())),
            "publicUrl",
            Value::Null,
        ),
        (Setting::Notifications(false), "notifications", json!(false)),
        (
            Setting::QuietHours(quiet),
            "quietHours",
            json!({ "enabled": true, "from": "23:15", "to": "06:00" }),
        ),
        (Setting::KeepDays(0), "keepDays", json!(0)),
        (
            Setting::Theme(Theme::Dark),
            "appearance",
            json!({ "theme": "dark", "density": "comfortable", "textSize": 100 }),
        ),
        (
            Setting::Density(Density::Compact),
            "appearance",
            json!({ "theme": "dark", "density": "compact", "textSize": 100 }),
        ),
        (
            Setting::TextSize(200),
            "appearance",
            json!({ "theme": "dark", "density": "compact", "textSize": 200 }),
        ),
        (
            Setting::OpenPanel(Some("CmdOrCtrl+Shift+B".to_owned())),
            "openPanel",
            json!("CmdOrCtrl+Shift+B"),
        ),
        (Setting::OpenPanel(None), "openPanel", Value::Null),
    ] {
        let said = format!("{setting:?}");
        let view = change(&room, setting).await.unwrap();
        assert_eq!(view[key], shown, "{said}");
        let again = room.ask(Request::Settings {}).await.unwrap();
        assert_eq!(again, view, "the answer is what a second look shows");
        assert_eq!(changes.try_recv().unwrap(), Change::Status);
        assert_eq!(
            changes.try_recv().unwrap(),
            Change::Settings,
            "bell, door and other windows follow {said}"
        );
    }
    assert!(
        room.text()
            .starts_with("# mine\n[tray] # the number\nunread-count = false\n")
    );
    assert_eq!(room.desk.asked(), ["keys CmdOrCtrl+Shift+B", "keys none"]);
    let view = change(&room, Setting::StartAtLogin(true)).await.unwrap();
    assert_eq!(view["startAtLogin"], true, "the system is what knows this");
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_code_and_changes_nothing() {
    let by_hand = "[connection]\nlisten = \"127.0.0.1:8484\"\n";
    let room = Room::new(by_hand).await;
    let text = |text: &str| text.to_owned();
    let quiet = |from: &str| {
        Setting::QuietHours(QuietHours {
            enabled: true,
            from: from.to_owned(),
            to: "07:00".to_owned(),
        })
    };
    for (setting, code) in [
        (Setting::Listen(text("0.0.0.0:8484")), ErrorCode::Settings),
        (
            Setting::Listen(text("192.168.1.7:8484")),
            ErrorCode::Settings,
        ),
        (
            Setting::Listen(text("[::ffff:10.0.0.1]:8484")),
            ErrorCode::Settings,
        ),
        (Setting::Listen(text("127.0.0.1")), ErrorCode::Settings),
        (Setting::Listen(text("127.0.0.1:0")), ErrorCode::Settings),
        (Setting::Listen(text("localhost:8484")), ErrorCode::Settings),
        (
            Setting::PublicUrl(Some(text("https://localhost"))),
            ErrorCode::BadUrl,
        ),
        (
            Setting::PublicUrl(Some(text("http://bell.example.com"))),
            ErrorCode::BadUrl,
        ),
        (quiet("25:00"), ErrorCode::Settings),
        (Setting::TextSize(79), ErrorCode::Settings),
        (Setting::OpenPanel(Some(text("B"))), ErrorCode::Settings),
    ] {
        let error = refused(&room, setting.clone()).await;
        assert_eq!(error.code, code, "{setting:?}: {error}");
        assert!(
            error.message.contains("Nothing was changed")
                || error.message.contains("nothing was changed"),
            "{error}"
        );
    }
    assert_eq!(room.text(), by_hand);
    assert_eq!(
        room.desk.asked(),
        [""; 0],
        "no key is taken for a shortcut that is none"
    );
}

#[tokio::test]
async fn a_shortcut_that_is_taken_is_not_saved_and_one_that_cannot_be_saved_is_given_back() {
    let room = Room::new("[shortcuts]\nopen-panel = \"F9\"\n").await;
    *room.desk.refuses.lock().unwrap() = Some("keys F10");
    let keys = |keys: &str| Setting::OpenPanel(Some(keys.to_owned()));
    assert_eq!(refused(&room, keys("F10")).await.code, ErrorCode::System);
    assert!(room.text().contains("F9"));

    std::fs::write(room.folder.path().join("shipbell.toml"), "[tray\n").unwrap();
    let error = refused(&room, keys("F11")).await;
    assert_eq!(error.code, ErrorCode::Settings, "{error}");
    assert_eq!(
        room.desk.asked(),
        ["keys F10", "keys F11", "keys F9"],
        "the keys that the file names still open the panel"
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_shown_with_its_place() {
    let room = Room::new("[history]\n\nkeep-days = \"long\"\n").await;
    let view = room.ask(Request::Settings {}).await.unwrap();
    assert_eq!(view["keepDays"], 365, "the defaults are in force meanwhile");
    assert_eq!(view["problem"]["line"], 3);
    assert_eq!(view["problem"]["column"], 13);
    assert!(
        view["problem"]["cause"]
            .as_str()
            .unwrap()
            .contains("string"),
        "{view}"
    );
    let error = refused(&room, Setting::Theme(Theme::Dark)).await;
    assert_eq!(
        error.code,
        ErrorCode::Settings,
        "nothing is saved over a mistake"
    );
    let view = change(&room, Setting::KeepDays(3)).await.unwrap();
    assert_eq!(
        view["problem"],
        Value::Null,
        "a change that repairs it is welcome"
    );
}
