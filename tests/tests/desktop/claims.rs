//! Whether the tray told the truth: all that it ever showed, held against the states that were.
//!
//! Icon and hint are read apart, for a bar may be given one before the other. What is compared is the
//! order, and that nothing showed before it was so; how quickly a picture is drawn is the desktop's affair.

use std::fs;
use std::path::Path;

use shipbell_testkit::desktop::{Pixels, Shown};

use crate::stage::Stage;

/// A state that began.
#[derive(Debug)]
pub(crate) struct Moment {
    /// When, in epoch milliseconds.
    pub(crate) at: i64,
    /// Its name, as the log has it.
    pub(crate) health: String,
}

/// Every state of the app that ran last, oldest first, from its log.
pub(crate) fn timeline(stage: &Stage) -> Vec<Moment> {
    let log = fs::read_to_string(stage.home().join("logs/shipbell.log")).unwrap();
    let told = log.lines().filter_map(|line| {
        let (head, told) = line.split_once("the state is another one health=\"")?;
        let at: jiff::Timestamp = head.split(' ').next()?.parse().unwrap();
        let (health, _) = told.split_once('"')?;
        Some(Moment {
            at: at.as_millisecond(),
            health: health.to_owned(),
        })
    });
    told.collect()
}

/// What the hints claimed, each once in a row.
pub(crate) fn hints(pages: &[Shown]) -> Vec<(i64, &'static str)> {
    once(pages.iter().map(|page| (page.at, in_words(&page.tooltip))))
}

/// Holds all that was shown against all that was.
pub(crate) fn assert_true(pages: &[Shown], timeline: &[Moment]) {
    let states = timeline.iter().map(|one| (one.at, one.health.as_str()));
    assert_eq!(lie(&hints(pages), &once(states)), None, "the hint lied");

    let pictures = Pictures::drawn();
    let icons = pages
        .iter()
        .map(|page| (page.at, pictures.name(&page.icon)));
    let states = timeline.iter().map(|one| (one.at, drawn_for(&one.health)));
    assert_eq!(lie(&once(icons), &once(states)), None, "the icon lied");
}

/// The first claim that was not so: each has to come in the order of what was, and not before; and the last
/// has to be what is.
fn lie(claimed: &[(i64, &str)], so: &[(i64, &str)]) -> Option<String> {
    let mut states = so.iter();
    let wrong = claimed.iter().find(|(at, claim)| {
        let begun = states.find(|(_, state)| state == claim);
        begun.is_none_or(|(begun, _)| begun > at)
    });
    let left = claimed
        .last()
        .filter(|(_, claim)| so.last().is_none_or(|(_, is)| is != claim));
    let (at, claim) = wrong.or(left)?;
    Some(format!(
        "\"{claim}\" at {at}: it said {claimed:?}, and it was {so:?}"
    ))
}

/// Without what only repeats.
fn once<'a>(all: impl Iterator<Item = (i64, &'a str)>) -> Vec<(i64, &'a str)> {
    let mut all: Vec<_> = all.collect();
    all.dedup_by(|one, before| one.1 == before.1);
    all
}

/// The state that a hint claims.
fn in_words(tooltip: &str) -> &'static str {
    const SAID: [(&str, &str); 8] = [
        ("Another program uses Shipbell’s port", "degraded"),
        ("The tunnel does not run", "degraded"),
        ("Apple can’t reach this computer", "degraded"),
        ("No network", "offline"),
        ("Starting", "starting"),
        ("Paused", "paused"),
        ("Listening, proven from outside", "proven"),
        ("Listening", "listening"),
    ];
    let said = SAID.iter().find(|(words, _)| tooltip.contains(words));
    said.expect("every hint says how it is").1
}

/// The picture for a state. That something is unread is another matter, and has the same bell.
fn drawn_for(health: &str) -> &'static str {
    match health {
        "listening" | "proven" => "bell",
        "degraded" => "problem",
        "paused" => "paused",
        _ => "offline",
    }
}

/// The pictures in `icons/`, as a bar is given them.
struct Pictures(Vec<(&'static str, Pixels)>);

impl Pictures {
    fn drawn() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../icons");
        let names = [
            ("listening", "bell"),
            ("attention", "bell"),
            ("problem", "problem"),
            ("paused", "paused"),
            ("offline", "offline"),
        ];
        let bars = ["any", "dark", "light"];
        let all = names.iter().flat_map(|(file, name)| {
            let folder = &folder;
            bars.map(|bar| (*name, read(&folder.join(format!("tray-{file}-{bar}.png")))))
        });
        Self(all.collect())
    }

    fn name(&self, icon: &Pixels) -> &'static str {
        let found = self.0.iter().find(|(_, picture)| picture == icon);
        found.expect("the tray shows what is drawn in icons/").0
    }
}

fn read(path: &Path) -> Pixels {
    let image = image::open(path).unwrap().into_rgba8();
    let (width, height) = image.dimensions();
    let argb = image.pixels().flat_map(|pixel| {
        let [red, green, blue, alpha] = pixel.0;
        [alpha, red, green, blue]
    });
    Pixels {
        width,
        height,
        argb: argb.collect(),
    }
}

#[test]
fn a_claim_too_many_too_early_or_left_over_is_a_lie() {
    let so = [
        (10, "proven"),
        (20, "degraded"),
        (30, "listening"),
        (31, "proven"),
    ];
    let is_lie = |claimed: &[(i64, &str)]| lie(claimed, &so).is_some();
    assert!(
        !is_lie(&[(11, "proven"), (22, "degraded"), (33, "proven")]),
        "what went by before it could be drawn need not be drawn"
    );
    assert!(
        is_lie(&[(11, "proven"), (22, "degraded"), (25, "proven")]),
        "it was down"
    );
    assert!(is_lie(&[(9, "proven")]), "nobody knew yet");
    assert!(is_lie(&[(11, "proven"), (22, "degraded")]), "it is over");
    assert!(is_lie(&[(11, "offline"), (33, "proven")]), "it never was");
}
