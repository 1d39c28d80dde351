//! The way in: the tunnel is chosen, and the doctor looks.

use std::collections::BTreeMap;
use std::fmt::Write;

use shipbell_engine::settings::Tunnel;
use shipbell_engine::{Finding, Hop, HopName};

use crate::answers::report;
use crate::error::WireError;
use crate::house::House;
use crate::types::{Doctor, NotificationState, TunnelView};

pub(crate) async fn tunnel(house: &House) -> Result<TunnelView, WireError> {
    Ok(house.engine.tunnel().await?.into())
}

pub(crate) async fn choose(
    house: &House,
    kind: Option<String>,
    options: BTreeMap<String, String>,
) -> Result<TunnelView, WireError> {
    let chosen = kind.map(|kind| Tunnel { kind, options });
    house.engine.choose_tunnel(chosen).await?;
    tunnel(house).await
}

pub(crate) async fn restart(house: &House) -> Result<TunnelView, WireError> {
    house.engine.restart_tunnel();
    tunnel(house).await
}

pub(crate) async fn doctor(house: &House) -> Result<Doctor, WireError> {
    let at = house.engine.clock().now_ms();
    let mut hops = house.engine.examine().await?;
    if let Some(shows) = house.host.tray() {
        hops.push(notifications(house.host.notifications().await, at));
        hops.push(tray(shows, at));
    } else {
        let rings = "Shipbell runs without a desktop here: it rings in its terminal.";
        hops.push(Hop::new(HopName::Notifications, Finding::Good, at, rings));
    }
    hops.push(disk(house.host.free_bytes(&house.folders.home), at));
    hops.sort_by_key(|hop| hop.hop);
    let text = text(house, &hops).await?;
    Ok(Doctor {
        hops: hops.into_iter().map(Into::into).collect(),
        at,
        text,
    })
}

fn notifications(state: NotificationState, at: i64) -> Hop {
    let hop = |finding, proof| Hop::new(HopName::Notifications, finding, at, proof);
    match state {
        NotificationState::Allowed => hop(Finding::Good, "The system shows banners."),
        NotificationState::Denied => hop(Finding::Bad, "The system does not let Shipbell show banners.")
            .fix("Allow notifications for Shipbell in the system's settings. Until then everything is in the feed."),
        NotificationState::Absent => hop(Finding::Bad, "Nobody is there to show banners.")
            .fix("Start a notification service. Until then everything is in the feed."),
        NotificationState::Unknown => hop(
            Finding::Unknown,
            "The system does not say whether banners show; a test banner does.",
        ),
    }
}

fn tray(shows: bool, at: i64) -> Hop {
    let hop = |finding, proof| Hop::new(HopName::Tray, finding, at, proof);
    if shows {
        return hop(Finding::Good, "The icon is in the bar.");
    }
    hop(Finding::Warning, "No bar took the icon.")
        .fix("Open the panel by its shortcut, or start a desktop with a status area.")
}

fn disk(free: Option<u64>, at: i64) -> Hop {
    /// Less than this is filled by a system that swaps or updates.
    const LITTLE: u64 = 500 << 20;
    let hop = |finding, proof: String| Hop::new(HopName::Disk, finding, at, proof);
    match free {
        None => hop(Finding::Unknown, "The system does not say how much room is left.".to_owned()),
        Some(free) if free < LITTLE => hop(Finding::Warning, format!("{} MB are left.", free >> 20))
            .fix("Make room: what can't be stored is answered with 503, and read from Apple's log later."),
        Some(free) => hop(Finding::Good, format!("{} GB are left.", free >> 30)),
    }
}

/// The report, then the findings by their names. Sentences are in it only where they can name nobody: what is
/// wrong may name a path, an address or an endpoint, and its code is in the report.
async fn text(house: &House, hops: &[Hop]) -> Result<String, WireError> {
    let mut text = report::text(house, None).await?;
    let failed = |_| WireError::internal("The report could not be written.");
    writeln!(text, "\n### Doctor\n").map_err(failed)?;
    for hop in hops {
        let about_apple = matches!(hop.hop, HopName::Webhook | HopName::Delivery);
        let told = hop.finding == Finding::Good && !about_apple;
        let proof = if told { hop.proof.as_str() } else { "" };
        let line = format!("- {}: {}. {proof}", hop.hop.name(), hop.finding.name());
        writeln!(text, "{}", line.trim_end()).map_err(failed)?;
    }
    writeln!(text, "\n### States, oldest first\n").map_err(failed)?;
    let now = house.engine.clock().now_ms();
    for moment in house.engine.timeline() {
        let before = now.saturating_sub(moment.at) / 1000;
        let code = moment.code.unwrap_or_default();
        writeln!(text, "- {before} s ago: {} {code}", moment.health.name()).map_err(failed)?;
    }
    Ok(text)
}
