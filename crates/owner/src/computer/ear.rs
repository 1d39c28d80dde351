//! Listening to a computer with Linux: to the system bus while there is one, and to the addresses
//! where NetworkManager does not answer.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_lite::StreamExt;
use tokio::sync::mpsc;
use tokio::time::{Instant, Interval};
use zbus::Message;
use zbus::zvariant::OwnedValue;

use super::Sign;
use super::bus::{self, Bus};
use super::interfaces::Interfaces;
use super::looks::{self, Looks};
use super::manager::Manager;

/// A bus that is not there is asked for again after this.
const AGAIN: Duration = Duration::from_mins(1);

/// Listens until it is dropped.
pub(super) async fn listen(
    bus: Option<String>,
    interfaces: Option<Arc<dyn Interfaces>>,
    tell: mpsc::Sender<Sign>,
) {
    let mut times = looks::times();
    let mut ear = Ear::new(interfaces, tell);
    let mut said = false;
    while !ear.tell.is_closed() {
        if let Some(address) = &bus {
            match Bus::open(address).await {
                Ok(bus) => {
                    said = false;
                    ear.follow(bus, &mut times).await;
                    tracing::debug!("the system bus is gone");
                }
                // Once: many computers have none.
                Err(error) if !said => {
                    said = true;
                    tracing::debug!(%error, "there is no system bus to listen to");
                }
                Err(_) => {}
            }
        }
        ear.owners.clear();
        ear.lost_manager();
        let again = Instant::now() + AGAIN;
        while Instant::now() < again {
            times.tick().await;
            ear.look().await;
        }
    }
}

struct Ear {
    interfaces: Option<Arc<dyn Interfaces>>,
    tell: mpsc::Sender<Sign>,
    /// Whose word counts, by name: anybody on the bus may send us anything.
    owners: HashMap<String, String>,
    /// What NetworkManager said last, while it is there.
    manager: Option<Manager>,
    looks: Looks,
    /// Whether there is a network, as we said last.
    told: Option<bool>,
}

impl Ear {
    fn new(interfaces: Option<Arc<dyn Interfaces>>, tell: mpsc::Sender<Sign>) -> Self {
        Self {
            interfaces,
            tell,
            owners: HashMap::new(),
            manager: None,
            looks: Looks::default(),
            told: None,
        }
    }

    /// Listens to the bus as long as it is there.
    async fn follow(&mut self, mut bus: Bus, times: &mut Interval) {
        for name in [bus::LOGIN, bus::NETWORK] {
            if let Some(owner) = bus.owner(name).await {
                self.owns(name, &owner, &bus).await;
            }
        }
        loop {
            tokio::select! {
                heard = bus.stream.next() => match heard {
                    Some(Ok(message)) => {
                        if let Err(error) = self.hear(&message, &bus).await {
                            tracing::debug!(%error, "something on the bus was not understood");
                        }
                    }
                    _ => return,
                },
                _ = times.tick() => self.look().await,
            }
        }
    }

    async fn hear(&mut self, message: &Message, bus: &Bus) -> zbus::Result<()> {
        let header = message.header();
        let (Some(sender), Some(member)) = (header.sender(), header.member()) else {
            return Ok(());
        };
        let is = |name: &str| {
            self.owners
                .get(name)
                .is_some_and(|owner| owner == sender.as_str())
        };
        let body = message.body();
        match member.as_str() {
            "NameOwnerChanged" if sender.as_str() == bus::BUS => {
                let (name, _, owner): (String, String, String) = body.deserialize()?;
                self.owns(&name, &owner, bus).await;
            }
            // Said before a sleep with true, and after it with false.
            "PrepareForSleep" if is(bus::LOGIN) && !body.deserialize::<bool>()? => {
                self.say(Sign::Woke).await;
            }
            "StateChanged" if is(bus::NETWORK) => {
                let state = body.deserialize()?;
                self.changed(bus, |manager| manager.becomes(state)).await;
            }
            "PropertiesChanged" if is(bus::NETWORK) => {
                type Changed = (String, HashMap<String, OwnedValue>, Vec<String>);
                let (interface, properties, _): Changed = body.deserialize()?;
                if interface == bus::NETWORK {
                    self.changed(bus, |manager| manager.change(properties))
                        .await;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A name has another owner, or none.
    async fn owns(&mut self, name: &str, owner: &str, bus: &Bus) {
        if owner.is_empty() {
            self.owners.remove(name);
        } else {
            self.owners.insert(name.to_owned(), owner.to_owned());
        }
        if name == bus::NETWORK {
            self.lost_manager();
            if !owner.is_empty() {
                self.meet(bus).await;
            }
        }
    }

    /// Hears what NetworkManager has to say at first.
    async fn meet(&mut self, bus: &Bus) {
        match bus.network().await {
            Ok(properties) => {
                let manager = Manager::of(properties);
                if manager.is_there() && self.told == Some(false) {
                    self.say(Sign::Network(true)).await;
                }
                self.manager = Some(manager);
                self.doubt_network().await;
            }
            Err(error) => tracing::debug!(%error, "NetworkManager does not answer"),
        }
    }

    async fn changed(&mut self, bus: &Bus, change: impl FnOnce(&mut Manager)) {
        let Some(before) = self.manager.clone() else {
            self.meet(bus).await;
            return;
        };
        let mut now = before.clone();
        change(&mut now);
        let another = now.is_another(&before);
        self.manager = Some(now);
        if another {
            self.say(Sign::Network(true)).await;
        }
        self.doubt_network().await;
    }

    /// NetworkManager may know nothing of a network that somebody else set up, and call itself
    /// disconnected: as long as there is a way out, its word is not enough.
    async fn doubt_network(&mut self) {
        if !self.manager.as_ref().is_some_and(Manager::is_gone) {
            return;
        }
        let out = match &self.interfaces {
            Some(interfaces) => looks::ask(interfaces, |all| all.way_out()).await,
            None => None,
        };
        let there = out == Some(true);
        // Until something was said, a network is taken to be there.
        if self.told.unwrap_or(true) != there {
            self.say(Sign::Network(there)).await;
        }
    }

    fn lost_manager(&mut self) {
        if self.manager.take().is_some() {
            // What is seen from here on is compared with what is there from here on.
            self.looks = Looks::default();
        }
    }

    async fn look(&mut self) {
        if self.manager.is_some() {
            self.doubt_network().await;
            return;
        }
        let Some(interfaces) = &self.interfaces else {
            return;
        };
        let Some(seen) = looks::ask(interfaces, |all| all.networks()).await else {
            return;
        };
        let back = self.told == Some(false) && !seen.is_empty();
        match self.looks.see(seen) {
            Some(there) => self.say(Sign::Network(there)).await,
            None if back => self.say(Sign::Network(true)).await,
            None => {}
        }
    }

    async fn say(&mut self, sign: Sign) {
        if let Sign::Network(there) = sign {
            self.told = Some(there);
        }
        // Nobody listens any more only when all of this ends.
        let _ = self.tell.send(sign).await;
    }
}
