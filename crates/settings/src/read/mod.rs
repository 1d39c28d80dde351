//! From the file's text to settings, every refusal with its place.

mod raw;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use shipbell_rules::Channel;
use shipbell_rules::quiet::WallTime;
use toml::Spanned;

use self::raw::Raw;
use crate::place::place;
use crate::settings::{
    Appearance, Connection, History, Notifications, QuietHours, Settings, Shortcuts, Tray, Tunnel,
    Updates,
};
use crate::{Problem, SettingsError, check_public_url, check_shortcut};

/// A problem and the bytes it is about.
type Found = (Range<usize>, Problem);

pub(crate) fn read(text: &str) -> Result<Settings, SettingsError> {
    // Editors on Windows put a byte order mark first; it is nobody's mistake.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Their line ends would become part of every text of several lines, and be seen in banners.
    let text = text.replace("\r\n", "\n");
    let found = parse(&text).and_then(check);
    found.map_err(|(span, problem)| {
        let (line, column) = place(&text, span.start);
        SettingsError::At {
            line,
            column,
            problem,
        }
    })
}

fn parse(text: &str) -> Result<Raw, Found> {
    toml::from_str(text).map_err(|broken| {
        let cause = broken.message().trim_end_matches('.').replace('\n', ", ");
        (broken.span().unwrap_or(0..0), Problem::Toml { cause })
    })
}

fn check(raw: Raw) -> Result<Settings, Found> {
    let defaults = Settings::default();
    Ok(Settings {
        connection: connection(raw.connection)?,
        tunnel: raw.tunnel.map(tunnel).transpose()?,
        history: History {
            keep_days: raw.history.keep_days.unwrap_or(defaults.history.keep_days),
        },
        tray: Tray {
            unread_count: raw.tray.unread_count.unwrap_or(defaults.tray.unread_count),
        },
        updates: Updates {
            check: raw.updates.check.unwrap_or(defaults.updates.check),
        },
        notifications: notifications(&raw.notifications)?,
        quiet_hours: quiet_hours(raw.quiet_hours)?,
        appearance: appearance(&raw.appearance)?,
        shortcuts: shortcuts(raw.shortcuts)?,
        channels: channels(raw.channel)?,
    })
}

fn connection(raw: raw::Connection) -> Result<Connection, Found> {
    let mut connection = Connection::default();
    if let Some(listen) = raw.listen {
        let span = listen.span();
        let listen = listen.into_inner();
        if !listen.ip().to_canonical().is_loopback() && !raw.listen_beyond_this_computer {
            return Err((span, Problem::BeyondThisComputer { listen }));
        }
        connection.listen = listen;
    }
    if let Some(url) = raw.public_url {
        let checked = check_public_url(url.get_ref());
        connection.public_url = Some(checked.map_err(|problem| (url.span(), problem.into()))?);
    }
    if let Some(hours) = raw.silence_alarm {
        if !Connection::SILENCE_ALARMS.contains(hours.get_ref()) {
            let asked = *hours.get_ref();
            return Err((hours.span(), Problem::SilenceAlarm { hours: asked }));
        }
        connection.silence_alarm = hours.into_inner();
    }
    Ok(connection)
}

/// A number is as good as its text: nobody writes a port in quotes. What else an option may be, the
/// tunnel's kind says when it is begun.
fn tunnel(raw: BTreeMap<String, Spanned<toml::Value>>) -> Result<Tunnel, Found> {
    let mut kind = None;
    let mut options = BTreeMap::new();
    let mut last = 0..0;
    for (key, value) in raw {
        let span = value.span();
        last = span.clone();
        let text = match value.into_inner() {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            _ => return Err((span, Problem::TunnelOption { key })),
        };
        if key == "kind" {
            kind = Some(text);
        } else {
            options.insert(key, text);
        }
    }
    let kind = kind.filter(|kind| !kind.trim().is_empty());
    let kind = kind.ok_or((last, Problem::TunnelKind))?;
    Ok(Tunnel { kind, options })
}

fn quiet_hours(raw: raw::QuietHours) -> Result<QuietHours, Found> {
    let mut chosen = QuietHours {
        enabled: raw.enabled,
        ..QuietHours::default()
    };
    if let Some(from) = raw.from {
        chosen.hours.from = wall_time("from", &from)?;
    }
    if let Some(to) = raw.to {
        chosen.hours.to = wall_time("to", &to)?;
    }
    Ok(chosen)
}

fn wall_time(key: &'static str, written: &Spanned<String>) -> Result<WallTime, Found> {
    let time = written.get_ref().parse();
    time.map_err(|cause| (written.span(), Problem::TimeOfDay { key, cause }))
}

fn notifications(raw: &raw::Notifications) -> Result<Notifications, Found> {
    let mut chosen = Notifications::default();
    chosen.enabled = raw.enabled.unwrap_or(chosen.enabled);
    if let Some(wait) = &raw.wait_for_facts {
        let seconds = *wait.get_ref();
        if !Notifications::WAITS.contains(&seconds) {
            return Err((wait.span(), Problem::WaitForFacts { seconds }));
        }
        chosen.wait_for_facts = seconds;
    }
    Ok(chosen)
}

fn appearance(raw: &raw::Appearance) -> Result<Appearance, Found> {
    let mut chosen = Appearance {
        theme: raw.theme,
        density: raw.density,
        ..Appearance::default()
    };
    if let Some(size) = &raw.text_size {
        if !Appearance::TEXT_SIZES.contains(size.get_ref()) {
            let size_asked = *size.get_ref();
            return Err((size.span(), Problem::TextSize { size: size_asked }));
        }
        chosen.text_size = *size.get_ref();
    }
    Ok(chosen)
}

fn shortcuts(raw: raw::Shortcuts) -> Result<Shortcuts, Found> {
    let Some(keys) = raw.open_panel else {
        return Ok(Shortcuts::default());
    };
    let checked = check_shortcut(keys.get_ref());
    Ok(Shortcuts {
        open_panel: Some(checked.map_err(|problem| (keys.span(), problem.into()))?),
    })
}

/// Names tell channels apart in the feed and on the command line, so each is there once.
fn channels(raw: Vec<Spanned<Channel>>) -> Result<Vec<Channel>, Found> {
    let mut names = BTreeSet::new();
    let mut channels = Vec::with_capacity(raw.len());
    for channel in raw {
        let span = channel.span();
        let channel = channel.into_inner();
        if channel.name.trim().is_empty() {
            return Err((span, Problem::Nameless));
        }
        if !names.insert(channel.name.clone()) {
            return Err((span, Problem::SameName { name: channel.name }));
        }
        channels.push(channel);
    }
    Ok(channels)
}
