//! Endpoints as the panel sees and changes them.

use serde_json::Value;
use shipbell_engine::{Arrived, Verdict};
use shipbell_wire::{ErrorCode, Request};

use crate::desk::Room;

pub(crate) async fn add(room: &Room, name: &str) -> (String, String) {
    let added = room.house.engine.add_endpoint(name, None).await.unwrap();
    (added.token, added.secret.expose().to_owned())
}

pub(crate) async fn post(room: &Room, door: &(String, String), body: &str) {
    let signature = shipbell_webhook::sign(door.1.as_bytes(), body.as_bytes());
    let verdict = room.house.engine.take_in(Arrived {
        token: door.0.clone(),
        signature: Some(signature.into_bytes()),
        headers: Vec::new(),
        body: body.as_bytes().to_vec().into(),
    });
    assert_eq!(verdict.await, Verdict::Kept);
    let read = async {
        while !room
            .house
            .engine
            .feed()
            .undecided(1)
            .await
            .unwrap()
            .is_empty()
        {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_mins(1), read)
        .await
        .expect("the delivery is read");
}

async fn list(room: &Room) -> Vec<Value> {
    let list = room.ask(Request::EndpointList {}).await.unwrap();
    list.as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_apple_signed_counts_as_heard() {
    let room = Room::new("").await;
    room.house.engine.start().await;
    let first = add(&room, "Tideline").await;
    add(&room, "Fernway").await;
    for name in ["ping", "app-version-approved"] {
        let sample = Request::SendSample {
            name: name.to_owned(),
            endpoint: Some("Tideline".to_owned()),
        };
        // The catalogue of samples may name its approval otherwise; the ping is enough here.
        let _ = room.ask(sample).await;
    }
    let before = list(&room).await;
    assert_eq!(before[0]["name"], "Tideline", "oldest first");
    assert_eq!(
        (&before[0]["lastPing"], &before[0]["lastEvent"]),
        (&Value::Null, &Value::Null),
        "a sample of ours proves nothing of Apple's side"
    );
    let ping = r#"{"data":{"type":"webhookPingCreated","id":"p1","version":1,"attributes":{"timestamp":"2026-03-10T09:00:00Z"}}}"#;
    post(&room, &first, ping).await;
    let after = list(&room).await;
    assert!(after[0]["lastPing"].is_number(), "{after:?}");
    assert_eq!(after[0]["lastEvent"], after[0]["lastPing"]);
    assert_eq!(
        after[1]["lastEvent"],
        Value::Null,
        "another endpoint's ping is not its own"
    );
}

#[tokio::test]
async fn a_new_name_is_followed_by_channels_and_vault_and_the_door_stays() {
    let by_hand =
        "[[channel]]\nname = \"a\"\nendpoints = [\n  \"Tideline\", # the sea\n  \"Fernway\",\n]\n";
    let room = Room::new(by_hand).await;
    let door = add(&room, "Tideline").await;
    add(&room, "Fernway").await;
    let rename = |name: &str, new_name: &str| Request::EndpointRename {
        name: name.to_owned(),
        new_name: new_name.to_owned(),
        app_id: Some("6446048195".to_owned()),
    };
    let renamed = room.ask(rename("Tideline", " Tideline 2 ")).await.unwrap();
    assert_eq!(renamed["name"], "Tideline 2");
    assert_eq!(renamed["appId"], "6446048195");
    assert_eq!(
        renamed["path"],
        format!("/hooks/{}", door.0),
        "what is pasted at Apple holds"
    );
    assert_eq!(renamed["secretKnown"], true);
    assert_eq!(
        room.text(),
        by_hand.replace("\"Tideline\"", "\"Tideline 2\""),
        "the channel goes on listening, and the comment stays"
    );
    let before = room.text();
    for (name, new_name, code) in [
        ("Nobody", "x", ErrorCode::NotFound),
        ("Fernway", "Tideline 2", ErrorCode::NameTaken),
        ("Fernway", " ", ErrorCode::BadName),
    ] {
        let refused = room.ask(rename(name, new_name)).await.unwrap_err();
        assert_eq!(refused.code, code, "{refused}");
    }
    let same = room.ask(rename("Fernway", "Fernway")).await.unwrap();
    assert_eq!(same["appId"], "6446048195", "the app alone can change too");
    assert_eq!(room.text(), before);
    post_is_kept(&room, &door).await;
}

async fn post_is_kept(room: &Room, door: &(String, String)) {
    let body = "{}";
    let signature = shipbell_webhook::sign(door.1.as_bytes(), body.as_bytes());
    let verdict = room.house.engine.take_in(Arrived {
        token: door.0.clone(),
        signature: Some(signature.into_bytes()),
        headers: Vec::new(),
        body: body.into(),
    });
    assert_eq!(verdict.await, Verdict::Kept);
}

#[tokio::test]
async fn a_file_with_a_mistake_keeps_a_named_endpoint_its_name() {
    let room = Room::new("[[channel]]\nname = \"a\"\nendpoints = [\"Tideline\"]\n").await;
    add(&room, "Tideline").await;
    std::fs::write(room.folder.path().join("shipbell.toml"), "[tray\n").unwrap();
    let rename = Request::EndpointRename {
        name: "Tideline".to_owned(),
        new_name: "Other".to_owned(),
        app_id: None,
    };
    let refused = room.ask(rename).await.unwrap_err();
    assert_eq!(
        refused.code,
        ErrorCode::Settings,
        "its channel could not follow"
    );
    assert_eq!(list(&room).await[0]["name"], "Tideline");
}

#[tokio::test]
async fn a_sample_that_the_door_does_not_take_is_told() {
    let room = Room::new("").await;
    let send = |name: &str| Request::SendSample {
        name: name.to_owned(),
        endpoint: None,
    };
    assert_eq!(
        room.ask(send("ping")).await.unwrap_err().code,
        ErrorCode::NotFound
    );
    add(&room, "Tideline").await;
    room.ask(send("ping")).await.unwrap();
    assert_eq!(
        room.ask(send("pong")).await.unwrap_err().code,
        ErrorCode::NotFound
    );
    *room.desk.door.lock().unwrap() = Some(503);
    let refused = room.ask(send("ping")).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Door);
    assert!(refused.message.contains("503"), "{refused}");
}
