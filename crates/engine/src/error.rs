//! What can go wrong in a use case, in sentences.

use shipbell_feed::FeedError;
use shipbell_rules::ChannelError;
use shipbell_settings::{SettingsError, UrlProblem};
use shipbell_vault::VaultError;

use crate::apple::AppleError;
use crate::export::ExportError;

/// Why a use case could not be carried out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The database refused.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// The keychain refused.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The settings file could not be read or written.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The name can't be used.
    #[error(
        "An endpoint's name has 1 to 60 characters and none that can't be seen; \"{0}\" does not fit. Nothing was changed."
    )]
    BadName(String),
    /// Another endpoint has the name.
    #[error(
        "There is already an endpoint named \"{0}\". Nothing was changed. Choose another name, or rotate that one's secret with `shipbell endpoint rotate`."
    )]
    NameTaken(String),
    /// The app id is not one of Apple's.
    #[error(
        "An app's Apple ID is a number such as 6446048195 (App Store Connect, App Information); \"{0}\" is not. Nothing was changed."
    )]
    BadAppId(String),
    /// There is none of that name.
    #[error("There is no endpoint named \"{0}\". `shipbell endpoint list` shows those that exist.")]
    NoSuchEndpoint(String),
    /// There is none at all.
    #[error("There is no endpoint yet. Add one first: `shipbell endpoint add NAME`.")]
    NoEndpoint,
    /// There are several, and none was named.
    #[error("There are several endpoints ({0}); say which with --endpoint NAME.")]
    WhichEndpoint(String),
    /// There is no such sample.
    #[error("There is no sample named \"{0}\". `shipbell simulate --list` names them all.")]
    NoSuchSample(String),
    /// More samples were made than are remembered.
    #[error(
        "{0} samples were made in the last ten minutes, and no more can be told from Apple's events. Wait a moment and try again."
    )]
    TooManySamples(usize),
    /// There is none of that id.
    #[error("There is no event {0} in the feed; retention may have removed it.")]
    NoSuchEvent(String),
    /// Apple has none of that id.
    #[error(
        "The app has no webhook \"{0}\". `shipbell webhook list --app ID` shows those that it has."
    )]
    NoSuchWebhook(String),
    /// It is known already.
    #[error("Endpoint \"{0}\" has that webhook's events already. Nothing was changed.")]
    WebhookKnown(String),
    /// It is somebody else's.
    #[error(
        "The webhook of \"{0}\" was made elsewhere: Shipbell reads its log and leaves it alone. Nothing was changed. Change it where it was made."
    )]
    OnlyWatched(String),
    /// Whether Apple took a new secret is not known.
    #[error(
        "Whether App Store Connect has the new secret is not known: {0} Both secrets are accepted here, so nothing is lost, and Apple is told again by itself."
    )]
    RotationUnsettled(AppleError),
    /// There is none of that id.
    #[error("There is no such attachment; retention may have removed it with its event.")]
    NoSuchAttachment,
    /// Its delivery is gone, or can't be read.
    #[error(
        "Event {0} can't be put through the templates: its delivery is no longer kept, or its body can't be read. The event itself stays in the feed."
    )]
    NothingToReplay(String),
    /// It can't be muted.
    #[error(
        "Event {0} has a body that can't be read, and such an event always rings: nobody knows what it hides. Nothing was changed."
    )]
    AlwaysRings(String),
    /// There is no such channel.
    #[error("There is no channel named \"{0}\". Nothing was changed.")]
    NoSuchChannel(String),
    /// Another channel has the name.
    #[error("There is already a channel named \"{0}\". Nothing was changed. Choose another name.")]
    ChannelTaken(String),
    /// A channel, key or kind that can't be.
    #[error("{0}. Nothing was changed.")]
    BadChannel(ChannelError),
    /// There is no such kind.
    #[error("\"{0}\" is no kind of event. Nothing was changed.")]
    NoSuchKind(String),
    /// The draft can't be rung as it is.
    #[error("The draft can't be shown as it is: {0} Nothing was changed.")]
    BadDraft(String),
    /// A banner that somebody waits for was not shown.
    #[error(
        "Nobody took the banner ({0}). Nothing was lost. Look whether notifications are allowed for Shipbell, and try again."
    )]
    NotShown(String),
    /// An export could not be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// There is no public address to try.
    #[error("There is no public address yet. Type the address of your tunnel first.")]
    NoPublicUrl,
    /// There is no such kind of tunnel.
    #[error("There is no kind of tunnel called \"{0}\". Nothing was changed.")]
    NoSuchTunnel(String),
    /// The public address that was given would not work.
    #[error("The public address can't be used: {0} Nothing was changed.")]
    BadPublicUrl(UrlProblem),
    /// App Store Connect did not do it.
    #[error(transparent)]
    Apple(#[from] AppleError),
    /// There is no account of that name.
    #[error("There is no account named \"{0}\". `shipbell account list` shows those that exist.")]
    NoSuchAccount(String),
    /// There is no account at all.
    #[error(
        "There is no API key of App Store Connect yet. Add one first: `shipbell account add --key-id ID --issuer ID --p8 FILE`."
    )]
    NoAccount,
    /// There are several, and none was named.
    #[error("There are several accounts ({0}); say which with --account NAME.")]
    WhichAccount(String),
    /// The keychain has it no longer.
    #[error(
        "The keychain no longer has the key of the account {0}. Nothing was changed. Add it again with `shipbell account add`."
    )]
    KeyMissing(String),
    /// The key does not see it.
    #[error(
        "The account has no app with the Apple ID {0}, or its key may not see it. Nothing was changed. `shipbell app list` shows those it sees."
    )]
    NoSuchApp(String),
    /// We made none for it.
    #[error(
        "The endpoint \"{0}\" has no webhook at Apple that Shipbell made. Nothing was changed. Change it in App Store Connect, or make one with `shipbell webhook create`."
    )]
    NoWebhook(String),
    /// The secrets can't be read at the moment.
    #[error(
        "The secrets can't be read yet: {0} Deliveries are set aside meanwhile and checked as soon as they can be."
    )]
    SecretsClosed(String),
    /// A background thread ended before it answered.
    #[error(
        "A background thread ended before it answered. Nothing that was accepted is lost; please try again."
    )]
    Interrupted,
}

impl EngineError {
    /// Whether only the user can help (exit code 3): a locked keychain, say.
    pub fn needs_user(&self) -> bool {
        matches!(
            self,
            Self::SecretsClosed(_)
                | Self::Vault(
                    VaultError::Locked
                        | VaultError::Absent
                        | VaultError::NoDefault
                        | VaultError::Denied
                        | VaultError::Unanswered { .. }
                        | VaultError::Exposed { .. }
                        | VaultError::DamagedFile { .. }
                )
        )
    }
}
