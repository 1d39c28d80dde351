//! What is old goes; that it was seen stays.

use shipbell_feed::{Filing, Forgotten, Kept, Known, NewDelivery};

use crate::scene::{Scene, delivery, event, notice};

/// Keeps and files one event with a word of its own.
async fn told(scene: &Scene, word: &str, received: i64) -> NewDelivery {
    let new = delivery(&format!("{{\"word\": \"{word}\"}}"), received);
    let (Kept::New(id) | Kept::Again(id)) = scene.feed.keep(new.clone()).await.unwrap();
    scene.file_with(id, event(word, received), Vec::new()).await;
    new
}

#[tokio::test]
async fn the_same_body_after_retention_is_nothing_new() {
    let scene = Scene::new();
    let old = told(&scene, "ancient", 1).await;
    told(&scene, "recent", 10).await;
    assert_eq!(scene.found("ancient").await, ["ancient"]);

    let forgotten = scene.feed.forget_before(10).await.unwrap();
    assert_eq!(
        forgotten,
        Forgotten {
            events: 1,
            deliveries: 1
        }
    );
    assert_eq!(
        scene.found("ancient").await,
        Vec::<String>::new(),
        "gone from search too"
    );
    assert_eq!(scene.found("recent").await, ["recent"]);

    let again = scene.feed.keep(old).await.unwrap();
    assert!(
        matches!(again, Kept::Again(_)),
        "a replayed request must not ring years later"
    );
    assert_eq!(scene.feed.undecided(10).await.unwrap(), []);
    let gone = event("ancient", 11);
    let known = scene.known(gone.apple_id.clone(), gone.digest).await;
    assert_eq!(known, Known::Same { event: None });
    assert_eq!(
        scene.file(gone).await,
        Filing::Known(None),
        "nor as a recovered copy"
    );
    assert_eq!(scene.feed.unread().await.unwrap(), 1);
}

#[tokio::test]
async fn an_id_is_never_given_out_twice() {
    let scene = Scene::new();
    told(&scene, "first", 1).await;
    scene.feed.forget_before(2).await.unwrap();
    let kept = scene.feed.keep(delivery("second", 3)).await.unwrap();
    let replayed = scene
        .feed
        .keep(delivery("{\"word\": \"first\"}", 4))
        .await
        .unwrap();
    let (Kept::New(id) | Kept::Again(id)) = kept;
    assert_ne!(
        replayed,
        Kept::Again(id),
        "the old body must not count for the new delivery"
    );
    assert_eq!(scene.feed.undecided(1).await.unwrap()[0].count, 1);
}

#[tokio::test]
async fn what_has_not_rung_or_is_undecided_stays() {
    let scene = Scene::new();
    scene.feed.keep(delivery("undecided", 1)).await.unwrap();
    scene
        .file_with(
            shipbell_feed::DeliveryId(0),
            event("unrung", 1),
            vec![notice("unrung", 1)],
        )
        .await;
    assert_eq!(
        scene.feed.forget_before(100).await.unwrap(),
        Forgotten::default()
    );
    assert_eq!(
        scene.feed.undecided(1).await.unwrap().len(),
        1,
        "it was answered with 200"
    );

    let due = scene.feed.due(1, 9).await.unwrap();
    scene.feed.rang(vec![due[0].id], 2).await.unwrap();
    assert_eq!(
        scene.feed.forget_before(100).await.unwrap().events,
        1,
        "now it may go"
    );
}

#[tokio::test]
async fn retention_goes_by_arrival_and_takes_all_of_it() {
    let scene = Scene::new();
    let mut late = event("told late", 50);
    late.time = Some(1);
    scene.file(late).await;
    for at in 0..250 {
        told(&scene, &format!("word{at}"), 2).await;
    }
    let forgotten = scene.feed.forget_before(50).await.unwrap();
    assert_eq!(
        forgotten,
        Forgotten {
            events: 250,
            deliveries: 250
        }
    );
    assert_eq!(
        scene.found("told").await,
        ["told late"],
        "it has only just arrived"
    );
}

#[tokio::test]
async fn an_event_not_yet_indexed_can_go() {
    let scene = Scene::new();
    for round in 0..20 {
        scene.file(event(&format!("round {round}"), round)).await;
        scene.feed.forget_before(round + 1).await.unwrap();
    }
    scene.file(event("last", 100)).await;
    assert_eq!(scene.found("last").await, ["last"], "the index goes on");
    assert_eq!(scene.found("round").await, Vec::<String>::new());
}
