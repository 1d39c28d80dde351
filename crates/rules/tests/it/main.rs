//! Does the right thing ring, as loudly as it should?

mod burst;
mod channels;
mod defaults;
mod rings;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use shipbell_template::Scene;
use shipbell_webhook::Event;
use shipbell_webhook::sample::{self, Ids};

/// Some moment; nothing here depends on which.
fn scene() -> Scene {
    Scene::new(moment(), TimeZone::UTC)
}

#[expect(
    clippy::expect_used,
    reason = "a test stops where its ground is missing"
)]
fn moment() -> Timestamp {
    Timestamp::from_second(1_795_300_000).expect("a moment in 2026")
}

/// The event that a sample's body reads as.
#[expect(
    clippy::expect_used,
    reason = "a test stops where its ground is missing"
)]
fn event(sample: &str) -> Event {
    let ids = Ids {
        event: "3f6f2b0e-0000-4000-8000-000000000001".into(),
        instance: "3f6f2b0e-0000-4000-8000-000000000002".into(),
        app_id: Some("6450000001".into()),
        time: moment(),
    };
    let sample = sample::find(sample).expect("a sample of that name");
    shipbell_webhook::read(&sample::body(sample, &ids)).expect("a sample can be read")
}
