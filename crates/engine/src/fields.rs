//! What templates and conditions can name: one JSON object of fields for one event.
//!
//! `shipbell_rules::field` lists them all with their sources; a test there and one here keep the
//! two in step.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use shipbell_feed::{Delivery, Endpoint, Provenance};
use shipbell_rules::{Facts, times};
use shipbell_webhook::{Event, Kind, SIGNATURE_HEADER};
use shipbell_words::Words;

use crate::story;

/// What the fields are made of.
pub(crate) struct Source<'a> {
    pub(crate) event: &'a Event,
    pub(crate) facts: &'a Facts,
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) delivery: &'a Delivery,
    pub(crate) link: &'a str,
    pub(crate) words: &'a Words,
    pub(crate) now: Timestamp,
    pub(crate) zone: &'a TimeZone,
    /// Whether somebody may ask what time it is: that costs as much as all else.
    pub(crate) moment: bool,
}

/// What the payload, the facts and the endpoint say together: the fact first, since Apple's API
/// knows better than a thin payload, and the endpoint's name last.
pub(crate) struct Known {
    pub(crate) app_name: String,
    pub(crate) app_id: Option<String>,
    pub(crate) bundle_id: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) build: Option<String>,
    pub(crate) platform: Option<String>,
    pub(crate) message: Option<String>,
}

impl Known {
    pub(crate) fn of(event: &Event, facts: &Facts, endpoint: &Endpoint) -> Self {
        let either =
            |fact: &Option<String>, said: &Option<String>| fact.clone().or_else(|| said.clone());
        Self {
            app_name: either(&facts.app_name, &event.app.name)
                .unwrap_or_else(|| endpoint.name.clone()),
            app_id: either(&facts.app_id, &event.app.id).or_else(|| endpoint.app_id.clone()),
            bundle_id: either(&facts.bundle_id, &event.app.bundle_id),
            version: either(&facts.version, &event.app_version),
            build: either(&facts.build, &event.build),
            platform: either(&facts.platform, &event.platform),
            message: either(&facts.message, &event.message),
        }
    }
}

/// All fields of one event.
pub(crate) fn of(source: &Source<'_>) -> Value {
    let Source { event, facts, .. } = source;
    let known = Known::of(event, facts, source.endpoint);
    let told = story::of(source.words, event, facts, &known);
    let mut fields = json!({
        "app": {
            "name": known.app_name,
            "id": known.app_id,
            "bundleId": known.bundle_id,
            "url": facts.app_url.as_deref().unwrap_or(source.link),
        },
        "version": known.version,
        "build": known.build,
        "platform": known.platform,
        "eventType": event_type(&event.type_name),
        "event": { "label": told.label, "headline": told.headline, "story": told.story },
        "status": event.status,
        "previousStatus": event.previous_status,
        "message": known.message,
        "findings": facts.findings,
        "asset": facts.asset,
        "eventDate": happened(event, source.delivery),
        "tester": { "name": facts.tester_name, "email": facts.tester_email },
        "feedback": facts.feedback,
        "device": facts.device,
        "os": facts.os,
        "battery": facts.battery,
        "feedbackUrl": feedback_url(source),
        "crash": { "excerpt": facts.crash_excerpt },
        "externalLink": facts.app_url.as_deref().unwrap_or(source.link),
        "recovered": source.delivery.provenance == Provenance::Recovered,
        "sample": source.delivery.provenance == Provenance::Sample,
        "endpoint": source.endpoint.name,
        "data": event.data,
        "header": headers(source.delivery),
    });
    if source.moment
        && let Value::Object(fields) = &mut fields
    {
        fields.extend(times::fields(source.now, source.zone));
    }
    fields
}

/// The feedback's own page, or the nearest one known; empty for what is no feedback.
fn feedback_url<'a>(source: &'a Source<'_>) -> Option<&'a str> {
    let feedback = matches!(
        source.event.kind,
        Kind::ScreenshotFeedback | Kind::CrashFeedback
    );
    let page = feedback.then_some(source.link);
    source.facts.feedback_url.as_deref().or(page)
}

