//! When the way in is proven: at the start, after a wake, with another network, tunnel or address, and
//! while nothing arrives. A delivery of Apple's is as good as a proof.

use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::engine::{Change, Engine};
use crate::ports::{Cause, Unproven};
use crate::proof::Proof;
use crate::status::lock;
use crate::tunnel::TunnelPhase;

/// How long a proof or a delivery speaks.
const EVERY_MS: i64 = 5 * 60 * 1000;
/// After a question in vain; each further one waits twice as long.
const AGAIN_MS: i64 = 5_000;
const AGAIN_AT_MOST_MS: i64 = 60_000;
/// How often the clock is looked at. Within ten seconds of a wake the way in is proven again and what was missed is
/// taken in, also where no system tells of a wake.
const LOOK: Duration = Duration::from_secs(5);
/// A clock that is this much further than we slept has slept too.
const SLEPT_MS: i64 = 30_000;
/// As many questions in vain, and a tunnel that says it runs is taken for hung.
const HUNG_AFTER: u32 = 3;
/// A tunnel is not restarted more often than this for our sake.
const RESTART_APART_MS: i64 = 2 * 60 * 1000;

/// What a proof is for. Another address, door or endpoint needs a proof of its own.
#[derive(Clone, PartialEq, Eq)]
struct Way {
    url: String,
    door: SocketAddr,
    endpoint: String,
}

/// What is known between two questions.
#[derive(Default)]
struct Course {
    way: Option<Way>,
    /// Whether something happened after which nobody knows.
    doubted: bool,
    /// When Apple or our own question last came through; none since a question was asked in vain.
    good: Option<i64>,
    failures: u32,
    /// When it is asked again after that.
    next: i64,
    /// When something is left to be told to Apple.
    put_off: Option<i64>,
    restarted: i64,
    /// Whether any way was ever proven.
    proven: bool,
    /// Whether something may have been posted to a former way.
    missed: bool,
}

impl Course {
    fn due(&self) -> i64 {
        let good = self.good.map(|good| good.saturating_add(EVERY_MS));
        good.unwrap_or(self.next)
    }
}

impl Engine {
    /// The computer woke: what was proven is doubted, and what Apple posted meanwhile is looked for.
    pub fn woke(&self) {
        tracing::info!("the computer woke");
        self.doubt();
    }

    /// The network came, went, or is another one.
    pub fn network(&self, there: bool) {
        self.forget_proof();
        let before = self.inner.network.swap(there, Ordering::Relaxed);
        if before != there {
            tracing::info!(there, "the network came or went");
            self.changed(Change::Status);
        }
        if there {
            self.doubt();
        }
    }

    /// What came home before says nothing of now: until our question does again, nobody claims it.
    fn forget_proof(&self) {
        *lock(&self.inner.proven) = None;
    }

    fn doubt(&self) {
        self.forget_proof();
        self.changed(Change::Status);
        self.look_for_missed();
        self.inner.to_prove.notify_one();
    }

    pub(crate) fn has_network(&self) -> bool {
        self.inner.network.load(Ordering::Relaxed)
    }

    /// Why the last question did not come home, if it did not and still speaks for the address in use.
    pub(crate) fn unproven(&self) -> Option<Unproven> {
        let (url, unproven) = lock(&self.inner.unproven).clone()?;
        (self.public_url() == Some(url)).then_some(unproven)
    }

    pub(crate) async fn keep_proving(self) {
        let mut changes = self.changes();
        let mut course = Course {
            restarted: i64::MIN / 2,
            ..Course::default()
        };
        let mut begun = (self.inner.clock.now_ms(), Instant::now());
        loop {
            tokio::select! {
                () = self.stopping() => return,
                () = self.prove_if_due(&mut course) => {}
            }
            let looked = self.inner.clock.now_ms();
            tokio::select! {
                () = self.stopping() => return,
                () = self.inner.to_prove.notified() => course.doubted = true,
                () = tokio::time::sleep(LOOK.min(self.until_due(&course))) => {}
                _ = changes.recv() => {}
            }
            // No system need tell of a wake: the clock on the wall does. Some clocks that only go forward
            // stand still while a computer sleeps, and some do not.
            let now = self.inner.clock.now_ms();
            let worked = i64::try_from(begun.1.elapsed().as_millis()).unwrap_or(i64::MAX);
            if now - looked > SLEPT_MS || now - begun.0 - worked > SLEPT_MS {
                self.woke();
            }
            begun = (now, Instant::now());
        }
    }

    fn until_due(&self, course: &Course) -> Duration {
        let next = course
            .put_off
            .map_or(course.due(), |at| at.min(course.due()));
        let left = u64::try_from(next.saturating_sub(self.inner.clock.now_ms())).unwrap_or(0);
        // A little more than nothing: changes come in swarms.
        Duration::from_millis(left.max(200))
    }

    async fn prove_if_due(&self, course: &mut Course) {
        let way = self.way();
        if way != course.way {
            *course = Course {
                way,
                doubted: true,
                // Nothing came while there was no way, or another.
                missed: course.proven,
                proven: course.proven,
                restarted: course.restarted,
                ..Course::default()
            };
        }
        if course.way.is_none() || !self.has_network() {
            return;
        }
        let now = self.inner.clock.now_ms();
        let heard = self.inner.last_arrival.load(Ordering::Relaxed);
        course.good = course.good.map(|good| good.max(heard));
        if course.doubted || now >= course.due() {
            course.doubted = false;
            self.ask_the_way(course, now).await;
        } else if course.put_off.is_some_and(|at| at <= now) {
            course.put_off = self.keep_addresses().await;
        }
    }

    async fn ask_the_way(&self, course: &mut Course, now: i64) {
        match self.prove(None).await {
            Ok(Proof::Proven(proven)) => {
                if course.failures > 0 || course.missed {
                    tracing::info!(failures = course.failures, "the way in is open again");
                    self.look_for_missed();
                }
                (course.failures, course.missed, course.proven) = (0, false, true);
                course.good = Some(proven.at);
                course.put_off = self.keep_addresses().await;
            }
            Ok(Proof::Unproven(unproven)) => self.in_vain(course, &unproven),
            // No endpoint or no secret: a question can't even be asked.
            Err(error) => {
                tracing::debug!(%error, "the way in could not be asked");
                course.good = None;
                course.next = now + AGAIN_AT_MOST_MS;
            }
        }
    }

    fn in_vain(&self, course: &mut Course, unproven: &Unproven) {
        course.failures = course.failures.saturating_add(1);
        course.good = None;
        let now = self.inner.clock.now_ms();
        let doubled = course.failures.saturating_sub(1).min(10);
        course.next = now + (AGAIN_MS << doubled).min(AGAIN_AT_MOST_MS);
        tracing::warn!(cause = ?unproven.cause, failures = course.failures, "the way in is not proven");
        let silent = matches!(
            unproven.cause,
            Cause::TunnelDown | Cause::TimedOut | Cause::Unreachable
        );
        let runs = self.tunnel_state().phase == TunnelPhase::Up;
        let rested = now - course.restarted >= RESTART_APART_MS;
        if silent && runs && rested && course.failures >= HUNG_AFTER {
            tracing::warn!("the tunnel runs, and nothing comes through; it is started anew");
            course.restarted = now;
            self.restart_tunnel();
        }
    }

    /// What there is to prove, if anything.
    fn way(&self) -> Option<Way> {
        let key = self.inner.keys.list().into_iter().next()?;
        key.record()?;
        Some(Way {
            url: self.public_url()?,
            door: self.listening()?,
            endpoint: key.endpoint.id.0.clone(),
        })
    }
}
