//! `events`: the feed, read beside whoever owns the home.

mod followed;

use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};
use shipbell_feed::{Event, EventId, FeedError, Query, Reader};

use self::followed::Followed;
use crate::ask::Reach;
use crate::output::{Output, iso, local};

/// Often enough to feel immediate, seldom enough to cost nothing.
const LOOK_AGAIN: Duration = Duration::from_millis(200);
const PAGE: usize = 500;

pub(crate) async fn run(
    reach: &Reach,
    follow: bool,
    search: Option<String>,
    limit: usize,
) -> Result<()> {
    let output = reach.output;
    let Some(reader) = open(reach, follow).await? else {
        output.word("There are no events yet.");
        return Ok(());
    };
    // Looked at in this order, so that what comes in between is printed once: below or above.
    let version = reader.version()?;
    let last = reader.last_id()?.unwrap_or(EventId(0));
    let events = newest(&reader, search.as_deref(), limit)?;
    for event in events
        .iter()
        .rev()
        .filter(|event| !follow || event.id <= last)
    {
        print(output, event)?;
    }
    if follow {
        let followed = Followed::new(reader, search, version, last);
        follow_on(followed, output).await?;
    }
    Ok(())
}

async fn follow_on(mut followed: Followed, output: Output) -> Result<()> {
    loop {
        for event in followed.news()? {
            print(output, &event)?;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Opens the feed; with `follow` waits until there is one.
async fn open(reach: &Reach, follow: bool) -> Result<Option<Reader>> {
    loop {
        match Reader::open(reach.home.data()) {
            Ok(reader) => return Ok(Some(reader)),
            Err(FeedError::Absent) if follow => tokio::time::sleep(LOOK_AGAIN).await,
            Err(FeedError::Absent) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
    }
}

/// The newest events, newest first, over as many pages as it takes.
fn newest(reader: &Reader, search: Option<&str>, limit: usize) -> Result<Vec<Event>> {
    let mut events: Vec<Event> = Vec::new();
    let mut before = None;
    while events.len() < limit {
        let page = reader.page(&Query {
            search: search.map(ToOwned::to_owned),
            before: before.take(),
            limit: (limit - events.len()).min(PAGE),
            ..Query::default()
        })?;
        events.extend(page.events);
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    Ok(events)
}

fn print(output: Output, event: &Event) -> Result<()> {
    if output.json() {
        return Ok(output.value(&as_json(event))?);
    }
    let mark = match event.provenance {
        shipbell_feed::Provenance::Signed => "",
        shipbell_feed::Provenance::Recovered => "  [recovered]",
        shipbell_feed::Provenance::Sample => "  [sample]",
    };
    let body = event.body.replace('\n', " · ");
    let line = format!("{}  {}  {body}{mark}", local(event.received), event.title);
    Ok(output.line(&line)?)
}

fn as_json(event: &Event) -> Value {
    json!({
        "id": event.apple_id,
        "event": event.id.0.to_string(),
        "kind": event.kind,
        "type": event.type_name,
        "status": event.status,
        "previousStatus": event.previous_status,
        "time": event.time.map(iso),
        "received": iso(event.received),
        "endpoint": event.endpoint_name,
        "provenance": event.provenance,
        "title": event.title,
        "body": event.body,
        "link": event.link,
        "level": event.level,
        "unread": event.unread,
        "app": event.app_name,
        "appId": event.app_id,
        "version": event.version,
        "build": event.build,
        "platform": event.platform,
        "readable": event.readable,
        "conflict": event.conflict,
        "problem": event.problem,
    })
}
