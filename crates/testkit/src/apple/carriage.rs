//! Letters to webhooks: which there are, and what becomes of them on the way.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::FakeApple;
use super::event::{Kind, Telling};
use super::mail::{Event, New};
use super::state::State;

/// What happens to a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mishap {
    /// It comes twice, and Apple knows of one.
    Twice,
    /// It never comes, and stays `PENDING`.
    Lost,
    /// It comes, but the answer does not come back: Apple takes it for failed.
    AnswerLost,
}

/// In which order letters that were held go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they were written.
    Kept,
    /// The last one first.
    Reversed,
}

/// One letter.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub(crate) webhook: Arc<str>,
    pub(crate) delivery: String,
    pub(crate) mishap: Option<Mishap>,
}

/// All letters.
#[derive(Debug)]
pub(crate) struct Carriage {
    queues: HashMap<Arc<str>, VecDeque<Letter>>,
    busy: HashSet<Arc<str>>,
    held: Option<Vec<Letter>>,
    mishaps: VecDeque<Mishap>,
    nobody_listens: bool,
    roads: Vec<(String, String)>,
    pub(crate) patience: Duration,
}

impl Default for Carriage {
    fn default() -> Self {
        Self {
            queues: HashMap::new(),
            busy: HashSet::new(),
            held: None,
            mishaps: VecDeque::new(),
            nobody_listens: false,
            roads: Vec::new(),
            // [I] How long Apple waits is not said anywhere.
            patience: Duration::from_secs(10),
        }
    }
}

impl Carriage {
    /// How many are waiting or on their way; not those that are held.
    pub(crate) fn under_way(&self) -> usize {
        self.queues.values().map(VecDeque::len).sum::<usize>() + self.busy.len()
    }

    /// Whether there is a letter that nobody carries yet.
    pub(crate) fn is_waiting(&self) -> bool {
        let mut queues = self.queues.iter();
        queues.any(|(webhook, letters)| !letters.is_empty() && !self.busy.contains(webhook))
    }

    /// Webhooks with letters and nobody who carries them; they count as busy from now on.
    pub(crate) fn ready(&mut self) -> Vec<Arc<str>> {
        let waiting = self
            .queues
            .iter()
            .filter(|(_, letters)| !letters.is_empty());
        let ready: Vec<_> = waiting
            .filter(|(webhook, _)| !self.busy.contains(*webhook))
            .map(|(webhook, _)| Arc::clone(webhook))
            .collect();
        self.busy.extend(ready.iter().cloned());
        ready
    }

    /// The next letter of a busy webhook; without one it is busy no longer.
    pub(crate) fn next(&mut self, webhook: &Arc<str>) -> Option<Letter> {
        let letter = self.queues.get_mut(webhook).and_then(VecDeque::pop_front);
        if letter.is_none() {
            self.busy.remove(webhook);
            self.queues.remove(webhook);
        }
        letter
    }

    /// Where an address leads inside this machine.
    pub(crate) fn road(&self, url: &str) -> String {
        let road = self
            .roads
            .iter()
            .find_map(|(from, to)| Some((to, url.strip_prefix(from)?)));
        road.map_or_else(|| url.to_owned(), |(to, rest)| format!("{to}{rest}"))
    }

    fn post(&mut self, letter: Letter) {
        match &mut self.held {
            Some(held) => held.push(letter),
            None => self
                .queues
                .entry(Arc::clone(&letter.webhook))
                .or_default()
                .push_back(letter),
        }
    }

    pub(crate) fn hold(&mut self) {
        self.held.get_or_insert_default();
    }

    pub(crate) fn release(&mut self, order: Order) {
        let mut held = self.held.take().unwrap_or_default();
        if order == Order::Reversed {
            held.reverse();
        }
        for letter in held {
            self.post(letter);
        }
    }

    pub(crate) fn nobody_listens(&mut self, nobody: bool) {
        self.nobody_listens = nobody;
    }

