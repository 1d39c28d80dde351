//! How quick are pages among 100,000 events, searched and filtered? `cargo xtask bench search` runs
//! this and reads what it prints: one JSON object a line. Takes the folder of the feed to make, and
//! how many events; a feed that is there already is asked as it is. With `clear` as a third word, it
//! is cleared at the end.
#![allow(
    clippy::print_stdout,
    reason = "the terminal is where an example speaks"
)]

mod events;
mod figures;
mod questions;

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use shipbell_feed::{Feed, Kept, Opened, Query};

use events::{decided, delivery};
use figures::{figure, rate, tell};
use questions::{ASKED, filters};

const EVENTS: u64 = 100_000;
const AT_ONCE: u64 = 1_000;
const ROUNDS: usize = 20;

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
