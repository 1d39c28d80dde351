//! Steps 6 and 7 of a delivery's way: what becomes of an event, as a row of the feed and as notices.

use shipbell_feed::{Delivery, Endpoint, Filed, NewEvent, NewNotice, Provenance};
use shipbell_rules::{Facts, Level};
use shipbell_template::plain;
use shipbell_webhook::Event;
use shipbell_words::{Arg, id};

use crate::catch_up;
use crate::engine::Engine;
use crate::fields;
use crate::intake::digest;
use crate::render::{Rendered, Rendering, Ring};

impl Engine {
    /// Decides and renders: the event's row, and a notice for each channel that rings.
    pub(crate) fn compose(
        &self,
        endpoint: &Endpoint,
        delivery: &Delivery,
        event: &Event,
        facts: &Facts,
    ) -> Filed {
        let known = fields::Known::of(event, facts, endpoint);
        let channels = self.inner.settings.current().channels_in_force();
        let rendering = Rendering::within(self, endpoint, delivery, event, facts, &channels);
        let rings = rendering.rings(&channels);
        let group = group(endpoint, event, delivery);
        let loud = rings.iter().filter(|ring| ring.level.rings());
        let notices = loud
            .map(|ring| self.notice(ring, delivery, format!("{}/{group}", ring.channel)))
            .map(|notice| catch_up::held(notice, delivery.provenance))
            .collect();
        let loudest = rings.first();
        let shown = loudest.map_or_else(|| rendering.builtin(), |ring| ring.rendered.clone());
        // What turns or hides text in a banner would do so in a row and in a menu.
        let row = Row {
            shown,
            level: loudest.map_or(Level::Passive, |ring| ring.level),
            channel: loudest.map(|ring| ring.channel.clone()),
            problem: rings.iter().find_map(|ring| ring.rendered.problem.clone()),
        };
        Filed::new(
            delivery.id,
            row.of(endpoint, delivery, event, known),
            notices,
        )
    }

    /// What a channel shows of an event. A sample is told apart wherever it shows: nobody may take
    /// it for Apple's word.
    pub(crate) fn notice(&self, ring: &Ring, delivery: &Delivery, group: String) -> NewNotice {
        let title = &ring.rendered.title;
        let title = match delivery.provenance {
            Provenance::Sample => self.sample_title(title),
            Provenance::Signed | Provenance::Recovered => title.clone(),
        };
        NewNotice {
            event: None,
            channel: ring.channel.clone(),
            level: ring.level.name().to_owned(),
            title,
            body: ring.rendered.body.clone(),
            link: ring.rendered.link.clone(),
            group,
            due: self.inner.clock.now_ms(),
            sink: self.inner.sink.kind().name().to_owned(),
        }
    }

    /// A title that says that its event is a sample.
    pub fn sample_title(&self, title: &str) -> String {
        let args = [("title", Arg::Text(title))];
        let marked = (self.inner.words).say_with(id::BANNER_SAMPLE_TITLE, &args);
        plain::title(&marked)
    }

    /// A body with a right signature that says nothing we understand: kept, shown as it is, rung.
    pub(crate) fn unreadable(
        &self,
        endpoint: &Endpoint,
        delivery: &Delivery,
        why: String,
    ) -> Filed {
        let shown = Rendered::unreadable(&self.inner.words, &endpoint.name);
        let digest = digest(&delivery.body);
        let ring = Ring {
            channel: shipbell_rules::builtin_channel().name,
            level: Level::Active,
            rendered: shown.clone(),
        };
        let notice = self.notice(&ring, delivery, format!("unreadable/{}", endpoint.id.0));
        let notice = catch_up::held(notice, delivery.provenance);
        let event = NewEvent {
            endpoint: endpoint.id.clone(),
            apple_id: None,
            digest,
            kind: shipbell_webhook::Kind::Unknown.slug().to_owned(),
            type_name: String::new(),
            status: None,
            previous_status: None,
            time: None,
            received: taken_in(delivery),
            provenance: delivery.provenance,
            app_name: Some(endpoint.name.clone()),
            app_id: endpoint.app_id.clone(),
            version: None,
            build: None,
            platform: None,
            instance_type: None,
            instance_id: None,
            title: shown.title,
            body: shown.body,
            link: None,
            level: Level::Active.name().to_owned(),
            channel: Some(notice.channel.clone()),
            readable: false,
            conflict: false,
            problem: Some(why),
            unread: true,
        };
        Filed::new(delivery.id, event, vec![notice])
    }
}

/// What an event's row shows.
struct Row {
    shown: Rendered,
    level: Level,
    channel: Option<String>,
    problem: Option<String>,
}

impl Row {
    fn of(
        self,
        endpoint: &Endpoint,
        delivery: &Delivery,
        event: &Event,
        known: fields::Known,
    ) -> NewEvent {
        let (instance_type, instance_id) = event
            .instance
            .as_ref()
            .map(|instance| (instance.type_name.clone(), instance.id.clone()))
            .unzip();
        NewEvent {
            endpoint: endpoint.id.clone(),
            apple_id: event.id.clone(),
            digest: event.digest,
            kind: event.kind.slug().to_owned(),
            type_name: event.type_name.clone(),
            status: event.status.clone(),
            previous_status: event.previous_status.clone(),
            time: happened(event, delivery),
            received: taken_in(delivery),
            provenance: delivery.provenance,
            app_name: Some(plain::title(&known.app_name)),
            app_id: known.app_id,
            version: known.version.as_deref().map(plain::title),
            build: known.build.as_deref().map(plain::title),
            platform: known.platform,
            instance_type,
            instance_id,
            title: self.shown.title,
            body: self.shown.body,
            link: self.shown.link,
            level: self.level.name().to_owned(),
            channel: self.channel,
            readable: true,
            conflict: false,
            problem: self.problem,
            unread: self.level.rings(),
        }
    }
}

/// When it happened, by Apple's clock. Where the body of something missed does not say, Apple's log does;
/// of what was found by comparing, nobody knows.
fn happened(event: &Event, delivery: &Delivery) -> Option<i64> {
    let said = event.time.map(jiff::Timestamp::as_millisecond);
    let is_logged =
        delivery.provenance == Provenance::Recovered && delivery.arrived < delivery.last_arrived;
    said.or_else(|| is_logged.then_some(delivery.arrived))
}

/// When it first reached us: what was missed, long after it was to arrive.
fn taken_in(delivery: &Delivery) -> i64 {
    match delivery.provenance {
        Provenance::Recovered => delivery.last_arrived,
        Provenance::Signed | Provenance::Sample => delivery.arrived,
    }
}

/// Banners of one group replace each other: the states of one version, of one build. Where no
/// instance is named, the event stands for itself.
fn group(endpoint: &Endpoint, event: &Event, delivery: &Delivery) -> String {
    let what = event
        .instance
        .as_ref()
        .map(|instance| instance.id.clone())
        .or_else(|| event.id.clone())
        .unwrap_or_else(|| delivery.id.0.to_string());
    format!("{}/{what}", endpoint.id.0)
}
