//! Keys and webhooks at App Store Connect: made whole or not at all.

use std::sync::Arc;

use shipbell_engine::{AppleFault, NewAccount, Registration, Verdict};
use shipbell_vault::{SecretText, Vault};
use shipbell_webhook::Kind;

use crate::apple::Store;
use crate::ports::{HOUR, MINUTE};
use crate::scene::{Door, House, Plan, REFUSED, rejection};

const PUBLIC: &str = "[connection]\npublic-url = \"https://bell.example.com\"\n";

pub(crate) async fn connected() -> (House, Arc<Store>) {
    let store = Store::new();
    let house = House::with(Plan {
        settings: PUBLIC,
        apple: Arc::<Store>::clone(&store),
        ..Plan::default()
    })
    .await;
    house.engine.add_account(key()).await.unwrap();
    (house, store)
}

pub(crate) fn key() -> NewAccount {
    NewAccount {
        name: Some("Tideline Ltd".to_owned()),
        key_id: "2X9R4HXF34".to_owned(),
        issuer: Some("57246542-96fe-1a63-e053-0824d011072a".to_owned()),
        key: SecretText::from("canary-key".to_owned()),
    }
}

pub(crate) fn fernway() -> Registration {
    Registration {
        app: "1900000042".to_owned(),
        machine: "harbour".to_owned(),
        ..Registration::default()
    }
}

#[tokio::test]
async fn a_key_that_apple_refuses_is_kept_nowhere() {
    let store = Store::new();
    let house = House::with(Plan {
        apple: Arc::<Store>::clone(&store),
        ..Plan::default()
    })
    .await;
    store.refuse_after(0, AppleFault::Key);
    let refused = house.engine.add_account(key()).await.unwrap_err();
    assert!(refused.to_string().contains("refuses"), "{refused}");
    assert!(house.engine.accounts().await.unwrap().is_empty());
    assert!(house.vault.account_ids().unwrap().is_empty());

    house.engine.add_account(key()).await.unwrap();
    let all = house.engine.accounts().await.unwrap();
    assert_eq!(all[0].name, "Tideline Ltd");
    let shown = format!("{all:?}");
    assert!(!shown.contains("canary"), "{shown}");
    house.engine.add_account(key()).await.unwrap();
    assert_eq!(
        house.engine.accounts().await.unwrap().len(),
        1,
        "the same key twice is one account"
    );
    house.engine.remove_account("Tideline Ltd").await.unwrap();
    assert!(house.vault.account_ids().unwrap().is_empty());
}

#[tokio::test]
async fn a_webhook_posts_to_an_endpoint_of_its_own_for_everything_there_is() {
    let (house, store) = connected().await;
    let added = house.engine.register(fernway()).await.unwrap();
    assert_eq!(added.view.name, "Fernway");
    let made = store.has().webhooks["wh-0"].clone();
    assert_eq!(made.name, "Shipbell on harbour", "a team sees whose it is");
    assert_eq!(made.url, added.view.url.clone().unwrap());
    assert_eq!(made.kinds.len(), 12);
    assert!(!made.kinds.contains(&Kind::Ping), "Apple refuses that");
    let door = Door {
        token: added.token.clone(),
        secret: made.secret.expose().to_owned(),
    };
    assert_eq!(
        house.post_to(&door, &rejection("r")).await,
        Verdict::Kept,
        "what Apple was told is what opens the door"
    );
    house.engine.ping_webhook("Fernway").await.unwrap();
    assert_eq!(store.has().pings, ["wh-0"]);
    let second = house.engine.register(fernway()).await.unwrap();
    assert_eq!(second.view.name, "Fernway 2");
    let listed = house
        .engine
        .list_webhooks(None, "1900000042")
        .await
        .unwrap();
    let whose: Vec<_> = listed.iter().map(|one| one.endpoint.as_deref()).collect();
    assert_eq!(whose, [Some("Fernway"), Some("Fernway 2")]);
    house.engine.delete_webhook("Fernway").await.unwrap();
    assert!(!store.has().webhooks.contains_key("wh-0"));
    assert!(!house.engine.knows(&added.token), "its door is closed too");
}

