//! The fields and the scene on which the tests play.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a stage that can't be set up must say so at once"
)]

use serde_json::{Value, json};
use shipbell_template::{Condition, Scene, Template, TemplateError};

/// An afternoon in Berlin, with the words for one state.
pub(crate) fn scene() -> Scene {
    let now = "2026-03-10T14:30:00Z".parse().expect("a fixed moment");
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(1));
    Scene::new(now, zone).with_label(|token| (token == "IN_REVIEW").then(|| "In Review".to_owned()))
}

/// What an event of a version brings, and some shapes that raw data may have.
pub(crate) fn fields() -> Value {
    json!({
        "app": { "name": "Tide Table", "id": "6446048195",
            "url": "https://appstoreconnect.apple.com/apps/6446048195" },
        "eventType": "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED",
        "status": "IN_REVIEW",
        "previousStatus": "WAITING_FOR_REVIEW",
        "eventDate": "2026-03-10T12:05:09.250Z",
        "message": "Tide Table is in review",
        "event": { "label": "App version" },
        "build": 42,
        "price": 1.0,
        "ratio": 0.5,
        "zero": 0,
        "empty": "",
        "none": null,
        "yes": true,
        "no": false,
        "items": ["first", 2, { "name": "third" }],
        "data": { "x": "raw", "odd key": { "deep": [10, 20] }, "b": 1, "a": 2.0 },
        "tester": { "name": "Ada", "email": "ada@example.com" },
        "feedback": "The Äpp “crashes” 👩‍👩‍👧 often",
    })
}

pub(crate) fn try_render(source: &str) -> Result<String, TemplateError> {
    Template::compile(source)?.render(&fields(), &scene())
}

pub(crate) fn render(source: &str) -> String {
    match try_render(source) {
        Ok(text) => text,
        Err(error) => panic!("{source} should render: {error}"),
    }
}

pub(crate) fn holds(source: &str) -> bool {
    let condition = Condition::compile(source);
    match condition.and_then(|condition| condition.holds(&fields(), &scene())) {
        Ok(answer) => answer,
        Err(error) => panic!("{source} should be a condition: {error}"),
    }
}

/// The error of a source, with the text it points at.
pub(crate) fn error(source: &str) -> (String, TemplateError) {
    match try_render(source) {
        Ok(text) => panic!("{source} should fail, but became {text}"),
        Err(error) => {
            let span = error.span().expect("every error of a template has a place");
            (source[span].to_owned(), error)
        }
    }
}