/// When it happened, by Apple's time, or else when it came.
fn happened(event: &Event, delivery: &Delivery) -> Option<String> {
    let arrived = || Timestamp::from_millisecond(delivery.arrived).ok();
    event.time.or_else(arrived).map(|time| time.to_string())
}

/// Apple's name as its API spells it: the delivered `appStoreVersionAppVersionStateUpdated` is
/// subscribed to as `APP_STORE_VERSION_APP_VERSION_STATE_UPDATED`.
fn event_type(type_name: &str) -> String {
    let mut name = String::with_capacity(type_name.len() + 8);
    let mut before = None;
    for letter in type_name.chars() {
        let starts_word = letter.is_uppercase()
            && before.is_some_and(|before: char| before.is_lowercase() || before.is_ascii_digit());
        if starts_word {
            name.push('_');
        }
        name.extend(letter.to_uppercase());
        before = Some(letter);
    }
    name
}

/// The request's headers, without the signature: a banner is no place for it.
fn headers(delivery: &Delivery) -> Map<String, Value> {
    delivery
        .headers
        .iter()
        .filter(|(name, _)| !name.eq_ignore_ascii_case(SIGNATURE_HEADER))
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value).into_owned();
            (name.to_ascii_lowercase(), Value::String(value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What has no member of its own: everything below `data` and `header`, and a text in words.
    fn is_computed(path: &str) -> bool {
        path.ends_with(".*") || path == "status.label"
    }

    #[test]
    fn every_field_that_is_documented_is_there() {
        let event = shipbell_webhook::read(br#"{"data":{"type":"webhookPingCreated"}}"#).unwrap();
        let endpoint = Endpoint {
            id: shipbell_feed::EndpointId("e".into()),
            name: "Tideline".into(),
            token: "t".into(),
            app_id: None,
            created: 0,
            rotated: None,
            new_secret_seen: None,
        };
        let delivery = Delivery {
            id: shipbell_feed::DeliveryId(1),
            endpoint: endpoint.id.clone(),
            arrived: 0,
            last_arrived: 0,
            count: 1,
            headers: vec![
                (SIGNATURE_HEADER.to_owned(), b"hmacsha256=canary".to_vec()),
                ("User-Agent".to_owned(), b"Apple".to_vec()),
            ],
            body: bytes::Bytes::new(),
            verdict: shipbell_feed::Verdict::Current,
            provenance: Provenance::Signed,
            event: None,
        };
        let fields = of(&Source {
            event: &event,
            facts: &Facts::default(),
            endpoint: &endpoint,
            delivery: &delivery,
            link: "https://appstoreconnect.apple.com/apps",
            words: &Words::english(),
            now: Timestamp::UNIX_EPOCH,
            zone: &TimeZone::UTC,
            moment: true,
        });
        for path in shipbell_rules::field::paths() {
            let pointer = format!("/{}", path.replace('.', "/"));
            assert!(
                is_computed(path) || fields.pointer(&pointer).is_some(),
                "the documentation promises {path}"
            );
        }
        assert_eq!(fields["header"]["user-agent"], "Apple");
        assert!(
            !fields.to_string().contains("canary"),
            "a template could show the signature to whoever looks over the shoulder"
        );
    }

    #[test]
    fn event_types_are_spelled_as_the_api_spells_them() {
        assert_eq!(
            event_type("appStoreVersionAppVersionStateUpdated"),
            "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED"
        );
        assert_eq!(event_type("webhookPingCreated"), "WEBHOOK_PING_CREATED");
        assert_eq!(
            event_type("APP_STORE_VERSION_APP_VERSION_STATE_UPDATED"),
            "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED",
            "a type that is already in that spelling stays"
        );
    }
}