#[tokio::test]
async fn where_apple_refuses_no_endpoint_is_left_behind() {
    let (house, store) = connected().await;
    let before = house.engine.endpoints().len();
    store.refuse_after(1, AppleFault::Refused);
    house.engine.register(fernway()).await.err().unwrap();
    assert_eq!(
        house.engine.endpoints().len(),
        before,
        "an endpoint that nothing posts to would only puzzle"
    );
    let elsewhere = Registration {
        app: "42".to_owned(),
        ..fernway()
    };
    let unknown = house.engine.register(elsewhere).await.err().unwrap();
    assert!(unknown.to_string().contains("no app"), "{unknown}");
    let local = Registration {
        url: Some("http://127.0.0.1:8484".to_owned()),
        ..fernway()
    };
    let local = house.engine.register(local).await.err().unwrap();
    assert!(local.to_string().contains("https"), "{local}");
}

#[tokio::test]
async fn a_rotation_is_one_on_both_sides_or_on_none() {
    let (house, store) = connected().await;
    let added = house.engine.register(fernway()).await.unwrap();
    let door = |secret: &str| Door {
        token: added.token.clone(),
        secret: secret.to_owned(),
    };
    let (first, secret) = ("first", added.secret.expose().to_owned());
    store.refuse_after(0, AppleFault::Role);
    house.engine.rotate_webhook("Fernway").await.err().unwrap();
    house.clock.advance(8 * 24 * HOUR);
    assert_eq!(
        house.post_to(&door(&secret), &rejection(first)).await,
        Verdict::Kept,
        "Apple goes on signing with what it has, for ever"
    );

    let rotated = house.engine.rotate_webhook("Fernway").await.unwrap();
    let told = store.has().webhooks["wh-0"].secret.expose().to_owned();
    assert_eq!(told, rotated.secret.expose());
    assert_eq!(
        house
            .post_to(&door(&secret), &rejection("on its way"))
            .await,
        Verdict::Kept
    );
    assert_eq!(
        house.post_to(&door(&told), &rejection("new")).await,
        Verdict::Kept
    );
    house.clock.advance(11 * MINUTE);
    assert_eq!(
        house.post_to(&door(&secret), &rejection("too late")).await,
        REFUSED
    );
}

#[tokio::test]
async fn where_apples_answer_is_lost_both_secrets_open_the_door_until_apple_has_the_new_one() {
    let (mut house, store) = connected().await;
    let added = house.engine.register(fernway()).await.unwrap();
    let door = |secret: &str| Door {
        token: added.token.clone(),
        secret: secret.to_owned(),
    };
    let former = added.secret.expose().to_owned();
    store.refuse_after(0, AppleFault::Unreachable);
    let lost = house.engine.rotate_webhook("Fernway").await.err().unwrap();
    assert!(lost.to_string().contains("nothing is lost"), "{lost}");
    assert_eq!(
        house.post_to(&door(&former), &rejection("former")).await,
        Verdict::Kept
    );

    // Once more in vain, also after a restart: no third secret may push out the one Apple has.
    house.restart_asleep().await;
    house.engine.unlock().await.unwrap();
    store.refuse_after(0, AppleFault::Unreachable);
    house.engine.rotate_webhook("Fernway").await.err().unwrap();
    assert_eq!(
        house.post_to(&door(&former), &rejection("still")).await,
        Verdict::Kept
    );

    house.engine.catch_up().await.unwrap();
    let told = store.has().webhooks["wh-0"].secret.expose().to_owned();
    assert_ne!(told, former, "a round tells Apple again");
    assert_eq!(
        house.post_to(&door(&told), &rejection("new")).await,
        Verdict::Kept
    );
    let next = house.engine.rotate_webhook("Fernway").await.unwrap();
    assert_ne!(
        next.secret.expose(),
        told,
        "once it is settled, a rotation is one"
    );
}

#[tokio::test]
async fn leaving_deletes_the_webhooks_and_says_which_it_could_not() {
    let (house, store) = connected().await;
    house.engine.register(fernway()).await.unwrap();
    house.engine.register(fernway()).await.unwrap();
    store.refuse_after(0, AppleFault::Role);
    let left = house.engine.delete_webhooks().await.unwrap();
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(store.has().webhooks.len(), 1);
    let stays = house.engine.endpoints();
    let stays = stays.iter().filter(|one| one.name.starts_with("Fernway"));
    assert_eq!(stays.count(), 1, "what stays at Apple stays here");
}
