//! `shipbell://` links: each opens something, and none does anything else. Any program and any page
//! can make one, so nothing in a link is believed but the id of an event.

use std::ffi::OsStr;
use std::fmt::{self, Display};

use shipbell_feed::EventId;
use shipbell_wire::View;
use tauri::{AppHandle, Manager};

use crate::app::Shell;
use crate::{act, panel};

/// How every link begins.
const SCHEME: &str = "shipbell:";
/// The longest link that leads anywhere is half of this.
const BYTES_AT_MOST: usize = 64;

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// The panel as it was left.
    Panel,
    /// The set-up.
    Setup,
    /// An event in the panel.
    Event(EventId),
    /// An event's page in the browser: a click on a banner, where the system keeps it as a link.
    Page(EventId),
}

impl Link {
    /// Where it leads; `None` where it leads nowhere. Only what we write ourselves is read: no query,
    /// no escapes, no other spelling of an id.
    pub(crate) fn parse(word: &OsStr) -> Option<Self> {
        if word.len() > BYTES_AT_MOST || !is_ours(word) {
            return None;
        }
        let place = word.to_str()?.get(SCHEME.len()..)?.strip_prefix("//")?;
        // Some systems end a link with a slash that nobody wrote.
        let place = place.strip_suffix('/').unwrap_or(place);
        match place.split('/').collect::<Vec<_>>().as_slice() {
            ["panel"] => Some(Self::Panel),
            ["setup"] => Some(Self::Setup),
            ["event", id] => Some(Self::Event(event(id)?)),
            ["event", id, "page"] => Some(Self::Page(event(id)?)),
            _ => None,
        }
    }
}

impl Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Panel => write!(f, "{SCHEME}//panel"),
            Self::Setup => write!(f, "{SCHEME}//setup"),
            Self::Event(id) => write!(f, "{SCHEME}//event/{}", id.0),
            Self::Page(id) => write!(f, "{SCHEME}//event/{}/page", id.0),
        }
    }
}

/// Whether a word of the command line is a link to us, wherever it may lead.
pub(crate) fn is_ours(word: &OsStr) -> bool {
    let begins = word.as_encoded_bytes().get(..SCHEME.len());
    begins.is_some_and(|begins| begins.eq_ignore_ascii_case(SCHEME.as_bytes()))
}

fn event(id: &str) -> Option<EventId> {
    let number: i64 = id.parse().ok().filter(|number| *number > 0)?;
    (number.to_string() == id).then_some(EventId(number))
}

/// Goes where a link leads. One that leads nowhere opens the panel: whoever clicked on something
/// shall see that it was Shipbell, and that nothing else came of it.
pub(crate) fn follow(app: &AppHandle, word: &OsStr) {
    let Some(link) = Link::parse(word) else {
        // Not what it says: a stranger may have written it.
        tracing::warn!(bytes = word.len(), "a link that leads nowhere was opened");
        panel::show(app, None);
        return;
    };
    let at = |id: EventId| View::Event {
        id: id.0.to_string(),
    };
    match link {
        Link::Panel => panel::show(app, None),
        Link::Setup => panel::show(app, Some(View::Setup)),
        Link::Event(id) => panel::show(app, Some(at(id))),
        Link::Page(id) => {
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                let engine = app.state::<Shell>().engine.clone();
                if let Err(error) = act::open_event(&app, &engine, id).await {
                    tracing::warn!(%error, "a link's event can't be opened");
                    // Its view says so in words.
                    panel::show(&app, Some(at(id)));
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Option<Link> {
        Link::parse(OsStr::new(text))
    }

    #[test]
    fn the_links_that_we_write_lead_where_they_say() {
        let known = [
            ("shipbell://panel", Link::Panel),
            ("shipbell://setup", Link::Setup),
            ("shipbell://event/7", Link::Event(EventId(7))),
            ("shipbell://event/7/page", Link::Page(EventId(7))),
            ("SHIPBELL://setup/", Link::Setup),
        ];
        for (text, link) in known {
            assert_eq!(parse(text), Some(link), "{text}");
        }
    }

    #[test]
    fn whatever_tries_more_leads_nowhere() {
        for text in [
            "",
            "shipbell:",
            "shipbell://",
            "shipbell:setup",
            "shipbell:///setup",
            "shipbell://setup?url=https://evil.example",
            "shipbell://setup#x",
            "shipbell://setup//",
            "shipbell://user@setup",
            "shipbell://setup:80",
            "shipbell://settings",
            "shipbell://event",
            "shipbell://event/",
            "shipbell://event/-7",
            "shipbell://event/+7",
            "shipbell://event/007",
            "shipbell://event/0",
            "shipbell://event/7%2fpage",
            "shipbell://event/7/page/x",
            "shipbell://event/7/../../setup",
            "shipbell://event/9223372036854775808",
            "shipbell://event/٧",
            "shipbell://quit",
            "shipbell://setup\" --home \"/tmp",
            "https://setup",
            "file:///etc/passwd",
        ] {
            assert_eq!(parse(text), None, "{text:?} must lead nowhere");
        }
        let long = format!("shipbell://event/{}", "1".repeat(1_000_000));
        assert_eq!(parse(&long), None);
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_lead_nowhere() {
        use std::os::unix::ffi::OsStrExt;
        let word = OsStr::from_bytes(b"shipbell://event/\xff");
        assert!(is_ours(word));
        assert_eq!(Link::parse(word), None);
    }

    proptest! {
        #[test]
        fn every_event_can_be_linked_to(id in 1_i64..) {
            for link in [Link::Event(EventId(id)), Link::Page(EventId(id))] {
                prop_assert_eq!(parse(&link.to_string()), Some(link));
            }
        }

        #[test]
        fn a_link_is_read_in_one_spelling_only(text in "(?i:shipbell)://?(event|setup|panel|.{0,8})[/?#%+0-9a-z]{0,12}") {
            if let Some(link) = parse(&text) {
                let read = text.to_ascii_lowercase();
                prop_assert_eq!(read.strip_suffix('/').unwrap_or(&read), link.to_string());
            }
        }

        #[test]
        fn no_text_is_too_strange(text in ".{0,200}") {
            if let Some(link) = parse(&text) {
                prop_assert!(is_ours(OsStr::new(&text)), "{} was read as {}", text, link);
            }
        }
    }
}
