//! One event, whole, as the panel asks for it; and the history it is part of.

use std::time::Duration;

use serde_json::{Value, json};
use shipbell_engine::Arrived;
use shipbell_wire::{ErrorCode, ExportFormat, Request};

use crate::desk::Room;

/// A room with one rejection that came and rang; says its id.
pub(crate) async fn rejected(settings: &str) -> (Room, String) {
    let room = Room::new(settings).await;
    let engine = &room.house.engine;
    let added = engine
        .add_endpoint("Tideline", Some("6446048195"))
        .await
        .unwrap();
    engine.start().await;
    let body = json!({ "data": {
        "type": "appStoreVersionAppVersionStateUpdated", "id": "e1", "version": 1,
        "attributes": {
            "newValue": "REJECTED", "oldValue": "IN_REVIEW", "timestamp": "2026-03-10T09:00:00Z",
        },
        "relationships": { "instance": { "data": { "type": "appStoreVersions", "id": "v1" } } },
    }});
    let body = body.to_string().into_bytes();
    let signature = shipbell_webhook::sign(added.secret.expose().as_bytes(), &body).into_bytes();
    let arrived = Arrived {
        token: added.token,
        headers: vec![("x-apple-signature".to_owned(), signature.clone())],
        signature: Some(signature),
        body: body.into(),
    };
    engine.take_in(arrived).await;
    let rung = async {
        while room.bell.rung.lock().unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), rung)
        .await
        .unwrap();
    let page = room.ask(page()).await.unwrap();
    let id = page["events"][0]["id"].as_str().unwrap().to_owned();
    (room, id)
}

fn page() -> Request {
    Request::FeedPage {
        before: None,
        limit: 50,
        filter: shipbell_wire::FeedFilter::default(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_detail_has_everything_in_its_place() {
    let (room, id) = rejected("").await;
    let detail = room
        .ask(Request::EventDetail { id: id.clone() })
        .await
        .unwrap();
    assert_eq!(detail["event"]["id"], id);
    assert_eq!(detail["typeName"], "appStoreVersionAppVersionStateUpdated");
    assert_eq!(detail["verdict"], "current");
    assert_eq!(detail["deliveries"], 1);
    assert_eq!(detail["bodyExact"], true);
    let body = detail["body"].as_str().unwrap();
    assert_eq!(detail["bodyBytes"], body.len());
    assert_eq!(detail["headers"][0]["name"], "x-apple-signature");
    assert_eq!(detail["trail"][0]["status"], "REJECTED");
    assert_eq!(detail["notices"][0]["level"], "time-sensitive");
    assert_eq!(
        serde_json::from_str::<Value>(detail["copies"]["json"].as_str().unwrap()).unwrap(),
        serde_json::from_str::<Value>(body).unwrap(),
        "indented, and the same"
    );
    let missing = room.ask(Request::EventDetail { id: "99".into() }).await;
    assert_eq!(missing.unwrap_err().code, ErrorCode::NotFound);
    let wrong = room.ask(Request::EventDetail { id: "x".into() }).await;
    assert_eq!(wrong.unwrap_err().code, ErrorCode::BadRequest);

    let replay = room.ask(Request::Replay { id, ring: false }).await.unwrap();
    assert_eq!(replay["rang"], false);
    assert_eq!(
        replay["rings"][0]["title"],
        "Tideline: Rejected by App Review"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_history_is_counted_exported_and_cleared() {
    let (room, _) = rejected("").await;
    let history = room.ask(Request::History {}).await.unwrap();
    assert_eq!(history["events"], 1);
    assert_eq!(history["oldest"], 1_773_133_200_000_i64);
    assert!(history["bytes"].as_u64().unwrap() > 0);
    for (format, ending) in [
        (ExportFormat::JsonLines, "jsonl"),
        (ExportFormat::Csv, "csv"),
    ] {
        let exported = room.ask(Request::ExportHistory { format }).await.unwrap();
        assert_eq!(exported["events"], 1);
        let path = exported["path"].as_str().unwrap();
        assert!(
            path.starts_with(room.folder.path().join("exports").to_str().unwrap())
                && path.ends_with(ending),
            "{path}"
        );
        assert!(std::fs::read_to_string(path).unwrap().contains("REJECTED"));
    }
    let cleared = room.ask(Request::ClearHistory {}).await.unwrap();
    assert_eq!(cleared["events"], 1);
    let page = room.ask(page()).await.unwrap();
    assert_eq!(page["events"], json!([]));
    assert_eq!(page["unread"], 0);
}
