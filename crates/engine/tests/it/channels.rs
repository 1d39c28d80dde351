//! What the user's channels and settings make of an event.

use crate::ports::MINUTE;
use crate::scene::{House, Plan, rejection, state, wait_for};

async fn house(settings: &'static str) -> House {
    House::with(Plan {
        settings,
        ..Plan::default()
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_template_gives_way_to_the_built_in_text_and_is_marked() {
    let house = house(
        r#"
        [[channel]]
        name = "mine"
        [channel.templates.default]
        title = "{{app.name"
        body = "mine"
        "#,
    )
    .await;
    house.post(rejection("e1")).await;
    let rung = house.rings(1).await;
    assert_eq!(
        rung[0].title, "Tideline: Rejected by App Review",
        "a typo must not cost an event"
    );
    let problem = house.only_event().await.problem.expect("the row is marked");
    insta::assert_snapshot!(problem, @r#"A text of channel mine cannot be filled in: `{{` opens here and no `}}` closes it."#);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_is_no_web_address_is_refused_and_marked() {
    let house = house(
        r#"
        [[channel]]
        name = "mine"
        [channel.templates.default]
        title = "t"
        body = "b"
        link = "javascript:alert(1)"
        "#,
    )
    .await;
    house.post(rejection("e1")).await;
    let rung = house.rings(1).await;
    let link = rung[0].link.as_deref().unwrap();
    assert!(
        link.starts_with("https://appstoreconnect.apple.com/"),
        "{link}"
    );
    assert!(house.only_event().await.problem.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_users_own_texts_and_link_are_used() {
    let house = house(
        r#"
        [[channel]]
        name = "mine"
        levels = { app-version-rejected = "active" }
        [channel.templates.default]
        title = "{{app.name}} is {{status.label}}"
        body = "{{previousStatus | label}} before, at {{eventDate}}"
        link = "https://example.com/{{data.id}}"
        "#,
    )
    .await;
    house.post(rejection("e1")).await;
    let rung = house.rings(1).await;
    assert_eq!(rung[0].title, "Tideline is Rejected");
    assert_eq!(rung[0].body, "In Review before, at 2026-03-10T09:59:00Z");
    assert_eq!(rung[0].link.as_deref(), Some("https://example.com/e1"));
    assert_eq!(rung[0].level, shipbell_rules::Level::Active);
    assert_eq!(house.only_event().await.problem, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn echobells_published_templates_render_unchanged() {
    let house = house(
        r#"
        [[channel]]
        name = "echobell"
        [channel.templates.default]
        title = "[{{app.name}}] {{eventType}} - {{status}}"
        body = """
📱 App: {{app.name}}
🔄 Event: {{eventType}}
📊 Status: {{status}}
⏰ Time: {{eventDate}}
💬 Message: {{message}}"""
        link = "{{app.url}}"
        "#,
    )
    .await;
    house.post(rejection("e1")).await;
    let rung = house.rings(1).await;
    insta::assert_snapshot!(format!("{}\n{}\n{:?}", rung[0].title, rung[0].body, rung[0].link), @r#"
    [Tideline] APP_STORE_VERSION_APP_VERSION_STATE_UPDATED - REJECTED
    📱 App: Tideline
    🔄 Event: APP_STORE_VERSION_APP_VERSION_STATE_UPDATED
    📊 Status: REJECTED
    ⏰ Time: 2026-03-10T09:59:00Z
    💬 Message:
    Some("https://appstoreconnect.apple.com/apps/6446048195/distribution/reviewsubmissions")
    "#);
    assert_eq!(house.only_event().await.problem, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_condition_that_does_not_hold_keeps_quiet_and_a_broken_one_rings() {
    let house = house(
        r#"
        [[channel]]
        name = "loud"
        kinds = ["ping"]

        [[channel]]
        name = "released"
        condition = 'status == "READY_FOR_DISTRIBUTION"'
        "#,
    )
    .await;
    house.post(rejection("e1")).await;
    house
        .post(state(
            "e2",
            "v2",
            "READY_FOR_DISTRIBUTION",
            "2026-03-10T09:00:00Z",
        ))
        .await;
    house.rings(1).await;
    let events = house.events().await;
    assert_eq!(
        events.len(),
        2,
        "what does not ring is in the feed all the same"
    );
    let quiet = events
        .iter()
        .find(|event| event.apple_id.as_deref() == Some("e1"))
        .unwrap();
    assert_eq!((quiet.level.as_str(), quiet.unread), ("passive", false));
    assert_eq!(quiet.title, "Tideline: Rejected by App Review");

    let broken = self::house("[[channel]]\nname = \"odd\"\ncondition = 'status =='\n").await;
    broken.post(rejection("e1")).await;
    broken.rings(1).await;
    let problem = broken.only_event().await.problem;
    assert!(
        problem.is_some(),
        "a rule that can't be evaluated is marked, and hides nothing"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_in_a_quieter_channel_is_marked_too() {
    let house = house(
        r#"
        [[channel]]
        name = "fine"

        [[channel]]
        name = "odd"
        levels = { app-version = "passive" }
        condition = "status =="
        "#,
    )
    .await;
    house.post(rejection("e1")).await;
    house.rings(1).await;
    assert!(
        house.only_event().await.problem.is_some(),
        "its author must learn of it"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_text_in_every_field_is_inert_and_short() {
    let house = House::new().await;
    let nasty = "<script>\u{202e}\u{1b}[31m\n\n\n\n{{7*7}}javascript:alert(1)".repeat(200);
    house
        .post(state("e1", &nasty, &nasty, "2026-03-10T09:00:00Z"))
        .await;
    let rung = house.rings(1).await;
    let shown = format!("{}{}", rung[0].title, rung[0].body);
    assert!(
        !shown.contains(['\u{202e}', '\u{1b}']),
        "it could show another text than it is: {shown:?}"
    );
    assert!(!shown.contains("49"), "a payload is data, never a template");
    assert!(
        shown.chars().count() < 1_200,
        "{} characters",
        shown.chars().count()
    );
    let link = rung[0].link.as_deref().unwrap();
    assert!(
        link.starts_with("https://appstoreconnect.apple.com/"),
        "{link}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notifications_turned_off_by_hand_and_on_again() {
    let house = House::new().await;
    house.post(rejection("e1")).await;
    let rung = house.rings(1).await;
    house.engine.snooze(&rung[0]).await.unwrap();
    let file = house.folder.path().join("shipbell.toml");
    std::fs::write(&file, "[notifications]\nenabled = false\n").unwrap();
    let enabled = || house.engine.settings().current().notifications.enabled;
    wait_for("the edit to be read", || async { !enabled() }).await;
    house.post(rejection("e2")).await;
    house.settle_reading().await;
    house.clock.advance(61 * MINUTE);
    let events = house.events().await;
    assert!(
        events.iter().all(|event| event.unread),
        "it is in the feed, and unread"
    );
    std::fs::write(&file, "").unwrap();
    let rung = house.rings(2).await;
    assert_eq!(
        rung[1].event, rung[0].event,
        "what was snoozed waited; what came meanwhile does not ring afterwards"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snoozed_banner_comes_back_in_the_words_of_its_own_channel() {
    let house = House::with(Plan {
        settings: r#"
            [[channel]]
            name = "loud"
            levels = { app-version = "time-sensitive" }
            templates.default = { title = "LOUD", body = "", link = "https://loud.example" }
            [[channel]]
            name = "quiet"
            levels = { app-version = "active" }
            templates.default = { title = "QUIET", body = "", link = "https://quiet.example" }
        "#,
        ..Plan::default()
    })
    .await;
    house.post(rejection("e1")).await;
    let rung = house.rings(2).await;
    let quiet = rung.iter().find(|one| one.title == "QUIET").unwrap();
    assert_eq!(quiet.link.as_deref(), Some("https://quiet.example"));
    house.engine.snooze(quiet).await.unwrap();
    house.clock.advance(61 * MINUTE);
    let again = house.rings(3).await;
    assert_eq!(
        (again[2].title.as_str(), again[2].link.as_deref()),
        ("QUIET", Some("https://quiet.example")),
        "whoever snoozed this banner wants this banner back"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_that_asks_what_time_it_is_is_told() {
    let house = house(
        r#"
        [[channel]]
        name = "mine"
        condition = "local.hour < 12"
        [channel.templates.default]
        title = "{{app.name}} at {{time}}"
        body = "{{dayOfWeekName}}"
        "#,
    )
    .await;
    house.post(rejection("e1")).await;
    let rung = house.rings(1).await;
    assert_eq!(
        (rung[0].title.as_str(), rung[0].body.as_str()),
        ("Tideline at 10:00:00", "Tuesday"),
        "the moment is made only for whoever asks, and must be there then"
    );
}
