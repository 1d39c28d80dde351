//! What Apple said too late or said nothing of yet, and what testers sent along: fetched beside everything
//! else, and written into the feed in place. Nobody is rung for it a second time.

use std::time::Duration;

use bytes::Bytes;
use shipbell_feed::{
    Attachment, AttachmentKind, AttachmentState, Delivery, Errand, EventId, FeedError,
    NewAttachment, Provenance,
};
use shipbell_rules::Facts;
use shipbell_vault::Account;
use shipbell_webhook::{Event, Kind};

use crate::apple::{AppleError, AppleFault, Said, Sent};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::panics::caught_within;
use crate::recall::Recalled;

/// Nobody waits for the answer.
const ANSWER_WITHIN: Duration = Duration::from_mins(1);
/// After a question in vain; each further one waits twice as long.
const AGAIN_MS: i64 = 60_000;
const AGAIN_AT_MOST_MS: i64 = 6 * 60 * 60_000;
/// Nine days with the pauses above. [L] The addresses of pictures were seen to hold for six days and more.
const TRIES: u32 = 40;
/// Where Apple can't be asked, its turn is not used up one event after the other.
const REST: Duration = Duration::from_secs(30);
/// A key that comes later is asked about this much of the past.
const PAST_MS: i64 = 14 * 24 * 60 * 60 * 1000;
const PAST_AT_MOST: usize = 500;

/// What came of an errand.
enum Came {
    /// All that there was.
    Done,
    /// Not everything: Apple was asked in vain.
    Short,
    /// Nothing: Apple can't be asked now.
    Nothing,
}

/// What the feed keeps of Apple's word.
pub(crate) fn written(said: &Said) -> Option<String> {
    // What was said in part is asked again, and what is kept is not.
    let worth = said.whole && !said.facts.is_empty();
    worth.then(|| serde_json::to_string(&said.facts).unwrap_or_default())
}

/// When Apple is to be asked more about an event, if at all.
pub(crate) fn due(said: &Said, event: &Event, delivery: &Delivery, now: i64) -> Option<i64> {
    if delivery.provenance == Provenance::Sample || event.instance.is_none() {
        return None;
    }
    (!said.whole || has_attachments(event.kind)).then_some(now)
}

const fn has_attachments(kind: Kind) -> bool {
    matches!(kind, Kind::ScreenshotFeedback | Kind::CrashFeedback)
}

impl Engine {
    /// A key that was added can say what nobody could say before.
    pub(crate) async fn ask_about_the_past(&self) -> Result<(), FeedError> {
        let now = self.inner.clock.now_ms();
        let asked = (self.inner.feed)
            .ask_about_unknown(now - PAST_MS, now, PAST_AT_MOST)
            .await?;
        if asked > 0 {
            self.inner.to_fetch.notify_one();
        }
        Ok(())
    }

