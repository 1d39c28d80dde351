//! What an item of the menu stands for, as the id that Tauri gives back on a click.

use shipbell_engine::PauseChoice;
use shipbell_feed::EventId;

/// A choice of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice<'a> {
    OpenPanel,
    OpenEvent(EventId),
    MarkAllRead,
    Pause(PauseChoice),
    Resume,
    /// A test event for the endpoint of this name.
    SendTest(&'a str),
    /// The webhook's URL of the endpoint of this name.
    CopyUrl(&'a str),
    Templates,
    Settings,
    Doctor,
    Remove,
    SetUp,
    CheckUpdates,
    InstallUpdate,
    Quit,
}

impl<'a> Choice<'a> {
    pub(crate) fn to_id(self) -> String {
        match self {
            Self::OpenPanel => "open-panel".to_owned(),
            Self::OpenEvent(event) => format!("event/{}", event.0),
            Self::MarkAllRead => "mark-all-read".to_owned(),
            Self::Pause(choice) => format!("pause/{choice}"),
            Self::Resume => "resume".to_owned(),
            Self::SendTest(endpoint) => format!("test/{endpoint}"),
            Self::CopyUrl(endpoint) => format!("copy/{endpoint}"),
            Self::Templates => "templates".to_owned(),
            Self::Settings => "settings".to_owned(),
            Self::Doctor => "doctor".to_owned(),
            Self::Remove => "remove".to_owned(),
            Self::SetUp => "set-up".to_owned(),
            Self::CheckUpdates => "check-updates".to_owned(),
            Self::InstallUpdate => "install-update".to_owned(),
            Self::Quit => "quit".to_owned(),
        }
    }

    pub(crate) fn from_id(id: &'a str) -> Option<Self> {
        let (verb, rest) = id.split_once('/').unwrap_or((id, ""));
        Some(match verb {
            "open-panel" => Self::OpenPanel,
            "event" => Self::OpenEvent(EventId(rest.parse().ok()?)),
            "mark-all-read" => Self::MarkAllRead,
            "pause" => Self::Pause(rest.parse().ok()?),
            "resume" => Self::Resume,
            "test" => Self::SendTest(rest),
            "copy" => Self::CopyUrl(rest),
            "templates" => Self::Templates,
            "settings" => Self::Settings,
            "doctor" => Self::Doctor,
            "remove" => Self::Remove,
            "set-up" => Self::SetUp,
            "check-updates" => Self::CheckUpdates,
            "install-update" => Self::InstallUpdate,
            "quit" => Self::Quit,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_means_what_the_item_said() {
        let all = [
            Choice::OpenPanel,
            Choice::OpenEvent(EventId(42)),
            Choice::MarkAllRead,
            Choice::Pause(PauseChoice::ThirtyMinutes),
            Choice::Pause(PauseChoice::OneHour),
            Choice::Pause(PauseChoice::UntilTomorrow),
            Choice::Pause(PauseChoice::UntilResumed),
            Choice::Resume,
            Choice::SendTest("Tide/line"),
            Choice::CopyUrl("潮"),
            Choice::Templates,
            Choice::Settings,
            Choice::Doctor,
            Choice::Remove,
            Choice::SetUp,
            Choice::CheckUpdates,
            Choice::InstallUpdate,
            Choice::Quit,
        ];
        for choice in all {
            let id = choice.to_id();
            assert_eq!(
                Choice::from_id(&id),
                Some(choice),
                "the item {id} must do its own work"
            );
        }
        assert_eq!(Choice::from_id("event/none"), None);
        assert_eq!(Choice::from_id("unknown"), None);
    }
}
