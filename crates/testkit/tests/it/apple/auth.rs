//! Who may ask.

use jiff::SignedDuration;
use serde_json::{Value, json};
use shipbell_testkit::apple::{Owner, Role};

use super::ask::Client;
use super::studio;

#[test]
fn a_good_token_of_a_team_and_of_a_person_opens_the_door() {
    let (apple, client, app) = studio();
    assert_eq!(
        client.get("/v1/apps").ids(),
        [app],
        "a team's key reads the team's apps"
    );
    let person = Client::new(&apple, apple.individual_key().unwrap());
    assert!(
        person.key.issuer.is_none(),
        "a person's key comes without an issuer"
    );
    assert_eq!(
        person.get("/v1/apps").status,
        200,
        "a person's key is as good"
    );
}

#[test]
fn a_key_is_written_as_apple_writes_it() {
    let (_apple, client, _) = studio();
    let lines: Vec<_> = client.key.p8.split('\n').collect();
    assert_eq!(lines[0], "-----BEGIN PRIVATE KEY-----");
    assert!(
        lines[1].starts_with("MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQg"),
        "a parser meets the long form, which names the curve twice: {}",
        lines[1]
    );
    assert!(
        lines.iter().all(|line| line.len() <= 64),
        "as a PEM file is broken into lines"
    );
    assert_eq!(
        lines.last(),
        Some(&"-----END PRIVATE KEY-----"),
        "without a line after it"
    );
}

#[test]
fn every_flaw_of_a_token_is_refused_in_apples_form() {
    let (apple, client, _) = studio();
    let now = apple.clock().now();
    let second = now.as_second();
    let spoilt = |name: &str, value: Value| {
        let mut claims = client.key.claims(now);
        claims
            .as_object_mut()
            .unwrap()
            .insert(name.to_owned(), value);
        client.key.sign(&claims).unwrap()
    };
    let person = apple.individual_key().unwrap();
    let mut with_issuer = person.claims(now);
    with_issuer
        .as_object_mut()
        .unwrap()
        .insert("iss".to_owned(), json!(client.key.issuer));
    let mut lacking = client.key.claims(now);
    lacking.as_object_mut().unwrap().remove("iss");
    let stranger = shipbell_testkit::FakeApple::start()
        .unwrap()
        .team_key()
        .unwrap();
    let good = client.key.token(now).unwrap();
    for (flaw, token) in [
        (
            "another issuer",
            spoilt("iss", json!("57246542-96fe-1a63-e053-0824d011072a")),
        ),
        (
            "another audience",
            spoilt("aud", json!("appstoreconnect-v2")),
        ),
        (
            "a life of 21 minutes",
            spoilt("exp", json!(second + 21 * 60)),
        ),
        (
            "a beginning in the future",
            spoilt("iat", json!(second + 90)),
        ),
        ("an end in the past", spoilt("exp", json!(second - 1))),
        (
            "no issuer on a team's key",
            client.key.sign(&lacking).unwrap(),
        ),
        (
            "an issuer on a person's key",
            person.sign(&with_issuer).unwrap(),
        ),
        ("another key's signature", stranger.token(now).unwrap()),
        (
            "a changed signature",
            format!("{}AAAA", &good[..good.len() - 4]),
        ),
        ("not a token", "token".to_owned()),
    ] {
        let answer = client.with_token(Some(&token), "GET", "/v1/apps", None);
        assert_eq!(
            (answer.status, answer.code()),
            (401, "NOT_AUTHORIZED".to_owned()),
            "{flaw}"
        );
    }
    let without = client.with_token(None, "GET", "/v1/apps", None);
    assert_eq!(
        (without.status, without.code()),
        (401, "NOT_AUTHORIZED".to_owned())
    );
    let said = apple.requests().last().unwrap().refused.clone();
    assert_eq!(
        said.as_deref(),
        Some("No token came."),
        "the log says more than Apple does"
    );
}

#[test]
fn a_token_ends_by_apples_clock_and_the_answer_says_what_time_it_is() {
    let (apple, client, _) = studio();
    apple
        .clock()
        .stand_at("2026-03-02T08:15:30Z".parse().unwrap());
    let token = client.key.token(apple.clock().now()).unwrap();
    let ask = || client.with_token(Some(&token), "GET", "/v1/apps", None);
    let answer = ask();
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("date"),
        Some("Mon, 02 Mar 2026 08:15:30 GMT"),
        "a client whose clock is wrong can learn it from here"
    );
    apple.clock().forward(SignedDuration::from_mins(10));
    assert_eq!(
        ask().status,
        401,
        "ten minutes later the token is over, and nobody waited"
    );
}

#[test]
fn keys_are_revoked_lack_roles_and_wait_for_agreements() {
    let (apple, client, app) = studio();
    let developer = Client::new(&apple, apple.key(Owner::Team, Role::Developer).unwrap());
    assert_eq!(
        developer.get("/v1/apps").status,
        200,
        "a developer sees the apps"
    );
    let refused = developer.get(&format!("/v1/apps/{app}/webhooks"));
    assert_eq!(
        (refused.status, refused.code()),
        (403, "FORBIDDEN_ERROR".to_owned())
    );
    apple.role_changes(&developer.key.key_id, Role::Admin);
    assert_eq!(
        developer.get(&format!("/v1/apps/{app}/webhooks")).status,
        200,
        "promoted"
    );

    apple.agreement_is_missing(true);
    let unsigned = client.get("/v1/apps");
    assert_eq!(unsigned.status, 403);
    assert_eq!(
        unsigned.code(),
        "FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED"
    );
    apple.agreement_is_missing(false);
    assert_eq!(client.get("/v1/apps").status, 200, "signed");

    apple.revoke(&client.key.key_id);
    assert_eq!(
        client.get("/v1/apps").status,
        401,
        "a revoked key is as good as none"
    );
}

#[test]
fn a_scope_is_kept() {
    let (apple, client, app) = studio();
    let mut claims = client.key.claims(apple.clock().now());
    claims
        .as_object_mut()
        .unwrap()
        .insert("scope".to_owned(), json!(["GET /v1/apps?limit=5"]));
    let token = client.key.sign(&claims).unwrap();
    let ask = |target: &str| client.with_token(Some(&token), "GET", target, None).status;
    assert_eq!(ask("/v1/apps?limit=5"), 200);
    assert_eq!(
        ask(&format!("/v1/apps/{app}")),
        401,
        "the token does not list it"
    );
}
