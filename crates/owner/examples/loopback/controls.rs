//! What tests do to the world around the panel, and look at in it.
//!
//! - `POST /test/seed {count, until?, apart?, read?}`: a past of so many events.
//! - `POST /test/deliver {sample, endpoint, instance?, ago?, times?, body?, facts?}`: Apple sends one event to
//!   the real door, signed with the endpoint's secret, so many `times`. With an `instance` that was
//!   answered before it is a later state of the same thing; it happened `ago` minutes ago; `body` stands
//!   in place of the sample's; `facts` is what App Store Connect would say of it. Answers with the door's
//!   `status` and the ids of event and instance once the event is filed.
//! - `POST /test/clock {now}`: what time it is.
//! - `POST /test/host {notifications?, noShortcut?}`: what the desktop around it is like.
//! - `POST /test/way {lost?}`: where our own questions get lost between the public address and the door.
//! - `POST /test/show {view}`: the tray asks the panel to show a view.
//! - `GET /test/banners`: what rang. `GET /test/asked`: what the desktop was asked for.

use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};
use shipbell_rules::Facts;
use shipbell_vault::Record;
use shipbell_webhook::SIGNATURE_HEADER;
use shipbell_webhook::sample::{self, Ids};
use shipbell_wire::{Change, NotificationState, View};

use crate::seed;
use crate::way::Lost;
use crate::world::World;

/// Carries out a control by its path.
pub(crate) async fn carry_out(world: &World, what: &str, body: &[u8]) -> Result<Value> {
    match what {
        "seed" => seed::plant(world, &serde_json::from_slice(body)?).await?,
        "deliver" => return deliver(world, serde_json::from_slice(body)?).await,
        "clock" => {
            let Set { now } = serde_json::from_slice(body)?;
            world.clock.set(now);
        }
        "host" => set_host(world, serde_json::from_slice(body)?),
        "way" => {
            let To { lost } = serde_json::from_slice(body)?;
            world.way.lose(lost);
        }
        "show" => {
            let Shown { view } = serde_json::from_slice(body)?;
            world.told.send(Change::Show { view })?;
        }
        "banners" => return Ok(Value::Array(world.rang.banners())),
        "asked" => {
            let host = world.host.lock().unwrap_or_else(PoisonError::into_inner);
            return Ok(Value::Array(host.asked.clone()));
        }
        other => anyhow::bail!("there is no control named {other}"),
    }
    Ok(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    now: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct To {
    lost: Option<Lost>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    view: View,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Around {
    notifications: Option<NotificationState>,
    #[serde(default)]
    no_shortcut: Option<String>,
}

fn set_host(world: &World, around: Around) {
    let mut host = world.host.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(notifications) = around.notifications {
        host.notifications = notifications;
        let absent = notifications == NotificationState::Absent;
        world.rang.set_absent(absent);
    }
    host.no_shortcut = around.no_shortcut;
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Delivery {
    sample: String,
    endpoint: String,
    instance: Option<String>,
    #[serde(default)]
    ago: i64,
    #[serde(default = "once")]
    times: usize,
    body: Option<String>,
    facts: Option<Facts>,
}

fn once() -> usize {
    1
}

async fn deliver(world: &World, delivery: Delivery) -> Result<Value> {
    /// Each is another event.
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let record = world.record(&delivery.endpoint)?;
    let made = format!("de11e001-0000-4000-8000-{number:012x}");
    let now = world.engine.clock().now();
    let ids = Ids {
        event: format!("de11e000-0000-4000-8000-{number:012x}"),
        instance: delivery.instance.unwrap_or(made),
        app_id: record.app_id.clone(),
        time: now.saturating_sub(SignedDuration::from_mins(delivery.ago))?,
    };
    if let Some(facts) = delivery.facts {
        world.apple.tell(ids.instance.clone(), facts);
    }
    let body = if let Some(body) = delivery.body {
        body.into_bytes()
    } else {
        let found = sample::find(&delivery.sample);
        let found = found.with_context(|| format!("no sample is named {}", delivery.sample))?;
        sample::body(found, &ids)
    };
    let mut status = 0;
    for _ in 0..delivery.times {
        status = post(world, &record, body.clone()).await?;
    }
    world.settled().await?;
    Ok(json!({ "status": status, "id": ids.event, "instance": ids.instance }))
}

async fn post(world: &World, record: &Record, body: Vec<u8>) -> Result<u16> {
    let arrived = seed::signed(record, body);
    let signature = String::from_utf8(arrived.signature.unwrap_or_default())?;
    let headers = [
        ("content-type", "application/json"),
        ("user-agent", "AppStoreConnect/1.0"),
        (SIGNATURE_HEADER, signature.as_str()),
    ];
    let path = format!("/hooks/{}", record.token);
    let at = world.engine.status().await?.listening.unwrap_or(world.door);
    let (status, _) = shipbell_listener::post(at, &path, &headers, arrived.body).await?;
    Ok(status)
}
