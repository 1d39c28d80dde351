//! What Apple says late fills in the feed and rings nobody twice; what testers sent is kept here.

use bytes::Bytes;
use serde_json::json;
use shipbell_engine::{AppleFault, Said, Sent, Verdict};
use shipbell_feed::{AttachmentKind, AttachmentState};
use shipbell_rules::Facts;

use crate::catch_up::registered;
use crate::ports::MINUTE;
use crate::scene::{state, wait_for};

fn known() -> Facts {
    let some = |text: &str| Some(text.to_owned());
    Facts {
        app_name: some("Fernway"),
        version: some("2.4.1"),
        build: some("318"),
        device: some("iPhone17,1"),
        feedback: some("The onboarding freezes."),
        tester_name: some("Ada Brook"),
        ..Facts::default()
    }
}

fn feedback(kind: &str, type_name: &str) -> Vec<u8> {
    let body = json!({"data": {
        "type": kind, "id": "f-1", "version": 1,
        "attributes": {"timestamp": "2026-05-05T08:00:00Z"},
        "relationships": {"instance": {"data": {"type": type_name, "id": "AK7UjG-qL5QxXf3gIOGjbpQ"}}},
    }});
    serde_json::to_vec(&body).unwrap()
}

fn crash() -> Vec<u8> {
    feedback(
        "betaFeedbackCrashSubmissionCreated",
        "betaFeedbackCrashSubmissions",
    )
}

fn sent(kind: AttachmentKind, at: &str) -> Sent {
    Sent {
        kind,
        width: None,
        height: None,
        at: at.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_apple_rings_at_once_and_fills_in_the_feed_later() {
    let (house, store, door) = registered().await;
    {
        let mut has = store.has();
        has.silences = 1;
        has.said = Said::whole(known());
    }
    let body = state("e-1", "v-1", "REJECTED", "2026-05-05T08:00:00Z");
    assert_eq!(house.post_to(&door, &body).await, Verdict::Kept);
    let rung = house.rings(1).await;
    assert!(!rung[0].title.contains("2.4.1"), "nobody waits for it");
    wait_for("the version", || async {
        house.only_event().await.version.as_deref() == Some("2.4.1")
    })
    .await;
    let event = house.only_event().await;
    assert!(event.title.contains("2.4.1"), "{event:?}");
    assert!(event.unread, "who has not read it still has not");
    let detail = house.engine.detail(event.id).await.unwrap();
    let device = detail.fields.iter().find(|(path, _)| path == "device");
    assert_eq!(device.unwrap().1, "iPhone17,1");
    assert_eq!(house.rings(1).await.len(), 1, "nobody is rung twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_tester_sent_is_fetched_at_once_and_what_apple_lost_is_named() {
    let (house, store, door) = registered().await;
    let log = Bytes::from_static(b"{\"app_name\":\"Fernway\"}\n{\"threads\":[]}");
    {
        let mut has = store.has();
        has.said = Said::whole(known());
        let screen = sent(AttachmentKind::Screenshot, "https://tf.apple.com/1.jpg");
        let expired = sent(AttachmentKind::Screenshot, "https://tf.apple.com/2.jpg");
        has.sent = vec![
            (
                screen,
                Ok(Bytes::from_static(b"\xff\xd8\xff\xe0 a picture")),
            ),
            (expired, Err(AppleFault::Missing)),
            (sent(AttachmentKind::CrashLog, ""), Ok(log.clone())),
        ];
    }
    assert_eq!(house.post_to(&door, &crash()).await, Verdict::Kept);
    house.settle_reading().await;
    let all = || async {
        let id = house.only_event().await.id;
        house.engine.detail(id).await.unwrap().attachments
    };
    wait_for("the attachments", || async {
        let all = all().await;
        all.len() == 3 && all.iter().all(|one| one.state != AttachmentState::Coming)
    })
    .await;
    let all = all().await;
    let states: Vec<_> = all.iter().map(|one| one.state).collect();
    assert_eq!(
        states,
        [
            AttachmentState::Here,
            AttachmentState::Gone,
            AttachmentState::Here
        ]
    );
    assert_eq!(all[0].media_type, "image/jpeg");
    let (_, content) = house.engine.attachment(all[2].id).await.unwrap();
    assert_eq!(
        content,
        Some(log),
        "byte for byte, to be read without Apple"
    );
    house.engine.attachment(999).await.unwrap_err();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_apple_that_is_out_of_reach_is_asked_again_until_it_answers() {
    let (house, store, door) = registered().await;
    {
        let mut has = store.has();
        has.said = Said::whole(known());
        let screen = sent(AttachmentKind::Screenshot, "https://tf.apple.com/1.png");
        has.sent = vec![(screen, Err(AppleFault::Unreachable))];
    }
    assert_eq!(house.post_to(&door, &crash()).await, Verdict::Kept);
    house.settle_reading().await;
    let state = || async {
        let id = house.only_event().await.id;
        let all = house.engine.detail(id).await.unwrap().attachments;
        all.first().map(|one| one.state)
    };
    wait_for("the first try", || async {
        state().await == Some(AttachmentState::Coming)
    })
    .await;
    store.has().sent[0].1 = Ok(Bytes::from_static(b"\x89PNG picture"));
    house.clock.advance(10 * MINUTE);
    house.engine.look_for_missed();
    wait_for("the picture", || async {
        state().await == Some(AttachmentState::Here)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rejection_stands_until_its_version_moves_on() {
    let (house, _, door) = registered().await;
    let at = |hour: i64| format!("2026-05-05T{hour:02}:00:00Z");
    let post = async |id: &str, status: &str, hour: i64| {
        let body = state(id, "v-1", status, &at(hour));
        assert_eq!(house.post_to(&door, &body).await, Verdict::Kept);
        house.settle_reading().await;
    };
    post("e-1", "REJECTED", 8).await;
    let pinned = house.engine.pinned().await.unwrap();
    assert_eq!(pinned[0].apple_id.as_deref(), Some("e-1"));
    post("e-0", "IN_REVIEW", 7).await;
    assert_eq!(
        house.engine.pinned().await.unwrap().len(),
        1,
        "a late word from before the rejection moves nothing"
    );
    post("e-2", "WAITING_FOR_REVIEW", 9).await;
    assert!(house.engine.pinned().await.unwrap().is_empty());
    post("e-3", "METADATA_REJECTED", 10).await;
    let pinned = house.engine.pinned().await.unwrap();
    house.engine.unpin(pinned[0].id).await.unwrap();
    assert!(house.engine.pinned().await.unwrap().is_empty());
}
