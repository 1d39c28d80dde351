//! Every way in which Apple says no, and those in which somebody else does.

use shipbell_asc::{AscError, Client};

use crate::apple::{APP, Apple, Said};

async fn asked(said: Said) -> AscError {
    let apple = Apple::saying([said]).await;
    apple.client().app("1").await.map(drop).unwrap_err()
}

#[tokio::test]
async fn apples_noes_are_told_apart() {
    let agreement = "FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED";
    for (status, code, ours, word) in [
        (
            400,
            "PARAMETER_ERROR.INVALID",
            "invalid",
            "did not understand",
        ),
        (401, "NOT_AUTHORIZED", "unauthorized", "revoked"),
        (403, "FORBIDDEN_ERROR", "role-missing", "App Manager"),
        (403, agreement, "agreement-missing", "Account Holder"),
        (404, "NOT_FOUND", "not-found", "removed"),
        (
            409,
            "ENTITY_ERROR.ATTRIBUTE.TYPE",
            "conflict",
            "Nothing was changed",
        ),
        (418, "TEAPOT", "unknown-status", "418"),
        (
            422,
            "ENTITY_UNPROCESSABLE",
            "invalid",
            "Nothing was changed",
        ),
        (429, "RATE_LIMIT_EXCEEDED", "rate-limited", "later"),
        (500, "UNEXPECTED_ERROR", "server-trouble", "few minutes"),
        (503, "SERVICE_UNAVAILABLE", "server-trouble", "503"),
    ] {
        let error = asked(Said::error(status, code, "This is why.")).await;
        assert_eq!(error.code(), ours, "{status} {code}");
        let sentence = error.to_string();
        assert!(
            sentence.contains(word),
            "what to do next is missing: {sentence}"
        );
        if status != 429 {
            assert_eq!(error.refusals()[0].code, code, "{status}");
            assert!(sentence.ends_with("Apple says: This is why."), "{sentence}");
        }
    }
}

#[tokio::test]
async fn apples_words_are_kept_with_where_they_point() {
    let body = r#"{"errors":[
        {"id":"8e2f","status":"409","code":"ENTITY_ERROR.ATTRIBUTE.INVALID","title":"An attribute value is invalid.",
         "source":{"pointer":"/data/attributes/name"},"meta":{"new":1}},
        {"status":"400","code":"P","title":"t","source":{"parameter":"filter[state]"}},
        "not an object", {}
    ]}"#;
    let error = asked(Said::json(409, body)).await;
    let refusals = error.refusals();
    let pointer = refusals[0].source.as_ref().unwrap().pointer.as_deref();
    assert_eq!(pointer, Some("/data/attributes/name"));
    assert_eq!(refusals[0].id.as_deref(), Some("8e2f"));
    let parameter = refusals[1].source.as_ref().unwrap().parameter.as_deref();
    assert_eq!(parameter, Some("filter[state]"));
    assert!(
        error
            .to_string()
            .ends_with("Apple says: An attribute value is invalid."),
        "without a detail the title has to do: {error}"
    );
}

#[tokio::test]
async fn a_no_without_words_is_still_a_no() {
    for body in ["", "{}", "null", r#"{"errors":7}"#, "not JSON at all"] {
        let error = asked(Said::json(403, body)).await;
        assert_eq!(error, AscError::Role(Vec::new()), "{body}");
    }
}

#[tokio::test]
async fn what_is_not_apple_is_not_taken_for_apple() {
    const PAGE: &str = "<!doctype html><title>Welcome to the hotel</title>";
    let html = |status| Said::other(status, "text/html; charset=utf-8", PAGE);
    for (said, code) in [
        (html(200), "not-apple"),
        (html(401), "not-apple"),
        (html(403), "not-apple"),
        (html(404), "not-apple"),
        (html(511), "not-apple"),
        (Said::other(200, "text/plain", "ok"), "not-apple"),
        (html(407), "proxy"),
        (html(502), "server-trouble"),
        (html(429), "rate-limited"),
        (
            html(302).with("location", "https://login.example.com/?next=token"),
            "redirected",
        ),
        (
            Said::json(307, "{}").with("location", "/elsewhere"),
            "redirected",
        ),
        (Said::json(200, PAGE), "unreadable"),
        (Said::json(200, "{}"), "unreadable"),
        (
            Said::json(200, &APP.replace("apps", "builds")),
            "unreadable",
        ),
        (
            Said::json(200, &APP.replace("\"Bell\"", "[1]")),
            "unreadable",
        ),
    ] {
        let error = asked(said).await;
        assert_eq!(error.code(), code, "{error}");
        let sentence = error.to_string();
        assert!(
            !sentence.contains("hotel") && !sentence.contains("next="),
            "{sentence}"
        );
    }
    let away = asked(html(302).with("location", "https://login.example.com/?next=token")).await;
    assert_eq!(away, AscError::Redirected("login.example.com".to_owned()));
}

#[tokio::test]
async fn a_redirect_does_not_take_the_key_along() {
    let other = Apple::saying([Said::json(200, APP)]).await;
    let away = Said::json(302, "{}").with("location", &format!("{}/v1/apps/1", other.url));
    let apple = Apple::saying([away]).await;
    apple.client().app("1").await.unwrap_err();
    assert_eq!(
        other.heard().len(),
        0,
        "whoever is there would have the key's token"
    );
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let huge = format!("[{}]", "1,".repeat(9 * 1024 * 1024));
    let error = asked(Said::json(200, &huge)).await;
    assert_eq!(error, AscError::TooLarge(16 * 1024 * 1024));
}

#[tokio::test]
async fn an_id_that_a_stranger_wrote_can_not_lead_elsewhere() {
    let apple = Apple::saying([Said::json(200, APP)]).await;
    let client: Client = apple.client();
    for odd in [
        "",
        "..",
        ".",
        "1/../../v1/users",
        "1?a=b",
        "1%2F",
        "1#x",
        "a b",
        "é",
        "1,2",
    ] {
        assert_eq!(
            client.app(odd).await.map(drop),
            Err(AscError::OddId),
            "{odd:?}"
        );
        assert!(client.builds_of(odd).is_err(), "{odd:?}");
        assert!(client.ping(odd).await.is_err(), "{odd:?}");
    }
    assert_eq!(apple.heard().len(), 0, "nothing was to be asked");
    client
        .app("AK7UjG-qL5QxXf3gIOGjbpQ")
        .await
        .expect("feedback has such ids");
}
