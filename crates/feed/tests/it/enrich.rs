//! What is learned of an event after it was filed, and what stands until something happens to it.

use bytes::Bytes;
use shipbell_feed::{
    AttachmentKind, AttachmentState, DeliveryId, EventId, Filed, NewAttachment, NewEvent, Pin,
};

use crate::scene::{Scene, event, new_id};

const SCREEN: NewAttachment = NewAttachment {
    position: 0,
    kind: AttachmentKind::Screenshot,
    width: Some(1179),
    height: Some(2556),
};

async fn filed(scene: &Scene, filed: Filed) -> EventId {
    new_id(scene.feed.file(vec![filed]).await.unwrap()[0])
}

fn of_a_thing(title: &str, instance: &str, pin: Pin) -> Filed {
    let event = NewEvent {
        instance_id: Some(instance.into()),
        ..event(title, 1)
    };
    Filed {
        pin,
        ..Filed::new(DeliveryId(0), event, Vec::new())
    }
}

#[tokio::test]
async fn what_is_learned_later_is_read_and_found_and_moves_nothing() {
    let scene = Scene::new();
    let unknown = NewEvent {
        body: "Details are missing".into(),
        ..event("A tester wrote", 1)
    };
    let id = new_id(scene.file(unknown).await);
    scene.file(event("Something newer", 2)).await;
    scene.feed.set_unread(vec![id], false).await.unwrap();
    assert_eq!(scene.found("missing").await.len(), 1);
    let told = NewEvent {
        app_name: Some("Tideline".into()),
        body: "Ana: the onboarding freezes".into(),
        unread: true,
        level: "passive".into(),
        ..event("Feedback on Tideline", 99)
    };
    let facts = r#"{"device":"iPhone16,2"}"#.to_owned();
    let before = scene.feed.event(id).await.unwrap().unwrap();
    let kept = Some(facts.clone());
    assert!(scene.feed.enrich(id, told, kept).await.unwrap());
    let after = scene.feed.event(id).await.unwrap().unwrap();
    assert_eq!(after.title, "Feedback on Tideline");
    assert_eq!(after.app_name.as_deref(), Some("Tideline"));
    assert!(!after.unread, "what was read stays read");
    assert_eq!(
        (after.place, &after.level, after.received),
        (before.place, &before.level, before.received),
        "an enriched event stays where it was"
    );
    assert_eq!(scene.feed.facts(id).await.unwrap(), Some(facts));
    assert_eq!(scene.found("onboarding").await, ["Feedback on Tideline"]);
    assert_eq!(
        scene.found("iPhone16").await,
        ["Feedback on Tideline"],
        "what is known of it finds it, too"
    );
    assert!(
        scene.found("missing").await.is_empty(),
        "words that it no longer has find nothing"
    );
}

#[tokio::test]
async fn an_attachment_comes_once_and_goes_with_its_event() {
    let scene = Scene::new();
    let id = new_id(scene.file(event("A tester wrote", 1)).await);
    let log = NewAttachment {
        position: 1,
        kind: AttachmentKind::CrashLog,
        width: None,
        height: None,
    };
    let feed = &scene.feed;
    feed.expect_attachments(id, vec![SCREEN, log])
        .await
        .unwrap();
    let all = feed.attachments_of(id).await.unwrap();
    assert!(all.iter().all(|one| one.state == AttachmentState::Coming));
    let picture = Bytes::from_static(b"\x89PNG");
    let png = "image/png".to_owned();
    assert!(
        feed.fill_attachment(all[0].id, png, picture.clone())
            .await
            .unwrap()
    );
    feed.expect_attachments(id, vec![SCREEN]).await.unwrap();
    let (kept, content) = feed.attachment(all[0].id).await.unwrap().unwrap();
    assert_eq!(
        (kept.state, kept.bytes, content),
        (AttachmentState::Here, 4, Some(picture)),
        "to hear of it again does not lose it"
    );
    feed.end_errand(id).await.unwrap();
    let all = feed.attachments_of(id).await.unwrap();
    assert_eq!(
        [all[0].state, all[1].state],
        [AttachmentState::Here, AttachmentState::Gone],
        "what did not come is said to be gone, never shown as on its way"
    );

    feed.forget_before(2).await.unwrap();
    assert!(feed.attachments_of(id).await.unwrap().is_empty());
    assert_eq!(feed.facts(id).await.unwrap(), None);
    feed.expect_attachments(id, vec![SCREEN]).await.unwrap();
    assert!(
        feed.attachments_of(id).await.unwrap().is_empty(),
        "a picture that arrives after its event was forgotten is not kept for ever"
    );
}

