//! What the tray says: icon, title, tooltip and menu, as a pure function of one look.

use shipbell_engine::{EndpointView, Health, PauseChoice};
use shipbell_wire::UpdateState;
use shipbell_words::{Arg, Id, id};

use super::choice::Choice;
use super::icon::{Icon, icon};
use super::snapshot::Snapshot;
use super::status_line::{fix, status_line};

/// Longer titles make a menu as wide as the screen.
const TITLE_AT_MOST: usize = 60;

/// Everything the tray shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Model {
    pub(crate) icon: Icon,
    /// The text beside the icon, where the system has room for one.
    pub(crate) title: String,
    pub(crate) tooltip: String,
    pub(crate) items: Vec<Item>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// Does something.
    Does {
        id: String,
        text: String,
        enabled: bool,
    },
    /// Only says something.
    Says(String),
    /// Opens further items.
    Opens {
        text: String,
        items: Vec<Item>,
    },
    Line,
}

pub(crate) fn model(seen: &Snapshot) -> Model {
    let status = &seen.status;
    let line = status_line(seen);
    let unread = i64::try_from(status.unread).unwrap_or(i64::MAX);
    let said = [("count", Arg::Number(unread)), ("status", Arg::Text(&line))];
    let tooltip = match unread {
        0 => seen.words.say_with(id::TRAY_TOOLTIP_STATUS, &said),
        _ => seen.words.say_with(id::TRAY_TOOLTIP_UNREAD, &said),
    };
    let title = if unread > 0 && seen.unread_beside_icon {
        unread.to_string()
    } else {
        String::new()
    };
    Model {
        icon: icon(status.health, status.unread, status.pause.is_some()),
        title,
        tooltip,
        items: items(seen, line),
    }
}

fn items(seen: &Snapshot, line: String) -> Vec<Item> {
    // First, because some systems report no click on the icon: the menu is then the way in.
    let mut items = vec![
        does(seen, Choice::OpenPanel, id::TRAY_OPEN),
        Item::Says(line),
    ];
    if let Some((what, fix)) = fix(seen) {
        items.push(Item::Says(what));
        items.push(Item::Says(fix));
    }
    items.push(Item::Line);
    items.extend(newest(seen));
    items.push(Item::Does {
        id: Choice::MarkAllRead.to_id(),
        text: seen.words.say(id::TRAY_MARK_ALL_READ),
        enabled: seen.status.unread > 0,
    });
    items.push(Item::Line);
    items.push(pause(seen));
    items.extend(endpoints(seen));
    items.push(Item::Line);
    items.push(does(seen, Choice::Templates, id::TRAY_TEMPLATES));
    items.push(does(seen, Choice::Settings, id::TRAY_SETTINGS));
    items.push(does(seen, Choice::Doctor, id::TRAY_DOCTOR));
    if seen.endpoints.is_empty() {
        items.push(does(seen, Choice::SetUp, id::TRAY_SET_UP));
    }
    items.push(Item::Line);
    if let UpdateState::Failed { .. } = seen.update {
        items.push(Item::Says(seen.words.say(id::TRAY_UPDATES_FAILED)));
    }
    items.extend(update(seen));
    items.push(does(seen, Choice::Remove, id::TRAY_REMOVE));
    items.push(does(seen, Choice::Quit, id::TRAY_QUIT));
    items
}

/// Looks for a newer version, or installs the one that waits. A build that brings no updates says so in
/// the settings, not every day in the menu.
fn update(seen: &Snapshot) -> Option<Item> {
    let of = |id, version: &str| seen.words.say_with(id, &[("version", Arg::Text(version))]);
    Some(match &seen.update {
        UpdateState::None => return None,
        UpdateState::Idle | UpdateState::Current | UpdateState::Failed { .. } => {
            does(seen, Choice::CheckUpdates, id::TRAY_UPDATES_CHECK)
        }
        UpdateState::Checking => Item::Says(seen.words.say(id::TRAY_UPDATES_CHECKING)),
        UpdateState::Loading { version } => Item::Says(of(id::TRAY_UPDATES_LOADING, version)),
        UpdateState::Installing { version } => Item::Says(of(id::TRAY_UPDATES_INSTALLING, version)),
        UpdateState::Ready { version } => Item::Does {
            id: Choice::InstallUpdate.to_id(),
            text: of(id::TRAY_UPDATES_INSTALL, version),
            enabled: true,
        },
    })
}

