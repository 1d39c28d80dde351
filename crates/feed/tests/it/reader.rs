//! Reading beside the owner.

use rusqlite::Connection;
use shipbell_feed::{EventId, FeedError, Query, Reader};

use crate::scene::{Scene, event, new_id, titles};

#[tokio::test]
async fn a_reader_sees_what_the_owner_files() {
    let scene = Scene::new();
    let reader = Reader::open(scene.folder()).unwrap();
    let before = reader.version().unwrap();
    assert_eq!(reader.last_id().unwrap(), None);
    let id = new_id(scene.file(event("told", 1)).await);
    assert_ne!(reader.version().unwrap(), before, "--follow polls this");
    assert_eq!(titles(&reader.page(&Query::default()).unwrap()), ["told"]);
    assert_eq!(reader.after(EventId(0), 10).unwrap().len(), 1);
    assert_eq!(reader.last_id().unwrap(), Some(id), "--follow begins here");
    assert_eq!(reader.after(id, 10).unwrap(), []);
    assert_eq!(reader.event(id).unwrap().unwrap().title, "told");
    assert_eq!(reader.unread().unwrap(), 1);
    assert_eq!(reader.endpoints().unwrap(), []);
}

#[tokio::test]
async fn a_reader_works_without_an_owner() {
    let scene = Scene::new();
    scene.file(event("told", 1)).await;
    let folder = scene.closed().await;
    let reader = Reader::open(folder.path()).unwrap();
    assert_eq!(reader.unread().unwrap(), 1);
}

#[tokio::test]
async fn a_reader_makes_and_migrates_nothing() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(Reader::open(empty.path()).err(), Some(FeedError::Absent));
    assert_eq!(
        std::fs::read_dir(empty.path()).unwrap().count(),
        0,
        "looking leaves no file"
    );

    let folder = Scene::new().closed().await;
    let schema = |version: i64| {
        let conn = Connection::open(folder.path().join("feed.db")).unwrap();
        conn.pragma_update(None, "user_version", version).unwrap();
    };
    schema(5);
    let newer = FeedError::Newer { found: 5, known: 4 };
    assert_eq!(Reader::open(folder.path()).err(), Some(newer));
    schema(1);
    let older = FeedError::Older { found: 1, known: 4 };
    assert_eq!(Reader::open(folder.path()).err(), Some(older));
    schema(0);
    assert_eq!(Reader::open(folder.path()).err(), Some(FeedError::Absent));
}
