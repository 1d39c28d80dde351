//! After a crash the door of a large feed opens at once. Damage that is found later is told, costs
//! nothing that was answered, and ends with the next start.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Barrier};
use std::time::Duration;

use shipbell_feed::{Condition, Feed, FeedError, Kept, Opened, Options};
use tempfile::TempDir;

use crate::scene::{Scene, delivery, event};

const PAGE: usize = 4096;

/// A feed of which nobody can say that it is whole, with deliveries on many pages, all but the newest
/// filed.
async fn after_a_crash() -> TempDir {
    let scene = Scene::new();
    for at in 0..120 {
        let body = format!("{at} {}", "x".repeat(3_000));
        let (Kept::New(id) | Kept::Again(id)) = scene.feed.keep(delivery(&body, at)).await.unwrap();
        scene
            .file_with(id, event(&format!("event {at}"), at), Vec::new())
            .await;
    }
    let folder = scene.closed().await;
    fs::remove_file(seal(folder.path())).unwrap();
    folder
}

fn file(folder: &Path) -> PathBuf {
    folder.join("feed.db")
}

fn seal(folder: &Path) -> PathBuf {
    folder.join("feed.db.sealed")
}

/// Spoils the page of an old delivery's body, which nobody reads unless asked for it.
fn spoil_a_cold_page(folder: &Path) {
    let mut bytes = fs::read(file(folder)).unwrap();
    let needle = format!("60 {}", "x".repeat(100));
    let body = bytes
        .windows(needle.len())
        .position(|window| window == needle.as_bytes())
        .unwrap();
    let page = body / PAGE * PAGE;
    bytes[page..page + PAGE].fill(0xa5);
    fs::write(file(folder), bytes).unwrap();
}

/// As if the file were too large to be read through first. The gate keeps the look waiting.
fn open_at_once(folder: &Path, gate: Option<&Arc<Barrier>>) -> Opened {
    let options = Options {
        look_first_up_to: 0,
        look_gate: gate.cloned(),
        ..Options::default()
    };
    Feed::open_with(folder, &options).unwrap()
}

async fn becomes(feed: &Feed, wanted: Condition) {
    let mut condition = feed.condition();
    let became = condition.wait_for(|now| *now == wanted);
    let became = tokio::time::timeout(Duration::from_mins(1), became).await;
    assert!(became.is_ok(), "{wanted:?} is found and told");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_is_kept_before_the_look_begins_and_the_damage_is_told_after_it() {
    let folder = after_a_crash().await;
    spoil_a_cold_page(folder.path());
    let gate = Arc::new(Barrier::new(2));
    let Opened { feed, quarantined } = open_at_once(folder.path(), Some(&gate));
    assert_eq!(quarantined, None);
    let early = feed.keep(delivery("before the look", 1_000)).await;
    assert!(
        matches!(early, Ok(Kept::New(_))),
        "the look has not begun, and the door takes what comes: {early:?}"
    );
    assert_eq!(*feed.condition().borrow(), Condition::Unknown);

    gate.wait();
    becomes(&feed, Condition::Damaged).await;
    let late = feed
        .keep(delivery("after the damage was told", 1_001))
        .await;
    assert!(
        matches!(late, Ok(Kept::New(_))),
        "where writing works, it goes on: {late:?}"
    );
    assert_eq!(feed.undecided(10).await.unwrap().len(), 2, "and is filed");
    feed.close().await.unwrap();
    assert!(!seal(folder.path()).exists(), "nothing calls it whole");

    let next = Feed::open(folder.path()).unwrap();
    let aside = next.quarantined.expect("the next start reads it through");
    assert!(next.feed.keep(delivery("{}", 1)).await.is_ok());
    assert_eq!(next.feed.undecided(10).await.unwrap().len(), 1, "it is new");
    next.feed.close().await.unwrap();
    let old = fs::read(aside).unwrap();
    for body in ["before the look", "after the damage was told"] {
        assert!(
            old.windows(body.len())
                .any(|bytes| bytes == body.as_bytes()),
            "what was answered with 200 lies in the file that was moved aside: {body}"
        );
    }
    let third = Feed::open(folder.path()).unwrap();
    assert_eq!(third.quarantined, None, "the mark went with the old file");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mark_makes_the_next_start_read_a_large_file_first() {
    let folder = after_a_crash().await;
    spoil_a_cold_page(folder.path());
    let first = open_at_once(folder.path(), None);
    becomes(&first.feed, Condition::Damaged).await;
    drop(first);
    // A gate that nobody opens: the look that finds it is not the one beside.
    let next = open_at_once(folder.path(), Some(&Arc::new(Barrier::new(2))));
    assert!(next.quarantined.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_needed_at_once_is_looked_at_before_anyone_is_let_in() {
    let folder = after_a_crash().await;
    let mut bytes = fs::read(file(folder.path())).unwrap();
    // The newest delivery's page: the next one would be written beside it.
    let needle = format!("119 {}", "x".repeat(100));
    let body = bytes
        .windows(needle.len())
        .rposition(|window| window == needle.as_bytes())
        .unwrap();
    let page = body / PAGE * PAGE;
    bytes[page..page + PAGE].fill(0xa5);
    fs::write(file(folder.path()), bytes).unwrap();

    let opened = open_at_once(folder.path(), Some(&Arc::new(Barrier::new(2))));
    assert!(
        opened.quarantined.is_some(),
        "a door that must refuse everything is as good as closed"
    );
    assert!(opened.feed.keep(delivery("{}", 1)).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_that_found_nothing_lets_the_next_start_open_at_once() {
    let folder = after_a_crash().await;
    let gate = Arc::new(Barrier::new(2));
    let feed = open_at_once(folder.path(), Some(&gate)).feed;
    gate.wait();
    becomes(&feed, Condition::Whole).await;
    feed.close().await.unwrap();
    assert!(seal(folder.path()).exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damage_that_was_met_in_use_is_looked_for_at_the_next_start() {
    let scene = Scene::new();
    for at in 0..200 {
        let body = format!("{at} {}", "x".repeat(500));
        scene.feed.keep(delivery(&body, at)).await.unwrap();
    }
    let folder = scene.closed().await;
    let put_away = fs::metadata(file(folder.path()))
        .unwrap()
        .modified()
        .unwrap();
    let mut bytes = fs::read(file(folder.path())).unwrap();
    let needle = format!("100 {}", "x".repeat(100));
    let body = bytes
        .windows(needle.len())
        .rposition(|window| window == needle.as_bytes())
        .unwrap();
    let page = body / PAGE * PAGE;
    bytes[page..page + PAGE].fill(0xa5);
    fs::write(file(folder.path()), bytes).unwrap();
    let touched = fs::File::options().write(true).open(file(folder.path()));
    touched.unwrap().set_modified(put_away).unwrap();

    // The seal holds, so nobody looks; but somebody reads.
    let opened = Feed::open(folder.path()).unwrap();
    assert_eq!(opened.quarantined, None);
    let read = opened.feed.undecided(1_000).await;
    assert_eq!(read, Err(FeedError::Corrupt));
    becomes(&opened.feed, Condition::Damaged).await;
    opened.feed.close().await.unwrap();

    let next = Feed::open(folder.path()).unwrap();
    assert!(
        next.quarantined.is_some(),
        "whoever is told to restart must not find the same damage again"
    );
}
