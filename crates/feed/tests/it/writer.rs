//! The writer and its callers.

use shipbell_feed::{FeedError, Kept};

use crate::scene::{Scene, delivery};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn close_drains_what_was_asked_for() {
    let scene = Scene::new();
    let other = scene.feed.clone();
    let waiting: Vec<_> = (0..300)
        .map(|at| {
            let feed = scene.feed.clone();
            tokio::spawn(async move { feed.keep(delivery(&at.to_string(), at)).await })
        })
        .collect();
    let folder = scene.closed().await;
    let mut answered = 0;
    for one in waiting {
        match one.await.unwrap() {
            Ok(Kept::New(_)) => answered += 1,
            other => assert_eq!(
                other,
                Err(FeedError::Closed),
                "answered honestly or not at all"
            ),
        }
    }
    assert_eq!(
        other.keep(delivery("late", 1)).await,
        Err(FeedError::Closed)
    );
    assert_eq!(other.unread().await, Err(FeedError::Closed));
    let feed = shipbell_feed::Feed::open(folder.path()).unwrap().feed;
    assert_eq!(feed.undecided(1_000).await.unwrap().len(), answered);
}

#[tokio::test]
async fn one_job_that_fails_harms_no_other() {
    let scene = Scene::new();
    let endpoint = |id: &str| crate::endpoints::endpoint(id, "same name", id);
    let (first, second, kept) = tokio::join!(
        scene.feed.put_endpoint(endpoint("a")),
        scene.feed.put_endpoint(endpoint("b")),
        scene.feed.keep(delivery("{}", 1)),
    );
    assert_eq!(first, Ok(()));
    assert_eq!(second, Err(FeedError::NameTaken));
    assert!(kept.is_ok(), "a delivery in the same group is kept");
}
