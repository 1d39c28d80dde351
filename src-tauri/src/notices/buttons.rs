//! The buttons of a banner: which it has, and what pressing one asks for. The same on every system.

use notify_rust::{Notification, NotificationResponse};
use shipbell_engine::Banner;
use shipbell_words::{Words, id};

use super::Act;

/// The banner itself, not one of its buttons.
const DEFAULT: &str = "default";
const SNOOZE: &str = "snooze";
const COPY: &str = "copy-link";

/// Gives a notification the buttons that its banner can serve. Open comes first: macOS takes a
/// press beside its list of buttons for the first of them.
pub(super) fn add(notification: &mut Notification, banner: &Banner, words: &Words) {
    notification.action(DEFAULT, &words.say(id::BANNER_ACTION_OPEN));
    if banner.event.is_some() {
        notification.action(SNOOZE, &words.say(id::BANNER_ACTION_SNOOZE));
    }
    if banner.link.is_some() {
        notification.action(COPY, &words.say(id::BANNER_ACTION_COPY_LINK));
    }
}

/// Which button was pressed; `None` when the banner was closed.
pub(super) fn pressed(response: &NotificationResponse) -> Option<&str> {
    match response {
        NotificationResponse::Default => Some(DEFAULT),
        NotificationResponse::Action(key) => Some(key),
        _ => None,
    }
}

/// What a press on a banner asks for.
pub(super) fn act(button: &str, banner: &Banner) -> Option<Act> {
    match (button, &banner.link) {
        (DEFAULT, link) => Some(Act::Open {
            event: banner.event,
            link: link.clone(),
        }),
        (SNOOZE, _) => Some(Act::Snooze(Box::new(banner.clone()))),
        (COPY, Some(link)) => Some(Act::CopyLink(link.clone())),
        // A button that this banner does not have.
        _ => None,
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
        let opened = act(DEFAULT, &banner);
        assert!(
            matches!(&opened, Some(Act::Open { event: Some(EventId(7)), link: Some(to) }) if to == link),
            "a click opens what this banner leads to: {opened:?}"
        );
        let snoozed = act(SNOOZE, &banner);
        assert!(
            matches!(&snoozed, Some(Act::Snooze(again)) if again.channel == "quiet"),
            "it comes back in the words of its own channel: {snoozed:?}"
        );
        assert!(matches!(act(COPY, &banner), Some(Act::CopyLink(copied)) if copied == link));
        banner.link = None;
        assert!(
            act(COPY, &banner).is_none(),
            "without a link there is none to copy"
        );
    }
}
