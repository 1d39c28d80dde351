//! What was missed: many deliveries at once, without an attempt.

use std::sync::Arc;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

use super::FakeApple;
use super::event::{Kind, Telling};
use super::mail::{Event, New};
use super::resources::versions;
use super::state::State;

/// Well within what can still be asked for.
const SPAN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A webhook's id and address.
type Addressee = (Arc<str>, Arc<str>);

impl State {
    /// Deliveries that failed over the last seven days. Says the ids in their payloads.
    pub(crate) fn history(&mut self, app: &str, count: usize) -> Result<Vec<String>> {
        let version = match self.world.newest("appStoreVersions", "app", app) {
            Some(version) => version.id.clone(),
            None => self.add_version(app, "1.0", "IOS")?,
        };
        let to = self.addressees(app);
        let many = i32::try_from(count)?;
        let step = SPAN / many.max(1);
        let mut at = self.clock.now().saturating_sub(step * many)?;
        let states = versions::STATES;
        let moves = states.iter().zip(states.iter().skip(1)).cycle();
        let mut told = Vec::with_capacity(count);
        for (state, old) in moves.take(count) {
            let telling = Telling::of(Kind::AppVersion, &version).states(state, Some(old));
            told.push(self.miss(app, &telling, &to, at));
            at = at.saturating_add(step)?;
        }
        Ok(told)
    }

    fn addressees(&self, app: &str) -> Vec<Addressee> {
        let kind = Kind::AppVersion.event_type().unwrap_or_default();
        let webhooks = self.listeners(app, kind).into_iter().map(|id| {
            let webhook = self.world.get("webhooks", &id);
            let url = webhook.and_then(|webhook| webhook.text("url"));
            (id.as_str().into(), url.unwrap_or_default().into())
        });
        webhooks.collect()
    }

    /// Says the id in the payload.
    fn miss(&mut self, app: &str, telling: &Telling, to: &[Addressee], at: Timestamp) -> String {
        let (id, inner) = (self.ids.uuid(), self.ids.uuid());
        let event = self.world.mail.add_event(Event {
            id,
            kind: telling.kind.event_type(),
            payload: telling.payload(&inner, app, at),
            created: at,
        });
        for (webhook, url) in to {
            let id = self.ids.uuid();
            let new = New {
                webhook,
                url,
                event,
                redelivery: false,
            };
            self.world.mail.add_delivery(id.clone(), new, at);
            if let Some(delivery) = self.world.mail.delivery_mut(&id) {
                delivery.fail(Some(at), "The connection was refused.");
            }
        }
        inner
    }
}

impl FakeApple {
    /// So many deliveries failed over the last seven days, evenly. Says the ids in their payloads, the
    /// oldest first. To be called before other things happen: deliveries are kept in their order.
    pub fn history(&self, app: &str, count: usize) -> Result<Vec<String>> {
        self.with(|state| state.history(app, count))
    }
}
