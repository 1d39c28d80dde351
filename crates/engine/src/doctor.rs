//! The doctor: one line for each hop of a delivery's way, with what was seen and what to do.
//!
//! No line holds a secret, a token, an address's path, or anything that a person or Apple wrote, but for
//! Apple's own words about a failed delivery: the whole is made to be pasted into a letter.

use shipbell_feed::Condition;

use crate::apple::LoggedDelivery;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::ports::Cause;
use crate::proof::Proof;
use crate::status::{ProblemCode, Status};
use crate::tunnel::{TunnelPhase, TunnelState};

/// A hop of a delivery's way, or something it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HopName {
    /// What is kept.
    Database,
    /// Where the secrets are.
    Keychain,
    /// The door on this computer.
    Port,
    /// The tunnel that Shipbell runs.
    Tunnel,
    /// The public address's name.
    Dns,
    /// Its certificate.
    Tls,
    /// Whether it leads to this very instance.
    Instance,
    /// Whether anything arrived under Apple's signature.
    Signature,
    /// Whether Apple posts to the address in use.
    Webhook,
    /// What Apple posted last, in its own words.
    Delivery,
    /// Whether banners show.
    Notifications,
    /// Whether the icon shows.
    Tray,
    /// Room on the disk.
    Disk,
    /// Whether the clock is right.
    Clock,
}

impl HopName {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Keychain => "keychain",
            Self::Port => "port",
            Self::Tunnel => "tunnel",
            Self::Dns => "dns",
            Self::Tls => "tls",
            Self::Instance => "instance",
            Self::Signature => "signature",
            Self::Webhook => "webhook",
            Self::Delivery => "delivery",
            Self::Notifications => "notifications",
            Self::Tray => "tray",
            Self::Disk => "disk",
            Self::Clock => "clock",
        }
    }
}

/// How a hop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// Seen to work.
    Good,
    /// Nobody can say.
    Unknown,
    /// It works, and somebody should know something.
    Warning,
    /// It does not work.
    Bad,
}

impl Finding {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Unknown => "unknown",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Which hop.
    pub hop: HopName,
    /// How it is.
    pub finding: Finding,
    /// What was seen, in a sentence.
    pub proof: String,
    /// When, in epoch milliseconds.
    pub at: i64,
    /// What to do, where there is something.
    pub fix: Option<String>,
}

impl Hop {
    /// A line of what was seen at that moment.
    pub fn new(hop: HopName, finding: Finding, at: i64, proof: impl Into<String>) -> Self {
        Self {
            hop,
            finding,
            proof: proof.into(),
            at,
            fix: None,
        }
    }

    /// With what to do.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }
}

impl Engine {
    /// Looks at every hop that the engine knows of, and tries those that can be tried.
    pub async fn examine(&self) -> Result<Vec<Hop>, EngineError> {
        // First, so that the status below speaks of this moment.
        let proof = self.prove(None).await;
        let status = self.status().await?;
        let now = self.inner.clock.now_ms();
        let mut hops = vec![
            self.database(&status, now),
            keychain(&status, now),
            port(&status, now),
        ];
        hops.extend(tunnel(&self.tunnel_state(), now));
        hops.extend(way(proof, now));
        hops.push(self.signature(&status, now));
        hops.extend(self.apples_side(now).await?);
        // After Apple's side, which has just heard Apple's time.
        hops.push(clock(self.inner.apple.ahead_ms(), now));
        Ok(hops)
    }

    fn database(&self, status: &Status, now: i64) -> Hop {
        let hop = |finding, proof: String| Hop::new(HopName::Database, finding, now, proof);
        let told = |code| status.problems.iter().find(|problem| problem.code == code);
        if let Some(problem) = told(ProblemCode::CannotStore) {
            return hop(Finding::Bad, problem.detail.clone())
                .fix("Make room on the disk. Deliveries are answered with 503 until then, and Apple's log keeps what was missed.");
        }
        if let Some(problem) = told(ProblemCode::DatabaseDamaged) {
            return hop(Finding::Bad, problem.detail.clone())
                .fix("Quit Shipbell and start it again: the next start keeps the damaged file and begins a new one.");
        }
        let condition = *self.inner.feed.condition().borrow();
        let unread = status.unread;
        match condition {
            Condition::Whole => hop(
                Finding::Good,
                format!("Whole, with {unread} unread events."),
            ),
            _ => hop(
                Finding::Unknown,
                "In use; whether every page is good is still being looked at.".to_owned(),
            ),
        }
    }

