//! What a person sees in the tray, state by state.

use jiff::tz::TimeZone;
use shipbell_engine::settings::Appearance;
use shipbell_engine::{EndpointView, Health, Pause, Problem, ProblemCode, Status};
use shipbell_feed::EventId;
use shipbell_words::Words;

use super::*;
use crate::tray::snapshot::Newest;

const NOW: i64 = 1_795_300_000_000;
const MINUTE: i64 = 60_000;

fn seen() -> Snapshot {
    Snapshot {
        status: Status {
            health: Health::Listening,
            since: 0,
            reason: None,
            listening: "127.0.0.1:8484".parse().ok(),
            public_url: None,
            pause: None,
            problems: Vec::new(),
            unread: 0,
            endpoints: 1,
            last_event: None,
            quiet_until: None,
            proven: None,
            appearance: Appearance::default(),
            setup_over: true,
        },
        newest: Vec::new(),
        endpoints: vec![endpoint("Tideline", None)],
        unread_beside_icon: true,
        now: NOW,
        zone: TimeZone::UTC,
        words: Words::english(),
        update: UpdateState::Idle,
    }
}

fn endpoint(name: &str, url: Option<&str>) -> EndpointView {
    EndpointView {
        id: name.to_owned(),
        name: name.to_owned(),
        app_id: None,
        path: "/hooks/t".to_owned(),
        url: url.map(ToOwned::to_owned),
        secret_known: true,
        rotated: None,
        former_secret_accepted: false,
        created: 0,
        last_ping: None,
        last_event: None,
    }
}

/// The menu as lines: `>` opens further items, `(…)` only says something.
fn lines(items: &[Item]) -> Vec<String> {
    let each = items.iter().flat_map(|item| match item {
        Item::Does {
            text,
            enabled: true,
            ..
        } => vec![text.clone()],
        Item::Does { text, .. } => vec![format!("[{text}]")],
        Item::Says(text) => vec![format!("({text})")],
        Item::Line => vec!["---".to_owned()],
        Item::Opens { text, items } => {
            let mut all = vec![format!("{text} >")];
            all.extend(lines(items).into_iter().map(|line| format!("  {line}")));
            all
        }
    });
    each.collect()
}

#[test]
fn a_quiet_bell_says_that_nothing_is_proven_yet() {
    let model = model(&seen());
    assert_eq!(
        lines(&model.items),
        [
            "Open Shipbell",
            "(Listening on this computer, not proven from outside)",
            "---",
            "(No events yet)",
            "[Mark all as read]",
            "---",
            "Pause >",
            "  30 minutes",
            "  1 hour",
            "  Until tomorrow 9:00",
            "  Until I turn it on",
            "Send test event",
            "---",
            "Templates…",
            "Settings…",
            "Doctor…",
            "---",
            "Check for updates…",
            "Remove Shipbell…",
            "Quit Shipbell",
        ],
        "without a public URL there is none to copy, so the menu does not offer it"
    );
    assert_eq!((model.icon, model.title.as_str()), (Icon::Listening, ""));
}

#[test]
fn unread_events_show_in_icon_title_tooltip_and_menu() {
    let mut seen = seen();
    seen.status.unread = 2;
    seen.status.last_event = Some(NOW - 4 * MINUTE);
    seen.endpoints = vec![
        endpoint("Tideline", Some("https://bell.example.dev/hooks/t")),
        endpoint("Fernway", None),
    ];
    seen.newest = vec![
        Newest {
            id: EventId(2),
            title: "Tideline: Rejected by App Review".into(),
            received: NOW - 4 * MINUTE,
        },
        Newest {
            id: EventId(1),
            title: "x".repeat(300),
            received: NOW - 3 * 60 * MINUTE,
        },
    ];
    let model = model(&seen);
    assert_eq!(model.icon, Icon::Attention);
    assert_eq!(
        model.title, "2",
        "the count stands beside the icon where there is room"
    );
    assert_eq!(
        model.tooltip,
        "Shipbell: 2 unread events. Listening, last event 4 min ago"
    );
    let menu = lines(&model.items);
    assert!(
        menu.contains(&"Tideline: Rejected by App Review · 4 min ago".to_owned()),
        "{menu:#?}"
    );
    assert!(
        menu.iter().all(|line| line.chars().count() < 90),
        "a flood in a title must not widen the menu"
    );
    assert!(menu.contains(&"Mark all as read".to_owned()));
    assert!(
        menu.contains(&"Send test event >".to_owned()),
        "with two endpoints, the user chooses"
    );
    assert!(
        menu.contains(&"Copy webhook URL".to_owned()),
        "only one of them has a URL"
    );

    seen.unread_beside_icon = false;
    assert_eq!(
        super::model(&seen).title,
        "",
        "the count beside the icon is the user's choice"
    );
}

#[test]
fn a_pause_is_visible_and_can_be_ended() {
    let mut seen = seen();
    seen.status.health = Health::Paused;
    seen.status.pause = Some(Pause {
        until: Some(NOW + 30 * MINUTE),
    });
    let model = model(&seen);
    let menu = lines(&model.items);
    assert_eq!(model.icon, Icon::Paused);
    assert!(menu[1].starts_with("(Paused until "), "{}", menu[1]);
    assert!(menu.contains(&"Resume".to_owned()) && !menu.contains(&"Pause >".to_owned()));
}

#[test]
fn a_problem_says_what_to_do() {
    let mut seen = seen();
    seen.status.health = Health::Degraded;
    seen.status.problems = vec![Problem {
        code: ProblemCode::KeychainLocked,
        detail: String::new(),
    }];
    let model = model(&seen);
    let menu = lines(&model.items);
    assert_eq!(model.icon, Icon::Problem);
    assert_eq!(menu[1], "(The keychain is locked)");
    assert!(
        menu[3].contains("Unlock it"),
        "the way out stands in the menu: {menu:#?}"
    );
    assert!(
        !menu.contains(&"Send test event".to_owned()),
        "nothing on the menu that can't work now"
    );
}

#[test]
fn a_first_run_offers_the_way_in_until_it_was_taken() {
    let mut seen = seen();
    seen.endpoints = Vec::new();
    seen.status.endpoints = 0;
    let menu = lines(&model(&seen).items);
    assert!(
        menu.contains(&"Set up Shipbell…".to_owned()),
        "nothing can arrive yet, and the menu knows why: {menu:#?}"
    );
    seen.endpoints = vec![endpoint("Tideline", None)];
    assert!(
        !lines(&model(&seen).items).contains(&"Set up Shipbell…".to_owned()),
        "it is in nobody's way afterwards"
    );
}

#[test]
fn a_newer_version_is_one_line_of_the_menu() {
    let mut seen = seen();
    let version = || "0.2.0".to_owned();
    let cases = [
        (UpdateState::Checking, "(Checking for updates…)"),
        (
            UpdateState::Loading { version: version() },
            "(Loading version 0.2.0…)",
        ),
        (
            UpdateState::Ready { version: version() },
            "Install version 0.2.0 and restart",
        ),
        (
            UpdateState::Failed {
                cause: String::new(),
            },
            "Check for updates…",
        ),
    ];
    for (state, line) in cases {
        seen.update = state;
        let menu = lines(&model(&seen).items);
        assert_eq!(
            menu[menu.len() - 3],
            line,
            "it is told where nobody is interrupted: {menu:#?}"
        );
    }
    let menu = lines(&model(&seen).items);
    assert_eq!(
        menu[menu.len() - 4],
        "(No update: the settings say why)",
        "a refused update is told without a question: {menu:#?}"
    );
}
