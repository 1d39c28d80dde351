//! Channels, levels and texts under way, as the panel asks for them.

use serde_json::{Value, json};
use shipbell_wire::{Draft, ErrorCode, Level, Request, Templates};

use crate::desk::Room;
use crate::detail::rejected;

fn texts(title: &str, body: &str, link: Option<&str>) -> Templates {
    Templates {
        title: title.to_owned(),
        body: body.to_owned(),
        link: link.map(str::to_owned),
    }
}

fn draft(templates: Templates) -> Draft {
    Draft {
        channel: "default".to_owned(),
        kind: "app-version".to_owned(),
        templates,
    }
}

#[tokio::test]
async fn a_file_that_cant_be_read_is_shown_with_its_place() {
    let room = Room::new("").await;
    let channels = room.ask(Request::Channels {}).await.unwrap();
    assert_eq!(channels["channels"][0]["name"], "default");
    assert_eq!(channels["problem"], Value::Null);
    let file = room.folder.path().join("shipbell.toml");
    std::fs::write(&file, "[[channel]]\nname = \"A\"\nnmae = 1\n").unwrap();
    room.house.engine.settings().reload();
    let channels = room.ask(Request::Channels {}).await.unwrap();
    assert_eq!(channels["problem"]["line"], 3);
    assert_eq!(channels["problem"]["file"], file.to_str().unwrap());
    let cause = channels["problem"]["cause"].as_str().unwrap();
    assert!(cause.contains("nmae"), "{cause}");
    assert_eq!(
        channels["channels"][0]["name"], "default",
        "the last good ones hold"
    );
}

#[tokio::test]
async fn what_does_not_work_in_a_channel_is_told_in_a_sentence() {
    let room = Room::new(
        "[[channel]]\nname = \"A\"\nkinds = [\"nonsense\"]\n[channel.templates.default]\ntitle = \"{{ x | uper }}\"\nbody = \"\"\n",
    )
    .await;
    let channels = room.ask(Request::Channels {}).await.unwrap();
    let faults = channels["faults"].as_array().unwrap();
    let fields: Vec<_> = faults
        .iter()
        .map(|fault| fault["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["kinds", "templates.default.title"]);
    for fault in faults {
        let cause = fault["cause"].as_str().unwrap();
        let begins = cause.chars().next().unwrap();
        assert!(!begins.is_lowercase() && cause.ends_with('.'), "{cause}");
    }
}

#[tokio::test]
async fn channels_are_made_changed_and_removed() {
    let room = Room::new("# mine\n").await;
    let view = |name: &str| {
        serde_json::from_value(json!({
            "name": name, "endpoints": [], "kinds": ["ping"], "condition": " ",
            "levels": { "ping": "passive" }, "templates": {},
        }))
        .unwrap()
    };
    let put = |name: Option<&str>, channel: &str| Request::PutChannel {
        name: name.map(str::to_owned),
        channel: view(channel),
    };
    room.ask(put(None, "Pings")).await.unwrap();
    let taken = room.ask(put(None, "Pings")).await.unwrap_err();
    assert_eq!(taken.code, ErrorCode::NameTaken);
    let missing = room.ask(put(Some("nobody"), "x")).await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::NotFound);
    room.ask(put(Some("Pings"), "Tests")).await.unwrap();
    let channels = room.ask(Request::Channels {}).await.unwrap();
    assert_eq!(channels["channels"][1]["name"], "Tests");
    assert_eq!(
        channels["channels"][1]["condition"],
        Value::Null,
        "a field that is left blank is no condition"
    );
    room.ask(Request::SetLevel {
        channel: "default".into(),
        key: "ping".into(),
        level: Some(Level::Passive),
    })
    .await
    .unwrap();
    let rows = room
        .ask(Request::Levels {
            channel: "default".into(),
        })
        .await
        .unwrap();
    let ping = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["key"] == "ping")
        .unwrap();
    assert_eq!(
        (&ping["default"], &ping["chosen"]),
        (&json!("active"), &json!("passive"))
    );
    room.ask(Request::PutTemplates {
        channel: "Tests".into(),
        kind: "default".into(),
        templates: Some(texts("{{app.name}}", "", None)),
    })
    .await
    .unwrap();
    assert!(room.text().contains("# mine") && room.text().contains("{{app.name}}"));
    let wrong = room
        .ask(Request::PutTemplates {
            channel: "Tests".into(),
            kind: "nonsense".into(),
            templates: None,
        })
        .await;
    assert_eq!(wrong.unwrap_err().code, ErrorCode::BadRequest);
    room.ask(Request::RemoveChannel {
        name: "Tests".into(),
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn muting_says_what_it_was_so_that_it_can_be_undone() {
    let (room, id) = rejected("").await;
    let muted = room.ask(Request::Mute { id }).await.unwrap();
    assert_eq!(
        muted,
        json!({ "channel": "default", "key": "app-version-rejected", "before": null, "now": "passive" })
    );
    room.ask(Request::SetLevel {
        channel: "default".into(),
        key: "app-version-rejected".into(),
        level: None,
    })
    .await
    .unwrap();
    let rows = room
        .ask(Request::Levels {
            channel: "default".into(),
        })
        .await
        .unwrap();
    assert!(
        rows.as_array()
            .unwrap()
            .iter()
            .all(|row| row["chosen"].is_null())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn remarks_stand_where_javascript_counts() {
    let (room, id) = rejected("").await;
    let typed = draft(texts(
        "📱 {{ app.name | uper }}",
        "{{rating}}",
        Some("{{app.url}}"),
    ));
    let preview = room
        .ask(Request::PreviewDraft {
            draft: typed.clone(),
            example: None,
        })
        .await
        .unwrap();
    assert_eq!(preview["event"], id);
    let remarks = preview["remarks"].as_array().unwrap();
    assert_eq!(remarks.len(), 2, "{remarks:?}");
    assert_eq!(remarks[0]["part"], "title");
    assert_eq!(
        (remarks[0]["from"].as_u64(), remarks[0]["to"].as_u64()),
        (Some(17), Some(21)),
        "the telephone counts two"
    );
    assert_eq!(remarks[0]["severity"], "error");
    assert_eq!(remarks[1]["code"], "no-apple-data");
    assert_eq!(remarks[1]["severity"], "warning");

    let broken = room
        .ask(Request::RingDraft {
            draft: typed,
            example: None,
        })
        .await;
    assert_eq!(broken.unwrap_err().code, ErrorCode::BadRequest);
    let good = draft(texts("{{status.label}}", "", None));
    room.ask(Request::RingDraft {
        draft: good.clone(),
        example: None,
    })
    .await
    .unwrap();
    let title = room.bell.rung.lock().unwrap().last().unwrap().title.clone();
    assert_eq!(title, "Test · Rejected");
    *room.bell.broken.lock().unwrap() = true;
    let silent = room
        .ask(Request::RingDraft {
            draft: good.clone(),
            example: None,
        })
        .await;
    assert_eq!(silent.unwrap_err().code, ErrorCode::Notifications);
    let redrawn = room
        .ask(Request::ReplayDraft {
            draft: good,
            limit: 50,
        })
        .await
        .unwrap();
    assert_eq!(redrawn[0]["title"], "Rejected");
    assert_eq!(redrawn[0]["rings"], true);
    let help = room
        .ask(Request::TemplateHelp {
            kind: "app-version".into(),
        })
        .await
        .unwrap();
    assert!(help["filters"].as_array().unwrap().len() > 10);
}
