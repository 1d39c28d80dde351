//! From a kept delivery to an event.

use shipbell_feed::{Filed, Filing, Kept};

use crate::scene::{Scene, delivery, event, new_id, notice};

#[tokio::test]
async fn a_filed_delivery_is_decided_and_linked() {
    let scene = Scene::new();
    let Kept::New(id) = scene.feed.keep(delivery("body", 5)).await.unwrap() else {
        unreachable!("first seen")
    };
    let filing = scene
        .file_with(id, event("told", 5), vec![notice("told", 7)])
        .await;
    let event = new_id(filing);
    assert_eq!(
        scene.feed.undecided(10).await.unwrap(),
        [],
        "nothing is decided twice"
    );
    let deliveries = scene.feed.deliveries_of(event).await.unwrap();
    assert_eq!(deliveries[0].id, id);
    assert_eq!(&deliveries[0].body[..], b"body");
    assert_eq!(deliveries[0].headers, delivery("body", 5).headers);
    let notices = scene.feed.notices_of(event).await.unwrap();
    assert_eq!(
        (notices[0].event, notices[0].created, notices[0].due),
        (Some(event), 5, 7)
    );
}

#[tokio::test]
async fn a_known_event_rings_no_second_time() {
    let scene = Scene::new();
    scene.feed.keep(delivery("one spelling", 1)).await.unwrap();
    scene
        .feed
        .keep(delivery("another spelling", 2))
        .await
        .unwrap();
    let waiting = scene.feed.undecided(10).await.unwrap();
    let filed = |at: usize| Filed::new(waiting[at].id, event("same", 1), vec![notice("same", 1)]);
    let filings = scene.feed.file(vec![filed(0), filed(1)]).await.unwrap();
    let id = new_id(filings[0]);
    assert_eq!(
        filings[1],
        Filing::Known(Some(id)),
        "also within one transaction"
    );
    assert_eq!(
        scene.feed.due(9, 9).await.unwrap().len(),
        1,
        "one event, one banner"
    );
    assert_eq!(
        scene.feed.deliveries_of(id).await.unwrap().len(),
        2,
        "both tell of it"
    );
    assert_eq!(scene.feed.unread().await.unwrap(), 1);
}

#[tokio::test]
async fn filing_out_of_order_leaves_the_older_delivery_undecided() {
    let scene = Scene::new();
    for body in ["a", "b", "c"] {
        scene.feed.keep(delivery(body, 1)).await.unwrap();
    }
    let waiting = scene.feed.undecided(10).await.unwrap();
    scene
        .file_with(waiting[2].id, event("c", 1), Vec::new())
        .await;
    scene
        .file_with(waiting[0].id, event("a", 1), Vec::new())
        .await;
    let left = scene.feed.undecided(10).await.unwrap();
    assert_eq!(
        left.len(),
        1,
        "a delivery skipped by the cursor would never ring"
    );
    assert_eq!(&left[0].body[..], b"b");
    scene
        .file_with(waiting[1].id, event("b", 1), Vec::new())
        .await;
    assert_eq!(scene.feed.undecided(10).await.unwrap(), []);
}

#[tokio::test]
async fn unread_marks_are_counted() {
    let scene = Scene::new();
    let first = new_id(scene.file(event("first", 1)).await);
    let second = new_id(scene.file(event("second", 2)).await);
    assert_eq!(scene.feed.set_unread(vec![first], false).await.unwrap(), 1);
    assert_eq!(
        scene
            .feed
            .set_unread(vec![first, second], true)
            .await
            .unwrap(),
        2
    );
    scene.feed.mark_all_read().await.unwrap();
    assert_eq!(scene.feed.unread().await.unwrap(), 0);
}

#[tokio::test]
async fn changes_are_announced_before_the_answer() {
    let scene = Scene::new();
    let mut changes = scene.feed.changes();
    scene.feed.keep(delivery("quiet", 1)).await.unwrap();
    assert!(
        !changes.has_changed().unwrap(),
        "a kept delivery shows nothing yet"
    );
    scene.file(event("loud", 1)).await;
    assert!(changes.has_changed().unwrap(), "the panel redraws on this");
    changes.mark_unchanged();
    scene.known(None, [0; 32]).await;
    assert!(!changes.has_changed().unwrap());
}

#[tokio::test]
async fn a_flood_of_large_bodies_is_handed_over_in_parts() {
    let scene = Scene::new();
    let large = "x".repeat(1 << 20);
    for number in 0..9 {
        let body = format!("{number}{large}");
        scene.feed.keep(delivery(&body, number)).await.unwrap();
    }
    let waiting = scene.feed.undecided(100).await.unwrap();
    assert_eq!(
        waiting.len(),
        4,
        "reading them must not take the memory that all of them have"
    );
    let one = scene.feed.undecided(1).await.unwrap();
    assert_eq!(one.len(), 1, "and the largest must not be in the way");
}
