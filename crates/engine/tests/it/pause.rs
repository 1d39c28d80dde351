//! Pause and snooze: nothing rings meanwhile, nothing is lost, and it ends by the clock.

use shipbell_engine::{Health, PauseChoice};

use crate::ports::{DAY, HOUR, MINUTE, Mood};
use crate::scene::{House, rejection, wait_for};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_pause_holds_until_its_time_and_ends_in_one_digest() {
    for (choice, before, rest) in [
        (PauseChoice::ThirtyMinutes, 29 * MINUTE, 2 * MINUTE),
        (PauseChoice::OneHour, 59 * MINUTE, 2 * MINUTE),
        // From Tuesday 10:00 until Wednesday 9:00.
        (PauseChoice::UntilTomorrow, 22 * HOUR, 2 * HOUR),
    ] {
        let house = House::new().await;
        house.engine.pause_for(choice).await.unwrap();
        for id in ["e1", "e2", "e3", "e4", "e5"] {
            house.post(rejection(id)).await;
        }
        house.settle_reading().await;
        house.clock.advance(before);
        assert!(
            house.engine.pause().await.unwrap().is_some(),
            "{choice:?} still holds after {before} ms"
        );
        house.clock.advance(rest);
        let rung = house.rings(1).await;
        assert_eq!(
            rung[0].title, "While paused: 5 events",
            "time-sensitive ones were held too, and one banner tells of all"
        );
        assert_eq!(rung[0].body, "5 need you\nTideline: 5");
        assert!(house.engine.pause().await.unwrap().is_none());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_until_turned_on_survives_a_restart_and_a_week() {
    let mut house = House::new().await;
    house
        .engine
        .pause_for(PauseChoice::UntilResumed)
        .await
        .unwrap();
    house.post(rejection("e1")).await;
    house.post(rejection("e2")).await;
    house.settle_reading().await;
    house
        .engine
        .door_is_open(Some("127.0.0.1:8484".parse().unwrap()));
    assert_eq!(house.engine.status().await.unwrap().health, Health::Paused);
    house.restart().await;
    house.clock.advance(7 * DAY);
    house.post(rejection("e3")).await;
    house.settle_reading().await;
    assert!(house.engine.pause().await.unwrap().is_some());
    house.engine.resume().await.unwrap();
    let rung = house.rings(1).await;
    assert_eq!(rung[0].title, "While paused: 3 events");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_single_held_event_rings_as_itself() {
    let house = House::new().await;
    house
        .engine
        .pause_for(PauseChoice::UntilResumed)
        .await
        .unwrap();
    house.post(rejection("e1")).await;
    house.settle_reading().await;
    house.engine.resume().await.unwrap();
    let rung = house.rings(1).await;
    assert_eq!(rung[0].title, "Tideline: Rejected by App Review");
    assert!(rung[0].link.is_some(), "its click leads to its own page");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_in_which_nothing_came_ends_in_silence() {
    let house = House::new().await;
    house.engine.pause_for(PauseChoice::OneHour).await.unwrap();
    house.engine.resume().await.unwrap();
    house.post(rejection("e1")).await;
    house.rings(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_digest_that_could_not_be_shown_comes_back_as_a_digest() {
    let house = House::new().await;
    house
        .engine
        .pause_for(PauseChoice::UntilResumed)
        .await
        .unwrap();
    house.post(rejection("e1")).await;
    house.post(rejection("e2")).await;
    house.settle_reading().await;
    house.sink.be(Mood::Absent);
    house.engine.resume().await.unwrap();
    wait_for("the first try", || async { house.sink.asked() == 1 }).await;
    house.sink.be(Mood::Takes);
    house.post(rejection("e3")).await;
    house.settle_reading().await;
    house.clock.advance(MINUTE);
    let rung = house.rings(1).await;
    assert_eq!(
        rung[0].title, "While paused: 3 events",
        "what came while it waited for its second try belongs to it"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snoozed_event_comes_back_after_an_hour_also_after_a_restart() {
    let mut house = House::new().await;
    house.post(rejection("e1")).await;
    let first = house.rings(1).await;
    let event = first[0].event.unwrap();
    house.engine.snooze(&first[0]).await.unwrap();
    house.clock.advance(59 * MINUTE);
    house.rings(1).await;
    house.restart().await;
    house.rings(1).await;
    house.clock.advance(2 * MINUTE);
    let rung = house.rings(2).await;
    assert_eq!(rung[1].title, rung[0].title, "it comes back as it was");
    assert_eq!(rung[1].link, rung[0].link);
    assert_eq!(rung[1].event, Some(event), "and can be snoozed again");
}
