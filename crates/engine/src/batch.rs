//! What the events of one batch need to know of each other, because none is in the feed yet. Those of the
//! batch before may not be there either: it is written while this one is decided.

use std::collections::HashMap;
use std::time::Duration;

use shipbell_feed::{Delivery, Endpoint, EndpointId, Provenance};
use shipbell_webhook::Event;
use tokio::time::Instant;

/// What one batch told: by an endpoint and an id, of an event or of the thing that it is about.
#[derive(Default)]
struct Told {
    digests: HashMap<(EndpointId, String), [u8; 32]>,
    newest: HashMap<(EndpointId, String), i64>,
}

pub(crate) struct Batch {
    told: Told,
    before: Told,
    /// When Apple is slow, it rings with what is known; the facts come later. All events of a batch
    /// share this time, or the last of a burst would wait for each before it.
    pub(crate) facts_until: Instant,
    /// Whether much was waiting.
    many: bool,
}

impl Batch {
    /// Begins after another, or as the first.
    pub(crate) fn after(before: Option<Self>, many: bool, wait: Duration) -> Self {
        Self {
            told: Told::default(),
            before: before.map(|batch| batch.told).unwrap_or_default(),
            facts_until: Instant::now() + wait,
            many,
        }
    }

    /// Whether Apple is not to be asked about this: a long absence has more events than Apple answers
    /// questions in an hour, and reading its log comes before.
    pub(crate) fn spares_apple(&self, delivery: &Delivery) -> bool {
        self.many && delivery.provenance == Provenance::Recovered
    }

    /// Whether an earlier event has this one's id and says something else.
    pub(crate) fn clashes(&mut self, endpoint: &Endpoint, event: &Event) -> bool {
        let Some(id) = event.id.clone() else {
            return false;
        };
        let key = (endpoint.id.clone(), id);
        let before = self.before.digests.get(&key).copied();
        let earlier = self.told.digests.insert(key, event.digest).or(before);
        earlier.is_some_and(|earlier| earlier != event.digest)
    }

    /// The newest time of this thing so far, where it is later than this one's; this one's is noted.
    pub(crate) fn newest(&mut self, endpoint: &Endpoint, instance: &str, time: i64) -> Option<i64> {
        let key = (endpoint.id.clone(), instance.to_owned());
        let before = self.before.newest.get(&key).copied().unwrap_or(time);
        let newest = self.told.newest.entry(key).or_insert(before);
        let before = before.max(*newest);
        *newest = before.max(time);
        (before > time).then_some(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint() -> Endpoint {
        Endpoint {
            id: EndpointId("e".to_owned()),
            name: "Tideline".to_owned(),
            token: "t".to_owned(),
            app_id: None,
            created: 0,
            rotated: None,
            new_secret_seen: None,
        }
    }

    fn event(says: &str) -> Event {
        let body =
            format!(r#"{{"data":{{"type":"x","id":"same","attributes":{{"a":"{says}"}}}}}}"#);
        shipbell_webhook::read(body.as_bytes()).unwrap()
    }

    #[test]
    fn a_batch_knows_what_the_one_before_told_though_it_is_not_written_yet() {
        let endpoint = endpoint();
        let mut first = Batch::after(None, true, Duration::ZERO);
        assert!(!first.clashes(&endpoint, &event("one thing")));
        assert_eq!(first.newest(&endpoint, "version", 20), None);

        let mut second = Batch::after(Some(first), true, Duration::ZERO);
        assert_eq!(
            second.newest(&endpoint, "version", 10),
            Some(20),
            "an older state would ring as if it were today's"
        );
        assert_eq!(second.newest(&endpoint, "version", 30), None);
        assert_eq!(second.newest(&endpoint, "version", 25), Some(30));
        assert!(
            second.clashes(&endpoint, &event("another")),
            "other content under a known id must be told as that"
        );
        assert!(
            !second.clashes(&endpoint, &event("another")),
            "the same once more is nothing new"
        );
    }

    #[test]
    fn the_same_event_in_the_next_batch_is_no_clash() {
        let mut first = Batch::after(None, true, Duration::ZERO);
        first.clashes(&endpoint(), &event("one thing"));
        let mut second = Batch::after(Some(first), true, Duration::ZERO);
        assert!(
            !second.clashes(&endpoint(), &event("one thing")),
            "Apple sends again what it is not sure of; that is no conflict"
        );
    }
}
