//! Which icon? A pure function of what is.

use shipbell_engine::Health;

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
        Health::Problem => Icon::Problem,
        Health::Starting => Icon::Offline,
        Health::Paused => Icon::Paused,
        Health::Listening if paused => Icon::Paused,
        Health::Listening if unread > 0 => Icon::Attention,
        Health::Listening => Icon::Listening,
    }
}

impl Icon {
    /// The picture, as PNG: a template for macOS, light ink elsewhere, since most bars are dark.
    pub(crate) fn png(self) -> &'static [u8] {
        macro_rules! picture {
            ($name:literal) => {
                if cfg!(target_os = "macos") {
                    include_bytes!(concat!("../../../icons/tray-", $name, ".png")).as_slice()
                } else if cfg!(windows) {
                    include_bytes!(concat!("../../../icons/tray-", $name, "-dark-32.png"))
                        .as_slice()
                } else {
                    include_bytes!(concat!("../../../icons/tray-", $name, "-dark.png")).as_slice()
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
        use Health::{Listening, Paused, Problem, Starting};
        let table = [
            (Listening, 0, false, Icon::Listening),
            (Listening, 1, false, Icon::Attention),
            (Listening, 0, true, Icon::Paused),
            (Listening, 1, true, Icon::Paused),
            (Paused, 0, false, Icon::Paused),
            (Paused, 1, false, Icon::Paused),
            (Paused, 0, true, Icon::Paused),
            (Paused, 1, true, Icon::Paused),
            (Starting, 0, false, Icon::Offline),
            (Starting, 1, false, Icon::Offline),
            (Starting, 0, true, Icon::Offline),
            (Starting, 1, true, Icon::Offline),
            (Problem, 0, false, Icon::Problem),
            (Problem, 1, false, Icon::Problem),
            (Problem, 0, true, Icon::Problem),
            (Problem, 1, true, Icon::Problem),
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
        for (at, one) in all.iter().enumerate() {
            for other in all.iter().skip(at + 1) {
                assert_ne!(
                    one.png(),
                    other.png(),
                    "{one:?} and {other:?} must be told apart"
                );
            }
        }
    }
}
