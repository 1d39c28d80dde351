//! The history is cleared: what is gone is gone from the disk too, and still known when it comes again.

use shipbell_feed::{DeliveryId, Forgotten, Kept};

use crate::scene::{Scene, delivery, event, notice};

#[tokio::test]
async fn clearing_gives_the_space_back_and_remembers_what_was_seen() {
    let scene = Scene::new();
    let filler = "x".repeat(20_000);
    let mut bodies = Vec::new();
    for at in 0..120 {
        let body = delivery(
            &format!("{{\"word\": \"w{at}\", \"filler\": \"{filler}\"}}"),
            at,
        );
        let (Kept::New(id) | Kept::Again(id)) = scene.feed.keep(body.clone()).await.unwrap();
        scene
            .file_with(id, event(&format!("w{at}"), at), Vec::new())
            .await;
        bodies.push(body);
    }
    scene.feed.checkpoint().await.unwrap();
    let before = scene.feed.size().await.unwrap();
    assert_eq!(scene.feed.extent().await.unwrap(), (120, Some(0)));

    let forgotten = scene.feed.clear().await.unwrap();
    assert_eq!(
        forgotten,
        Forgotten {
            events: 120,
            deliveries: 120
        }
    );
    assert_eq!(scene.feed.extent().await.unwrap(), (0, None));
    let after = scene.feed.size().await.unwrap();
    assert!(
        before > 2_000_000 && after < before / 4,
        "whoever clears the history wants the room: {before} bytes became {after}"
    );
    assert_eq!(scene.found("w7").await, Vec::<String>::new());
    for body in bodies {
        let again = scene.feed.keep(body).await.unwrap();
        assert!(
            matches!(again, Kept::Again(_)),
            "a captured request that is replayed must not ring as news"
        );
    }
    scene.file(event("fresh", 500)).await;
    assert_eq!(scene.found("fresh").await, ["fresh"], "and life goes on");
}

#[tokio::test]
async fn what_waits_to_ring_stays() {
    let scene = Scene::new();
    scene.feed.keep(delivery("undecided", 1)).await.unwrap();
    scene
        .file_with(
            DeliveryId(0),
            event("waiting", 1),
            vec![notice("waiting", 9)],
        )
        .await;
    scene.file(event("told", 2)).await;
    assert_eq!(scene.feed.clear().await.unwrap().events, 1);
    assert_eq!(scene.feed.due(9, 9).await.unwrap()[0].title, "waiting");
    assert_eq!(scene.feed.undecided(9).await.unwrap().len(), 1);
    assert_eq!(
        scene.found("waiting").await,
        ["waiting"],
        "it can be found as before"
    );
}

#[tokio::test]
async fn a_clearing_that_was_cut_off_leaves_what_stayed_findable() {
    let scene = Scene::new();
    scene.file(event("stayed", 1)).await;
    assert_eq!(scene.found("stayed").await, ["stayed"]);
    let folder = scene.closed().await;
    // As the file is when the power fails right after the index was emptied.
    let conn = rusqlite::Connection::open(folder.path().join("feed.db")).unwrap();
    conn.execute_batch(
        "DELETE FROM search; INSERT INTO cursor (name, at) VALUES ('clearing', 1)
         ON CONFLICT (name) DO UPDATE SET at = 1",
    )
    .unwrap();
    drop(conn);
    let feed = shipbell_feed::Feed::open(folder.path()).unwrap().feed;
    let query = shipbell_feed::Query {
        search: Some("stayed".into()),
        ..shipbell_feed::Query::default()
    };
    let page = feed.page(query).await.unwrap();
    assert_eq!(
        page.events.len(),
        1,
        "an event that is in the feed can be found"
    );
    feed.close().await.unwrap();
}