    fn signature(&self, status: &Status, now: i64) -> Hop {
        let hop = |finding, proof: String| Hop::new(HopName::Signature, finding, now, proof);
        let former = self
            .inner
            .keys
            .list()
            .iter()
            .filter(|key| key.overlap_open(now))
            .count();
        match status.last_event {
            Some(at) => {
                let overlap = match former {
                    0 => String::new(),
                    _ => " A former secret is still accepted beside a new one.".to_owned(),
                };
                hop(
                    Finding::Good,
                    format!("Apple's signature was right {}.{overlap}", ago(at, now)),
                )
            }
            None if status.endpoints == 0 => hop(Finding::Unknown, "There is no endpoint yet.".to_owned())
                .fix("Go through the set-up: it makes one and waits for Apple's ping."),
            None => hop(
                Finding::Unknown,
                "Nothing has arrived under Apple's signature yet.".to_owned(),
            )
            .fix("Have Apple post its test ping: in the panel under App Store Connect, or on Apple's page of the webhook."),
        }
    }

    /// Whether Apple posts where we listen, and what it says of its last delivery.
    async fn apples_side(&self, now: i64) -> Result<Vec<Hop>, EngineError> {
        let base = self.public_url();
        let mut hops = Vec::new();
        for known in self.inner.feed.webhooks().await? {
            let Some(key) = self
                .inner
                .keys
                .by_id(&known.endpoint)
                .filter(|_| !known.watched)
            else {
                continue;
            };
            let name = &key.endpoint.name;
            let hop = |finding, proof| Hop::new(HopName::Webhook, finding, now, proof);
            let Some(account) = self.account_by_id(&known.account).await? else {
                hops.push(
                    hop(
                        Finding::Bad,
                        format!("{name}: the key that made its webhook is gone."),
                    )
                    .fix("Add the key again in the panel under App Store Connect."),
                );
                continue;
            };
            let app = key.endpoint.app_id.clone().unwrap_or_default();
            let listed = match self.inner.apple.webhooks(&account, &app).await {
                Ok(listed) => listed,
                Err(error) => {
                    hops.push(hop(Finding::Unknown, format!("{name}: {error}")));
                    continue;
                }
            };
            let url = base
                .as_ref()
                .map(|base| format!("{base}/hooks/{}", key.endpoint.token));
            let at_apple = listed.into_iter().find(|one| one.id == known.apple_id);
            let pinged = self.was_pinged(&key.endpoint.id).await?;
            hops.push(match at_apple {
                None => hop(Finding::Bad, format!("{name}: Apple has no webhook of ours any more."))
                    .fix("Remove the endpoint and connect the app again."),
                Some(one) if !one.enabled => hop(Finding::Bad, format!("{name}: Apple's webhook is switched off."))
                    .fix("Switch it on in the panel under App Store Connect."),
                Some(one) if Some(&one.url) != url.as_ref() => hop(
                    Finding::Bad,
                    format!("{name}: Apple posts to another address than the one in use."),
                )
                .fix("Shipbell tells Apple the new one as soon as it is proven; see the lines above."),
                Some(_) if pinged == Some(false) => hop(
                    Finding::Warning,
                    format!("{name}: Apple has the address in use, but its ping did not come after the last change."),
                )
                .fix("Have Apple ping again in the panel under App Store Connect."),
                Some(_) => hop(Finding::Good, format!("{name}: Apple posts to the address in use.")),
            });
            if let Some(last) = self.newest_logged(&account, &known.apple_id, now).await {
                hops.push(delivery(name, &last, now));
            }
        }
        Ok(hops)
    }

