//! One event, whole; and once more through today's templates.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use bytes::Bytes;
use shipbell_engine as engine;
use shipbell_feed::{Delivery, Notice};

use super::event_id;
use crate::error::WireError;
use crate::house::House;
use crate::types::{
    Attachment, AttachmentBody, Copies, EventDetail, FeedEvent, Field, Header, Level, Nothing,
    NoticeView, Replay, ReplayRing, TrailStep, Verdict,
};

pub(crate) async fn of(house: &House, id: &str) -> Result<EventDetail, WireError> {
    let found = house.engine.detail(event_id(id)?).await?;
    let body = found.delivery.as_ref().map(|delivery| &delivery.body[..]);
    let body = body.unwrap_or_default();
    Ok(EventDetail {
        story: found.story,
        type_name: found.event.type_name.clone(),
        fields: found
            .fields
            .into_iter()
            .map(|(path, value)| Field { path, value })
            .collect(),
        trail: found
            .trail
            .into_iter()
            .map(|step| TrailStep {
                id: step.id.to_string(),
                status: step.status,
                time: step.time,
            })
            .collect(),
        body: String::from_utf8_lossy(body).into_owned(),
        body_exact: found.delivery.is_some() && std::str::from_utf8(body).is_ok(),
        body_bytes: u32::try_from(body.len()).unwrap_or(u32::MAX),
        headers: found.delivery.as_ref().map(headers).unwrap_or_default(),
        verdict: found.delivery.as_ref().map(verdict),
        deliveries: u32::try_from(found.deliveries).unwrap_or(u32::MAX),
        last_arrived: found.last_arrived,
        notices: found.notices.into_iter().map(notice).collect(),
        attachments: found
            .attachments
            .into_iter()
            .map(Attachment::from)
            .collect(),
        copies: Copies {
            json: found.copies.json,
            markdown: found.copies.markdown,
            curl: found.copies.curl,
        },
        event: FeedEvent::of(&house.engine, found.event),
    })
}

pub(crate) async fn attachment(house: &House, id: &str) -> Result<AttachmentBody, WireError> {
    let (of, content) = content(house, id).await?;
    let is_log = of.kind == shipbell_feed::AttachmentKind::CrashLog;
    Ok(AttachmentBody {
        media_type: of.media_type,
        text: is_log.then(|| String::from_utf8_lossy(&content).into_owned()),
        base64: (!is_log).then(|| BASE64.encode(&content)),
    })
}

pub(crate) async fn copy_attachment(house: &House, id: &str) -> Result<Nothing, WireError> {
    let (_, content) = content(house, id).await?;
    house.host.copy_picture(&content)?;
    Ok(Nothing {})
}

async fn content(house: &House, id: &str) -> Result<(shipbell_feed::Attachment, Bytes), WireError> {
    let id = id
        .parse()
        .map_err(|_| WireError::bad_request(format!("\"{id}\" is no attachment's id.")))?;
    let (of, content) = house.engine.attachment(id).await?;
    match content {
        Some(content) => Ok((of, content)),
        None => Err(engine::EngineError::NoSuchAttachment.into()),
    }
}

pub(crate) async fn replay(house: &House, id: &str, ring: bool) -> Result<Replay, WireError> {
    let replay = house.engine.replay(event_id(id)?, ring).await?;
    Ok(Replay {
        rings: replay.rings.into_iter().map(replayed).collect(),
        rang: replay.rang,
    })
}

fn headers(delivery: &Delivery) -> Vec<Header> {
    let headers = delivery.headers.iter();
    headers
        .map(|(name, value)| Header {
            name: name.clone(),
            value: String::from_utf8_lossy(value).into_owned(),
        })
        .collect()
}

fn verdict(delivery: &Delivery) -> Verdict {
    match delivery.verdict {
        shipbell_feed::Verdict::Current => Verdict::Current,
        shipbell_feed::Verdict::Former => Verdict::Former,
        shipbell_feed::Verdict::None => Verdict::None,
    }
}

fn notice(notice: Notice) -> NoticeView {
    NoticeView {
        channel: notice.channel,
        level: Level::named(&notice.level),
        title: notice.title,
        body: notice.body,
        sink: notice.sink,
        due: notice.due,
        rang: notice.rang,
        attempts: notice.attempts,
    }
}

fn replayed(ring: engine::ReplayRing) -> ReplayRing {
    ReplayRing {
        channel: ring.channel,
        level: ring.level.into(),
        title: ring.title,
        body: ring.body,
        link: ring.link,
        problem: ring.problem,
    }
}
