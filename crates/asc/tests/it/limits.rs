//! Apple's hour, and questions that are asked again.

use std::time::Duration;

use proptest::prelude::*;
use shipbell_asc::{AscError, RateLimit, Urgency};

use crate::apple::{Apple, NOW, Said, app, http_date};

const LOOK_AGAIN: Duration = Duration::from_mins(5);

fn left(left: u32) -> Said {
    app().with(
        "x-rate-limit",
        &format!("user-hour-lim:3500;user-hour-rem:{left};"),
    )
}

#[tokio::test]
async fn the_last_tenth_of_an_hour_is_for_people() {
    let apple = Apple::saying([left(350), left(349), left(349), left(900)]).await;
    let person = apple.client();
    let background = person.urgently(Urgency::Background);
    assert_eq!(
        person.rate_limit(),
        None,
        "nothing is known before Apple said it"
    );
    background.app("1").await.unwrap();
    assert_eq!(
        person.rate_limit(),
        Some(RateLimit {
            limit: 3500,
            left: 350
        })
    );
    background.app("1").await.unwrap();
    let held = background.app("1").await.map(drop).unwrap_err();
    let again_at = NOW + 300_000;
    assert_eq!(
        held,
        AscError::HeldBack {
            again_at,
            left: 349,
            limit: 3500
        }
    );
    assert!(
        held.to_string().contains("349") && held.to_string().contains("3500"),
        "{held}"
    );
    assert_eq!(
        apple.heard().len(),
        2,
        "a question that is held back is not asked"
    );
    person
        .app("1")
        .await
        .expect("a person is answered from the reserve");

    apple.world.pass(LOOK_AGAIN);
    background
        .app("1")
        .await
        .expect("after a while one may look whether the hour rolled on");
    background.app("1").await.expect("it did");
}

#[tokio::test]
async fn what_can_be_done_without_leaves_half_of_the_hour() {
    let apple = Apple::saying([left(1749), left(1748)]).await;
    let spare = apple.client().urgently(Urgency::Spare);
    spare.app("1").await.unwrap();
    let held = spare.app("1").await.map(drop).unwrap_err();
    assert_eq!(
        held.code(),
        "held-back",
        "the log of a missed night needs the rest: {held}"
    );
    let background = spare.urgently(Urgency::Background);
    background
        .app("1")
        .await
        .expect("what has to be read is read");
}

#[tokio::test]
async fn only_one_looks_whether_the_hour_rolled_on() {
    let apple = Apple::saying([left(3), Said::error(500, "X", ""), left(3)]).await;
    let background = apple.client().urgently(Urgency::Background);
    background.app("1").await.unwrap();
    apple.world.pass(LOOK_AGAIN);
    let error = background.app("1").await.map(drop).unwrap_err();
    assert_eq!(
        error.code(),
        "held-back",
        "a second try would be a second question: {error}"
    );
    assert_eq!(apple.heard().len(), 2);
}

#[tokio::test]
async fn an_hour_that_is_used_up_says_when_to_come_again() {
    let over = Said::error(429, "RATE_LIMIT_EXCEEDED", "")
        .with("x-rate-limit", "user-hour-lim:3500;user-hour-rem:0;");
    let apple = Apple::saying([over]).await;
    let client = apple.client();
    let error = client.app("1").await.map(drop).unwrap_err();
    assert_eq!(
        error,
        AscError::RateLimited {
            again_at: NOW + 300_000
        }
    );
    assert_eq!(
        apple.heard().len(),
        1,
        "asking again would only be refused again"
    );
    let background = client.urgently(Urgency::Background);
    assert_eq!(background.app("1").await.map(drop), Err(error));
    assert_eq!(apple.heard().len(), 1);
}