    /// The newest line of Apple's log: a day of it is enough to tell how it goes.
    async fn newest_logged(
        &self,
        account: &shipbell_vault::Account,
        webhook: &str,
        now: i64,
    ) -> Option<LoggedDelivery> {
        const DAY_MS: i64 = 24 * 60 * 60 * 1000;
        let mut log = self.inner.apple.log(account, webhook, now - DAY_MS).ok()?;
        let mut newest: Option<LoggedDelivery> = None;
        while let Some(Ok(page)) = log.next().await {
            let last = page.into_iter().max_by_key(|line| line.created);
            newest = newest
                .into_iter()
                .chain(last)
                .max_by_key(|line| line.created);
        }
        newest
    }
}

fn keychain(status: &Status, now: i64) -> Hop {
    let hop = |finding, proof: String| Hop::new(HopName::Keychain, finding, now, proof);
    let problem = status.problems.iter().find(|problem| {
        matches!(
            problem.code,
            ProblemCode::KeychainLocked
                | ProblemCode::KeychainAbsent
                | ProblemCode::SecretsUnreadable
                | ProblemCode::SecretMissing
                | ProblemCode::SecretsFile
        )
    });
    match problem {
        Some(problem) => hop(Finding::Bad, problem.detail.clone())
            .fix("Unlock or repair the keychain. What arrives meanwhile waits in quarantine and is verified then."),
        None => hop(
            Finding::Good,
            format!("The secrets of {} endpoints can be read.", status.endpoints),
        ),
    }
}

fn port(status: &Status, now: i64) -> Hop {
    let hop = |finding, proof: String| Hop::new(HopName::Port, finding, now, proof);
    match status.listening {
        Some(at) if at.ip().to_canonical().is_loopback() => hop(
            Finding::Good,
            format!("The door is open on this computer, at port {}.", at.port()),
        ),
        Some(at) => hop(
            Finding::Warning,
            format!(
                "The door is open beyond this computer, at port {}.",
                at.port()
            ),
        )
        .fix("A tunnel needs no more than 127.0.0.1; see connection.listen in shipbell.toml."),
        None => {
            let taken = status
                .problems
                .iter()
                .find(|one| one.code == ProblemCode::PortTaken);
            let why = taken.map_or("The door is not open.", |problem| problem.detail.as_str());
            hop(Finding::Bad, why.to_owned()).fix(
                "Quit the program that holds the port, or choose another port in the settings.",
            )
        }
    }
}

fn tunnel(state: &TunnelState, now: i64) -> Option<Hop> {
    let hop = |finding, proof: String| Hop::new(HopName::Tunnel, finding, now, proof);
    let fault = || {
        state
            .fault
            .clone()
            .unwrap_or_else(|| "The tunnel does not run.".to_owned())
    };
    match state.phase {
        TunnelPhase::Off => None,
        TunnelPhase::Starting => Some(hop(
            Finding::Unknown,
            "The tunnel runs and has told no address yet.".to_owned(),
        )),
        TunnelPhase::Up => Some(hop(
            Finding::Good,
            format!("The tunnel runs; it came up {}.", ago(state.since, now)),
        )),
        TunnelPhase::Waiting => {
            Some(hop(Finding::Bad, fault()).fix(
                "It is started again by itself; its output is in the settings under Connection.",
            ))
        }
        TunnelPhase::Refused => Some(
            hop(Finding::Bad, fault()).fix("Mend the tunnel in the settings under Connection."),
        ),
    }
}

