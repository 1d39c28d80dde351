//! The file as it is spelled, before anything is checked that TOML itself does not check.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use serde::Deserialize;
use shipbell_rules::Channel;
use toml::Spanned;

use crate::settings::{Density, Theme};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Raw {
    pub(super) connection: Connection,
    pub(super) tunnel: Option<BTreeMap<String, Spanned<toml::Value>>>,
    pub(super) history: History,
    pub(super) tray: Tray,
    pub(super) updates: Updates,
    pub(super) notifications: Notifications,
    pub(super) quiet_hours: QuietHours,
    pub(super) appearance: Appearance,
    pub(super) shortcuts: Shortcuts,
    pub(super) channel: Vec<Spanned<Channel>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Connection {
    pub(super) listen: Option<Spanned<SocketAddr>>,
    pub(super) listen_beyond_this_computer: bool,
    pub(super) public_url: Option<Spanned<String>>,
    pub(super) silence_alarm: Option<Spanned<u16>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct History {
    pub(super) keep_days: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Tray {
    pub(super) unread_count: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Updates {
    pub(super) check: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Notifications {
    pub(super) enabled: Option<bool>,
    pub(super) wait_for_facts: Option<Spanned<u16>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct QuietHours {
    pub(super) enabled: bool,
    pub(super) from: Option<Spanned<String>>,
    pub(super) to: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Appearance {
    pub(super) theme: Theme,
    pub(super) density: Density,
    pub(super) text_size: Option<Spanned<u16>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Shortcuts {
    pub(super) open_panel: Option<Spanned<String>>,
}
