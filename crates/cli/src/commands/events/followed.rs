//! What came since the last look?

use std::time::{Duration, Instant};

use anyhow::Result;
use shipbell_feed::{Event, EventId, Query, Reader};

const PAGE: usize = 500;
/// The owner indexes an event a moment after it filed it; on a busy machine, a long moment.
const INDEXED_WITHIN: Duration = Duration::from_mins(1);

/// A feed that is followed, from some event on.
pub(super) struct Followed {
    reader: Reader,
    search: Option<String>,
    version: u64,
    last: EventId,
    /// Filed, but not found by the search so far: not indexed yet, or not wanted.
    waiting: Vec<(Instant, Event)>,
}

impl Followed {
    /// Follows from `last` on; `version` was the feed's before `last` was read.
    pub(super) fn new(reader: Reader, search: Option<String>, version: u64, last: EventId) -> Self {
        Self {
            reader,
            search,
            version,
            last,
            waiting: Vec::new(),
        }
    }

    /// The wanted events that came since the last call, in the order of their arrival.
    pub(super) fn news(&mut self) -> Result<Vec<Event>> {
        let version = self.reader.version()?;
        if version == self.version {
            return Ok(Vec::new());
        }
        self.version = version;
        let new = self.filed()?;
        if self.search.is_none() {
            return Ok(new);
        }
        let now = Instant::now();
        self.waiting
            .extend(new.into_iter().map(|event| (now, event)));
        let found = self.found()?;
        let mut wanted = Vec::new();
        for (since, event) in std::mem::take(&mut self.waiting) {
            if found.contains(&event.id) {
                wanted.push(event);
            } else if now.duration_since(since) < INDEXED_WITHIN {
                self.waiting.push((since, event));
            }
        }
        Ok(wanted)
    }

    /// Ids follow arrival, while pages follow Apple's time: a late event is found by its id.
    fn filed(&mut self) -> Result<Vec<Event>> {
        let mut all = Vec::new();
        loop {
            let new = self.reader.after(self.last, PAGE)?;
            let Some(newest) = new.last() else {
                return Ok(all);
            };
            self.last = newest.id;
            all.extend(new);
        }
    }

    /// Which events the search finds, back to the oldest that waits.
    fn found(&self) -> Result<Vec<EventId>> {
        let mut ids = Vec::new();
        let Some(oldest) = self.waiting.iter().map(|(_, event)| when(event)).min() else {
            return Ok(ids);
        };
        let mut before = None;
        loop {
            let page = self.reader.page(&Query {
                search: self.search.clone(),
                before: before.take(),
                limit: PAGE,
                ..Query::default()
            })?;
            let older = page.events.last().is_none_or(|last| when(last) < oldest);
            ids.extend(page.events.into_iter().map(|event| event.id));
            before = page.next;
            if older || before.is_none() {
                return Ok(ids);
            }
        }
    }
}

/// By what the feed is ordered.
fn when(event: &Event) -> i64 {
    event.time.unwrap_or(event.received)
}
