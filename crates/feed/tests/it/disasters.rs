//! Full disks, locks, damage: an error is an error, and it passes.

use std::fs;
use std::time::Duration;

use rusqlite::Connection;
use shipbell_feed::{Feed, FeedError, Kept, Options};

use crate::scene::{Scene, delivery, event};

#[tokio::test]
async fn a_full_disk_is_never_a_success_and_passes() {
    let scene = Scene::with(&Options {
        max_pages: Some(100),
        ..Options::default()
    });
    let large = "x".repeat(1 << 20);
    let refused = scene.feed.keep(delivery(&large, 1)).await;
    assert_eq!(
        refused,
        Err(FeedError::Full),
        "a 2xx here would lose the delivery"
    );
    let kept = scene.feed.keep(delivery("small", 2)).await;
    assert!(
        matches!(kept, Ok(Kept::New(_))),
        "the writer must live on: {kept:?}"
    );
    let rows = scene.feed.undecided(10).await.unwrap();
    assert_eq!(rows.len(), 1, "nothing of the refused delivery is left");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_while_the_disk_filled_is_there_and_nothing_else() {
    let scene = Scene::with(&Options {
        max_pages: Some(120),
        ..Options::default()
    });
    let all: Vec<_> = (0..200)
        .map(|at| {
            let feed = scene.feed.clone();
            let body = format!("{at} {}", "x".repeat(3_000));
            tokio::spawn(async move { feed.keep(delivery(&body, at)).await })
        })
        .collect();
    let mut answered = 0;
    let mut refused = 0;
    for one in all {
        match one.await.unwrap() {
            Ok(_) => answered += 1,
            Err(error) => {
                assert_eq!(error, FeedError::Full);
                refused += 1;
            }
        }
    }
    assert!(refused > 0, "200 bodies of 3 kB can't fit into 120 pages");
    let kept = scene.feed.undecided(1_000).await.unwrap().len();
    assert_eq!(
        kept, answered,
        "kept and answered must be the same deliveries"
    );
}

#[tokio::test]
async fn a_lock_of_another_program_is_an_error_after_a_while_and_passes() {
    let scene = Scene::with(&Options {
        busy: Duration::from_millis(50),
        ..Options::default()
    });
    let other = Connection::open(scene.folder().join("feed.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(
        scene.feed.keep(delivery("{}", 1)).await,
        Err(FeedError::Locked)
    );
    assert_eq!(
        scene.feed.undecided(1).await.unwrap(),
        [],
        "reading goes on under a lock"
    );
    other.execute_batch("ROLLBACK").unwrap();
    assert!(
        scene.feed.keep(delivery("{}", 1)).await.is_ok(),
        "the lock is gone"
    );
}

#[tokio::test]
async fn a_file_that_was_put_away_in_order_is_not_read_through_at_the_next_start() {
    let scene = Scene::new();
    for at in 0..200 {
        let body = format!("{at} {}", "x".repeat(500));
        scene.feed.keep(delivery(&body, at)).await.unwrap();
    }
    let folder = scene.closed().await;
    let file = folder.path().join("feed.db");
    let seal = folder.path().join("feed.db.sealed");
    let put_away = fs::metadata(&file).unwrap().modified().unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 4096 / 2 * 4096;
    bytes[middle..middle + 4096].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    let touched = fs::File::options().write(true).open(&file).unwrap();
    touched.set_modified(put_away).unwrap();
    drop(touched);

    let opened = Feed::open(folder.path()).unwrap();
    assert_eq!(
        opened.quarantined, None,
        "with a million events, looking at every page would keep the door shut for seconds"
    );
    assert!(
        !seal.exists(),
        "from now on a crash must lead to a look at every page"
    );
    drop(opened);
    // Nobody closed it: that is what a crash leaves.
    let opened = Feed::open(folder.path()).unwrap();
    assert!(
        opened.quarantined.is_some(),
        "after a crash the damage is found before anyone is let in"
    );
    opened.feed.close().await.unwrap();
    assert!(seal.exists(), "a clean end is told to the next start");
}

#[tokio::test]
async fn a_damaged_page_is_moved_aside_and_a_fresh_feed_begins() {
    let scene = Scene::new();
    for at in 0..200 {
        scene
            .feed
            .keep(delivery(&format!("{at} {}", "x".repeat(500)), at))
            .await
            .unwrap();
    }
    let folder = scene.closed().await;
    let file = folder.path().join("feed.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 4096 / 2 * 4096;
    bytes[middle..middle + 4096].fill(0xa5);
    fs::write(&file, bytes).unwrap();

    let opened = Feed::open(folder.path()).unwrap();
    let aside = opened.quarantined.expect("the user must be told");
    assert!(
        aside.ends_with("feed.db.corrupt-1"),
        "where to look for what can be saved"
    );
    assert!(
        fs::metadata(aside).unwrap().len() > 4096,
        "the copy is whole"
    );
    assert!(
        opened.feed.keep(delivery("{}", 1)).await.is_ok(),
        "the door is open again"
    );
}

#[tokio::test]
async fn what_is_no_database_is_moved_aside_each_time() {
    let folder = tempfile::tempdir().unwrap();
    for expected in ["feed.db.corrupt-1", "feed.db.corrupt-2"] {
        fs::write(
            folder.path().join("feed.db"),
            "not a database ".repeat(1_000),
        )
        .unwrap();
        let opened = Feed::open(folder.path()).unwrap();
        assert!(
            opened.quarantined.unwrap().ends_with(expected),
            "no copy overwrites another"
        );
        opened.feed.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_damaged_log_loses_at_most_its_own_tail() {
    let scene = Scene::new();
    scene.file(event("in the database", 1)).await;
    let folder = scene.closed().await;
    fs::write(folder.path().join("feed.db-wal"), vec![0x5a; 40_000]).unwrap();
    let feed = Feed::open(folder.path()).unwrap().feed;
    assert_eq!(
        feed.unread().await.unwrap(),
        1,
        "what was checkpointed is safe"
    );
    assert!(feed.keep(delivery("{}", 1)).await.is_ok());
}
