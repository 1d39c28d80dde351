#![doc = include_str!("../README.md")]

mod change;
mod error;
mod file;
mod place;
mod public_url;
mod read;
mod settings;
mod shortcut;
mod warning;

pub use error::{Problem, SettingsError};
pub use file::{FILE_NAME, SettingsFile, Watch};
pub use public_url::{UrlProblem, check_public_url};
pub use settings::{
    Appearance, Connection, Density, History, Notifications, QuietHours, Settings, Shortcuts,
    Theme, Tray, Tunnel,
};
pub use shipbell_rules::quiet::{Hours, NoWallTime, WallTime};
pub use shipbell_rules::{Channel, ChannelError, Level, Templates};
pub use shortcut::{ShortcutProblem, check_shortcut};
pub use warning::Warning;
