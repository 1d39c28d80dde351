//! A locked keychain, a rotation, a lost database: the door opens for Apple and for nobody else.

use shipbell_engine::{EngineError, Health, ProblemCode, Refusal, Verdict};
use shipbell_vault::Vault;

use crate::ports::{DAY, HOUR, MINUTE};
use crate::scene::{Door, House, Plan, REFUSED, rejection, wait_for};

fn asleep() -> Plan {
    Plan {
        started: false,
        ..Plan::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deliveries_wait_for_a_locked_keychain_and_forged_ones_wait_in_vain() {
    let mut house = House::with(asleep()).await;
    let other = house.add("Fernway", None).await;
    // The second endpoint's secret is gone for good; the first one's must not wait for it.
    let id = house.vault.ids().unwrap().into_iter().find(|id| {
        house
            .vault
            .read(id)
            .unwrap()
            .is_some_and(|record| record.name == "Fernway")
    });
    house.vault.remove(&id.unwrap()).unwrap();
    house.vault.lock(true);
    house.restart_asleep().await;
    house.engine.start().await;

    wait_for("the problem", || {
        house.has_problem(ProblemCode::KeychainLocked)
    })
    .await;
    house
        .engine
        .door_is_open(Some("127.0.0.1:1".parse().unwrap()));
    assert_eq!(
        house.engine.status().await.unwrap().health,
        Health::Degraded
    );
    for at in 0..70 {
        let lost = house
            .post_to(&other, &rejection(&format!("lost{at}")))
            .await;
        assert_eq!(lost, Verdict::Later);
    }
    assert_eq!(
        house.post_to(&house.door, &rejection("e1")).await,
        Verdict::Later,
        "Apple is told to come again, and the bytes are kept in case it does not"
    );
    let forger = Door {
        secret: "guessed".to_owned(),
        ..house.door.clone()
    };
    assert_eq!(
        house.post_to(&forger, &rejection("forged")).await,
        Verdict::Later
    );
    let unknown = house.knock("nobody", Some("hmacsha256=00"), b"{}").await;
    assert_eq!(unknown, Verdict::Refused(Refusal::UnknownToken));

    house.vault.lock(false);
    let rung = house.rings(1).await;
    assert_eq!(rung[0].title, "Tideline: Rejected by App Review");
    assert_eq!(house.only_event().await.apple_id.as_deref(), Some("e1"));
    assert!(!house.has_problem(ProblemCode::KeychainLocked).await);
    assert!(
        house.has_problem(ProblemCode::SecretMissing).await,
        "the endpoint whose secret is missing needs the user"
    );
    house.engine.remove_endpoint("Fernway").await.unwrap();
    let left = house.engine.feed().quarantined(None, 10).await.unwrap();
    assert!(
        left.is_empty(),
        "nothing waits for a secret that will never come"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_quarantine_is_bounded() {
    let mut house = House::with(asleep()).await;
    house.vault.lock(true);
    house.restart_asleep().await;
    let body = vec![b'x'; 1 << 20];
    for at in 0..70_u8 {
        let mut body = body.clone();
        body[0] = at;
        assert_eq!(house.post_to(&house.door, &body).await, Verdict::Later);
    }
    let held = house.engine.feed().quarantined(None, 1_000).await.unwrap();
    let bytes: usize = held.iter().map(|one| one.body.len()).sum();
    assert!(
        bytes <= 64 << 20 && held.len() >= 60,
        "whoever knows a token must not fill the disk: {} rows, {bytes} bytes",
        held.len()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_former_secret_ends_ten_minutes_after_the_new_one_was_seen() {
    let mut house = House::new().await;
    let former = house.door.clone();
    let added = house.engine.rotate_endpoint("Tideline").await.unwrap();
    assert_eq!(
        added.token, former.token,
        "the address at Apple stays the same"
    );
    let current = Door {
        token: added.token,
        secret: added.secret.expose().to_owned(),
    };
    house.clock.advance(DAY);
    assert_eq!(
        house.post_to(&former, &rejection("e1")).await,
        Verdict::Kept
    );
    assert_eq!(
        house.post_to(&current, &rejection("e2")).await,
        Verdict::Kept
    );
    wait_for("the moment to be written down", || async {
        let endpoints = house.engine.feed().endpoints().await.unwrap();
        endpoints[0].new_secret_seen.is_some()
    })
    .await;
    house.restart().await;
    house.clock.advance(9 * MINUTE);
    assert_eq!(
        house.post_to(&former, &rejection("e3")).await,
        Verdict::Kept,
        "it was on its way"
    );
    house.clock.advance(2 * MINUTE);
    assert_eq!(
        house.post_to(&former, &rejection("e4")).await,
        REFUSED,
        "a restart in between must not lengthen a leaked secret's life"
    );
    house.engine.forget().await.unwrap();
    let id = &house.vault.ids().unwrap()[0];
    let record = house.vault.read(id).unwrap().unwrap();
    assert!(
        record.former.is_none(),
        "a secret that opens nothing is not kept"
    );
    assert_eq!(
        house.post_to(&current, &rejection("e5")).await,
        Verdict::Kept
    );
    assert!(!house.engine.endpoints()[0].former_secret_accepted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_before_the_secrets_were_read_still_has_an_overlap() {
    let mut house = House::with(asleep()).await;
    let former = house.door.clone();
    house.restart_asleep().await;
    house.engine.rotate_endpoint("Tideline").await.unwrap();
    assert_eq!(
        house.post_to(&former, &rejection("e1")).await,
        Verdict::Kept
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_that_the_keychain_refuses_changes_nothing() {
    let house = House::new().await;
    house.vault.lock(true);
    let refused = house.engine.rotate_endpoint("Tideline").await;
    assert!(refused.is_err_and(|error| error.needs_user()));
    house.vault.lock(false);
    house.engine.unlock().await.unwrap();
    house.post(rejection("e1")).await;
    assert_eq!(house.engine.endpoints()[0].rotated, None, "none took place");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_database_does_not_close_the_door() {
    let mut house = House::new().await;
    house.lose_the_database().await;
    house.engine.start().await;
    wait_for("the endpoint", || async {
        !house.engine.endpoints().is_empty()
    })
    .await;
    house.post(rejection("e1")).await;
    let rung = house.rings(1).await;
    assert_eq!(rung[0].title, "Tideline: Rejected by App Review");
    assert!(
        rung[0].link.as_deref().unwrap().contains("6446048195"),
        "the app's id was kept with the secret"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_changes_at_once_leave_every_endpoint_whole() {
    let house = House::new().await;
    let names: Vec<String> = (0..8).map(|at| format!("App {at}")).collect();
    let added: Vec<_> = names
        .iter()
        .map(|name| {
            let (engine, name) = (house.engine.clone(), name.clone());
            tokio::spawn(async move {
                let added = engine.add_endpoint(&name, None).await.unwrap();
                engine.unlock().await.unwrap();
                Door {
                    token: added.token,
                    secret: added.secret.expose().to_owned(),
                }
            })
        })
        .collect();
    for one in added {
        let door = one.await.unwrap();
        let kept = house.post_to(&door, &rejection("e1")).await;
        assert_eq!(
            kept,
            Verdict::Kept,
            "each secret that was shown opens its door"
        );
    }
    let again = house.engine.add_endpoint("App 1", None).await.err();
    assert!(matches!(again, Some(EngineError::NameTaken(_))));
    assert_eq!(house.engine.endpoints().len(), 9);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_and_app_ids_are_checked() {
    let house = House::new().await;
    for name in ["", "  ", "a\nb", "\u{202e}x", &"x".repeat(61)] {
        let refused = house.engine.add_endpoint(name, None).await.err();
        assert!(matches!(refused, Some(EngineError::BadName(_))), "{name:?}");
    }
    for id in ["", "abc", "12/../3", "123456789012345678901"] {
        let refused = house.engine.add_endpoint("Fernway", Some(id)).await.err();
        assert!(matches!(refused, Some(EngineError::BadAppId(_))), "{id:?}");
    }
    house.engine.remove_endpoint("Tideline").await.unwrap();
    let gone = house.post_to(&house.door, &rejection("e1")).await;
    assert_eq!(gone, Verdict::Refused(Refusal::UnknownToken));
    assert!(house.vault.ids().unwrap().is_empty());
    house.clock.advance(HOUR);
}
