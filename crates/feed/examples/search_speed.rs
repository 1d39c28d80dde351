//! How quick are pages among 100,000 events, searched and filtered? `cargo xtask bench search` runs
//! this and reads what it prints: one JSON object a line. Takes the folder of the feed to make, and
//! how many events; a feed that is there already is asked as it is. With `clear` as a third word, it
//! is cleared at the end.
#![allow(
    clippy::print_stdout,
    reason = "the terminal is where an example speaks"
)]

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use bytes::Bytes;
use serde_json::json;
use shipbell_feed::{
    DeliveryId, EndpointId, Feed, Filed, Kept, NewDelivery, NewEvent, Opened, Provenance, Query,
    Verdict,
};

const EVENTS: u64 = 100_000;
const AT_ONCE: u64 = 1_000;
const ROUNDS: usize = 20;

const APPS: [&str; 5] = [
    "Lighthouse",
    "Tide Table",
    "灯台アプリ",
    "Kompass",
    "Café Radar",
];
const STATES: [&str; 5] = [
    "WAITING_FOR_REVIEW",
    "IN_REVIEW",
    "REJECTED",
    "PENDING_DEVELOPER_RELEASE",
    "READY_FOR_SALE",
];
const FEEDBACK: [&str; 4] = [
    "The map freezes when I turn the phone.",
    "アプリを開くと画面が真っ暗になります。",
    "Login is lost after every update",
    "地図が表示されません",
];

/// What people type, by kind.
const ASKED: [(&str, &[&str]); 4] = [
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

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("name a folder")?.into();
    let events = match std::env::args().nth(2) {
        Some(events) => events.parse()?,
        None => EVENTS,
    };
    let fresh = !folder.join("feed.db").exists();
    let Opened { feed, .. } = Feed::open(&folder)?;
    if fresh {
        fill(&feed, events).await?;
    }
    search(&feed).await?;
    filter(&feed).await?;
    if std::env::args().nth(3).as_deref() == Some("clear") {
        clear(&feed).await?;
    }
    feed.close().await?;
    Ok(())
}

/// What people filter by, from what nearly every event has to what hardly one has.
#[expect(
    clippy::too_many_lines,
    reason = "one table, meant to be read as a whole"
)]
fn filters() -> Vec<(&'static str, Query)> {
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

async fn filter(feed: &Feed) -> Result<(), Box<dyn Error>> {
    let mut slowest = Vec::new();
    for (name, query) in filters() {
        let mut took = Vec::new();
        let mut found = 0;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            found = feed.page(query.clone()).await?.events.len();
            took.push(start.elapsed());
        }
        slowest.extend(took.iter().max().copied());
        tell(
            &format!("filter, {name}"),
            took,
            &format!("{found} on the page"),
        );
    }
    tell(
        "filter, slowest of each",
        slowest,
        "each question's slowest round",
    );
    let start = Instant::now();
    let facets = feed.facets().await?;
    let note = format!("{} apps, {} kinds", facets.apps.len(), facets.kinds.len());
    tell("facets", vec![start.elapsed()], &note);
    Ok(())
}

/// How long clearing takes, and how long a delivery waits that comes meanwhile.
async fn clear(feed: &Feed) -> Result<(), Box<dyn Error>> {
    let before = feed.size().await?;
    let start = Instant::now();
    let clearing = {
        let feed = feed.clone();
        tokio::spawn(async move { feed.clear().await })
    };
    let mut waited = Vec::new();
    for number in 0.. {
        if clearing.is_finished() {
            break;
        }
        let asked = Instant::now();
        feed.keep(delivery(u64::MAX / 8 + number)).await?;
        waited.push(asked.elapsed());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let forgotten = clearing.await??;
    let note = format!(
        "{} events in {:.1} s; {} MB became {} MB",
        forgotten.events,
        start.elapsed().as_secs_f64(),
        before / 1_000_000,
        feed.size().await? / 1_000_000
    );
    tell("a delivery while the history is cleared", waited, &note);
    Ok(())
}

async fn fill(feed: &Feed, events: u64) -> Result<(), Box<dyn Error>> {
    let (mut keeping, mut filing) = (Duration::ZERO, Duration::ZERO);
    for first in (0..events).step_by(usize::try_from(AT_ONCE)?) {
        let numbers: Vec<_> = (first..first + AT_ONCE).collect();
        let start = Instant::now();
        let kept = numbers.iter().map(|number| {
            let feed = feed.clone();
            let new = delivery(*number);
            tokio::spawn(async move { feed.keep(new).await })
        });
        let kept: Vec<_> = kept.collect();
        let mut filed = Vec::new();
        for (task, number) in kept.into_iter().zip(numbers) {
            let (Kept::New(id) | Kept::Again(id)) = task.await??;
            filed.push(decided(id, number)?);
        }
        keeping += start.elapsed();
        let start = Instant::now();
        feed.file(filed).await?;
        filing += start.elapsed();
    }
    let start = Instant::now();
    // The last event is found only when all before it are indexed.
    let last = format!("number{}", events - 1);
    while ask(feed, &last).await?.1 == 0 {}
    let words = "1,000 at once; each waits for the disk";
    figure("durable keeps", rate(events, keeping), "/s", words);
    figure(
        "events filed",
        rate(events, filing),
        "/s",
        "1,000 a transaction",
    );
    let rest = format!(
        "{:.1} s until the last one was found",
        start.elapsed().as_secs_f64()
    );
    figure(
        "events kept, filed, indexed",
        rate(events, keeping + filing + start.elapsed()),
        "/s",
        &rest,
    );
    Ok(())
}

async fn search(feed: &Feed) -> Result<(), Box<dyn Error>> {
    let mut all = Vec::new();
    let mut took = ASKED.map(|_| Vec::new());
    // Round by round, so that no question is asked twice in a row.
    for _ in 0..ROUNDS {
        for ((_, questions), took) in ASKED.iter().zip(&mut took) {
            for question in *questions {
                let (time, _) = ask(feed, question).await?;
                took.push(time);
                all.push(time);
            }
        }
    }
    let questions: usize = ASKED.iter().map(|(_, questions)| questions.len()).sum();
    tell(
        "search, all questions",
        all,
        &format!("{questions} questions, {ROUNDS} times each; first page of 50"),
    );
    for ((kind, questions), took) in ASKED.iter().zip(took) {
        tell(&format!("search, {kind}"), took, &questions.join(" · "));
    }
    Ok(())
}

/// How long it took, and how many events were on the page.
async fn ask(feed: &Feed, text: &str) -> Result<(Duration, usize), Box<dyn Error>> {
    let query = Query {
        search: Some(text.to_owned()),
        ..Query::default()
    };
    let start = Instant::now();
    let page = feed.page(query).await?;
    Ok((start.elapsed(), page.events.len()))
}

fn tell(name: &str, mut took: Vec<Duration>, note: &str) {
    took.sort_unstable();
    for (word, percent) in [("p50", 50), ("p99", 99)] {
        let at = (took.len() * percent).div_ceil(100).saturating_sub(1);
        let sample = took.get(at).copied().unwrap_or_default();
        figure(
            &format!("{name}, {word}"),
            sample.as_secs_f64() * 1e6,
            "µs",
            note,
        );
    }
}

fn figure(name: &str, value: f64, unit: &str, note: &str) {
    println!(
        "{}",
        json!({ "name": name, "value": value, "unit": unit, "note": note })
    );
}

#[expect(clippy::cast_precision_loss, reason = "a million is exact")]
fn rate(events: u64, took: Duration) -> f64 {
    events as f64 / took.as_secs_f64()
}

/// One of a list, by the event's number.
fn of<'a>(list: &[&'a str], number: u64) -> &'a str {
    let at = usize::try_from(number).unwrap_or_default() % list.len();
    list.get(at).copied().unwrap_or_default()
}

