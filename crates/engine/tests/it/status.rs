//! The icon never claims more than is so.

use shipbell_engine::{Clock, Health, ProblemCode, Verdict};
use shipbell_feed::Options;

use crate::ports::{DAY, MINUTE};
use crate::scene::{House, Plan, edit_is_noticed, rejection, state, wait_for};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_is_a_ladder() {
    let house = House::new().await;
    let health = || async { house.engine.status().await.unwrap().health };
    assert_eq!(health().await, Health::Starting, "no door is open yet");
    house
        .engine
        .door_is_open(Some("127.0.0.1:8484".parse().unwrap()));
    assert_eq!(health().await, Health::Listening);
    house
        .engine
        .pause_for(shipbell_engine::PauseChoice::OneHour)
        .await
        .unwrap();
    assert_eq!(health().await, Health::Paused);
    house
        .engine
        .problem(ProblemCode::NotificationsUnavailable, "gone".to_owned());
    assert_eq!(
        health().await,
        Health::Degraded,
        "a bell that can't ring must not look as if it could"
    );
    house
        .engine
        .problem_over(ProblemCode::NotificationsUnavailable);
    house
        .engine
        .problem(ProblemCode::ServerNotifications, "wrong address".to_owned());
    assert_eq!(
        health().await,
        Health::Paused,
        "what does not stop the bell is said in words alone"
    );
    house
        .engine
        .problem(ProblemCode::CannotStore, "full".to_owned());
    assert_eq!(
        health().await,
        Health::Degraded,
        "nothing comes in: that is said first"
    );
    house.engine.problem_over(ProblemCode::CannotStore);
    house.engine.resume().await.unwrap();
    assert_eq!(health().await, Health::Listening);
    house
        .engine
        .problem(ProblemCode::PortTaken, "taken".to_owned());
    house.engine.door_is_open(None);
    assert_eq!(health().await, Health::Degraded);
    house
        .engine
        .door_is_open(Some("127.0.0.1:8484".parse().unwrap()));
    assert_eq!(
        health().await,
        Health::Listening,
        "an open door proves that the port is ours"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_and_is_over_when_it_is_over() {
    let house = House::with(Plan {
        options: Options {
            max_pages: Some(120),
            ..Options::default()
        },
        ..Plan::default()
    })
    .await;
    let large = vec![b'x'; 900 << 10];
    assert_eq!(
        house.post_to(&house.door, &large).await,
        Verdict::Later,
        "a 200 here would lose the delivery"
    );
    assert!(house.has_problem(ProblemCode::CannotStore).await);
    house.post(rejection("e1")).await;
    assert!(!house.has_problem(ProblemCode::CannotStore).await);
    house.rings(1).await;

    house.post_to(&house.door, &large).await;
    assert!(house.has_problem(ProblemCode::CannotStore).await);
    wait_for(
        "the problem to be over without another delivery",
        || async { !house.has_problem(ProblemCode::CannotStore).await },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_event_is_the_one_that_came_last() {
    let house = House::new().await;
    assert_eq!(house.engine.status().await.unwrap().last_event, None);
    house.post(rejection("e1")).await;
    house.rings(1).await;
    house.clock.advance(30 * MINUTE);
    house
        .post(state("e2", "v2", "REJECTED", "2026-01-01T00:00:00Z"))
        .await;
    house.rings(2).await;
    let last = house.engine.status().await.unwrap().last_event.unwrap();
    let ago = house.clock.now_ms() - last;
    assert!(
        ago < MINUTE,
        "it proves that the way in works; an old event that came now proves it as well ({ago} ms)"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_settings_file_that_breaks_is_said_and_the_last_good_one_holds() {
    let house = House::with(Plan {
        settings: "[connection]\npublic-url = \"https://bell.example.com\"\n",
        ..Plan::default()
    })
    .await;
    let mut changes = house.engine.changes();
    let file = house.folder.path().join("shipbell.toml");
    std::fs::write(&file, "[connection]\npublic-url = 7\n").unwrap();
    wait_for("the edit to be read", || {
        house.has_problem(ProblemCode::SettingsBad)
    })
    .await;
    edit_is_noticed(&mut changes).await;
    let url = house.engine.endpoints()[0].url.clone();
    assert_eq!(
        url,
        Some(format!(
            "https://bell.example.com/hooks/{}",
            house.door.token
        )),
        "a slip while typing must not take the address away"
    );
    std::fs::write(&file, "").unwrap();
    wait_for("the correction to be noticed", || async {
        !house.has_problem(ProblemCode::SettingsBad).await
    })
    .await;
    let url = house.engine.endpoints()[0].url.clone();
    assert_eq!(
        url, None,
        "an address of this computer is of no use at Apple"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn server_notifications_are_refused_and_named_until_they_stop() {
    let house = House::new().await;
    let body = br#"{"signedPayload":"eyJhbGciOiJFUzI1NiJ9.e30.c2ln"}"#;
    let refused = house.knock(&house.door.token, None, body).await;
    assert!(matches!(refused, Verdict::Refused(_)));
    assert!(house.has_problem(ProblemCode::ServerNotifications).await);
    house.clock.advance(2 * DAY);
    house.engine.forget().await.unwrap();
    assert!(
        !house.has_problem(ProblemCode::ServerNotifications).await,
        "somebody has corrected the address"
    );
}
