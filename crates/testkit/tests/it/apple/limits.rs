//! How much may be asked.

use jiff::SignedDuration;
use shipbell_testkit::apple::Trouble;

use super::ask::Client;
use super::studio;

#[test]
fn an_hour_has_a_budget_for_each_key() {
    let (apple, client, _) = studio();
    apple.hour_budget(3);
    for left in ["2", "1", "0"] {
        let answer = client.get("/v1/apps");
        let said = format!("user-hour-lim:3;user-hour-rem:{left};");
        assert_eq!(answer.header("x-rate-limit"), Some(said.as_str()));
    }
    let over = client.get("/v1/apps");
    assert_eq!(
        (over.status, over.code().as_str()),
        (429, "RATE_LIMIT_EXCEEDED")
    );
    let other = Client::new(&apple, apple.team_key().unwrap());
    assert_eq!(other.get("/v1/apps").status, 200, "another key has its own");
    apple.clock().forward(SignedDuration::from_mins(61));
    assert_eq!(
        client.get("/v1/apps").status,
        200,
        "an hour later it is new"
    );
    apple.tells_budget(false);
    assert_eq!(
        client.get("/v1/apps").header("x-rate-limit"),
        None,
        "some answers do not say it"
    );
}

#[test]
fn the_short_limit_comes_with_budget_left_and_with_or_without_advice() {
    let (apple, client, _) = studio();
    apple.trouble(1, Trouble::TooMany(Some(7)));
    apple.trouble(1, Trouble::TooMany(None));
    let advised = client.get("/v1/apps");
    assert_eq!(
        (advised.status, advised.header("retry-after")),
        (429, Some("7"))
    );
    let bare = client.get("/v1/apps");
    assert_eq!((bare.status, bare.header("retry-after")), (429, None));
    assert_eq!(client.get("/v1/apps").status, 200, "then it is over");
}
