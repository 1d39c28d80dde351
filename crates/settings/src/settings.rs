//! The choices themselves, with what holds where nothing was chosen.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use shipbell_rules::Channel;
use shipbell_rules::quiet::Hours;

use crate::{SettingsError, Warning, read, warning};

/// Everything a person can choose. No secret is among it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// How deliveries reach this computer.
    pub connection: Connection,
    /// The program that brings deliveries here, where Shipbell runs one.
    pub tunnel: Option<Tunnel>,
    /// How long events are kept.
    pub history: History,
    /// What stands beside the bell.
    pub tray: Tray,
    /// Whether newer versions are looked for.
    pub updates: Updates,
    /// Whether anything rings.
    pub notifications: Notifications,
    /// When only the urgent rings.
    pub quiet_hours: QuietHours,
    /// How the panel looks.
    pub appearance: Appearance,
    /// Keys that work everywhere.
    pub shortcuts: Shortcuts,
    /// The channels as written; see [`Settings::channels_in_force`].
    pub channels: Vec<Channel>,
}

/// How deliveries reach this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Where the listener binds: loopback, unless asked otherwise in words.
    pub listen: SocketAddr,
    /// The base that Apple reaches from outside: https, without a trailing slash.
    pub public_url: Option<String>,
    /// After how many hours without a delivery and without a proof a person is told; 0 is never.
    pub silence_alarm: u16,
}

/// The program that brings deliveries here. What its options are, its kind knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tunnel {
    /// Which kind, such as `cloudflared`.
    pub kind: String,
    /// What it is to know, by name. Secrets are in the keychain.
    pub options: BTreeMap<String, String>,
}

/// How long events are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Days until an event is forgotten; 0 keeps events for ever.
    pub keep_days: u32,
}

/// What stands beside the bell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tray {
    /// Whether the number of unread events is shown.
    pub unread_count: bool,
}

/// Whether newer versions are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Updates {
    /// At the start and once a day. Off: only when somebody asks.
    pub check: bool,
}

/// Whether anything rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notifications {
    /// Off: events are kept and listed, but nothing rings.
    pub enabled: bool,
    /// How many seconds an event waits for what App Store Connect knows of it. It rings then with what
    /// is known, and the rest comes into the feed later.
    pub wait_for_facts: u16,
}

impl Notifications {
    /// Longer, nobody would call it a bell.
    pub const WAITS: RangeInclusive<u16> = 0..=30;
}

/// When only the urgent rings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QuietHours {
    /// Whether they hold at all.
    pub enabled: bool,
    /// From when until when, on the person's own wall.
    pub hours: Hours,
}

/// Keys that work everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shortcuts {
    /// Opens the panel.
    pub open_panel: Option<String>,
}

/// How the panel looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appearance {
    /// Light or dark.
    pub theme: Theme,
    /// How much room a row takes.
    pub density: Density,
    /// The size of text, in percent.
    pub text_size: u16,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How much room a row takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Density {
    /// Room to breathe.
    #[default]
    Comfortable,
    /// More rows.
    Compact,
}

impl Appearance {
    /// The sizes of text that the panel is drawn for, in percent.
    pub const TEXT_SIZES: RangeInclusive<u16> = 80..=200;
}

impl Theme {
    /// The name written in `shipbell.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Density {
    /// The name written in `shipbell.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            density: Density::Comfortable,
            text_size: 100,
        }
    }
}

impl Connection {
    /// Where the listener binds unless told otherwise.
    pub const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8484);
    /// A day: a weekend without events is told by proofs, which go on.
    pub const SILENCE_ALARM: u16 = 24;
    /// A week at most, and never.
    pub const SILENCE_ALARMS: RangeInclusive<u16> = 0..=168;
}

impl History {
    /// A year: long enough to compare this release with last year's.
    pub const KEEP_DAYS: u32 = 365;
}

impl Default for Connection {
    fn default() -> Self {
        Self {
            listen: Self::LISTEN,
            public_url: None,
            silence_alarm: Self::SILENCE_ALARM,
        }
    }
}

impl Default for History {
    fn default() -> Self {
        Self {
            keep_days: Self::KEEP_DAYS,
        }
    }
}

impl Default for Tray {
    fn default() -> Self {
        Self { unread_count: true }
    }
}

impl Default for Updates {
    fn default() -> Self {
        Self { check: true }
    }
}

impl Default for Notifications {
    fn default() -> Self {
        Self {
            enabled: true,
            wait_for_facts: 2,
        }
    }
}

impl Settings {
    /// The settings in the text of a `shipbell.toml`. What is not in it has its default; what
    /// does not belong in it is an error with its place.
    pub fn parse(text: &str) -> Result<Settings, SettingsError> {
        read::read(text)
    }

    /// The channels as written or, where none are, the built-in one.
    pub fn channels_in_force(&self) -> Vec<Channel> {
        if self.channels.is_empty() {
            vec![shipbell_rules::builtin_channel()]
        } else {
            self.channels.clone()
        }
    }

    /// What is accepted but will not do what its author meant, such as a template that does not
    /// compile: the built-in text is used in its place.
    pub fn warnings(&self) -> Vec<Warning> {
        warning::warnings(&self.channels)
    }
}
