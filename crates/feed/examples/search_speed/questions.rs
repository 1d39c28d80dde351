//! What people type, and what they filter by.

use shipbell_feed::{EndpointId, Provenance, Query};

/// What people type, by kind.
pub(crate) const ASKED: [(&str, &[&str]); 4] = [
    (
        "beginnings of words",
        &[
            "l", "li", "rej", "lighth", "2.1", "ready", "caf", "tid", "free",
        ],
    ),
    (
        "several words",
        &[
            "lighthouse rejected",
            "tide 3.4",
            "map phone freezes",
            "login lost update",
            "in review kompass",
            "feedback screen",
        ],
    ),
    (
        "no match",
        &[
            "zzz",
            "lighthouse zebra",
            "unfindable words here",
            "99.99.99",
            "qwertyuiop",
        ],
    ),
    ("Japanese", &["灯台", "画面", "真っ暗", "地", "地図が表示"]),
];

/// What people filter by, from what nearly every event has to what hardly one has.
#[expect(
    clippy::too_many_lines,
    reason = "one table, meant to be read as a whole"
)]
pub(crate) fn filters() -> Vec<(&'static str, Query)> {
    let none = Query::default;
    let text = |text: &str| Some(text.to_owned());
    let sample = Some(Provenance::Sample);
    let unread = Some(true);
    let rare = || Some(EndpointId::from("endpoint-rare"));
    vec![
        ("no filter", none()),
        (
            "a common kind",
            Query {
                kind: text("app-version"),
                ..none()
            },
        ),
        (
            "a rare kind",
            Query {
                kind: text("ping"),
                ..none()
            },
        ),
        (
            "a kind that no event has",
            Query {
                kind: text("unheard"),
                ..none()
            },
        ),
        (
            "a common channel",
            Query {
                channel: text("Everything"),
                ..none()
            },
        ),
        (
            "a rare channel",
            Query {
                channel: text("Urgent"),
                ..none()
            },
        ),
        (
            "samples",
            Query {
                provenance: sample,
                ..none()
            },
        ),
        (
            "signed",
            Query {
                provenance: Some(Provenance::Signed),
                ..none()
            },
        ),
        (
            "recovered, of which there is none",
            Query {
                provenance: Some(Provenance::Recovered),
                ..none()
            },
        ),
        ("unread", Query { unread, ..none() }),
        (
            "a rare endpoint",
            Query {
                endpoint: rare(),
                ..none()
            },
        ),
        (
            "two common ones that share no event",
            Query {
                kind: text("build-upload"),
                channel: text("Builds"),
                ..none()
            },
        ),
        (
            "a rare channel, unread",
            Query {
                channel: text("Urgent"),
                unread,
                ..none()
            },
        ),
        (
            "search in a rare channel",
            Query {
                search: text("lighthouse"),
                channel: text("Urgent"),
                ..none()
            },
        ),
        (
            "search among samples",
            Query {
                search: text("re"),
                provenance: sample,
                ..none()
            },
        ),
        (
            "search among signed",
            Query {
                search: text("re"),
                provenance: Some(Provenance::Signed),
                ..none()
            },
        ),
        (
            "search among unread",
            Query {
                search: text("lighthouse"),
                unread,
                ..none()
            },
        ),
        (
            "search among unread, no match",
            Query {
                search: text("fernway"),
                unread,
                ..none()
            },
        ),
        (
            "search in a rare endpoint",
            Query {
                search: text("l"),
                endpoint: rare(),
                ..none()
            },
        ),
        (
            "search with all filters",
            Query {
                search: text("l"),
                endpoint: rare(),
                kind: text("app-version"),
                channel: text("Everything"),
                provenance: Some(Provenance::Signed),
                unread,
                ..none()
            },
        ),
    ]
}
