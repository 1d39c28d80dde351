//! How Shipbell is, for an issue or a letter: counts, states and choices.
//!
//! Nothing that a person or Apple wrote goes into it: no name, address, path, text or log line. What
//! stands in it is listed here, rather than what would have to be left out.

use std::fmt::{self, Display, Write};

use shipbell_engine::settings::Settings;
use shipbell_engine::{EndpointView, Status};

use crate::error::WireError;
use crate::house::House;
use crate::types::History;

pub(crate) async fn text(house: &House, kept: Option<History>) -> Result<String, WireError> {
    let status = house.engine.status().await?;
    let endpoints = house.engine.endpoints_heard().await?;
    let now = house.engine.clock().now_ms();
    let mut text = String::new();
    let written = program(&mut text)
        .and_then(|()| state(&mut text, &status, house.host.starts_at_login()))
        .and_then(|()| all_endpoints(&mut text, &endpoints, now))
        .and_then(|()| choices(&mut text, &house.engine.settings().current()))
        .and_then(|()| feed(&mut text, &status, kept, now));
    written.map_err(|fmt::Error| WireError::internal("The report could not be written."))?;
    Ok(text)
}

fn program(text: &mut String) -> fmt::Result {
    writeln!(text, "## Shipbell {}\n", env!("CARGO_PKG_VERSION"))?;
    let build = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    line(
        text,
        "system",
        format_args!(
            "{} on {}, {build} build",
            std::env::consts::OS,
            std::env::consts::ARCH
        ),
    )
}

fn state(text: &mut String, status: &Status, at_login: Option<bool>) -> fmt::Result {
    line(text, "health", status.health.name())?;
    let reason = status.reason.as_ref().map(|reason| reason.code.as_str());
    line(text, "reason", reason.unwrap_or("none"))?;
    let codes: Vec<_> = status.problems.iter().map(|p| p.code.name()).collect();
    line(text, "problems", list_or_none(&codes))?;
    let door = status.listening.map_or("closed", |at| {
        if at.ip().to_canonical().is_loopback() {
            "open on this computer"
        } else {
            "open beyond this computer"
        }
    });
    line(text, "door", door)?;
    line(text, "public address", yes(status.public_url.is_some()))?;
    line(text, "public address proven", yes(status.proven.is_some()))?;
    line(text, "paused", yes(status.pause.is_some()))?;
    line(text, "quiet now", yes(status.quiet_until.is_some()))?;
    line(text, "set-up over", yes(status.setup_over))?;
    line(text, "starts at login", at_login.map_or("unknown", yes))
}

fn all_endpoints(text: &mut String, endpoints: &[EndpointView], now: i64) -> fmt::Result {
    writeln!(text, "\n### {} endpoints\n", endpoints.len())?;
    for (number, endpoint) in endpoints.iter().enumerate() {
        let states = format_args!(
            "secret {}, app {}, rotated {}, former secret accepted {}, last ping {}, last event {}",
            if endpoint.secret_known {
                "known"
            } else {
                "missing"
            },
            yes(endpoint.app_id.is_some()),
            ago(endpoint.rotated, now),
            yes(endpoint.former_secret_accepted),
            ago(endpoint.last_ping, now),
            ago(endpoint.last_event, now),
        )
        .to_string();
        line(text, &(number + 1).to_string(), states)?;
    }
    Ok(())
}

fn choices(text: &mut String, chosen: &Settings) -> fmt::Result {
    writeln!(text, "\n### Settings\n")?;
    let quiet = chosen.quiet_hours;
    let quiet = if quiet.enabled {
        format!("{} to {}", quiet.hours.from, quiet.hours.to)
    } else {
        "off".to_owned()
    };
    line(text, "port", chosen.connection.listen.port())?;
    line(text, "tunnel of ours", yes(chosen.tunnel.is_some()))?;
    line(
        text,
        "silence alarm",
        format_args!("{} h", chosen.connection.silence_alarm),
    )?;
    line(text, "notifications", yes(chosen.notifications.enabled))?;
    line(text, "quiet hours", quiet)?;
    line(text, "days kept", chosen.history.keep_days)?;
    line(text, "unread count", yes(chosen.tray.unread_count))?;
    line(text, "theme", chosen.appearance.theme.name())?;
    line(text, "density", chosen.appearance.density.name())?;
    line(text, "text size", chosen.appearance.text_size)?;
    line(text, "looks for updates", yes(chosen.updates.check))?;
    line(text, "shortcut", yes(chosen.shortcuts.open_panel.is_some()))?;
    for (number, channel) in chosen.channels.iter().enumerate() {
        let states = format!(
            "{} endpoints, {} kinds, condition {}, {} levels, {} templates, {} faults",
            channel.endpoints.len(),
            channel.kinds.len(),
            yes(channel.condition.is_some()),
            channel.levels.len(),
            channel.templates.len(),
            channel.check().len(),
        );
        line(text, &format!("channel {}", number + 1), states)?;
    }
    Ok(())
}

fn feed(text: &mut String, status: &Status, kept: Option<History>, now: i64) -> fmt::Result {
    writeln!(text, "\n### Feed\n")?;
    line(text, "unread", status.unread)?;
    line(text, "last event", ago(status.last_event, now))?;
    let Some(kept) = kept else {
        return Ok(());
    };
    line(text, "events", kept.events)?;
    line(text, "bytes", kept.bytes)?;
    line(text, "oldest", ago(kept.oldest, now))
}

fn line(text: &mut String, name: &str, value: impl Display) -> fmt::Result {
    writeln!(text, "- {name}: {value}")
}

fn yes(so: bool) -> &'static str {
    if so { "yes" } else { "no" }
}

fn list_or_none(codes: &[&str]) -> String {
    if codes.is_empty() {
        return "none".to_owned();
    }
    codes.join(", ")
}

/// How long ago, roughly: a moment could be matched with somebody's release.
fn ago(at: Option<i64>, now: i64) -> String {
    const HOUR: i64 = 60 * 60 * 1000;
    let Some(at) = at else {
        return "never".to_owned();
    };
    match now.saturating_sub(at) / HOUR {
        ..=0 => "within the hour".to_owned(),
        hours @ 1..48 => format!("{hours} h ago"),
        hours => format!("{} days ago", hours / 24),
    }
}
