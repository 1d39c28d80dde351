//! What goes back when a command fails: a code to switch on, and a sentence to show.

use serde::{Deserialize, Serialize};
use shipbell_engine::settings::{Problem, SettingsError};
use shipbell_engine::{AppleFault, EngineError};
use shipbell_feed::FeedError;
use ts_rs::TS;

/// What kind of failure. Stable; the panel switches on it exhaustively.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The request makes no sense: an unknown command, a bad argument.
    BadRequest,
    /// What was asked for does not exist.
    NotFound,
    /// An endpoint's name can't be used.
    BadName,
    /// Another endpoint or channel has the name.
    NameTaken,
    /// That is not an app's Apple ID.
    BadAppId,
    /// Apple could not reach that address.
    BadUrl,
    /// `shipbell.toml` can't be changed like this, or not now.
    Settings,
    /// Nobody shows a banner here.
    Notifications,
    /// The door is closed, or did not take it.
    Door,
    /// The system refused: a shortcut that is taken, a file that can't be written.
    System,
    /// App Store Connect refused, has too much to do, or was not reached.
    Apple,
    /// Whether App Store Connect did it is not known; nothing is lost, and it is settled by itself.
    Unsettled,
    /// Only the user can help: a locked keychain, say.
    NeedsUser,
    /// The database can't be read or written.
    Storage,
    /// There is no desktop here.
    NoDesktop,
    /// A fault of ours.
    Internal,
}

/// A command's failure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[error("{message}")]
pub struct WireError {
    /// What kind.
    pub code: ErrorCode,
    /// What happened, what is safe, what to do next. Never a secret.
    pub message: String,
}

impl WireError {
    /// A request that makes no sense.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self {
            code: ErrorCode::BadRequest,
            message: message.into(),
        }
    }

    /// A fault of ours.
    pub fn internal(message: impl Into<String>) -> Self {
        Self {
            code: ErrorCode::Internal,
            message: message.into(),
        }
    }

    /// A command that needs a desktop, asked of an owner without one.
    pub fn no_desktop() -> Self {
        Self {
            code: ErrorCode::NoDesktop,
            message: "Shipbell runs without a desktop here (`shipbell serve`), so this can't be done here.".to_owned(),
        }
    }
}

impl From<EngineError> for WireError {
    fn from(error: EngineError) -> Self {
        let code = match &error {
            _ if error.needs_user() => ErrorCode::NeedsUser,
            EngineError::NoSuchEndpoint(_)
            | EngineError::NoEndpoint
            | EngineError::NoSuchSample(_)
            | EngineError::NoSuchEvent(_)
            | EngineError::NothingToReplay(_)
            | EngineError::NoSuchChannel(_)
            | EngineError::NoSuchAccount(_)
            | EngineError::NoAccount
            | EngineError::NoSuchApp(_)
            | EngineError::NoWebhook(_)
            | EngineError::NoSuchWebhook(_)
            | EngineError::NoSuchAttachment => ErrorCode::NotFound,
            EngineError::Apple(error) => of_apple(error.fault),
            EngineError::RotationUnsettled(_) => ErrorCode::Unsettled,
            EngineError::KeyMissing(_) => ErrorCode::NeedsUser,
            EngineError::Export(_) => ErrorCode::System,
            EngineError::BadName(_) => ErrorCode::BadName,
            EngineError::BadAppId(_) => ErrorCode::BadAppId,
            EngineError::NameTaken(_) | EngineError::ChannelTaken(_) => ErrorCode::NameTaken,
            EngineError::WhichEndpoint(_)
            | EngineError::WhichAccount(_)
            | EngineError::BadChannel(_)
            | EngineError::NoSuchKind(_)
            | EngineError::NoSuchTunnel(_)
            | EngineError::BadDraft(_)
            | EngineError::WebhookKnown(_)
            | EngineError::OnlyWatched(_)
            | EngineError::AlwaysRings(_) => ErrorCode::BadRequest,
            EngineError::Settings(error) => of_settings(error),
            EngineError::NoPublicUrl | EngineError::BadPublicUrl(_) => ErrorCode::BadUrl,
            EngineError::NotShown(_) => ErrorCode::Notifications,
            EngineError::Feed(_) => ErrorCode::Storage,
            _ => ErrorCode::Internal,
        };
        Self {
            code,
            message: error.to_string(),
        }
    }
}

fn of_apple(fault: AppleFault) -> ErrorCode {
    match fault {
        AppleFault::Key | AppleFault::Role => ErrorCode::NeedsUser,
        AppleFault::Missing => ErrorCode::NotFound,
        AppleFault::Refused | AppleFault::Busy | AppleFault::Unreachable => ErrorCode::Apple,
    }
}

fn of_settings(error: &SettingsError) -> ErrorCode {
    match error {
        SettingsError::Refused {
            problem: Problem::PublicUrl(_),
        } => ErrorCode::BadUrl,
        SettingsError::Io { .. } => ErrorCode::System,
        _ => ErrorCode::Settings,
    }
}

impl From<FeedError> for WireError {
    fn from(error: FeedError) -> Self {
        EngineError::from(error).into()
    }
}
