//! Which icon? A pure function of what is.

use shipbell_engine::Health;

use crate::system::{Bar, Here, System};

/// The tray's states. Each has a shape of its own, so that colour tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Listening, nothing unread.
    Listening,
    /// Unread events.
    Attention,
    /// Silent because the user asked for it.
    Paused,
    /// Something needs the user.
    Problem,
    /// Nothing listens.
    Offline,
}

/// What stops the bell comes first, then what the user asked for, then what waits to be seen.
pub(crate) fn icon(health: Health, unread: u64, paused: bool) -> Icon {
    match health {
        Health::Degraded => Icon::Problem,
        Health::Starting | Health::Offline => Icon::Offline,
        Health::Paused => Icon::Paused,
        Health::Listening | Health::Proven if paused => Icon::Paused,
        Health::Listening | Health::Proven if unread > 0 => Icon::Attention,
        Health::Listening | Health::Proven => Icon::Listening,
    }
}

impl Icon {
    /// The picture, as PNG. Where the system inks it by itself, the bar does not matter.
    pub(crate) fn png(self, bar: Bar) -> &'static [u8] {
        macro_rules! picture {
            ($name:literal) => {
                match bar {
                    _ if Here::INKS_THE_TRAY => {
                        include_bytes!(concat!("../../../icons/tray-", $name, ".png")).as_slice()
                    }
                    Bar::Dark if Here::CROWDS_THE_TRAY => {
                        include_bytes!(concat!("../../../icons/tray-", $name, "-dark-32.png"))
                    }
                    Bar::Light if Here::CROWDS_THE_TRAY => {
                        include_bytes!(concat!("../../../icons/tray-", $name, "-light-32.png"))
                    }
                    Bar::Dark => {
                        include_bytes!(concat!("../../../icons/tray-", $name, "-dark.png"))
                    }
                    Bar::Light => {
                        include_bytes!(concat!("../../../icons/tray-", $name, "-light.png"))
                    }
                    Bar::Unknown => {
                        include_bytes!(concat!("../../../icons/tray-", $name, "-any.png"))
                    }
                }
            };
        }
        match self {
            Self::Listening => picture!("listening"),
            Self::Attention => picture!("attention"),
            Self::Paused => picture!("paused"),
            Self::Problem => picture!("problem"),
            Self::Offline => picture!("offline"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_the_icon_that_is_true() {
        use Health::{Degraded, Listening, Offline, Paused, Proven, Starting};
        let table = [
            (Listening, 0, false, Icon::Listening),
            (Listening, 1, false, Icon::Attention),
            (Listening, 0, true, Icon::Paused),
            (Listening, 1, true, Icon::Paused),
            (Proven, 0, false, Icon::Listening),
            (Proven, 1, false, Icon::Attention),
            (Proven, 0, true, Icon::Paused),
            (Proven, 1, true, Icon::Paused),
            (Paused, 0, false, Icon::Paused),
            (Paused, 1, false, Icon::Paused),
            (Paused, 0, true, Icon::Paused),
            (Paused, 1, true, Icon::Paused),
            (Starting, 0, false, Icon::Offline),
            (Starting, 1, false, Icon::Offline),
            (Starting, 0, true, Icon::Offline),
            (Starting, 1, true, Icon::Offline),
            (Offline, 0, false, Icon::Offline),
            (Offline, 1, false, Icon::Offline),
            (Offline, 0, true, Icon::Offline),
            (Offline, 1, true, Icon::Offline),
            (Degraded, 0, false, Icon::Problem),
            (Degraded, 1, false, Icon::Problem),
            (Degraded, 0, true, Icon::Problem),
            (Degraded, 1, true, Icon::Problem),
        ];
        for (health, unread, paused, wanted) in table {
            assert_eq!(
                icon(health, unread, paused),
                wanted,
                "{health:?}, {unread} unread, paused: {paused}: the icon must not claim more than is true"
            );
        }
    }

    #[test]
    fn each_state_has_a_picture_of_its_own() {
        let all = [
            Icon::Listening,
            Icon::Attention,
            Icon::Paused,
            Icon::Problem,
            Icon::Offline,
        ];
        for bar in [Bar::Dark, Bar::Light, Bar::Unknown] {
            for (at, one) in all.iter().enumerate() {
                for other in all.iter().skip(at + 1) {
                    assert_ne!(
                        one.png(bar),
                        other.png(bar),
                        "{one:?} and {other:?} must be told apart on a {bar:?} bar"
                    );
                }
            }
        }
    }
}
