//! The files on the disk.

use shipbell_feed::{Feed, Kept};

use crate::scene::{Scene, delivery, event};

#[cfg(unix)]
#[tokio::test]
async fn files_are_private_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;

    // For the whole process; every other test's files must be private all the same.
    rustix::process::umask(rustix::fs::Mode::empty());
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("home");
    let feed = Feed::open(&folder).unwrap().feed;
    feed.keep(delivery("{}", 1)).await.unwrap();
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700, "feedback of testers is nobody else's");
    for name in ["feed.db", "feed.db-wal", "feed.db-shm"] {
        assert_eq!(
            mode(&folder.join(name)),
            0o600,
            "{name} is readable by others"
        );
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_was_opened_up_is_closed_again() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Scene::new().closed().await;
    let file = folder.path().join("feed.db");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let _feed = Feed::open(folder.path()).unwrap().feed;
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[tokio::test]
async fn dropped_without_close_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let feed = Feed::open(folder.path()).unwrap().feed;
    for at in 0..50 {
        feed.keep(delivery(&at.to_string(), at)).await.unwrap();
    }
    drop(feed);
    let feed = Feed::open(folder.path()).unwrap().feed;
    assert_eq!(
        feed.undecided(100).await.unwrap().len(),
        50,
        "each of them was answered"
    );
    let again = feed.keep(delivery("7", 99)).await.unwrap();
    assert!(matches!(again, Kept::Again(_)), "and each is known");
}

#[tokio::test]
async fn a_closed_feed_leaves_one_file() {
    let scene = Scene::new();
    scene.file(event("last", 1)).await;
    assert!(scene.feed.size().await.unwrap() > 0);
    scene.feed.checkpoint().await.unwrap();
    let folder = scene.closed().await;
    assert!(
        !folder.path().join("feed.db-wal").exists(),
        "a person who copies feed.db must get everything"
    );
    let feed = Feed::open(folder.path()).unwrap().feed;
    assert_eq!(feed.unread().await.unwrap(), 1);
}
