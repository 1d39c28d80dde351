//! The network as the addresses of this computer show it, where nobody tells.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior};

use super::interfaces::Interfaces;

/// How often they are looked at.
const EVERY: Duration = Duration::from_secs(5);
/// An address may be gone for a moment while it is renewed.
const GONE_AFTER: u8 = 2;

/// What was seen so far.
#[derive(Default)]
pub(super) struct Looks {
    known: Option<BTreeSet<IpAddr>>,
    empty: u8,
}

impl Looks {
    /// Whether there is a network now, where that changed or it became another one. What was never
    /// there is not missed: a computer may have none to tell of, and work.
    pub(super) fn see(&mut self, seen: BTreeSet<IpAddr>) -> Option<bool> {
        let Some(known) = &self.known else {
            self.known = Some(seen);
            return None;
        };
        if !seen.is_empty() {
            self.empty = 0;
            let other = seen != *known;
            self.known = Some(seen);
            return other.then_some(true);
        }
        if known.is_empty() {
            return None;
        }
        self.empty += 1;
        if self.empty < GONE_AFTER {
            return None;
        }
        self.empty = 0;
        self.known = Some(seen);
        Some(false)
    }
}

/// When it is time to look. A computer that slept looks once, not for each time that it missed.
pub(super) fn times() -> Interval {
    let mut times = tokio::time::interval(EVERY);
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    times
}

/// Asks beside everything else: a system may take its time.
pub(super) async fn ask<T: Send + 'static>(
    interfaces: &Arc<dyn Interfaces>,
    question: impl FnOnce(&dyn Interfaces) -> Option<T> + Send + 'static,
) -> Option<T> {
    let interfaces = Arc::clone(interfaces);
    let asked = tokio::task::spawn_blocking(move || question(&*interfaces));
    asked.await.ok().flatten()
}

/// Looks until it is dropped.
#[cfg(not(target_os = "linux"))]
pub(super) async fn listen(
    interfaces: Option<Arc<dyn Interfaces>>,
    tell: tokio::sync::mpsc::Sender<super::Sign>,
) {
    let Some(interfaces) = interfaces else {
        return;
    };
    let (mut looks, mut times) = (Looks::default(), times());
    loop {
        times.tick().await;
        let seen = ask(&interfaces, |all| all.networks()).await;
        let Some(there) = seen.and_then(|seen| looks.see(seen)) else {
            continue;
        };
        if tell.send(super::Sign::Network(there)).await.is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Looks;

    fn look(looks: &mut Looks, addresses: &[&str]) -> Option<bool> {
        let seen: BTreeSet<_> = addresses.iter().map(|one| one.parse().unwrap()).collect();
        looks.see(seen)
    }

    #[test]
    fn a_loss_counts_when_it_lasts_and_another_network_counts_at_once() {
        let mut looks = Looks::default();
        assert_eq!(
            look(&mut looks, &["192.0.2.2"]),
            None,
            "nothing changed yet"
        );
        assert_eq!(look(&mut looks, &[]), None, "it may be renewed");
        assert_eq!(look(&mut looks, &["192.0.2.2"]), None, "as it was");
        assert_eq!(look(&mut looks, &[]), None);
        assert_eq!(look(&mut looks, &[]), Some(false));
        assert_eq!(look(&mut looks, &[]), None, "said once");
        assert_eq!(look(&mut looks, &["192.0.2.2"]), Some(true));
        assert_eq!(
            look(&mut looks, &["198.51.100.9"]),
            Some(true),
            "a proof from one network says nothing of the next"
        );
    }

    #[test]
    fn what_was_never_there_is_not_missed() {
        let mut looks = Looks::default();
        for _ in 0..5 {
            assert_eq!(
                look(&mut looks, &[]),
                None,
                "a container with loopback alone is not offline"
            );
        }
        assert_eq!(look(&mut looks, &["192.0.2.2"]), Some(true));
    }
}
