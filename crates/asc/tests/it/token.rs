//! What stands in a token, read by a library that is not ours, and how long one is used.

use std::time::Duration;

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::Value;
use shipbell_asc::{Base, Client, Key, KeyId, Setup};

use crate::apple::{APP, Apple, ISSUER, NOW, Said, app, http_date};

const MINUTE: Duration = Duration::from_mins(1);

/// The claims, if the signature is good.
fn claims(token: &str, public: &[u8]) -> Value {
    let mut rules = Validation::new(Algorithm::ES256);
    rules.set_audience(&["appstoreconnect-v1"]);
    // The world of the test has a time of its own.
    rules.validate_exp = false;
    let key = DecodingKey::from_ec_der(public);
    decode::<Value>(token, &key, &rules).unwrap().claims
}

#[tokio::test]
async fn a_token_says_what_apple_wants_and_no_longer_than_it_takes() {
    let apple = Apple::saying([app()]).await;
    apple.client().app("1").await.unwrap();
    let heard = &apple.heard()[0];
    let token = heard.token().unwrap();
    let header = serde_json::to_value(decode_header(token).unwrap()).unwrap();
    assert_eq!(header["alg"], "ES256");
    assert_eq!(header["kid"], "2X9R4HXF34");
    assert_eq!(header["typ"], "JWT");
    let claims = claims(token, &apple.public);
    assert_eq!(claims["iss"], ISSUER);
    assert_eq!(
        claims.get("sub"),
        None,
        "only a person's own key has a subject"
    );
    let (iat, exp) = (
        claims["iat"].as_i64().unwrap(),
        claims["exp"].as_i64().unwrap(),
    );
    assert_eq!(
        iat,
        NOW / 1000 - 60,
        "a clock that is a little ahead must not fail"
    );
    assert!(
        exp - iat <= 20 * 60,
        "Apple refuses more than twenty minutes"
    );
    assert!(exp > NOW / 1000);
    assert_eq!(
        heard.headers["user-agent"],
        concat!("Shipbell/", env!("CARGO_PKG_VERSION"))
    );
}

#[tokio::test]
async fn a_persons_own_key_has_no_issuer() {
    let apple = Apple::saying([app()]).await;
    let pair = rcgen::KeyPair::generate().unwrap();
    let id = KeyId::parse("2X9R4HXF34").unwrap();
    let key = Key::individual(id, &pair.serialize_pem()).unwrap();
    let setup = Setup::at(Base::parse(&apple.url).unwrap(), key);
    let client = Client::new(setup, apple.world.clone()).unwrap();
    client.app("1").await.unwrap();
    let public = rcgen::PublicKeyData::der_bytes(&pair).to_owned();
    let claims = claims(apple.heard()[0].token().unwrap(), &public);
    assert_eq!(claims["sub"], "user");
    assert_eq!(claims.get("iss"), None);
}

#[tokio::test]
async fn one_token_serves_many_questions_and_is_replaced_before_it_ends() {
    let apple = Apple::saying([app()]).await;
    let client = apple.client();
    for _ in 0..3 {
        client.clone().app("1").await.unwrap();
    }
    apple.world.pass(MINUTE * 11);
    client.app("1").await.unwrap();
    apple.world.pass(MINUTE * 2);
    client.app("1").await.unwrap();
    let heard = apple.heard();
    let tokens: Vec<_> = heard.iter().map(|heard| heard.token().unwrap()).collect();
    assert!(tokens[..4].iter().all(|token| *token == tokens[0]));
    assert_ne!(tokens[4], tokens[0], "a token must not end on its way");
    let ends = claims(tokens[0], &apple.public)["exp"].as_i64().unwrap();
    assert!(ends > NOW / 1000 + 13 * 60, "the former one was still good");
}

#[tokio::test]
async fn a_token_of_the_future_is_made_anew_when_the_clock_goes_back() {
    let apple = Apple::saying([app()]).await;
    let client = apple.client();
    client.app("1").await.unwrap();
    apple.world.set(NOW - 3_600_000);
    client.app("1").await.unwrap();
    let heard = apple.heard();
    assert_ne!(heard[0].token(), heard[1].token());
}

#[tokio::test]
async fn a_token_that_is_refused_is_made_anew_once() {
    let no = Said::error(
        401,
        "NOT_AUTHORIZED",
        "Provide a properly configured token.",
    );
    let apple = Apple::saying([no.clone(), app()]).await;
    let client = apple.client();
    apple.world.pass(Duration::from_secs(1));
    client
        .app("1")
        .await
        .expect("a second try, with another token, was to be answered");
    let heard = apple.heard();
    assert_eq!(heard.len(), 2);
    assert_ne!(heard[0].token(), heard[1].token());

    let apple = Apple::saying([no]).await;
    let error = apple.client().app("1").await.unwrap_err();
    assert_eq!(error.code(), "unauthorized");
    assert_eq!(
        apple.heard().len(),
        2,
        "a revoked key must not be tried for ever"
    );
    assert!(error.to_string().contains("revoked"), "{error}");
    assert!(
        apple.world.waited().is_empty(),
        "nothing gets better by waiting"
    );
}

#[tokio::test]
async fn a_clock_seven_minutes_ahead_fails_nothing_and_is_told() {
    let theirs = NOW - 7 * 60_000;
    let no = Said::error(401, "NOT_AUTHORIZED", "").with("date", &http_date(theirs));
    let yes = Said::json(200, APP).with("date", &http_date(theirs));
    let apple = Apple::saying([no.clone(), yes]).await;
    let client = apple.client();
    client
        .app("1")
        .await
        .expect("the token was to be made by Apple's clock");
    assert_eq!(client.skew().unwrap().to_string(), "7 minutes ahead");
    let heard = apple.heard();
    let issued = claims(heard[1].token().unwrap(), &apple.public)["iat"]
        .as_i64()
        .unwrap();
    assert!(
        (issued - (theirs / 1000 - 60)).abs() <= 1,
        "{issued} by Apple's clock"
    );

    let apple = Apple::saying([no]).await;
    let error = apple.client().app("1").await.unwrap_err().to_string();
    assert!(error.contains("clock is 7 minutes ahead"), "{error}");
}

#[tokio::test]
async fn a_page_of_something_in_between_does_not_set_the_clock() {
    let portal = Said::other(200, "text/html", "<h1>Log in</h1>");
    let apple = Apple::saying([portal.with("date", &http_date(NOW - 86_400_000))]).await;
    let client = apple.client();
    client.app("1").await.unwrap_err();
    assert_eq!(client.skew(), None);
}