fn newest(seen: &Snapshot) -> Vec<Item> {
    if seen.newest.is_empty() {
        return vec![Item::Says(seen.words.say(id::TRAY_NO_EVENTS))];
    }
    let named = seen.newest.iter().map(|event| {
        let (title, ago) = (short(&event.title), seen.ago(event.received));
        let args = [("title", Arg::Text(&title)), ("ago", Arg::Text(&ago))];
        Item::Does {
            id: Choice::OpenEvent(event.id).to_id(),
            text: seen.words.say_with(id::TRAY_EVENT, &args),
            enabled: true,
        }
    });
    named.collect()
}

fn pause(seen: &Snapshot) -> Item {
    if seen.status.pause.is_some() {
        return does(seen, Choice::Resume, id::TRAY_RESUME);
    }
    let choices = [
        (PauseChoice::ThirtyMinutes, id::TRAY_PAUSE_30_MINUTES),
        (PauseChoice::OneHour, id::TRAY_PAUSE_1_HOUR),
        (PauseChoice::UntilTomorrow, id::TRAY_PAUSE_UNTIL_TOMORROW),
        (PauseChoice::UntilResumed, id::TRAY_PAUSE_UNTIL_RESUMED),
    ];
    Item::Opens {
        text: seen.words.say(id::TRAY_PAUSE),
        items: choices
            .into_iter()
            .map(|(choice, text)| does(seen, Choice::Pause(choice), text))
            .collect(),
    }
}

/// Test event and URL, for each endpoint for which they can work now; nothing else is shown.
fn endpoints(seen: &Snapshot) -> Vec<Item> {
    let status = &seen.status;
    let stopped = status.health == Health::Degraded
        && (status.problems.iter()).any(|problem| problem.code.stops_the_bell());
    let listens = status.listening.is_some() && status.health != Health::Starting && !stopped;
    let tested: Vec<_> = seen
        .endpoints
        .iter()
        .filter(|one| listens && one.secret_known)
        .collect();
    let known: Vec<_> = seen
        .endpoints
        .iter()
        .filter(|one| one.url.is_some())
        .collect();
    let test = one_or_each(seen, &tested, id::TRAY_SEND_TEST, |name| {
        Choice::SendTest(name).to_id()
    });
    let copy = one_or_each(seen, &known, id::TRAY_COPY_URL, |name| {
        Choice::CopyUrl(name).to_id()
    });
    test.into_iter().chain(copy).collect()
}

fn one_or_each(
    seen: &Snapshot,
    endpoints: &[&EndpointView],
    text: Id,
    choice: impl Fn(&str) -> String,
) -> Option<Item> {
    let text = seen.words.say(text);
    match endpoints {
        [] => None,
        [only] => Some(Item::Does {
            id: choice(&only.name),
            text,
            enabled: true,
        }),
        several => Some(Item::Opens {
            text,
            items: several
                .iter()
                .map(|one| Item::Does {
                    id: choice(&one.name),
                    text: short(&one.name),
                    enabled: true,
                })
                .collect(),
        }),
    }
}

fn does(seen: &Snapshot, choice: Choice<'_>, text: Id) -> Item {
    Item::Does {
        id: choice.to_id(),
        text: seen.words.say(text),
        enabled: true,
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= TITLE_AT_MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(TITLE_AT_MOST - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
#[path = "menu_tests.rs"]
mod tests;
