//! An event once more: its delivery is read again, to be shown whole or put through today's texts.

use std::time::Duration;

use shipbell_feed::{Delivery, Endpoint, FeedError};
use shipbell_rules::Facts;
use shipbell_webhook::Event;

use crate::engine::Engine;
use crate::panics::{caught, caught_within};
use crate::render::Rendering;

/// Somebody waits for the answer, so Apple has no longer than this to add what it knows.
const FACTS_WITHIN: Duration = Duration::from_secs(2);

/// An event with everything that its texts are made of.
pub(crate) struct Recalled {
    /// Its row; `None` for a sample that was never filed.
    pub(crate) row: Option<shipbell_feed::Event>,
    pub(crate) endpoint: Endpoint,
    pub(crate) delivery: Delivery,
    pub(crate) event: Event,
    pub(crate) facts: Facts,
}

impl Recalled {
    pub(crate) fn rendering<'a>(&'a self, engine: &'a Engine) -> Rendering<'a> {
        Rendering::new(
            engine,
            &self.endpoint,
            &self.delivery,
            &self.event,
            &self.facts,
        )
    }
}

impl Engine {
    /// The endpoint of a row. One that was removed is remembered by its name, and has no door.
    pub(crate) fn endpoint_of_row(&self, row: &shipbell_feed::Event) -> Endpoint {
        self.inner.keys.by_id(&row.endpoint).map_or_else(
            || Endpoint {
                id: row.endpoint.clone(),
                name: row.endpoint_name.clone(),
                token: String::new(),
                app_id: row.app_id.clone(),
                created: 0,
                rotated: None,
                new_secret_seen: None,
            },
            |key| key.endpoint.clone(),
        )
    }

    /// Reads a row's delivery again; `None` where it can't be read. What was known of it when it
    /// was filed is known still.
    pub(crate) fn reread(
        &self,
        row: &shipbell_feed::Event,
        delivery: Delivery,
    ) -> Option<Recalled> {
        let event = caught(|| shipbell_webhook::read(&delivery.body))
            .ok()?
            .ok()?;
        Some(Recalled {
            endpoint: self.endpoint_of_row(row),
            facts: Facts {
                app_id: row.app_id.clone(),
                version: row.version.clone(),
                build: row.build.clone(),
                platform: row.platform.clone(),
                ..Facts::default()
            },
            row: Some(row.clone()),
            delivery,
            event,
        })
    }

    /// As [`Engine::reread`], from the feed; `None` also where retention took the delivery.
    pub(crate) async fn recall(
        &self,
        row: &shipbell_feed::Event,
    ) -> Result<Option<Recalled>, FeedError> {
        if !row.readable {
            return Ok(None);
        }
        let deliveries = self.inner.feed.deliveries_of(row.id).await?;
        let first = deliveries.into_iter().next();
        Ok(first.and_then(|delivery| self.reread(row, delivery)))
    }

    /// Adds what App Store Connect said of it, or says today where nothing is kept.
    pub(crate) async fn with_facts(&self, mut recalled: Recalled) -> Result<Recalled, FeedError> {
        let kept = match &recalled.row {
            Some(row) => self.kept_facts(row.id).await?,
            None => None,
        };
        let Some(facts) = kept else {
            return Ok(self.ask_again(recalled).await);
        };
        recalled.facts = facts;
        Ok(recalled)
    }

    async fn ask_again(&self, mut recalled: Recalled) -> Recalled {
        let account = self.account_of(&recalled.endpoint).await;
        let apple = &self.inner.apple;
        let asked = apple.facts(account.as_ref(), &recalled.endpoint, &recalled.event);
        let asked = caught_within(asked);
        let Ok(Ok(said)) = tokio::time::timeout(FACTS_WITHIN, asked).await else {
            return recalled;
        };
        let (known, fresh) = (recalled.facts, said.facts);
        recalled.facts = Facts {
            app_id: fresh.app_id.or(known.app_id),
            version: fresh.version.or(known.version),
            build: fresh.build.or(known.build),
            platform: fresh.platform.or(known.platform),
            ..fresh
        };
        recalled
    }
}