#[tokio::test]
async fn retry_after_is_respected_within_what_a_person_waits() {
    let busy = Said::error(429, "RATE_LIMIT_EXCEEDED", "");
    for wish in ["7", &http_date(NOW + 7_000)] {
        let apple = Apple::saying([busy.clone().with("retry-after", wish), app()]).await;
        apple.client().app("1").await.unwrap();
        let waited = apple.world.waited();
        assert_eq!(waited.len(), 1);
        assert!(
            waited[0] >= Duration::from_secs(7),
            "{wish}: came too early, {waited:?}"
        );
        assert!(waited[0] < Duration::from_secs(8), "{wish}: {waited:?}");
    }
    let apple = Apple::saying([busy.with("retry-after", "600")]).await;
    let error = apple.client().app("1").await.map(drop).unwrap_err();
    assert_eq!(
        error,
        AscError::RateLimited {
            again_at: NOW + 600_000
        }
    );
    assert!(
        apple.world.waited().is_empty(),
        "nobody waits ten minutes for an answer"
    );
}

#[tokio::test]
async fn apples_trouble_is_met_with_patience_that_ends() {
    let trouble = Said::other(503, "text/html", "<h1>Service unavailable</h1>");
    let apple = Apple::saying([trouble.clone(), trouble.clone(), app()]).await;
    apple
        .client()
        .app("1")
        .await
        .expect("two short troubles are nobody's concern");
    let apple = Apple::saying([trouble]).await;
    let error = apple.client().app("1").await.map(drop).unwrap_err();
    assert_eq!(error.code(), "server-trouble");
    assert_eq!(apple.heard().len(), 4);
    let waited = apple.world.waited();
    assert!(
        waited.windows(2).all(|pair| pair[0] < pair[1]),
        "each pause is longer: {waited:?}"
    );
    assert!(
        waited.iter().sum::<Duration>() < Duration::from_secs(10),
        "{waited:?}"
    );
}

#[tokio::test]
async fn what_may_have_been_made_is_not_made_twice() {
    let apple = Apple::saying([Said::error(500, "UNEXPECTED_ERROR", "")]).await;
    let error = apple.client().ping("1").await.unwrap_err();
    assert_eq!(apple.heard().len(), 1, "two pings would be two events");
    assert!(error.to_string().contains("is not known"), "{error}");

    let busy = Said::error(429, "RATE_LIMIT_EXCEEDED", "");
    let done = Said::json(201, r#"{"data":{"type":"webhookPings","id":"1"}}"#);
    let apple = Apple::saying([busy, done]).await;
    apple
        .client()
        .ping("1")
        .await
        .expect("a 429 was not even looked at");
    assert_eq!(apple.heard().len(), 2);
}

#[tokio::test]
async fn what_was_removed_without_an_answer_is_removed() {
    let gone = Said::error(404, "NOT_FOUND", "");
    let apple = Apple::saying([Said::error(502, "X", ""), gone.clone()]).await;
    apple
        .client()
        .delete_webhook("1")
        .await
        .expect("the first try had removed it");
    let busy = Said::error(429, "RATE_LIMIT_EXCEEDED", "");
    let apple = Apple::saying([busy, gone.clone()]).await;
    let error = apple.client().delete_webhook("1").await.unwrap_err();
    assert_eq!(error.code(), "not-found", "a 429 removed nothing");
    let apple = Apple::saying([gone]).await;
    let error = apple.client().delete_webhook("1").await.unwrap_err();
    assert_eq!(error.code(), "not-found", "what never was there is said");
}

#[test]
fn apples_header_is_read_and_nothing_else() {
    let read = |text: &str| RateLimit::parse(text).map(|found| (found.limit, found.left));
    assert_eq!(
        read("user-hour-lim:3500;user-hour-rem:500;"),
        Some((3500, 500))
    );
    assert_eq!(
        read(" user-hour-rem:0; user-hour-lim:3500"),
        Some((3500, 0))
    );
    assert_eq!(
        read("user-minute-lim:9;user-hour-lim:5;user-hour-rem:4"),
        Some((5, 4))
    );
    for odd in [
        "",
        ";",
        "user-hour-lim:3500",
        "user-hour-lim:-1;user-hour-rem:x",
        "::::",
    ] {
        assert_eq!(read(odd), None, "{odd}");
    }
}

proptest! {
    #[test]
    fn no_header_makes_it_panic(text in ".{0,100}", limit: u32, left: u32) {
        let _ = RateLimit::parse(&text);
        let header = format!("user-hour-lim:{limit};user-hour-rem:{left};");
        prop_assert_eq!(RateLimit::parse(&header), Some(RateLimit { limit, left }));
    }
}
