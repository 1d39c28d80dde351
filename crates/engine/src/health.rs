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
/// Under which it is noted how long nothing was heard.
const SILENCE: &str = "silence";
/// How often that is noted.
const NOTED_EVERY_MS: i64 = 10 * 60 * 1000;
/// Between two looks of a computer that is awake there is no more than this.
const AWAKE_MS: i64 = 2 * 60 * 1000;
const HOUR_MS: i64 = 60 * 60 * 1000;

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
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that are so or not, each by itself"
)]
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
    let is_down = match seen.tunnel.phase {
        TunnelPhase::Waiting | TunnelPhase::Refused => true,
        // One that is started again after it ended is no better for that.
        TunnelPhase::Starting => seen.tunnel.fault.is_some(),
        TunnelPhase::Off | TunnelPhase::Up => false,
    };
    if is_down {
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
    pub(crate) fn note(
        &self,
        now: i64,
        look: impl FnOnce() -> (Health, Option<Reason>),
    ) -> (Health, Option<Reason>, i64) {
        let mut all = lock(&self.0);
        let (health, reason) = look();
        let code = reason.as_ref().map(|reason| reason.code.clone());
        if let Some(last) = all.back()
            && (last.health, &last.code) == (health, &code)
        {
            return (health, reason, last.at);
        }
        if all.len() >= REMEMBERED {
            all.pop_front();
        }
        tracing::info!(health = health.name(), code, "the state is another one");
        let at = now;
        all.push_back(Moment { at, health, code });
        (health, reason, at)
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
        let mut silence = Silence::default();
        loop {
            if let Err(error) = self.look_at_health(&mut silence).await {
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

    async fn look_at_health(&self, silence: &mut Silence) -> Result<(), EngineError> {
        // Whoever asks notes what is new.
        self.status().await?;
        self.break_silence(silence).await
    }

    /// A bell that heard nothing for so long, and can't prove that it could have, says so itself.
    async fn break_silence(&self, silence: &mut Silence) -> Result<(), EngineError> {
        let hours = i64::from(self.inner.settings.current().connection.silence_alarm);
        let heard = self.last_arrival().await?;
        let is_set_up = heard.is_some() || self.public_url().is_some();
        if hours == 0 || !is_set_up || self.inner.keys.list().is_empty() {
            return Ok(());
        }
        let proven = self.proven().map(|proven| proven.at);
        let sign = heard.max(proven).unwrap_or(0);
        let now = self.inner.clock.now_ms();
        if silence.sign.is_none() {
            let noted = self.inner.feed.get(SILENCE).await?;
            *silence = noted
                .as_deref()
                .and_then(Silence::noted)
                .unwrap_or_default();
        }
        let was_told = silence.told;
        let noted = silence.lasts(sign, now) / NOTED_EVERY_MS;
        if silence.awake >= hours * HOUR_MS && !silence.told {
            silence.told = true;
            self.tell_of_silence(silence.awake / HOUR_MS, now).await?;
        }
        if silence.told != was_told || silence.awake / NOTED_EVERY_MS != noted {
            self.inner.feed.set(SILENCE, Some(&silence.note())).await?;
        }
        Ok(())
    }

    async fn tell_of_silence(&self, hours: i64, now: i64) -> Result<(), EngineError> {
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
        self.inner.to_ring.notify_one();
        Ok(())
    }
}

/// How long nothing was heard, in the time that this computer was awake: one that slept for two days
/// could not have heard anything.
#[derive(Debug, Default)]
struct Silence {
    /// The last sign of life: a delivery, or a proof.
    sign: Option<i64>,
    /// How long it lasts, in milliseconds awake.
    awake: i64,
    /// Whether a person was told of it.
    told: bool,
    looked: Option<i64>,
}

impl Silence {
    /// Counts on; answers with how long it lasted at the last look.
    fn lasts(&mut self, sign: i64, now: i64) -> i64 {
        let before = self.awake;
        let since = now - self.looked.unwrap_or(now);
        self.looked = Some(now);
        if self.sign != Some(sign) {
            self.sign = Some(sign);
            self.awake = 0;
            self.told = false;
        } else if (0..AWAKE_MS).contains(&since) {
            self.awake += since;
        }
        before
    }

    fn note(&self) -> String {
        format!(
            "{} {} {}",
            self.sign.unwrap_or(0),
            self.awake,
            i32::from(self.told)
        )
    }

    fn noted(text: &str) -> Option<Self> {
        let mut parts = text.split(' ').map(str::parse::<i64>);
        Some(Self {
            sign: Some(parts.next()?.ok()?),
            awake: parts.next()?.ok()?,
            told: parts.next()?.ok()? != 0,
            looked: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_counts_the_time_awake_and_ends_with_a_sign() {
        let mut silence = Silence::default();
        let mut now = 1_000;
        silence.lasts(500, now);
        for _ in 0..120 {
            now += 30_000;
            silence.lasts(500, now);
        }
        assert_eq!(
            silence.awake, HOUR_MS,
            "an hour in which it could have heard"
        );
        silence.lasts(500, now + 48 * HOUR_MS);
        assert_eq!(
            silence.awake, HOUR_MS,
            "a computer that slept hears nothing, and that is no fault"
        );
        silence.told = true;
        let mut kept = Silence::noted(&silence.note()).unwrap();
        kept.lasts(500, 7);
        assert!(kept.told, "a restart is no reason to tell once more");
        kept.lasts(600, 8);
        assert_eq!(
            (kept.awake, kept.told),
            (0, false),
            "the next silence is told anew"
        );
    }

    fn seen(problems: &[Problem]) -> Seen<'_> {
        const NONE: &TunnelState = &TunnelState {
            phase: TunnelPhase::Off,
            since: 0,
            again: None,
            url: None,
            fault: None,
        };
        Seen {
            listening: true,
            paused: false,
            problems,
            network: true,
            tunnel: NONE,
            unproven: None,
            proven: true,
        }
    }

    #[test]
    fn no_state_claims_more_than_is_so() {
        let is = |seen: Seen<'_>| {
            let (health, reason) = health(&seen);
            (health, reason.map(|reason| reason.code))
        };
        let because = |code: &str| Some(code.to_owned());
        assert_eq!(is(seen(&[])), (Health::Proven, None));
        let unproven = Unproven {
            cause: Cause::TunnelDown,
            detail: String::new(),
        };
        let failed = Seen {
            unproven: Some(&unproven),
            proven: false,
            ..seen(&[])
        };
        assert_eq!(
            is(failed),
            (Health::Degraded, because("unproven-tunnel-down"))
        );
        let nobody_asked = Seen {
            proven: false,
            ..seen(&[])
        };
        assert_eq!(is(nobody_asked), (Health::Listening, None));
        let waiting = TunnelState {
            phase: TunnelPhase::Waiting,
            ..TunnelState::default()
        };
        let ended = Seen {
            tunnel: &waiting,
            paused: true,
            ..seen(&[])
        };
        assert_eq!(
            is(ended),
            (Health::Degraded, because("tunnel")),
            "a pause does not hide that nothing can arrive"
        );
        let alone = Seen {
            network: false,
            tunnel: &waiting,
            ..seen(&[])
        };
        assert_eq!(
            is(alone),
            (Health::Offline, because("network")),
            "without a network the tunnel is not what has to be mended"
        );
        let closed = Seen {
            listening: false,
            ..seen(&[])
        };
        assert_eq!(is(closed), (Health::Starting, None));
    }

    #[test]
    fn the_timeline_notes_changes_and_keeps_the_newest() {
        let timeline = Timeline::default();
        let note = |at, health| timeline.note(at, || (health, None)).2;
        assert_eq!(note(1, Health::Listening), 1);
        assert_eq!(note(5, Health::Listening), 1, "since it began");
        for at in 10..1_000 {
            let health = if at % 2 == 0 {
                Health::Proven
            } else {
                Health::Paused
            };
            note(at, health);
        }
        let all = timeline.all();
        assert_eq!(all.len(), REMEMBERED);
        assert_eq!(all.last().map(|moment| moment.at), Some(999));
    }
}
