//! From the file's text to settings, every refusal with its place.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::ops::Range;

use serde::Deserialize;
use shipbell_rules::Channel;
use toml::Spanned;

use crate::place::place;
use crate::settings::{Connection, History, Notifications, Settings, Tray};
use crate::{Problem, SettingsError, check_public_url};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    connection: RawConnection,
    history: RawHistory,
    tray: RawTray,
    notifications: RawNotifications,
    channel: Vec<Spanned<Channel>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct RawConnection {
    listen: Option<Spanned<SocketAddr>>,
    listen_beyond_this_computer: bool,
    public_url: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct RawHistory {
    keep_days: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct RawTray {
    unread_count: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct RawNotifications {
    enabled: Option<bool>,
}

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
        history: History {
            keep_days: raw.history.keep_days.unwrap_or(defaults.history.keep_days),
        },
        tray: Tray {
            unread_count: raw.tray.unread_count.unwrap_or(defaults.tray.unread_count),
        },
        notifications: Notifications {
            enabled: raw
                .notifications
                .enabled
                .unwrap_or(defaults.notifications.enabled),
        },
        appearance: defaults.appearance,
        channels: channels(raw.channel)?,
    })
}

fn connection(raw: RawConnection) -> Result<Connection, Found> {
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
    Ok(connection)
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