    /// What the feed keeps of Apple's word on an event.
    pub(crate) async fn kept_facts(&self, event: EventId) -> Result<Option<Facts>, FeedError> {
        let text = self.inner.feed.facts(event).await?;
        // A newer Shipbell may have written more than this one reads.
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// An attachment with its content; `None` where that is not here.
    pub async fn attachment(&self, id: i64) -> Result<(Attachment, Option<Bytes>), EngineError> {
        let found = self.inner.feed.attachment(id).await?;
        found.ok_or(EngineError::NoSuchAttachment)
    }

    pub(crate) async fn keep_fetching(self) {
        loop {
            let pause = tokio::select! {
                () = self.stopping() => return,
                pause = self.fetch_due() => pause,
            };
            let pause = pause.unwrap_or_else(|error| {
                tracing::warn!(%error, "could not look for what Apple is to be asked; trying again");
                REST
            });
            tokio::select! {
                () = self.stopping() => return,
                () = self.inner.to_fetch.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// Runs what is due, and says how long until more is.
    async fn fetch_due(&self) -> Result<Duration, FeedError> {
        loop {
            let now = self.inner.clock.now_ms();
            let Some(errand) = self.inner.feed.errands(now, 1).await?.pop() else {
                let next = self.inner.feed.next_errand().await?;
                return Ok(next.map_or(Duration::MAX, |due| {
                    Duration::from_millis(u64::try_from(due - now).unwrap_or(0))
                }));
            };
            // One that our own code stumbles over must not stop the others.
            let came = caught_within(self.run(&errand)).await;
            let (counts, again) = match came {
                Ok(Ok(Came::Done)) => {
                    self.inner.feed.end_errand(errand.event).await?;
                    continue;
                }
                Ok(Ok(Came::Nothing)) => (false, AGAIN_MS),
                Ok(Ok(Came::Short)) | Err(_) => (true, pause(errand.tries)),
                Ok(Err(error)) => {
                    tracing::warn!(%error, "an event could not be told anew; trying again");
                    (true, pause(errand.tries))
                }
            };
            if counts && errand.tries >= TRIES {
                self.inner.feed.end_errand(errand.event).await?;
                continue;
            }
            let due = self.inner.clock.now_ms() + again;
            (self.inner.feed)
                .postpone_errand(errand.event, due, counts)
                .await?;
            if !counts {
                return Ok(REST);
            }
        }
    }

    async fn run(&self, errand: &Errand) -> Result<Came, FeedError> {
        let Some(row) = self.inner.feed.event(errand.event).await? else {
            return Ok(Came::Done);
        };
        let Some(recalled) = self.recall(&row).await? else {
            return Ok(Came::Done);
        };
        let account = self.account_of(&recalled.endpoint).await;
        if self.kept_facts(row.id).await?.is_none() {
            let asked =
                (self.inner.apple).facts(account.as_ref(), &recalled.endpoint, &recalled.event);
            let Ok(said) = tokio::time::timeout(ANSWER_WITHIN, asked).await else {
                return Ok(Came::Nothing);
            };
            if !said.facts.is_empty() {
                self.tell_anew(row.id, &recalled, &said).await?;
            }
            if !said.whole {
                let nothing = said.facts.is_empty();
                return Ok(if nothing { Came::Nothing } else { Came::Short });
            }
        }
        match account {
            Some(account) if has_attachments(recalled.event.kind) => {
                self.fetch_attachments(&account, row.id, &recalled.event)
                    .await
            }
            _ => Ok(Came::Done),
        }
    }

    /// Writes what is known by now into the event's row.
    async fn tell_anew(
        &self,
        id: EventId,
        recalled: &Recalled,
        said: &Said,
    ) -> Result<(), FeedError> {
        let Recalled {
            endpoint,
            delivery,
            event,
            ..
        } = recalled;
        let told = self.compose(endpoint, delivery, event, &said.facts).event;
        // What was said in part is asked again, and what is kept is not.
        let facts = written(said);
        self.inner.feed.enrich(id, told, facts).await?;
        Ok(())
    }

    async fn fetch_attachments(
        &self,
        account: &Account,
        id: EventId,
        event: &Event,
    ) -> Result<Came, FeedError> {
        let listed = self.inner.apple.attachments(account, event).await;
        let sent = match listed {
            Ok(sent) => sent,
            Err(error) => return Ok(came_of(&error)),
        };
        let expected = (0..).zip(&sent).map(|(position, one)| NewAttachment {
            position,
            kind: one.kind,
            width: one.width,
            height: one.height,
        });
        (self.inner.feed)
            .expect_attachments(id, expected.collect())
            .await?;
        let mut came = Came::Done;
        for expected in self.inner.feed.attachments_of(id).await? {
            let position = usize::try_from(expected.position).unwrap_or(usize::MAX);
            let Some(one) = sent.get(position) else {
                continue;
            };
            if expected.state == AttachmentState::Here {
                continue;
            }
            match self.fetch_one(account, one).await {
                Ok((media_type, content)) => {
                    (self.inner.feed)
                        .fill_attachment(expected.id, media_type, content)
                        .await?;
                }
                Err(error) if is_gone(&error) => {
                    self.inner.feed.give_up_attachment(id, expected.id).await?;
                }
                Err(error) => came = came_of(&error),
            }
        }
        Ok(came)
    }

    async fn fetch_one(
        &self,
        account: &Account,
        sent: &Sent,
    ) -> Result<(String, Bytes), AppleError> {
        let content = self.inner.apple.attachment(account, sent).await?;
        let media_type = match sent.kind {
            AttachmentKind::CrashLog => "text/plain",
            AttachmentKind::Screenshot => picture_type(&content),
        };
        Ok((media_type.to_owned(), content))
    }
}

fn pause(tries: u32) -> i64 {
    AGAIN_MS
        .saturating_mul(1_i64.checked_shl(tries.min(30)).unwrap_or(i64::MAX))
        .min(AGAIN_AT_MOST_MS)
}

/// Whether asking again would tell no more.
const fn is_gone(error: &AppleError) -> bool {
    matches!(error.fault, AppleFault::Missing | AppleFault::Refused)
}

fn came_of(error: &AppleError) -> Came {
    tracing::debug!(%error, "what a tester sent could not be fetched");
    match error.fault {
        AppleFault::Missing | AppleFault::Refused => Came::Done,
        AppleFault::Key | AppleFault::Role => Came::Short,
        AppleFault::Busy | AppleFault::Unreachable => Came::Nothing,
    }
}

/// By its first bytes: what a server calls it proves nothing, and the panel shows pictures alone.
fn picture_type(content: &[u8]) -> &'static str {
    match content {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'h',
            b'e',
            b'i',
            b'c',
            ..,
        ] => "image/heic",
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => "image/webp",
        _ => "application/octet-stream",
    }
}
