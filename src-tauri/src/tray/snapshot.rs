//! What the tray shows is drawn from one look at the engine.

use jiff::tz::TimeZone;
use shipbell_engine::{EndpointView, Engine, EngineError, Status};
use shipbell_feed::{EventId, Provenance, Query};
use shipbell_wire::UpdateState;
use shipbell_words::{Arg, Words, id};

/// Events named in the menu.
const NEWEST: usize = 5;

/// One look.
pub(crate) struct Snapshot {
    pub(crate) status: Status,
    pub(crate) newest: Vec<Newest>,
    pub(crate) endpoints: Vec<EndpointView>,
    pub(crate) unread_beside_icon: bool,
    pub(crate) now: i64,
    pub(crate) zone: TimeZone,
    pub(crate) words: Words,
    pub(crate) update: UpdateState,
}

/// One of the newest events.
pub(crate) struct Newest {
    pub(crate) id: EventId,
    pub(crate) title: String,
    pub(crate) received: i64,
}

impl Snapshot {
    pub(crate) async fn take(engine: &Engine, update: UpdateState) -> Result<Self, EngineError> {
        let query = Query {
            limit: NEWEST,
            ..Query::default()
        };
        let page = engine.feed().page(query).await?;
        let newest = page.events.into_iter().map(|event| Newest {
            id: event.id,
            title: match event.provenance {
                Provenance::Sample => engine.sample_title(&event.title),
                Provenance::Signed | Provenance::Recovered => event.title,
            },
            received: event.received,
        });
        Ok(Self {
            status: engine.status().await?,
            newest: newest.collect(),
            endpoints: engine.endpoints(),
            unread_beside_icon: engine.settings().current().tray.unread_count,
            now: engine.clock().now_ms(),
            zone: engine.clock().zone(),
            words: engine.words().clone(),
            update,
        })
    }

    /// "4 min ago".
    pub(crate) fn ago(&self, at: i64) -> String {
        const MINUTE: i64 = 60_000;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        let passed = self.now.saturating_sub(at);
        let say = |id, unit| {
            self.words
                .say_with(id, &[("count", Arg::Number(passed / unit))])
        };
        match passed {
            ..MINUTE => self.words.say(id::TRAY_AGO_NOW),
            MINUTE..HOUR => say(id::TRAY_AGO_MINUTES, MINUTE),
            HOUR..DAY => say(id::TRAY_AGO_HOURS, HOUR),
            DAY.. => say(id::TRAY_AGO_DAYS, DAY),
        }
    }
}
