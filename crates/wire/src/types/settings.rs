//! What a person can choose.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FileProblem;

/// The choices in force.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// Whether Shipbell starts with the session; absent where the system has no such thing.
    pub start_at_login: Option<bool>,
    /// Whether the number of unread events stands beside the icon.
    pub unread_count: bool,
    /// Where the door is to be; a change takes effect at once.
    pub listen: String,
    /// The public base address.
    pub public_url: Option<String>,
    /// After how many hours of silence a person is told; 0 is never.
    pub silence_alarm: u16,
    /// Whether newer versions are looked for at the start and daily; absent in a build without updates.
    pub check_updates: Option<bool>,
    /// Whether anything rings.
    pub notifications: bool,
    /// When only the urgent rings.
    pub quiet_hours: QuietHours,
    /// Days until an event is forgotten; 0 keeps events for ever.
    pub keep_days: u32,
    /// How the panel looks.
    pub appearance: Appearance,
    /// The global shortcut that opens the panel.
    pub open_panel: Option<String>,
    /// Why the shortcut does not work, if it does not.
    pub open_panel_problem: Option<String>,
    /// `shipbell.toml`.
    pub file: String,
    /// The folder of the database.
    pub home: String,
    /// The folder of the logs.
    pub logs: String,
    /// Why the file can't be read, if it can't.
    pub problem: Option<FileProblem>,
    /// Shipbell's version.
    pub version: String,
}

/// When only the urgent rings. Times are `HH:MM` on the person's own clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// Whether they hold at all.
    pub enabled: bool,
    /// When they begin.
    pub from: String,
    /// When they end; earlier than `from` means the next morning.
    pub to: String,
}

/// How the panel looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Appearance {
    /// Light or dark.
    pub theme: Theme,
    /// How much room a row takes.
    pub density: Density,
    /// The size of text, in percent.
    pub text_size: u16,
}

impl From<shipbell_engine::settings::Appearance> for Appearance {
    fn from(chosen: shipbell_engine::settings::Appearance) -> Self {
        use shipbell_engine::settings as chosen_by;
        Self {
            theme: match chosen.theme {
                chosen_by::Theme::System => Theme::System,
                chosen_by::Theme::Light => Theme::Light,
                chosen_by::Theme::Dark => Theme::Dark,
            },
            density: match chosen.density {
                chosen_by::Density::Comfortable => Density::Comfortable,
                chosen_by::Density::Compact => Density::Compact,
            },
            text_size: chosen.text_size,
        }
    }
}

impl From<Theme> for shipbell_engine::settings::Theme {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::System => Self::System,
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
        }
    }
}

impl From<Density> for shipbell_engine::settings::Density {
    fn from(density: Density) -> Self {
        match density {
            Density::Comfortable => Self::Comfortable,
            Density::Compact => Self::Compact,
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How much room a row takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Density {
    /// Room to breathe.
    Comfortable,
    /// More rows.
    Compact,
}

/// One choice, changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "name", content = "value", rename_all = "camelCase")]
pub enum Setting {
    /// Start with the session.
    StartAtLogin(bool),
    /// The number beside the icon.
    UnreadCount(bool),
    /// Where the door is to be: a loopback address and port.
    Listen(String),
    /// The public base address.
    PublicUrl(Option<String>),
    /// After how many hours of silence a person is told; 0 is never, 168 the most.
    SilenceAlarm(u16),
    /// Whether newer versions are looked for at the start and daily.
    CheckUpdates(bool),
    /// Whether anything rings.
    Notifications(bool),
    /// When only the urgent rings.
    QuietHours(QuietHours),
    /// Days until an event is forgotten; 0 keeps events for ever.
    KeepDays(u32),
    /// Light or dark.
    Theme(Theme),
    /// How much room a row takes.
    Density(Density),
    /// The size of text, in percent: 80 to 200.
    TextSize(u16),
    /// The global shortcut that opens the panel.
    OpenPanel(Option<String>),
}
