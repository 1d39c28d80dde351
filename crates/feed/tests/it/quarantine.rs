//! Bodies that wait for a locked keychain.

use bytes::Bytes;
use shipbell_feed::{EndpointId, FeedError, NewQuarantined, QUARANTINE_ROWS, QuarantineLimit};

use crate::scene::{Scene, endpoint};

fn waiting(body: Vec<u8>) -> NewQuarantined {
    NewQuarantined {
        endpoint: endpoint(),
        arrived: 1,
        headers: Vec::new(),
        body: Bytes::from(body),
    }
}

#[tokio::test]
async fn the_same_body_twice_is_one_row_and_release_makes_room() {
    let scene = Scene::new();
    for body in ["a", "a", "b"] {
        scene.feed.quarantine(waiting(body.into())).await.unwrap();
    }
    let rows = scene.feed.quarantined(Some(endpoint()), 10).await.unwrap();
    assert_eq!(rows.len(), 2, "a retry must not be verified and rung twice");
    assert_eq!(&rows[0].body[..], b"a", "oldest first");
    let none = scene
        .feed
        .quarantined(Some(EndpointId::from("other")), 10)
        .await
        .unwrap();
    assert_eq!(none, []);
    scene
        .feed
        .release_quarantined(vec![rows[0].id])
        .await
        .unwrap();
    let rows = scene.feed.quarantined(None, 10).await.unwrap();
    assert_eq!(&rows[0].body[..], b"b");
}

#[tokio::test]
async fn the_number_of_rows_is_bounded() {
    let scene = Scene::new();
    let mut all = tokio::task::JoinSet::new();
    for at in 0..QUARANTINE_ROWS {
        let feed = scene.feed.clone();
        all.spawn(async move { feed.quarantine(waiting(at.to_string().into())).await });
    }
    for one in all.join_all().await {
        one.unwrap();
    }
    let refused = scene
        .feed
        .quarantine(waiting(b"one more".into()))
        .await
        .unwrap_err();
    assert_eq!(
        refused,
        FeedError::QuarantineFull {
            limit: QuarantineLimit::Rows
        }
    );
    assert!(
        refused.to_string().contains("2000 deliveries"),
        "the limit is named: {refused}"
    );
    let again = scene.feed.quarantine(waiting(b"7".into())).await;
    assert_eq!(again, Ok(()), "what is already there needs no room");
}

#[tokio::test]
async fn the_bytes_are_bounded() {
    let scene = Scene::new();
    for at in 0..63_u8 {
        scene
            .feed
            .quarantine(waiting(vec![at; 1 << 20]))
            .await
            .unwrap();
    }
    let refused = scene
        .feed
        .quarantine(waiting(vec![99; (1 << 20) + 1]))
        .await;
    assert_eq!(
        refused,
        Err(FeedError::QuarantineFull {
            limit: QuarantineLimit::Bytes
        })
    );
}
