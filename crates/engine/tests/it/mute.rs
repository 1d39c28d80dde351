//! Changing what rings from the panel: the file says it, and it holds at once.

use shipbell_engine::{Change, EngineError};
use shipbell_settings::{Channel, Level};

use crate::scene::{House, Plan, rejection, state};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn muting_turns_off_and_on_again_and_keeps_comments() {
    let house = House::with(Plan {
        settings: "# mine\n[[channel]]\nname = \"Phone\" # loud\n",
        ..Plan::default()
    })
    .await;
    house.post(rejection("e1")).await;
    house.rings(1).await;
    let event = house.only_event().await;
    let mut changes = house.engine.changes();
    let muted = house.engine.mute(event.id).await.unwrap();
    assert_eq!(
        (
            muted.channel.as_str(),
            muted.key.as_str(),
            muted.before,
            muted.now
        ),
        ("Phone", "app-version-rejected", None, Level::Passive)
    );
    let told = async { while changes.recv().await != Ok(Change::Settings) {} };
    tokio::time::timeout(std::time::Duration::from_secs(5), told)
        .await
        .unwrap();
    house.post(rejection("e2")).await;
    house.settle().await;
    house.rings(1).await;
    let text = std::fs::read_to_string(house.folder.path().join("shipbell.toml")).unwrap();
    assert!(text.contains("# mine") && text.contains("# loud"), "{text}");

    let again = house.engine.mute(event.id).await.unwrap();
    assert_eq!(again.before, Some(Level::Passive));
    assert_eq!(
        again.now,
        Level::TimeSensitive,
        "the built-in level holds again"
    );
    let channel = &house.engine.settings().current().channels[0];
    assert!(channel.levels.is_empty(), "{channel:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_silent_by_default_can_be_made_to_ring() {
    let house = House::new().await;
    house
        .post(state("e1", "v1", "IN_REVIEW", "2026-03-10T09:00:00Z"))
        .await;
    house.settle().await;
    let event = house.only_event().await;
    let muted = house.engine.mute(event.id).await.unwrap();
    assert_eq!((muted.now, muted.before), (Level::Active, None));
    house
        .post(state("e2", "v2", "IN_REVIEW", "2026-03-10T09:01:00Z"))
        .await;
    house.rings(1).await;
    let muted = house.engine.mute(event.id).await.unwrap();
    assert_eq!(
        (muted.now, muted.before),
        (Level::Passive, Some(Level::Active))
    );
    let muted = house.engine.mute(event.id).await.unwrap();
    assert_eq!(
        muted.now,
        Level::Active,
        "turning it round always changes what one hears"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_kind_that_is_silent_gives_way_to_one_state() {
    let house = House::with(Plan {
        settings: "[[channel]]\nname = \"Phone\"\n[channel.levels]\napp-version = \"passive\"\n",
        ..Plan::default()
    })
    .await;
    house.post(rejection("e1")).await;
    house.settle().await;
    let event = house.only_event().await;
    let muted = house.engine.mute(event.id).await.unwrap();
    assert_eq!(muted.key, "app-version-rejected");
    assert_eq!(muted.now, Level::TimeSensitive);
    let rows = house.engine.levels("Phone").unwrap();
    let chosen = |key: &str| rows.iter().find(|row| row.key == key).unwrap().chosen;
    assert_eq!(chosen("app-version-rejected"), Some(Level::TimeSensitive));
    assert_eq!(
        chosen("app-version-accepted"),
        Some(Level::Passive),
        "as its kind"
    );
    assert_eq!(chosen("ping"), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn levels_list_every_kind_and_state_with_what_holds() {
    let house = House::new().await;
    let rows = house.engine.levels("default").unwrap();
    assert_eq!(rows.len(), shipbell_webhook::sample::all().len());
    let rejected = rows
        .iter()
        .find(|row| row.key == "app-version-rejected")
        .unwrap();
    assert_eq!(rejected.default, Level::TimeSensitive);
    assert_eq!(rejected.state.as_deref(), Some("REJECTED"));
    house
        .engine
        .set_level("default", "app-version-brand-new", Some(Level::Passive))
        .await
        .unwrap();
    let rows = house.engine.levels("default").unwrap();
    let fresh = rows
        .iter()
        .find(|row| row.key == "app-version-brand-new")
        .unwrap();
    assert_eq!(
        fresh.state.as_deref(),
        Some("BRAND_NEW"),
        "a state that we do not know yet"
    );
    let wrong = house
        .engine
        .set_level("default", "nonsense", Some(Level::Active))
        .await;
    assert!(
        matches!(wrong, Err(EngineError::BadChannel(_))),
        "{wrong:?}"
    );
    let wrong = house
        .engine
        .set_level("nobody", "ping", Some(Level::Active))
        .await;
    assert!(
        matches!(wrong, Err(EngineError::NoSuchChannel(_))),
        "{wrong:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_channel_does_not_cost_the_first() {
    let house = House::new().await;
    house
        .engine
        .put_channel(None, &Channel::named("Urgent"))
        .await
        .unwrap();
    let names = || -> Vec<String> {
        let channels = house.engine.settings().current().channels_in_force();
        channels.into_iter().map(|channel| channel.name).collect()
    };
    assert_eq!(
        names(),
        ["default", "Urgent"],
        "what rang before rings still"
    );
    let taken = house
        .engine
        .put_channel(None, &Channel::named("Urgent"))
        .await;
    assert!(
        matches!(taken, Err(EngineError::ChannelTaken(_))),
        "{taken:?}"
    );
    let taken = house
        .engine
        .put_channel(Some("Urgent"), &Channel::named("default"))
        .await;
    assert!(
        matches!(taken, Err(EngineError::ChannelTaken(_))),
        "{taken:?}"
    );
    house
        .engine
        .put_channel(Some("Urgent"), &Channel::named("Night"))
        .await
        .unwrap();
    assert_eq!(names(), ["default", "Night"], "renamed in its place");
    let nameless = house.engine.put_channel(None, &Channel::named(" ")).await;
    assert!(
        matches!(nameless, Err(EngineError::BadChannel(_))),
        "{nameless:?}"
    );
    house.engine.remove_channel("default").await.unwrap();
    house.engine.remove_channel("Night").await.unwrap();
    assert_eq!(
        names(),
        ["default"],
        "without any, the built-in one is in force"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cant_be_read_cant_be_silenced_by_mistake() {
    let house = House::new().await;
    house.post(b"not json".as_slice()).await;
    house.settle().await;
    let event = house.only_event().await;
    let refused = house.engine.mute(event.id).await;
    assert!(
        matches!(refused, Err(EngineError::AlwaysRings(_))),
        "it would ring all the same, and a promise is kept or not made: {refused:?}"
    );
}
