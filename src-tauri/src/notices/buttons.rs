//! The buttons of a banner: which it has, and what pressing one asks for. The same on every system.

use shipbell_engine::Banner;
use shipbell_words::{Words, id};

use super::Act;

/// A banner itself, or one of its buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Button {
    /// The banner itself, and the button that says so.
    Open,
    Snooze,
    CopyLink,
}

#[cfg_attr(
    windows,
    allow(dead_code, reason = "on Windows a click comes back as a link")
)]
impl Button {
    /// All of them, in the order in which they are shown.
    pub(crate) const ALL: [Self; 3] = [Self::Open, Self::Snooze, Self::CopyLink];

    /// Its name towards the system. `default` is what the freedesktop specification calls the
    /// banner itself.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Open => "default",
            Self::Snooze => "snooze",
            Self::CopyLink => "copy-link",
        }
    }

    /// The button of a name.
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|button| button.id() == id)
    }

    /// What it says.
    pub(crate) fn text(self, words: &Words) -> String {
        words.say(match self {
            Self::Open => id::BANNER_ACTION_OPEN,
            Self::Snooze => id::BANNER_ACTION_SNOOZE,
            Self::CopyLink => id::BANNER_ACTION_COPY_LINK,
        })
    }

    /// Those that a banner can serve.
    pub(crate) fn of(banner: &Banner) -> impl Iterator<Item = Self> {
        let (event, link) = (banner.event.is_some(), banner.link.is_some());
        Self::ALL.into_iter().filter(move |button| match button {
            Self::Open => true,
            Self::Snooze => event,
            Self::CopyLink => link,
        })
    }

    /// What a press on it asks for; `None` where this banner has no such button.
    pub(crate) fn pressed_on(self, banner: &Banner) -> Option<Act> {
        match (self, &banner.link) {
            (Self::Open, link) => Some(Act::Open {
                event: banner.event,
                link: link.clone(),
            }),
            (Self::Snooze, _) => Some(Act::Snooze(Box::new(banner.clone()))),
            (Self::CopyLink, Some(link)) => Some(Act::CopyLink(link.clone())),
            (Self::CopyLink, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shipbell_feed::EventId;
    use shipbell_rules::Level;

    #[test]
    fn each_button_asks_for_what_its_own_banner_says() {
        let link = "https://appstoreconnect.apple.com/apps/1";
        let mut banner = Banner {
            notice: None,
            event: Some(EventId(7)),
            channel: "quiet".into(),
            group: "quiet/1".into(),
            level: Level::Active,
            title: "Tideline: In Review".into(),
            body: String::new(),
            link: Some(link.into()),
        };
        let opened = Button::Open.pressed_on(&banner);
        assert!(
            matches!(&opened, Some(Act::Open { event: Some(EventId(7)), link: Some(to) }) if to == link),
            "a click opens what this banner leads to: {opened:?}"
        );
        let snoozed = Button::Snooze.pressed_on(&banner);
        assert!(
            matches!(&snoozed, Some(Act::Snooze(again)) if again.channel == "quiet"),
            "it comes back in the words of its own channel: {snoozed:?}"
        );
        let copied = Button::CopyLink.pressed_on(&banner);
        assert!(matches!(copied, Some(Act::CopyLink(copied)) if copied == link));
        banner.link = None;
        assert!(
            Button::CopyLink.pressed_on(&banner).is_none()
                && !Button::of(&banner).any(|button| button == Button::CopyLink),
            "without a link there is none to copy"
        );
    }

    #[test]
    fn a_button_is_found_again_by_what_the_system_calls_it() {
        for button in Button::ALL {
            assert_eq!(Button::of_id(button.id()), Some(button));
        }
        assert_eq!(Button::of_id("closed"), None);
    }
}