#[tokio::test]
async fn errands_come_newest_first_when_they_are_due_and_end_with_their_event() {
    let scene = Scene::new();
    let errand = |title: &str, due| Filed {
        errand: Some(due),
        ..Filed::new(DeliveryId(0), event(title, 1), Vec::new())
    };
    let old = filed(&scene, errand("old", 10)).await;
    let new = filed(&scene, errand("new", 10)).await;
    let feed = &scene.feed;
    assert!(feed.errands(9, 9).await.unwrap().is_empty());
    let due = feed.errands(10, 9).await.unwrap();
    assert_eq!([due[0].event, due[1].event], [new, old]);
    feed.postpone_errand(new, 20, true).await.unwrap();
    assert_eq!(feed.errands(10, 9).await.unwrap().len(), 1);
    assert_eq!(feed.next_errand().await.unwrap(), Some(10));
    let later = feed.errands(20, 9).await.unwrap();
    assert_eq!((later[0].event, later[0].tries), (new, 1));
    feed.forget_before(2).await.unwrap();
    assert_eq!(feed.next_errand().await.unwrap(), None);
}

#[tokio::test]
async fn a_key_that_comes_later_asks_about_what_nobody_could_say() {
    let scene = Scene::new();
    let known = Filed {
        facts: Some("{}".into()),
        ..of_a_thing("known", "a", Pin::Leave)
    };
    filed(&scene, known).await;
    let unknown = filed(&scene, of_a_thing("unknown", "b", Pin::Leave)).await;
    filed(
        &scene,
        Filed::new(DeliveryId(0), event("of no thing", 1), Vec::new()),
    )
    .await;
    let feed = &scene.feed;
    assert_eq!(feed.ask_about_unknown(0, 5, 9).await.unwrap(), 1);
    assert_eq!(feed.errands(5, 9).await.unwrap()[0].event, unknown);
    assert_eq!(
        feed.ask_about_unknown(0, 5, 9).await.unwrap(),
        0,
        "nothing is asked twice"
    );
}

#[tokio::test]
async fn a_rejection_stands_until_its_version_moves_on_or_a_person_takes_it_off() {
    let scene = Scene::new();
    let titles = async || {
        let pinned = scene.feed.pinned().await.unwrap();
        pinned
            .into_iter()
            .map(|event| event.title)
            .collect::<Vec<_>>()
    };
    filed(&scene, of_a_thing("1.0 rejected", "one", Pin::Set)).await;
    let other = filed(&scene, of_a_thing("2.0 rejected", "two", Pin::Set)).await;
    filed(&scene, of_a_thing("1.0 rejected again", "one", Pin::Set)).await;
    filed(&scene, of_a_thing("a crash", "one", Pin::Leave)).await;
    assert_eq!(titles().await, ["1.0 rejected again", "2.0 rejected"]);
    filed(&scene, of_a_thing("1.0 in review", "one", Pin::Lift)).await;
    assert_eq!(titles().await, ["2.0 rejected"]);
    assert!(scene.feed.unpin(other).await.unwrap());
    assert!(titles().await.is_empty());
    assert!(!scene.feed.unpin(other).await.unwrap());
}
