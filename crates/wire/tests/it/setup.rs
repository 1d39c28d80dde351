//! The set-up: each step, and what proves it.

use serde_json::{Value, json};
use shipbell_engine::Cause;
use shipbell_wire::{ErrorCode, Request, Setting, SetupStep};

use crate::desk::Room;
use crate::endpoints::add;

const PUBLIC: &str = "[connection]\npublic-url = \"https://bell.example.com\"\n";

async fn open_room() -> Room {
    let room = Room::new(PUBLIC).await;
    let at = "127.0.0.1:8484".parse().unwrap();
    room.house.engine.door_is_open(Some(at));
    room
}

async fn prove(room: &Room) -> Value {
    room.ask(Request::Prove { endpoint: None }).await.unwrap()
}

#[tokio::test]
async fn what_a_person_said_is_kept_until_they_begin_again() {
    let room = Room::new("").await;
    let said = |step| Request::SetupStep { step };
    let fresh = room.ask(Request::Setup {}).await.unwrap();
    assert_eq!(
        fresh,
        json!({ "notifications": "allowed", "bannerSeen": false, "endpoints": [],
                "publicUrl": null, "proven": null, "over": false })
    );
    room.ask(said(SetupStep::BannerSeen)).await.unwrap();
    let over = room.ask(said(SetupStep::Over)).await.unwrap();
    assert_eq!(
        (&over["bannerSeen"], &over["over"]),
        (&json!(true), &json!(true))
    );
    let status = room.ask(Request::Status {}).await.unwrap();
    assert_eq!(
        status["setupOver"], true,
        "a second visit is not led through it again"
    );
    let again = room.ask(said(SetupStep::Again)).await.unwrap();
    assert_eq!(
        (&again["bannerSeen"], &again["over"]),
        (&json!(false), &json!(false))
    );
}

#[tokio::test]
async fn a_test_banner_rings_at_once_or_says_why_not() {
    let room = Room::new("[notifications]\nenabled = false\n").await;
    room.ask(Request::TestBanner {}).await.unwrap();
    assert_eq!(
        room.bell.rung.lock().unwrap()[0].title,
        "This is how Shipbell rings",
        "somebody asked to see one, whatever holds the others"
    );
    *room.bell.broken.lock().unwrap() = true;
    let refused = room.ask(Request::TestBanner {}).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Notifications);
    assert!(refused.message.contains("nobody is there"), "{refused}");
    assert!(
        !refused.message.contains("tried again."),
        "a test is not: {refused}"
    );
}

#[tokio::test]
async fn the_address_is_proven_by_our_own_question_coming_home() {
    let room = open_room().await;
    let nobody = room.ask(Request::Prove { endpoint: None }).await;
    assert_eq!(
        nobody.unwrap_err().code,
        ErrorCode::NotFound,
        "there is no path to try yet"
    );
    let door = add(&room, "Tideline").await;
    let proof = prove(&room).await;
    assert_eq!(proof["outcome"], "proven");
    assert_eq!(
        room.desk.asked(),
        [format!("ask https://bell.example.com/hooks/{}", door.0)]
    );
    let room = &room;
    let shown = |at: &'static str| async move {
        let request = if at == "setup" {
            Request::Setup {}
        } else {
            Request::Status {}
        };
        room.ask(request).await.unwrap()["proven"].clone()
    };
    assert_eq!(shown("status").await, proof["proven"]);
    assert_eq!(shown("setup").await, proof["proven"]);

    *room.desk.lost.lock().unwrap() = Some(Cause::TunnelDown);
    let lost = prove(room).await;
    assert_eq!(
        (&lost["outcome"], &lost["cause"]),
        (&json!("unproven"), &json!("tunnel-down"))
    );
    assert_eq!(
        shown("status").await,
        Value::Null,
        "what was so a minute ago is not a proof"
    );
}

#[tokio::test]
async fn a_proof_ends_with_the_address_or_the_door_it_was_made_for() {
    let room = open_room().await;
    add(&room, "Tideline").await;
    let proven = || async { room.ask(Request::Status {}).await.unwrap()["proven"] != Value::Null };
    let url = |url: &str| Request::ChangeSetting {
        setting: Setting::PublicUrl(Some(url.to_owned())),
    };
    prove(&room).await;
    assert!(proven().await);
    room.ask(url("https://other.example.com")).await.unwrap();
    assert!(!proven().await);
    room.ask(url("https://bell.example.com")).await.unwrap();
    assert!(
        !proven().await,
        "nobody knows what happened to it meanwhile"
    );
    prove(&room).await;
    room.house.engine.door_is_open(None);
    assert!(!proven().await);
    let closed = prove(&room).await;
    assert_eq!(closed["cause"], "door-closed", "{closed}");
    room.house
        .engine
        .door_is_open(Some("127.0.0.1:9090".parse().unwrap()));
    assert!(
        !proven().await,
        "the tunnel may still lead to the former port"
    );
}

#[tokio::test]
async fn without_an_address_there_is_nothing_to_try() {
    let room = Room::new("").await;
    add(&room, "Tideline").await;
    let refused = room
        .ask(Request::Prove { endpoint: None })
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadUrl, "{refused}");
}