/// Name, certificate and instance, from one question: what fails first hides what is behind it.
fn way(proof: Result<Proof, EngineError>, now: i64) -> Vec<Hop> {
    let good = |hop, proof: &str| Hop::new(hop, Finding::Good, now, proof);
    let unknown = |hop| {
        Hop::new(
            hop,
            Finding::Unknown,
            now,
            "Not reached: see the line above.",
        )
    };
    let (dns, tls) = (
        good(HopName::Dns, "The public address's name leads somewhere."),
        good(
            HopName::Tls,
            "The connection is taken, and its certificate is good.",
        ),
    );
    let unproven = match proof {
        Ok(Proof::Proven(proven)) => {
            let there = format!(
                "Our own question came home to this very instance in {} ms.",
                proven.round_trip_ms
            );
            return vec![dns, tls, good(HopName::Instance, &there)];
        }
        Ok(Proof::Unproven(unproven)) => unproven,
        Err(error) => {
            let why = Hop::new(HopName::Instance, Finding::Unknown, now, error.to_string());
            return vec![why.fix("The set-up leads through what is missing.")];
        }
    };
    let bad = |hop, fix: &str| Hop::new(hop, Finding::Bad, now, unproven.detail.clone()).fix(fix);
    match unproven.cause {
        Cause::Dns => vec![
            bad(
                HopName::Dns,
                "Check the spelling. A new name can take a few minutes until everybody knows it.",
            ),
            unknown(HopName::Tls),
            unknown(HopName::Instance),
        ],
        Cause::Tls => vec![
            dns,
            bad(
                HopName::Tls,
                "The certificate is missing, expired, for another name, or from an authority that Apple does not know. Check that the address is exactly the tunnel's.",
            ),
            unknown(HopName::Instance),
        ],
        Cause::Unreachable | Cause::TimedOut => vec![
            dns,
            bad(
                HopName::Tls,
                "Start the tunnel, and check that a firewall lets port 443 through.",
            ),
            unknown(HopName::Instance),
        ],
        Cause::DoorClosed => vec![bad(
            HopName::Instance,
            "Open the door first: see the port's line.",
        )],
        Cause::NotFound
        | Cause::Interstitial
        | Cause::TunnelDown
        | Cause::OtherInstance
        | Cause::Strange => vec![
            dns,
            tls,
            bad(
                HopName::Instance,
                "Point the tunnel to the door of this computer, and let it hand on every path unchanged.",
            ),
        ],
    }
}

fn delivery(endpoint: &str, last: &LoggedDelivery, now: i64) -> Hop {
    let when = ago(last.created, now);
    let hop = |finding, proof: String| Hop::new(HopName::Delivery, finding, now, proof);
    let state = last.state.as_deref().unwrap_or("UNKNOWN");
    if state == "SUCCEEDED" {
        return hop(
            Finding::Good,
            format!("{endpoint}: Apple delivered {when}."),
        );
    }
    let words = last
        .error
        .as_deref()
        .map(|error| format!(" Apple says: {error}"));
    let proof = format!(
        "{endpoint}: Apple's last delivery, {when}, is {state}.{}",
        words.unwrap_or_default()
    );
    hop(Finding::Warning, proof).fix(
        "What it told of is read from Apple's log; a look for what was missed brings it at once.",
    )
}

fn clock(ahead_ms: Option<i64>, now: i64) -> Hop {
    let hop = |finding, proof: String| Hop::new(HopName::Clock, finding, now, proof);
    match ahead_ms {
        None => hop(
            Finding::Unknown,
            "Apple was not asked yet, so nobody outside has told the time.".to_owned(),
        ),
        Some(0) => hop(
            Finding::Good,
            "Within half a minute of Apple's clock.".to_owned(),
        ),
        Some(ahead) => {
            let which = if ahead > 0 { "ahead of" } else { "behind" };
            hop(
                Finding::Warning,
                format!("{} s {which} Apple's clock.", ahead.abs() / 1000),
            )
            .fix("Let the system set its clock. Shipbell goes by Apple's time where it asks Apple.")
        }
    }
}

fn ago(at: i64, now: i64) -> String {
    match now.saturating_sub(at) / 1000 {
        ..60 => "within a minute".to_owned(),
        seconds @ 60..3_600 => format!("{} min ago", seconds / 60),
        seconds @ 3_600..172_800 => format!("{} h ago", seconds / 3_600),
        seconds => format!("{} days ago", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_clock_is_told_with_its_side() {
        let said = |ahead| {
            let hop = clock(ahead, 7);
            (hop.finding, hop.proof)
        };
        assert_eq!(said(Some(0)).0, Finding::Good);
        assert_eq!(
            said(Some(-90_000)),
            (Finding::Warning, "90 s behind Apple's clock.".to_owned())
        );
        assert_eq!(
            said(None).0,
            Finding::Unknown,
            "and nothing is claimed unasked"
        );
    }
}
