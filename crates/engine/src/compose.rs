//! Steps 6 and 7 of a delivery's way: what becomes of an event, as a row of the feed and as notices.

use shipbell_feed::{Delivery, Endpoint, Filed, NewEvent, NewNotice};
use shipbell_rules::{Facts, Level};
use shipbell_webhook::{Event, link};

use crate::engine::Engine;
use crate::fields;
use crate::intake::digest;
use crate::render::{Rendered, Rendering};

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
        let page = link::page(&link::Target {
            kind: event.kind,
            status: event.status.as_deref(),
            instance_id: event.instance.as_ref().map(|instance| instance.id.as_str()),
            app_id: known.app_id.as_deref(),
            platform: known.platform.as_deref(),
            submission_id: None,
        });
        let rendering = Rendering::new(self, endpoint, delivery, event, facts, &page);
        let channels = self.inner.settings.current().channels_in_force();
        let rings = rendering.rings(&channels);
        let loudest = rings.first();
        let shown = loudest.map_or_else(|| rendering.builtin(), |ring| ring.rendered.clone());
        let problem = rings.iter().find_map(|ring| ring.rendered.problem.clone());
        let level = loudest.map_or(Level::Passive, |ring| ring.level);
        let group = group(endpoint, event, delivery);
        let notices = rings
            .iter()
            .filter(|ring| ring.level.rings())
            .map(|ring| NewNotice {
                event: None,
                channel: ring.channel.clone(),
                level: ring.level.name().to_owned(),
                title: ring.rendered.title.clone(),
                body: ring.rendered.body.clone(),
                link: ring.rendered.link.clone(),
                group: format!("{}/{group}", ring.channel),
                due: self.inner.clock.now_ms(),
                sink: self.inner.sink.kind().name().to_owned(),
            })
            .collect();
        let event = NewEvent {
            endpoint: endpoint.id.clone(),
            apple_id: event.id.clone(),
            digest: event.digest,
            kind: event.kind.slug().to_owned(),
            type_name: event.type_name.clone(),
            status: event.status.clone(),
            previous_status: event.previous_status.clone(),
            time: event.time.map(jiff::Timestamp::as_millisecond),
            received: delivery.arrived,
            provenance: delivery.provenance,
            app_name: Some(known.app_name),
            app_id: known.app_id,
            version: known.version,
            build: known.build,
            platform: known.platform,
            instance_type: event
                .instance
                .as_ref()
                .map(|instance| instance.type_name.clone()),
            instance_id: event.instance.as_ref().map(|instance| instance.id.clone()),
            title: shown.title,
            body: shown.body,
            link: shown.link,
            level: level.name().to_owned(),
            channel: loudest.map(|ring| ring.channel.clone()),
            readable: true,
            conflict: false,
            problem,
            unread: level.rings(),
        };
        Filed {
            delivery: delivery.id,
            event,
            notices,
        }
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
        let notice = NewNotice {
            event: None,
            channel: shipbell_rules::builtin_channel().name,
            level: Level::Active.name().to_owned(),
            title: shown.title.clone(),
            body: shown.body.clone(),
            link: None,
            group: format!("unreadable/{}", endpoint.id.0),
            due: self.inner.clock.now_ms(),
            sink: self.inner.sink.kind().name().to_owned(),
        };
        let event = NewEvent {
            endpoint: endpoint.id.clone(),
            apple_id: None,
            digest,
            kind: shipbell_webhook::Kind::Unknown.slug().to_owned(),
            type_name: String::new(),
            status: None,
            previous_status: None,
            time: None,
            received: delivery.arrived,
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
        Filed {
            delivery: delivery.id,
            event,
            notices: vec![notice],
        }
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
