//! One machine says how Shipbell is: icon, menu, panel and doctor all ask it, and it claims no more than
//! was proven.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use shipbell_feed::NewNotice;
use shipbell_rules::Level;
use shipbell_words::{Arg, id};

use crate::engine::{Change, Engine};
use crate::error::EngineError;
use crate::ports::{Cause, Unproven};
use crate::status::{Problem, lock};
use crate::tunnel::{TunnelPhase, TunnelState};

/// How often it is looked at where nothing happens.
const LOOK: Duration = Duration::from_secs(30);
/// Enough for a day of trouble.
const REMEMBERED: usize = 256;
/// Under which the silence is noted that a person was told of.
const TOLD: &str = "silence-told";

/// What the icon tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// Not listening yet.
    Starting,
    /// The door is open on this computer, and nobody knows whether it can be reached.
    Listening,
    /// The public address leads here.
    Proven,
    /// Something is wrong, and named.
    Degraded,
    /// This computer has no network.
    Offline,
    /// Taking in and keeping, but not ringing.
    Paused,
}

impl Health {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Listening => "listening",
            Self::Proven => "proven",
            Self::Degraded => "degraded",
            Self::Offline => "offline",
            Self::Paused => "paused",
        }
    }
}

/// Why it is not better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Stable: tray and panel find their words by it.
    pub code: String,
    /// A sentence with the particulars, never a secret.
    pub detail: String,
}

/// A state that began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When, in epoch milliseconds.
    pub at: i64,
    /// Into what.
    pub health: Health,
    /// Why.
    pub code: Option<String>,
}

/// All that the state follows from.
pub(crate) struct Seen<'a> {
    pub(crate) listening: bool,
    pub(crate) paused: bool,
    pub(crate) problems: &'a [Problem],
    pub(crate) network: bool,
    pub(crate) tunnel: &'a TunnelState,
    pub(crate) unproven: Option<&'a Unproven>,
    pub(crate) proven: bool,
}

/// A ladder: what needs the user first, then what they chose, then what is proven.
pub(crate) fn health(seen: &Seen<'_>) -> (Health, Option<Reason>) {
    let stopped = seen.problems.iter().find(|one| one.code.stops_the_bell());
    if let Some(Problem { code, detail }) = stopped {
        return (Health::Degraded, Some(reason(code.name(), detail)));
    }
    if !seen.listening {
        return (Health::Starting, None);
    }
    if !seen.network {
        let detail =
            "This computer has no network. What Apple posts meanwhile is read from its log later.";
        return (Health::Offline, Some(reason("network", detail)));
    }
    if matches!(
        seen.tunnel.phase,
        TunnelPhase::Waiting | TunnelPhase::Refused
    ) {
        let detail = seen.tunnel.fault.as_deref();
        let detail = detail.unwrap_or("The tunnel does not run.");
        return (Health::Degraded, Some(reason("tunnel", detail)));
    }
    if let Some(Unproven { cause, detail }) = seen.unproven {
        return (Health::Degraded, Some(reason(code_of(*cause), detail)));
    }
    let health = match (seen.paused, seen.proven) {
        (true, _) => Health::Paused,
        (false, true) => Health::Proven,
        (false, false) => Health::Listening,
    };
    (health, None)
}

fn reason(code: &str, detail: &str) -> Reason {
    Reason {
        code: code.to_owned(),
        detail: detail.to_owned(),
    }
}

const fn code_of(cause: Cause) -> &'static str {
    match cause {
        Cause::Dns => "unproven-dns",
        Cause::Tls => "unproven-tls",
        Cause::Unreachable => "unproven-unreachable",
        Cause::TimedOut => "unproven-timed-out",
        Cause::NotFound => "unproven-not-found",
        Cause::Interstitial => "unproven-interstitial",
        Cause::TunnelDown => "unproven-tunnel-down",
        Cause::OtherInstance => "unproven-other-instance",
        Cause::Strange => "unproven-strange",
        Cause::DoorClosed => "unproven-door-closed",
    }
}

/// What was, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Timeline(Mutex<VecDeque<Moment>>);

impl Timeline {
    /// Notes what is, and says since when it is so.
    pub(crate) fn note(&self, now: i64, health: Health, reason: Option<&Reason>) -> i64 {
        let code = reason.map(|reason| reason.code.clone());
        let mut all = lock(&self.0);
        if let Some(last) = all.back()
            && (last.health, &last.code) == (health, &code)
        {
            return last.at;
        }
        if all.len() >= REMEMBERED {
            all.pop_front();
        }
        let at = now;
        all.push_back(Moment { at, health, code });
        now
    }

    pub(crate) fn all(&self) -> Vec<Moment> {
        lock(&self.0).iter().cloned().collect()
    }
}

impl Engine {
    /// Every state since the start, oldest first; of many, the newest.
    pub fn timeline(&self) -> Vec<Moment> {
        self.inner.timeline.all()
    }

    /// Follows every change, so that no state goes by unseen, and tells of a long silence.
    pub(crate) async fn keep_health(self) {
        let mut changes = self.changes();
        loop {
            if let Err(error) = self.look_at_health().await {
                tracing::warn!(%error, "could not say how Shipbell is; looking again");
            }
            loop {
                tokio::select! {
                    () = self.stopping() => return,
                    () = tokio::time::sleep(LOOK) => break,
                    change = changes.recv() => match change {
                        Ok(Change::Feed) => {}
                        _ => break,
                    },
                }
            }
        }
    }

    async fn look_at_health(&self) -> Result<(), EngineError> {
        let moments = self.inner.timeline.all().len();
        let status = self.status().await?;
        if self.inner.timeline.all().len() != moments {
            tracing::info!(health = status.health.name(), reason = ?status.reason, "the state is another one");
        }
        self.break_silence().await
    }

    /// A bell that heard nothing for so long, and can't prove that it could have, says so itself.
    async fn break_silence(&self) -> Result<(), EngineError> {
        const HOUR_MS: i64 = 60 * 60 * 1000;
        let hours = self.inner.settings.current().connection.silence_alarm;
        let first = self
            .inner
            .keys
            .list()
            .iter()
            .map(|key| key.endpoint.created)
            .min();
        let Some(first) = first.filter(|_| hours > 0) else {
            return Ok(());
        };
        let heard = self.last_arrival().await?;
        let proven = self.proven().map(|proven| proven.at);
        let last_sign = [Some(first), heard, proven].into_iter().flatten().max();
        let last_sign = last_sign.unwrap_or(first);
        let now = self.inner.clock.now_ms();
        if now - last_sign < i64::from(hours) * HOUR_MS {
            return Ok(());
        }
        let told = self.inner.feed.get(TOLD).await?;
        if told.as_deref() == Some(last_sign.to_string().as_str()) {
            return Ok(());
        }
        let hours = (now - last_sign) / HOUR_MS;
        let args = [("hours", Arg::Number(hours))];
        let notice = NewNotice {
            event: None,
            channel: String::new(),
            level: Level::Active.name().to_owned(),
            title: self.inner.words.say(id::BANNER_SILENCE_TITLE),
            body: self.inner.words.say_with(id::BANNER_SILENCE_BODY, &args),
            link: None,
            group: "silence".to_owned(),
            due: now,
            sink: self.inner.sink.kind().name().to_owned(),
        };
        self.inner.feed.put_notice(notice).await?;
        self.inner
            .feed
            .set(TOLD, Some(&last_sign.to_string()))
            .await?;
        self.inner.to_ring.notify_one();
        Ok(())
    }
}
