//! Nobody to show a banner: intake does not notice, the user is told, and it rings later.

use std::sync::Arc;
use std::time::Duration;

use shipbell_engine::{Health, ProblemCode};

use crate::ports::{Known, MINUTE, Mood};
use crate::scene::{House, Plan, rejection, wait_for};

const UNAVAILABLE: ProblemCode = ProblemCode::NotificationsUnavailable;

async fn fails_then_rings(mood: Mood, says: &str) {
    let house = House::with(Plan {
        mood,
        ..Plan::default()
    })
    .await;
    house.post(rejection("e1")).await;
    wait_for("the sink to be asked", || async { house.sink.asked() == 1 }).await;
    house.post(rejection("e2")).await;
    wait_for("the event", || async { house.events().await.len() == 2 }).await;
    wait_for("the problem", || house.has_problem(UNAVAILABLE)).await;
    let status = house.engine.status().await.unwrap();
    let problem = status.problems.iter().find(|one| one.code == UNAVAILABLE);
    let detail = &problem.unwrap().detail;
    assert!(detail.contains(says), "{detail:?} must say what is wrong");
    house
        .engine
        .door_is_open(Some("127.0.0.1:1".parse().unwrap()));
    assert_eq!(
        house.engine.status().await.unwrap().health,
        Health::Degraded,
        "deliveries come in as ever, but a bell that can’t ring must say so"
    );
    house.sink.be(Mood::Takes);
    house.clock.advance(MINUTE);
    wait_for("both banners", || async { house.sink.rung().len() == 2 }).await;
    house.rings(2).await;
    assert!(
        !house.has_problem(UNAVAILABLE).await,
        "a problem that is over is not shown"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_absent_notification_service() {
    fails_then_rings(Mood::Absent, "nobody is there").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hung_notification_service() {
    fails_then_rings(Mood::Hangs, "within 10 s").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sink_that_panics() {
    fails_then_rings(Mood::Panics, "failed inside Shipbell").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_banner_is_not_tried_without_end() {
    let house = House::with(Plan {
        mood: Mood::Absent,
        ..Plan::default()
    })
    .await;
    house.post(rejection("e1")).await;
    for tries in 1..=6 {
        wait_for("the next try", || async { house.sink.asked() >= tries }).await;
        wait_for("the notice to be put off", || async {
            let due = house.engine.feed().next_due().await.unwrap();
            due.is_some_and(|due| due > shipbell_engine::Clock::now_ms(house.clock.as_ref()))
        })
        .await;
        house.clock.advance(11 * MINUTE);
    }
    let feed = house.engine.feed();
    let event = house.only_event().await;
    let notices = feed.notices_of(event.id).await.unwrap();
    assert_eq!(
        notices[0].rang, None,
        "it still waits, for as long as it takes"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_app_store_connect_that_is_slow_or_broken_delays_a_burst_once() {
    for apple in [Known::Slow(Duration::from_hours(1)), Known::Panics] {
        let mut house = House::with(Plan {
            apple: Arc::new(apple),
            started: false,
            ..Plan::default()
        })
        .await;
        for at in 0..64 {
            house.post(rejection(&format!("e{at}"))).await;
        }
        house.restart().await;
        let read = house.settle_reading();
        assert!(
            tokio::time::timeout(Duration::from_secs(30), read)
                .await
                .is_ok(),
            "sixty-four events may not wait one after the other"
        );
        assert_eq!(house.events().await.len(), 64);
        assert!(house.events().await.iter().all(|event| event.readable));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_banner_that_could_not_be_marked_is_marked_later_and_not_rung_again() {
    let house = House::with(Plan {
        options: shipbell_feed::Options {
            busy: Duration::from_millis(20),
            ..shipbell_feed::Options::default()
        },
        ..Plan::default()
    })
    .await;
    let (lock, locked) = std::sync::mpsc::channel();
    let database = house.folder.path().join("feed.db");
    house.sink.when_taken(move || {
        // A backup, say: it reads along and lets nobody write for a while.
        let backup = rusqlite::Connection::open(database).unwrap();
        backup.execute_batch("BEGIN IMMEDIATE").unwrap();
        lock.send(backup).unwrap();
    });
    house.post(rejection("e1")).await;
    wait_for("the banner", || async { house.sink.asked() == 1 }).await;
    let backup = locked.recv().unwrap();
    // Long enough for two more looks at the outbox.
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(
        house.sink.asked(),
        1,
        "the person has seen it; a database that is busy is no reason to ring again"
    );
    backup.execute_batch("ROLLBACK").unwrap();
    let marked = || async {
        let due = house.engine.feed().due(i64::MAX, 10).await.unwrap();
        due.is_empty()
    };
    wait_for("the notice to be marked", marked).await;
    assert_eq!(house.sink.asked(), 1, "and it did not ring for that either");
}
