//! The feed: rows, pages, filters.

use serde::{Deserialize, Serialize};
use shipbell_engine as engine;
use ts_rs::TS;

use super::{Level, Provenance};

/// A row of the feed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeedEvent {
    /// Our id.
    pub id: String,
    /// Apple's id.
    pub apple_id: Option<String>,
    /// The kind's slug.
    pub kind: String,
    /// The new state, as Apple writes it.
    pub status: Option<String>,
    /// The state before.
    pub previous_status: Option<String>,
    /// Apple's time.
    #[ts(type = "number | null")]
    pub time: Option<i64>,
    /// When it arrived.
    #[ts(type = "number")]
    pub received: i64,
    /// The endpoint's name.
    pub endpoint: String,
    /// The endpoint's id: what the feed is filtered by where a person filters by app.
    pub endpoint_id: String,
    /// The channel that rang first, if any did.
    pub channel: Option<String>,
    /// The id of the thing it is about (a version, a build): its states belong together.
    pub instance: Option<String>,
    /// Where it stands: a page `before` this cursor begins with the next older event.
    pub cursor: String,
    /// Where its word comes from.
    pub provenance: Provenance,
    /// The app's name, or the endpoint's.
    pub app_name: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// The build.
    pub build: Option<String>,
    /// The platform.
    pub platform: Option<String>,
    /// The notice's title.
    pub title: String,
    /// The notice's body.
    pub body: String,
    /// What happened, in a few words.
    pub headline: String,
    /// Where a click leads.
    pub link: Option<String>,
    /// How loudly it rang.
    pub level: Level,
    /// Whether nobody has seen it yet.
    pub unread: bool,
    /// Whether Apple used its id for other content before.
    pub conflict: bool,
    /// What is wrong with it, if anything.
    pub problem: Option<String>,
}

impl FeedEvent {
    pub(crate) fn of(engine: &engine::Engine, event: shipbell_feed::Event) -> Self {
        let headline = engine.headline(&event);
        Self {
            id: event.id.0.to_string(),
            apple_id: event.apple_id,
            kind: event.kind,
            status: event.status,
            previous_status: event.previous_status,
            time: event.time,
            received: event.received,
            endpoint: event.endpoint_name,
            endpoint_id: event.endpoint.0,
            channel: event.channel,
            instance: event.instance_id,
            cursor: event.place.to_string(),
            provenance: event.provenance.into(),
            app_name: event.app_name,
            version: event.version,
            build: event.build,
            platform: event.platform,
            title: event.title,
            body: event.body,
            headline,
            link: event.link,
            level: Level::named(&event.level),
            unread: event.unread,
            conflict: event.conflict,
            problem: event.problem,
        }
    }
}

/// A rejection that stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Pinned {
    /// The event that told of it.
    pub event: FeedEvent,
    /// Since when.
    #[ts(type = "number")]
    pub since: i64,
}

/// A page of the feed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeedPage {
    /// The rows, newest first.
    pub events: Vec<FeedEvent>,
    /// The cursor of the next page; absent at the end.
    pub next: Option<String>,
    /// How many events are unread in all.
    #[ts(type = "number")]
    pub unread: u64,
}

/// Which events a person wants to see. Everything that is set has to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FeedFilter {
    /// Every word must begin a word of the event, its body included.
    pub search: Option<String>,
    /// An endpoint's id: one endpoint belongs to one app.
    pub app: Option<String>,
    /// A kind's slug.
    pub kind: Option<String>,
    /// A channel's name.
    pub channel: Option<String>,
    /// Only unread events.
    pub unread: bool,
    /// Only events of this provenance.
    pub provenance: Option<Provenance>,
}

/// What the feed can be filtered by: what is really in it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// The apps, by their endpoints.
    pub apps: Vec<AppFacet>,
    /// The kinds' slugs.
    pub kinds: Vec<String>,
    /// The channels that rang.
    pub channels: Vec<String>,
    /// Where the events' word comes from.
    pub provenances: Vec<Provenance>,
}

/// An app that has events.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppFacet {
    /// The endpoint's id.
    pub id: String,
    /// The app's name, as its newest event says it; else the endpoint's.
    pub name: String,
}

/// What was marked as read, so that it can be undone.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Marked {
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
    /// Which; empty where they are too many to be undone one by one.
    pub ids: Vec<String>,
}

/// What no longer rings (or rings again), so that it can be undone.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Muted {
    /// In which channel.
    pub channel: String,
    /// The level's key: a kind, or a kind and its state.
    pub key: String,
    /// The level that the channel had for it; absent where it had none of its own.
    pub before: Option<Level>,
    /// The level that it has now.
    pub now: Level,
}
