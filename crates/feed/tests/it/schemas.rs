//! Every schema that ever shipped opens, and comes out as today's.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use shipbell_feed::{Feed, FeedError, Kept, Query};

use crate::scene::{Scene, delivery, endpoint, titles};

/// As written by the Shipbell that first had it. Never changed afterwards.
const PAST: &[(i64, &str)] = &[(1, include_str!("schemas/v1.sql"))];

#[tokio::test]
async fn every_past_schema_opens_with_its_rows() {
    let fresh = schema_of(Scene::new().closed().await.path());
    for (version, sql) in PAST {
        let folder = tempfile::tempdir().unwrap();
        let conn = Connection::open(folder.path().join("feed.db")).unwrap();
        conn.execute_batch(sql).unwrap();
        conn.pragma_update(None, "user_version", version).unwrap();
        drop(conn);

        let opened = Feed::open(folder.path()).unwrap();
        assert_eq!(opened.quarantined, None, "schema {version} is not damage");
        let feed = opened.feed;
        let page = feed.page(Query {
            search: Some("onboarding".into()),
            ..Query::default()
        });
        assert_eq!(
            titles(&page.await.unwrap()),
            ["1.2 rejected"],
            "schema {version}"
        );
        assert_eq!(feed.undecided(9).await.unwrap()[0].headers[0].0, "a");
        let again = feed
            .keep(delivery("{\"comment\":\"The onboarding freezes\"}", 9))
            .await;
        assert!(
            matches!(again, Ok(Kept::Again(_))),
            "what was seen stays seen: {again:?}"
        );
        assert_eq!(feed.due(9, 9).await.unwrap()[0].title, "Rejected");
        assert_eq!(feed.endpoints().await.unwrap()[0].id, endpoint());
        assert_eq!(feed.quarantined(None, 9).await.unwrap().len(), 1);
        assert_eq!(
            feed.get("paused-until").await.unwrap().as_deref(),
            Some("7")
        );
        feed.close().await.unwrap();
        assert_eq!(
            schema_of(folder.path()),
            fresh,
            "schema {version} must migrate to what a fresh database has; was a past step edited?"
        );
    }
}

fn schema_of(folder: &Path) -> Vec<String> {
    let conn = Connection::open(folder.join("feed.db")).unwrap();
    let mut schema = conn
        .prepare("SELECT coalesce(sql, name) FROM sqlite_schema")
        .unwrap();
    let mut rows: Vec<String> = schema
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap()
        .map(|sql| {
            sql.unwrap()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    rows.sort();
    rows
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_left_untouched() {
    let folder = Scene::new().closed().await;
    let file = folder.path().join("feed.db");
    let conn = Connection::open(&file).unwrap();
    conn.pragma_update(None, "user_version", 5).unwrap();
    conn.pragma_update(None, "wal_checkpoint", "TRUNCATE").ok();
    drop(conn);
    let before = fs::read(&file).unwrap();
    let refused = Feed::open(folder.path()).err().unwrap();
    assert_eq!(refused, FeedError::Newer { found: 5, known: 4 });
    assert!(
        refused.to_string().contains("newer Shipbell"),
        "it says what to do: {refused}"
    );
    assert_eq!(fs::read(&file).unwrap(), before, "not a byte may change");
}
