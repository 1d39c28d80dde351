//! The outbox: rung at least once, in time.

use shipbell_feed::Feed;

use crate::scene::{Scene, notice};

#[tokio::test]
async fn notices_ring_when_due_and_not_again() {
    let scene = Scene::new();
    let late = scene.feed.put_notice(notice("late", 20)).await.unwrap();
    let early = scene.feed.put_notice(notice("early", 10)).await.unwrap();
    assert_eq!(scene.feed.next_due().await.unwrap(), Some(10));
    assert_eq!(scene.feed.due(9, 9).await.unwrap(), [], "too early");
    let due: Vec<_> = scene
        .feed
        .due(20, 9)
        .await
        .unwrap()
        .iter()
        .map(|n| n.id)
        .collect();
    assert_eq!(due, [early, late], "earliest first");
    scene.feed.rang(vec![early], 21).await.unwrap();
    scene.feed.postpone(vec![early, late], 30).await.unwrap();
    assert_eq!(scene.feed.due(29, 9).await.unwrap(), []);
    let due = scene.feed.due(30, 9).await.unwrap();
    assert_eq!(
        due.len(),
        1,
        "what rang does not ring again, even when postponed by mistake"
    );
    assert_eq!((due[0].id, due[0].attempts), (late, 1));
}

#[tokio::test]
async fn what_did_not_ring_waits_for_the_next_start() {
    let scene = Scene::new();
    scene.feed.put_notice(notice("unrung", 1)).await.unwrap();
    scene.feed.set("paused-until", Some("never")).await.unwrap();
    let folder = scene.closed().await;
    let feed = Feed::open(folder.path()).unwrap().feed;
    assert_eq!(
        feed.due(1, 9).await.unwrap().len(),
        1,
        "twice at worst, never zero times"
    );
    assert_eq!(
        feed.get("paused-until").await.unwrap().as_deref(),
        Some("never")
    );
    feed.set("paused-until", None).await.unwrap();
    assert_eq!(feed.get("paused-until").await.unwrap(), None);
}