fn endpoint(number: u64) -> EndpointId {
    EndpointId::from(if number % 20_011 == 7 {
        "endpoint-rare"
    } else {
        "endpoint-1"
    })
}

/// Most are states of versions; build uploads ring in no channel of their own.
fn kind(number: u64) -> &'static str {
    match number {
        number if number % 9_973 == 3 => "ping",
        number if number % 4 == 1 => "build-upload",
        _ => "app-version",
    }
}

fn channel(number: u64) -> Option<&'static str> {
    match number {
        number if number % 10_007 == 5 => Some("Urgent"),
        number if number % 4 == 3 => Some("Builds"),
        number if number % 4 == 2 => None,
        _ => Some("Everything"),
    }
}

fn provenance(number: u64) -> Provenance {
    if number % 5_003 == 11 {
        Provenance::Sample
    } else {
        Provenance::Signed
    }
}

fn arrived(number: u64) -> i64 {
    1_700_000_000_000 + i64::try_from(number).unwrap_or_default() * 60_000
}

fn delivery(number: u64) -> NewDelivery {
    let body = json!({ "data": {
        "type": "appStoreVersionAppVersionStateUpdated",
        "id": format!("number{number}"),
        "version": 1,
        "attributes": {
            "newValue": of(&STATES, number),
            "oldValue": of(&STATES, number + 4),
            "timestamp": "2026-11-21T10:00:00Z",
        },
        "relationships": { "instance": { "data": {
            "type": "appStoreVersions", "id": format!("version{}", number / 7),
        } } },
    } });
    NewDelivery {
        endpoint: endpoint(number),
        arrived: arrived(number),
        headers: vec![("content-type".into(), b"application/json".to_vec())],
        body: Bytes::from(body.to_string()),
        verdict: Verdict::Current,
        provenance: provenance(number),
    }
}

fn decided(delivery: DeliveryId, number: u64) -> Result<Filed, Box<dyn Error>> {
    let (app, state) = (of(&APPS, number / 3), of(&STATES, number));
    let version = format!("{}.{}.{}", 1 + number % 9, number % 11, number % 4);
    // Numbers that differ in their first eight bytes differ as digests.
    let mut digest = [0; 32];
    digest
        .get_mut(..8)
        .ok_or("a digest has 32 bytes")?
        .copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes());
    let says = state.replace('_', " ").to_lowercase();
    Ok(Filed {
        delivery,
        event: NewEvent {
            endpoint: endpoint(number),
            apple_id: Some(format!("number{number}")),
            digest,
            kind: kind(number).into(),
            type_name: "appStoreVersionAppVersionStateUpdated".into(),
            status: Some(state.into()),
            previous_status: None,
            time: Some(arrived(number)),
            received: arrived(number),
            provenance: provenance(number),
            app_name: Some(app.into()),
            app_id: None,
            version: Some(version.clone()),
            build: Some(number.to_string()),
            platform: Some("IOS".into()),
            instance_type: Some("appStoreVersions".into()),
            instance_id: Some(format!("version{}", number / 7)),
            title: format!("{app} {version} is {says}"),
            body: of(&FEEDBACK, number / 2).into(),
            link: None,
            level: "active".into(),
            channel: channel(number).map(str::to_owned),
            readable: true,
            conflict: false,
            problem: None,
            // A few from long ago that nobody ever read.
            unread: number % 300 == 1 && number < 100_000,
        },
        notices: Vec::new(),
    })
}
