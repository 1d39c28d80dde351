//! What can be wrong with settings, with the place to look at.

use std::net::SocketAddr;
use std::path::PathBuf;

use shipbell_rules::quiet::NoWallTime;

use crate::settings::{Appearance, Connection, Notifications};
use crate::{ShortcutProblem, UrlProblem};

/// Why settings could not be read or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The file says something that does not hold.
    #[error(
        "shipbell.toml, line {line}, column {column}: {problem} The last good settings stay in force."
    )]
    At {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What is wrong.
        problem: Problem,
    },
    /// A change would have made the file wrong, so it was not made.
    #[error("{problem} Nothing was changed.")]
    Refused {
        /// What would have been wrong.
        problem: Problem,
    },
    /// The file is too large to be settings.
    #[error("{} is larger than {limit} bytes and was not read. The last good settings stay in force.", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is read.
        limit: u64,
    },
    /// The file kept changing on disk while it was to be changed here.
    #[error("{} was changed by another program at the same time, {tries} times in a row. Nothing was changed here; try again.", path.display())]
    Contended {
        /// The file.
        path: PathBuf,
        /// How often it was tried.
        tries: u32,
    },
    /// The file system said no.
    #[error("Could not {action} {}: {reason}. The last good settings stay in force.", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
}

/// What is wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not TOML, an unknown key, or a value of the wrong type.
    #[error("{cause}.")]
    Toml {
        /// The parser's words.
        cause: String,
    },
    /// The public address would not work.
    #[error("connection.public-url: {0}")]
    PublicUrl(#[from] UrlProblem),
    /// The listener would be open to others without that having been said.
    #[error(
        "connection.listen: {listen} can be reached by other computers. If that is meant, add \
         `listen-beyond-this-computer = true` below it."
    )]
    BeyondThisComputer {
        /// What was asked for.
        listen: SocketAddr,
    },
    /// Quiet hours that begin or end at no time of day.
    #[error("quiet-hours.{key}: {cause}.")]
    TimeOfDay {
        /// `from` or `to`.
        key: &'static str,
        /// How it is written.
        cause: NoWallTime,
    },
    /// Text that would be too small or too large.
    #[error(
        "appearance.text-size: {size} is not between {} and {} percent.",
        Appearance::TEXT_SIZES.start(),
        Appearance::TEXT_SIZES.end()
    )]
    TextSize {
        /// What was asked for.
        size: u16,
    },
    /// A wait that is no bell's.
    #[error(
        "notifications.wait-for-facts: {seconds} is not between {} and {} seconds.",
        Notifications::WAITS.start(),
        Notifications::WAITS.end()
    )]
    WaitForFacts {
        /// What was asked for.
        seconds: u16,
    },
    /// Longer than a week, nobody would call it an alarm.
    #[error(
        "connection.silence-alarm: {hours} hours is not between {} and {} (0 is never).",
        Connection::SILENCE_ALARMS.start(),
        Connection::SILENCE_ALARMS.end()
    )]
    SilenceAlarm {
        /// What was asked for.
        hours: u16,
    },
    /// A tunnel of no kind.
    #[error("tunnel.kind: a tunnel needs a kind, such as \"cloudflared\".")]
    TunnelKind,
    /// Neither text nor number.
    #[error("tunnel.{key}: this is a text or a whole number.")]
    TunnelOption {
        /// Which option.
        key: String,
    },
    /// Keys that no keyboard can press together, or that would be in the way everywhere.
    #[error("shortcuts.open-panel: {0}.")]
    Shortcut(#[from] ShortcutProblem),
    /// A channel without a name.
    #[error("channel.name: a channel needs a name.")]
    Nameless,
    /// A channel that was to be changed is not there.
    #[error("there is no channel named `{name}`.")]
    NoSuchChannel {
        /// The name.
        name: String,
    },
    /// Two channels of one name.
    #[error("channel.name: there is already a channel named `{name}`.")]
    SameName {
        /// The name.
        name: String,
    },
}
