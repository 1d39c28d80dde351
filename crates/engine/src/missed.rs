//! A log of Apple's, read to its end: what of it is not in the feed is kept.

use bytes::Bytes;
use shipbell_feed::{
    EndpointId, IndexHold, Kept, Known, NewDelivery, Provenance, Sought, Verdict, Webhook,
};
use shipbell_vault::Account;

use crate::apple::{Log, LoggedDelivery};
use crate::catch_up::CaughtUp;
use crate::engine::Engine;
use crate::error::EngineError;

/// When something would have arrived of which nothing says when: it arrives when it is taken in.
pub(crate) const NOBODY_KNOWS: i64 = i64::MAX;

/// A page of a log, each line with whether it is in the feed.
struct Compared {
    page: Vec<(LoggedDelivery, Option<bool>)>,
    /// All of a page is kept and filed first, and indexed then.
    held: IndexHold,
}

/// What the door would have kept, had it come; without a signature, because nobody signed it for us.
pub(crate) fn recovered(endpoint: &EndpointId, arrived: i64, body: Bytes) -> NewDelivery {
    NewDelivery {
        endpoint: endpoint.clone(),
        arrived,
        headers: Vec::new(),
        body,
        verdict: Verdict::None,
        provenance: Provenance::Recovered,
    }
}

/// What a line of the log brings, where the feed does not have what it says.
fn missed(
    endpoint: &EndpointId,
    line: LoggedDelivery,
    here: Option<bool>,
    round: &mut CaughtUp,
) -> Option<NewDelivery> {
    let Some(body) = line.payload.filter(|body| !body.is_empty()) else {
        round.empty += 1;
        return None;
    };
    // The same event may have other bytes here than it had at the door: what it says decides.
    if here == Some(true) {
        round.known += 1;
        return None;
    }
    // Not every body says when it happened. Apple's log knows when it would have come.
    let arrived = if line.created > 0 {
        line.created
    } else {
        NOBODY_KNOWS
    };
    Some(recovered(endpoint, arrived, Bytes::from(body)))
}

impl Engine {
    /// Whether the feed has what each line's body says; `None` where there is no body to compare.
    pub(crate) async fn are_here(
        &self,
        endpoint: &EndpointId,
        page: &[LoggedDelivery],
    ) -> Result<Vec<Option<bool>>, EngineError> {
        let sought = |line: &LoggedDelivery| {
            let event = shipbell_webhook::read(line.payload.as_deref()?.as_bytes()).ok()?;
            Some(Sought {
                endpoint: endpoint.clone(),
                apple_id: event.id,
                digest: event.digest,
                instance: None,
            })
        };
        let sought: Vec<_> = page.iter().map(sought).collect();
        let comparable: Vec<_> = sought.iter().map(Option::is_some).collect();
        let before = (self.inner.feed)
            .before(sought.into_iter().flatten().collect())
            .await?;
        let mut is_here = before
            .into_iter()
            .map(|before| matches!(before.known, Known::Same { .. }));
        let here = comparable
            .into_iter()
            .map(|yes| yes.then(|| is_here.next()).flatten());
        Ok(here.collect())
    }

    /// Reads a log to its end: while a page is kept, the next is read and compared, and there are never more
    /// in memory. Answers with the newest time in it.
    pub(crate) async fn read_log(
        &self,
        webhook: &Webhook,
        account: &Account,
        since: i64,
        round: &mut CaughtUp,
    ) -> Result<Option<i64>, EngineError> {
        let mut newest = None;
        let mut log = (self.inner.apple).log(account, &webhook.apple_id, since)?;
        let mut compared = self.compare_next(webhook, &mut *log).await?;
        while let Some(Compared { page, held }) = compared {
            newest = newest.max(page.last().map(|(line, _)| line.created));
            let missed = page
                .into_iter()
                .filter_map(|(line, here)| missed(&webhook.endpoint, line, here, round))
                .collect();
            let keep = async {
                let kept = self.keep_missed(missed, round).await;
                // Where Apple is still waited for, the writer has time.
                drop(held);
                kept
            };
            let (kept, next) = tokio::join!(keep, self.compare_next(webhook, &mut *log));
            kept?;
            compared = next?;
        }
        Ok(newest)
    }

    /// The next page of a log, oldest first, beside what is in the feed.
    async fn compare_next(
        &self,
        webhook: &Webhook,
        log: &mut dyn Log,
    ) -> Result<Option<Compared>, EngineError> {
        let Some(page) = log.next().await else {
            return Ok(None);
        };
        let mut page = page?;
        let held = self.inner.feed.hold_index();
        page.sort_by_key(|line| line.created);
        let here = self.are_here(&webhook.endpoint, &page).await?;
        let page = page.into_iter().zip(here).collect();
        Ok(Some(Compared { page, held }))
    }

    pub(crate) async fn keep_missed(
        &self,
        mut missed: Vec<NewDelivery>,
        round: &mut CaughtUp,
    ) -> Result<(), EngineError> {
        if missed.is_empty() {
            return Ok(());
        }
        let now = self.inner.clock.now_ms();
        for one in &mut missed {
            one.arrived = one.arrived.min(now);
        }
        for kept in self.inner.feed.keep_all(missed, now).await? {
            match kept {
                Kept::New(_) => round.recovered += 1,
                Kept::Again(_) => round.known += 1,
            }
        }
        self.inner.to_read.notify_one();
        Ok(())
    }
}
