//! `events`: the feed, read beside whoever owns the home.

use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};
use shipbell_feed::{Event, EventId, FeedError, Query, Reader};

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
    let reader = match open(reach, follow).await? {
        Some(reader) => reader,
        None => {
            output.word("There are no events yet.");
            return Ok(());
        }
    };
    let events = newest(&reader, search.as_deref(), limit)?;
    let mut last = newest_id(&reader)?;
    for event in events.iter().rev() {
        print(output, event)?;
    }
    let mut version = reader.version()?;
    while follow {
        tokio::time::sleep(LOOK_AGAIN).await;
        let now = reader.version()?;
        if now == version {
            continue;
        }
        version = now;
        last = print_after(&reader, search.as_deref(), last, output)?;
    }
    Ok(())
}

/// Opens the feed; with `follow` waits until there is one.
async fn open(reach: &Reach, follow: bool) -> Result<Option<Reader>> {
    loop {
        match Reader::open(reach.home.data()) {
            Ok(reader) => return Ok(Some(reader)),
            Err(FeedError::Absent { .. }) if follow => tokio::time::sleep(LOOK_AGAIN).await,
            Err(FeedError::Absent { .. }) => return Ok(None),
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

/// The id after which events are new: ids follow arrival, pages follow Apple's time.
fn newest_id(reader: &Reader) -> Result<EventId> {
    Ok(reader.last_id()?.unwrap_or(EventId(0)))
}

fn print_after(
    reader: &Reader,
    search: Option<&str>,
    mut last: EventId,
    output: Output,
) -> Result<EventId> {
    loop {
        let new = reader.after(last, PAGE)?;
        let Some(newest) = new.last() else {
            return Ok(last);
        };
        last = newest.id;
        let wanted = match search {
            None => None,
            Some(_) => Some(newest_ids(reader, search, new.len())?),
        };
        for event in &new {
            if wanted.as_ref().is_none_or(|ids| ids.contains(&event.id)) {
                print(output, event)?;
            }
        }
    }
}

fn newest_ids(reader: &Reader, search: Option<&str>, at_least: usize) -> Result<Vec<EventId>> {
    let found = newest(reader, search, at_least.max(PAGE))?;
    Ok(found.into_iter().map(|event| event.id).collect())
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
