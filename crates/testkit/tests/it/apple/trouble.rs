//! Answers that nobody wants.

use std::sync::Arc;

use shipbell_testkit::apple::Trouble;

use super::ask::raw;
use super::studio;

#[test]
fn trouble_comes_where_it_is_scripted_and_as_often() {
    let (apple, client, app) = studio();
    apple.trouble_at("/v1/apps/", 2, Trouble::Status(503));
    assert_eq!(client.get("/v1/apps").status, 200, "another path");
    for _ in 0..2 {
        let answer = client.get(&format!("/v1/apps/{app}"));
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (503, "UNEXPECTED_ERROR")
        );
    }
    assert_eq!(client.get(&format!("/v1/apps/{app}")).status, 200);
    apple.trouble(5, Trouble::Status(500));
    apple.calm();
    assert_eq!(client.get("/v1/apps").status, 200, "called off");
}

#[test]
fn a_client_is_led_astray() {
    let (apple, client, _) = studio();
    apple.trouble(
        1,
        Trouble::Redirect("http://elsewhere.example/v1/apps".to_owned()),
    );
    let away = client.get("/v1/apps");
    assert_eq!(
        (away.status, away.header("location")),
        (302, Some("http://elsewhere.example/v1/apps"))
    );
    apple.trouble(1, Trouble::Html(200));
    assert_eq!(
        client.get("/v1/apps").header("content-type"),
        Some("text/html")
    );
    apple.trouble(
        1,
        Trouble::NextAt("https://elsewhere.example/v1/apps?cursor=1".to_owned()),
    );
    let next = client.get("/v1/apps").at("/links/next");
    assert_eq!(
        next, "https://elsewhere.example/v1/apps?cursor=1",
        "the token must not go there"
    );
    apple.trouble(1, Trouble::NextIsItself);
    let page = client.get("/v1/apps?limit=200");
    assert_eq!(
        page.at("/links/next"),
        page.at("/links/self"),
        "who follows it never ends"
    );
    let token = client.key.token(apple.clock().now()).unwrap();
    apple.trouble(1, Trouble::Body("{\"data\": [".to_owned()));
    let cut = raw(apple.url(), Some(&token), "GET", "/v1/apps", "").unwrap();
    assert!(
        serde_json::from_slice::<serde_json::Value>(&cut.bytes).is_err(),
        "half a document"
    );
    apple.trouble_at("/icons/", 1, Trouble::Status(503));
    let icon = raw(apple.url(), None, "GET", "/icons/1/64x64bb.png", "").unwrap();
    assert_eq!(icon.status, 503, "pictures have their troubles too");
    apple.trouble(1, Trouble::Drops);
    assert!(
        raw(apple.url(), Some(&token), "GET", "/v1/apps", "").is_none(),
        "not a word"
    );
}

#[test]
fn what_hangs_is_answered_when_it_is_let_go() {
    let (apple, client, _) = studio();
    let apple = Arc::new(apple);
    apple.trouble(1, Trouble::Hangs);
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || tell.send(client.get("/v1/apps").status));
    shipbell_testkit::wait::until("The request's arrival", || {
        Ok((apple.requests().len() == 1).then_some(()))
    })
    .unwrap();
    assert!(told.try_recv().is_err(), "it hangs");
    let status = shipbell_testkit::wait::until("The answer", || {
        apple.let_go();
        Ok(told.try_recv().ok())
    });
    assert_eq!(status.unwrap(), 200, "a slow answer is an answer");
}
