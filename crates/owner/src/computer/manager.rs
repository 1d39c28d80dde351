//! What NetworkManager says, and what follows from it. Its interface:
//! <https://networkmanager.dev/docs/api/latest/gdbus-org.freedesktop.NetworkManager.html>

use std::collections::HashMap;

use zbus::zvariant::{OwnedObjectPath, OwnedValue};

/// `NMState`: asleep and disconnected, the networking being off or lost.
const GONE: std::ops::RangeInclusive<u32> = 10..=20;
/// Connected to more than the own cable; full access is 70.
const SITE: u32 = 60;

/// Its properties of which we take note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manager {
    state: u32,
    /// The connection that leads out.
    primary: Option<OwnedObjectPath>,
    /// All of them: another tunnel may lead out elsewhere.
    active: Vec<OwnedObjectPath>,
}

impl Manager {
    /// As it said all of itself.
    pub(super) fn of(properties: HashMap<String, OwnedValue>) -> Self {
        let mut manager = Self::default();
        manager.change(properties);
        manager
    }

    /// Takes what it said of what changed.
    pub(super) fn change(&mut self, properties: HashMap<String, OwnedValue>) {
        for (name, value) in properties {
            match name.as_str() {
                "State" => self.state = value.try_into().unwrap_or(self.state),
                "PrimaryConnection" => self.primary = value.try_into().ok(),
                "ActiveConnections" => self.active = value.try_into().unwrap_or_default(),
                _ => {}
            }
        }
        (self.active).sort_by(|one, other| one.as_str().cmp(other.as_str()));
    }

    pub(super) fn becomes(&mut self, state: u32) {
        self.state = state;
    }

    pub(super) fn is_there(&self) -> bool {
        self.state >= SITE
    }

    pub(super) fn is_gone(&self) -> bool {
        GONE.contains(&self.state)
    }

    /// Whether it is connected anew, or otherwise, since then.
    pub(super) fn is_another(&self, before: &Self) -> bool {
        let links = |one: &Self| (one.primary.clone(), one.active.clone());
        self.is_there() && (!before.is_there() || links(self) != links(before))
    }
}

#[cfg(test)]
mod tests {
    use super::Manager;

    fn with(state: u32) -> Manager {
        let mut manager = Manager::default();
        manager.becomes(state);
        manager
    }

    #[test]
    fn what_is_neither_here_nor_gone_claims_nothing() {
        for (state, there, gone) in [
            (0, false, false),
            (10, false, true),
            (20, false, true),
            (30, false, false),
            (40, false, false),
            (50, false, false),
            (60, true, false),
            (70, true, false),
        ] {
            let manager = with(state);
            assert_eq!(manager.is_there(), there, "{state}");
            assert_eq!(manager.is_gone(), gone, "{state}");
        }
    }

    #[test]
    fn a_network_that_was_left_for_a_moment_is_another() {
        assert!(with(70).is_another(&with(40)));
        assert!(!with(70).is_another(&with(60)), "it was there all the time");
        assert!(!with(40).is_another(&with(70)));
        let mut roamed = with(70);
        roamed.primary = Some(
            "/org/freedesktop/NetworkManager/ActiveConnection/2"
                .try_into()
                .unwrap(),
        );
        assert!(roamed.is_another(&with(70)));
    }
}
