//! An event once more, through what holds today.

use crate::scene::{House, Plan, rejection, wait_for};

const TWO: &str = r#"
[[channel]]
name = "Loud"
[channel.templates.app-version]
title = "{{app.name}} again: {{status.label}}"
body = "{{build || 'no build'}}"

[[channel]]
name = "Quiet"
[channel.levels]
app-version = "passive"
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn todays_channels_and_texts_hold() {
    let house = House::new().await;
    house.post(rejection("e1")).await;
    house.rings(1).await;
    let event = house.only_event().await;
    std::fs::write(house.folder.path().join("shipbell.toml"), TWO).unwrap();
    house.engine.settings().reload();

    let replay = house.engine.replay(event.id, false).await.unwrap();
    let said: Vec<_> = replay
        .rings
        .iter()
        .map(|ring| {
            (
                ring.channel.as_str(),
                ring.level.name(),
                ring.title.as_str(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("Loud", "time-sensitive", "Tideline again: Rejected"),
            ("Quiet", "passive", "Tideline: Rejected by App Review"),
        ]
    );
    assert_eq!(replay.rings[0].body, "no build");
    assert!(!replay.rang, "it was only looked at");
    house.rings(1).await;
    assert_eq!(
        house.only_event().await,
        event,
        "what was told stays as it was told"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ringing_again_says_that_it_is_no_news() {
    let house = House::new().await;
    house.post(rejection("e1")).await;
    let first = house.rings(1).await.remove(0);
    let event = house.only_event().await;
    let replay = house.engine.replay(event.id, true).await.unwrap();
    assert!(replay.rang);
    let again = house.rings(2).await.remove(1);
    assert_eq!(again.title, "Replay · Tideline: Rejected by App Review");
    assert_eq!(again.event, Some(event.id), "a click leads where it led");
    assert_ne!(
        again.group, first.group,
        "it must not take the place of the news"
    );
    assert_eq!(
        house
            .engine
            .feed()
            .notices_of(event.id)
            .await
            .unwrap()
            .len(),
        2,
        "the detail tells of both"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replayed_sample_is_a_sample_still() {
    let house = House::new().await;
    let signed = house.engine.sample("app-version-rejected", None).unwrap();
    house.post(&signed.body).await;
    house.rings(1).await;
    let event = house.only_event().await;
    house.engine.replay(event.id, true).await.unwrap();
    let again = house.rings(2).await.remove(1);
    assert!(
        again.title.starts_with("Replay · Sample · "),
        "nobody may take it for Apple's word: {}",
        again.title
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_notifications_off_nothing_waits_to_surprise_later() {
    let house = House::with(Plan {
        settings: "[notifications]\nenabled = false\n",
        ..Plan::default()
    })
    .await;
    house.post(rejection("e1")).await;
    house.settle_reading().await;
    wait_for("the row", || async { !house.events().await.is_empty() }).await;
    let event = house.only_event().await;
    let replay = house.engine.replay(event.id, true).await.unwrap();
    assert!(!replay.rang && replay.rings.len() == 1);
    assert_eq!(house.engine.feed().next_due().await.unwrap(), None);
}
