//! Quiet hours: the urgent rings, the rest waits for the morning and is told once.

use std::fs;

use shipbell_engine::PauseChoice;
use shipbell_engine::settings::QuietHours;

use crate::ports::{DAY, HOUR, MINUTE, Mood};
use crate::scene::{House, Plan, rejection, state, wait_for};

/// The tests begin at 10:00; it is quiet until 16:00.
const SIESTA: &str = "[quiet-hours]\nenabled = true\nfrom = \"09:00\"\nto = \"16:00\"\n";
/// Tonight.
const NIGHT: &str = "[quiet-hours]\nenabled = true\n";

async fn quiet_house() -> House {
    House::with(Plan {
        settings: SIESTA,
        ..Plan::default()
    })
    .await
}

/// Something that rings, but can wait.
fn approval(id: &str) -> Vec<u8> {
    let instance = format!("version-{id}");
    state(
        id,
        &instance,
        "PENDING_DEVELOPER_RELEASE",
        "2026-03-10T09:59:00Z",
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_urgent_rings_and_the_rest_is_one_digest_at_the_end() {
    let house = quiet_house().await;
    for id in ["a1", "a2", "a3", "a4"] {
        house.post(approval(id)).await;
    }
    house.post(rejection("r1")).await;
    house.settle_reading().await;
    wait_for("the rejection", || async { house.sink.rung().len() == 1 }).await;
    assert_eq!(
        house.sink.rung()[0].title,
        "Tideline: Rejected by App Review",
        "what can't wait does not"
    );
    let status = house.engine.status().await.unwrap();
    assert_eq!(
        status.quiet_until,
        Some(
            "2026-03-10T16:00:00Z"
                .parse::<jiff::Timestamp>()
                .unwrap()
                .as_millisecond()
        )
    );
    house.clock.advance(5 * HOUR + 58 * MINUTE);
    house.post(approval("a5")).await;
    house.settle_reading().await;
    assert_eq!(
        house.sink.rung().len(),
        1,
        "a minute before the end it is still quiet"
    );
    house.clock.advance(2 * MINUTE);
    let rung = house.rings(2).await;
    assert_eq!(rung[1].title, "In quiet hours: 5 events");
    assert_eq!(
        rung[1].body, "Tideline: 5",
        "the rejection rang already and is not told again"
    );
    assert_eq!(house.engine.status().await.unwrap().quiet_until, None);
    house.post(approval("a6")).await;
    let rung = house.rings(3).await;
    assert!(rung[2].event.is_some(), "the day begins as usual");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_held_survives_a_restart_and_a_night_switched_off() {
    let mut house = quiet_house().await;
    house.post(approval("a1")).await;
    house.post(approval("a2")).await;
    house.settle_reading().await;
    house.restart().await;
    house.post(approval("a3")).await;
    house.settle_reading().await;
    assert_eq!(
        house.sink.rung().len(),
        0,
        "it is still quiet after the restart"
    );
    house.restart_asleep().await;
    house.clock.advance(8 * HOUR);
    house.engine.unlock().await.unwrap();
    house.engine.start().await;
    let rung = house.rings(1).await;
    assert_eq!(
        rung[0].title, "In quiet hours: 3 events",
        "the computer slept through the end, and all is told once"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn turning_quiet_hours_off_releases_at_once() {
    let house = quiet_house().await;
    house.post(approval("a1")).await;
    house.post(approval("a2")).await;
    house.settle_reading().await;
    house
        .engine
        .settings()
        .set_quiet_hours(QuietHours::default())
        .unwrap();
    house.engine.settings_changed();
    let rung = house.rings(1).await;
    assert_eq!(rung[0].title, "In quiet hours: 2 events");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_by_hand_begins_and_ends_them_too() {
    let house = House::new().await;
    let file = house.folder.path().join("shipbell.toml");
    fs::write(&file, SIESTA).unwrap();
    wait_for("quiet", || async {
        house.engine.status().await.unwrap().quiet_until.is_some()
    })
    .await;
    house.post(approval("a1")).await;
    house.settle_reading().await;
    assert_eq!(house.sink.asked(), 0);
    fs::write(&file, SIESTA.replace("true", "false")).unwrap();
    let rung = house.rings(1).await;
    assert!(rung[0].event.is_some(), "a single one rings as itself");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_holds_the_urgent_too_and_ends_into_the_quiet() {
    let house = quiet_house().await;
    house.engine.pause_for(PauseChoice::OneHour).await.unwrap();
    for id in ["r1", "r2"] {
        house.post(rejection(id)).await;
    }
    house.post(approval("a1")).await;
    house.settle_reading().await;
    house.clock.advance(59 * MINUTE);
    assert_eq!(house.sink.asked(), 0, "a pause goes before everything");
    house.clock.advance(2 * MINUTE);
    wait_for("the pause's digest", || async {
        house.sink.rung().len() == 1
    })
    .await;
    assert_eq!(
        house.sink.rung()[0].title,
        "While paused: 2 events",
        "what can wait goes on waiting"
    );
    house.clock.advance(6 * HOUR);
    let rung = house.rings(2).await;
    assert_eq!(
        rung[1].title,
        "Tideline: Approved, waiting for your release"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_snoozed_into_quiet_hours_waits_for_their_end() {
    let house = House::with(Plan {
        settings: NIGHT,
        ..Plan::default()
    })
    .await;
    house.clock.advance(11 * HOUR + 30 * MINUTE);
    house.post(approval("a1")).await;
    let rung = house.rings(1).await;
    house.engine.snooze(&rung[0]).await.unwrap();
    house.clock.advance(2 * HOUR);
    house.post(approval("a2")).await;
    house.settle_reading().await;
    assert_eq!(
        house.sink.asked(),
        1,
        "half past eleven at night is no time to come back"
    );
    house.clock.advance(8 * HOUR);
    let rung = house.rings(2).await;
    assert_eq!(rung[1].title, "In quiet hours: 2 events");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_digest_that_nobody_took_comes_back_as_one() {
    let house = quiet_house().await;
    house.post(approval("a1")).await;
    house.post(approval("a2")).await;
    house.settle_reading().await;
    house.sink.be(Mood::Absent);
    house.clock.advance(6 * HOUR);
    wait_for("the first try", || async { house.sink.asked() == 1 }).await;
    house.sink.be(Mood::Takes);
    house.post(approval("a3")).await;
    house.settle_reading().await;
    house.clock.advance(MINUTE);
    let rung = house.rings(1).await;
    assert_eq!(rung[0].title, "In quiet hours: 3 events");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_night_is_quiet_again_and_an_urgent_flood_is_summed_up() {
    let house = House::with(Plan {
        settings: NIGHT,
        ..Plan::default()
    })
    .await;
    house.clock.advance(DAY + 13 * HOUR);
    for id in ["r1", "r2", "r3", "r4", "r5"] {
        house.post(rejection(id)).await;
    }
    house.post(approval("a1")).await;
    house.settle_reading().await;
    let all = || async {
        let left = house.engine.feed().due(i64::MAX, 9).await.unwrap();
        left.len() == 1
    };
    wait_for("all that is urgent to ring", all).await;
    let told: usize = house.sink.rung().len();
    assert!(
        (1..=5).contains(&told),
        "the approval waits, the rejections do not: {told}"
    );
    assert!(
        house
            .sink
            .rung()
            .iter()
            .all(|banner| banner.level.name() == "time-sensitive")
    );
}
