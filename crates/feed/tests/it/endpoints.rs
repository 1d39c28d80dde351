//! Endpoints come and go; their events stay.

use shipbell_feed::{Endpoint, EndpointId, FeedError};

use crate::scene::{Scene, event, new_id};

pub(crate) fn endpoint(id: &str, name: &str, token: &str) -> Endpoint {
    Endpoint {
        id: id.into(),
        name: name.into(),
        token: token.into(),
        app_id: None,
        created: 1,
        rotated: None,
        new_secret_seen: None,
    }
}

#[tokio::test]
async fn names_and_tokens_are_unique() {
    let scene = Scene::new();
    let put = |e| scene.feed.put_endpoint(e);
    put(endpoint("a", "App", "token-a")).await.unwrap();
    assert_eq!(
        put(endpoint("b", "App", "token-b")).await,
        Err(FeedError::NameTaken)
    );
    assert_eq!(
        put(endpoint("b", "Other", "token-a")).await,
        Err(FeedError::TokenTaken)
    );
    let renamed = Endpoint {
        rotated: Some(2),
        ..endpoint("a", "Renamed", "token-a")
    };
    put(renamed.clone()).await.unwrap();
    assert_eq!(
        scene.feed.endpoints().await.unwrap(),
        [renamed],
        "an update is no second row"
    );
}

#[tokio::test]
async fn events_outlive_their_endpoint_and_keep_its_name() {
    let scene = Scene::new();
    scene
        .feed
        .put_endpoint(endpoint("endpoint-1", "My App", "token"))
        .await
        .unwrap();
    let id = new_id(scene.file(event("told", 1)).await);
    let remove = || scene.feed.remove_endpoint(EndpointId::from("endpoint-1"));
    assert_eq!(remove().await, Ok(true));
    assert_eq!(remove().await, Ok(false), "there is none any more");
    assert_eq!(scene.feed.endpoints().await.unwrap(), []);
    let event = scene.feed.event(id).await.unwrap().unwrap();
    assert_eq!(
        event.endpoint_name, "My App",
        "the feed goes on saying where it came from"
    );
    let again = scene
        .feed
        .put_endpoint(endpoint("endpoint-2", "My App", "token"))
        .await;
    assert_eq!(again, Ok(()), "name and token are free again");
}

#[test]
fn a_token_stays_out_of_logs() {
    let shown = format!("{:?}", endpoint("a", "App", "s3cr3t-path"));
    assert!(!shown.contains("s3cr3t-path"), "{shown}");
}
