//! The same thing is told once, however often it comes.

use shipbell_feed::{EndpointId, Kept, Known, NewDelivery};

use crate::scene::{Scene, delivery, event, new_id};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_same_deliveries_at_once_are_one_row() {
    let scene = Scene::new();
    let all: Vec<_> = (0..1_000)
        .map(|at| {
            let feed = scene.feed.clone();
            tokio::spawn(async move { feed.keep(delivery("{}", at)).await })
        })
        .collect();
    let mut new = 0;
    for one in all {
        let kept = one
            .await
            .unwrap()
            .expect("Apple must get its 200 for every copy");
        new += u32::from(matches!(kept, Kept::New(_)));
    }
    assert_eq!(new, 1, "only one copy may lead to a notification");
    let rows = scene.feed.undecided(10).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].count, rows[0].last_arrived),
        (1_000, 999),
        "all copies are counted"
    );
}

#[tokio::test]
async fn the_same_bytes_at_another_endpoint_are_another_delivery() {
    let scene = Scene::new();
    scene.feed.keep(delivery("{}", 1)).await.unwrap();
    let other = NewDelivery {
        endpoint: EndpointId::from("endpoint-2"),
        ..delivery("{}", 2)
    };
    let kept = scene.feed.keep(other).await.unwrap();
    assert!(
        matches!(kept, Kept::New(_)),
        "two apps may send the same ping"
    );
}

#[tokio::test]
async fn a_known_id_with_other_json_is_a_conflict_and_an_event_of_its_own() {
    let scene = Scene::new();
    let first = event("first", 1);
    let id = new_id(scene.file(first.clone()).await);
    let mut second = event("second", 2);
    second.apple_id = first.apple_id.clone();

    let known = |digest| scene.known(first.apple_id.clone(), digest);
    assert_eq!(known(first.digest).await, Known::Same { event: Some(id) });
    assert_eq!(
        known(second.digest).await,
        Known::Conflict { event: Some(id) }
    );

    let id = new_id(scene.file(second).await);
    let conflict = scene.feed.event(id).await.unwrap().unwrap().conflict;
    assert!(
        conflict,
        "flagged also when the caller did not know of the first one yet"
    );
}

#[tokio::test]
async fn without_an_id_of_apples_the_digest_is_the_identity() {
    let scene = Scene::new();
    let mut first = event("first", 1);
    first.apple_id = None;
    let id = new_id(scene.file(first.clone()).await);
    let known = |digest| scene.known(None, digest);
    assert_eq!(known(first.digest).await, Known::Same { event: Some(id) });
    assert_eq!(
        known([9; 32]).await,
        Known::New,
        "no id in common is no conflict"
    );
    assert_eq!(scene.feed.event(id).await.unwrap().unwrap().apple_id, None);
}