    pub(crate) fn happen(&mut self, times: usize, mishap: Mishap) {
        self.mishaps.extend(std::iter::repeat_n(mishap, times));
    }

    pub(crate) fn build_road(&mut self, from: &str, to: &str) {
        self.roads.push((from.to_owned(), to.to_owned()));
    }
}

impl State {
    /// Tells every webhook of the app that wants to hear of it.
    pub(crate) fn announce(&mut self, app: &str, telling: &Telling) {
        let Some(kind) = telling.kind.event_type() else {
            return;
        };
        let to = self.listeners(app, kind);
        if to.is_empty() {
            return;
        }
        let event = self.add_event(app, telling);
        for webhook in to {
            self.send(&webhook, event, false);
        }
    }

    pub(crate) fn listeners(&self, app: &str, kind: &str) -> Vec<String> {
        let wants = |types: Option<&Value>| {
            let types = types.and_then(Value::as_array);
            types.is_some_and(|types| types.iter().any(|one| one == kind))
        };
        let listening = self.webhooks_of(app).filter(|webhook| {
            webhook.attributes.get("enabled") == Some(&Value::Bool(true))
                && wants(webhook.attributes.get("eventTypes"))
        });
        listening.map(|webhook| webhook.id.clone()).collect()
    }

    /// The event's own id differs from the one in its payload: that they are the same is not known.
    fn add_event(&mut self, app: &str, telling: &Telling) -> usize {
        let created = self.clock.now();
        let (id, inner) = (self.ids.uuid(), self.ids.uuid());
        let payload = telling.payload(&inner, app, created);
        self.world.mail.add_event(Event {
            id,
            kind: telling.kind.event_type(),
            payload,
            created,
        })
    }

    /// Tries a webhook, whether it is enabled or not.
    pub(crate) fn ping(&mut self, webhook: &str) {
        let event = self.add_event("", &Telling::of(Kind::Ping, ""));
        self.send(webhook, event, false);
    }

    /// Records a delivery and sends it on its way. Says its id.
    pub(crate) fn send(&mut self, webhook: &str, event: usize, redelivery: bool) -> String {
        let id = self.ids.uuid();
        let now = self.clock.now();
        let url = self
            .world
            .get("webhooks", webhook)
            .and_then(|webhook| webhook.text("url"));
        let url: Arc<str> = url.unwrap_or_default().into();
        let webhook: Arc<str> = webhook.into();
        let new = New {
            webhook: &webhook,
            url: &url,
            event,
            redelivery,
        };
        self.world.mail.add_delivery(id.clone(), new, now);
        if self.carriage.nobody_listens {
            if let Some(delivery) = self.world.mail.delivery_mut(&id) {
                delivery.fail(Some(now), "The connection was refused.");
            }
            return id;
        }
        let mishap = self.carriage.mishaps.pop_front();
        if mishap != Some(Mishap::Lost) {
            self.carriage.post(Letter {
                webhook,
                delivery: id.clone(),
                mishap,
            });
        }
        id
    }
}

impl FakeApple {
    /// While nobody listens, events happen and their deliveries fail, without an attempt.
    pub fn nobody_listens(&self, nobody: bool) {
        self.with(|state| state.carriage.nobody_listens(nobody));
    }

    /// This happens to the next letters.
    pub fn mishap(&self, times: usize, mishap: Mishap) {
        self.with(|state| state.carriage.happen(times, mishap));
    }

    /// Letters are kept from now on.
    pub fn hold(&self) {
        self.with(|state| state.carriage.hold());
    }

    /// Letters that were kept go out.
    pub fn release(&self, order: Order) {
        self.with(|state| state.carriage.release(order));
    }

    /// How long an answer is waited for, in real time.
    pub fn patience(&self, patience: Duration) {
        self.with(|state| state.carriage.patience = patience);
    }

    /// Addresses that begin with `from` lead to `to`, which is on this machine. Nothing else leaves it:
    /// a delivery to an address without a road fails.
    pub fn road(&self, from: &str, to: &str) {
        self.with(|state| state.carriage.build_road(from, to));
    }
}
