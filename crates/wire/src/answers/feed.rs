//! Pages, marks, and what is opened.

use shipbell_feed::{Cursor, EndpointId, Query};

use super::event_id;
use crate::error::WireError;
use crate::house::House;
use crate::types::{AppFacet, Facets, FeedEvent, FeedFilter, FeedPage, Marked, Nothing, Pinned};

/// The largest page anyone gets at once.
const PAGE_AT_MOST: u32 = 500;

pub(crate) async fn page(
    house: &House,
    before: Option<String>,
    limit: u32,
    filter: FeedFilter,
) -> Result<FeedPage, WireError> {
    let before = before
        .map(|text| text.parse::<Cursor>())
        .transpose()
        .map_err(|_| {
            WireError::bad_request("That is not a cursor that a page of the feed gave.")
        })?;
    let query = Query {
        search: filter.search,
        kind: filter.kind,
        endpoint: filter.app.map(EndpointId),
        channel: filter.channel,
        unread: filter.unread.then_some(true),
        provenance: filter.provenance.map(Into::into),
        before,
        limit: usize::try_from(limit.clamp(1, PAGE_AT_MOST)).unwrap_or(1),
    };
    let page = house.engine.feed().page(query).await?;
    Ok(FeedPage {
        events: page
            .events
            .into_iter()
            .map(|event| FeedEvent::of(&house.engine, event))
            .collect(),
        next: page.next.map(|cursor| cursor.to_string()),
        unread: house.engine.feed().unread().await?,
    })
}

pub(crate) async fn facets(house: &House) -> Result<Facets, WireError> {
    let found = house.engine.feed().facets().await?;
    Ok(Facets {
        apps: found
            .apps
            .into_iter()
            .map(|(id, name)| AppFacet { id: id.0, name })
            .collect(),
        kinds: found.kinds,
        channels: found.channels,
        provenances: found.provenances.into_iter().map(Into::into).collect(),
    })
}

pub(crate) async fn open(house: &House, id: &str) -> Result<Nothing, WireError> {
    let id = event_id(id)?;
    let event = house.engine.event(id).await?;
    if let Some(link) = &event.link {
        house.host.open_page(link)?;
    }
    house.engine.feed().set_unread(vec![id], false).await?;
    Ok(Nothing {})
}

pub(crate) async fn set_unread(
    house: &House,
    ids: &[String],
    unread: bool,
) -> Result<Nothing, WireError> {
    let ids = ids
        .iter()
        .map(|id| event_id(id))
        .collect::<Result<_, _>>()?;
    house.engine.feed().set_unread(ids, unread).await?;
    Ok(Nothing {})
}

pub(crate) async fn mark_all_read(house: &House) -> Result<Marked, WireError> {
    let marked = house.engine.feed().mark_all_read().await?;
    Ok(Marked {
        count: marked.count,
        ids: marked.ids.iter().map(|id| id.0.to_string()).collect(),
    })
}

pub(crate) async fn pinned(house: &House) -> Result<Vec<Pinned>, WireError> {
    let all = house.engine.pinned().await?;
    let pinned = |event: shipbell_feed::Event| Pinned {
        since: event.time.unwrap_or(event.received),
        event: FeedEvent::of(&house.engine, event),
    };
    Ok(all.into_iter().map(pinned).collect())
}

pub(crate) async fn unpin(house: &House, id: &str) -> Result<Nothing, WireError> {
    house.engine.unpin(event_id(id)?).await?;
    Ok(Nothing {})
}
