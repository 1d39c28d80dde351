//! How is Shipbell? The one account that tray, panel and command line show.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;

use shipbell_settings::Appearance;

use crate::health::{Health, Reason};
use crate::pause::Pause;

/// What kind of thing is wrong. Stable: tray and panel find their words by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ProblemCode {
    /// Another program listens on our port.
    PortTaken,
    /// The keychain is locked.
    KeychainLocked,
    /// There is no keychain on this machine.
    KeychainAbsent,
    /// The keychain can't be read for another reason.
    SecretsUnreadable,
    /// The keychain has no secret for an endpoint.
    SecretMissing,
    /// The secrets file can't be used.
    SecretsFile,
    /// Deliveries can't be stored.
    CannotStore,
    /// The database is damaged, and in use until the next start.
    DatabaseDamaged,
    /// The database was damaged and set aside.
    DatabaseQuarantined,
    /// `shipbell.toml` can't be read; the last good settings are in force.
    SettingsBad,
    /// Notifications can't be shown.
    NotificationsUnavailable,
    /// The user, or a rule of the system, does not let us show any.
    NotificationsDenied,
    /// A delivery for another Apple product arrives here.
    ServerNotifications,
    /// Apple no longer takes an API key.
    AppleKey,
    /// The public address is another one, and a person has to paste it at Apple.
    AddressChanged,
}

impl ProblemCode {
    /// The stable name, as the wire and the catalogue write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PortTaken => "port-taken",
            Self::KeychainLocked => "keychain-locked",
            Self::KeychainAbsent => "keychain-absent",
            Self::SecretsUnreadable => "secrets-unreadable",
            Self::SecretMissing => "secret-missing",
            Self::SecretsFile => "secrets-file",
            Self::CannotStore => "cannot-store",
            Self::DatabaseDamaged => "database-damaged",
            Self::DatabaseQuarantined => "database-quarantined",
            Self::SettingsBad => "settings-bad",
            Self::NotificationsUnavailable => "notifications-unavailable",
            Self::NotificationsDenied => "notifications-denied",
            Self::ServerNotifications => "server-notifications",
            Self::AppleKey => "apple-key",
            Self::AddressChanged => "address-changed",
        }
    }

    /// Whether the bell can't do its work while it lasts, so that the icon must say so: nothing can
    /// be taken in, or nothing can ring.
    pub fn stops_the_bell(self) -> bool {
        matches!(
            self,
            Self::PortTaken
                | Self::KeychainLocked
                | Self::KeychainAbsent
                | Self::SecretsUnreadable
                | Self::SecretMissing
                | Self::SecretsFile
                | Self::CannotStore
                | Self::NotificationsUnavailable
                | Self::NotificationsDenied
        )
    }
}

/// Something that is wrong, and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind.
    pub code: ProblemCode,
    /// A sentence with the particulars, never a secret.
    pub detail: String,
}

/// The whole account.
#[derive(Debug, Clone)]
pub struct Status {
    /// What the icon tells.
    pub health: Health,
    /// Since when, in epoch milliseconds.
    pub since: i64,
    /// Why it is not better, where something is wrong.
    pub reason: Option<Reason>,
    /// Where the door is open.
    pub listening: Option<SocketAddr>,
    /// The public base URL: the user's, or the tunnel's.
    pub public_url: Option<String>,
    /// The pause in force.
    pub pause: Option<Pause>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Unread events.
    pub unread: u64,
    /// How many endpoints there are.
    pub endpoints: usize,
    /// When the newest event of Apple's arrived, in epoch milliseconds; samples do not count.
    pub last_event: Option<i64>,
    /// Until when quiet hours hold banners back, in epoch milliseconds.
    pub quiet_until: Option<i64>,
    /// The last proof that the public address leads here.
    pub proven: Option<Proven>,
    /// How the panel looks.
    pub appearance: Appearance,
    /// Whether the person has ended the set-up.
    pub setup_over: bool,
}

/// A proof that the public address leads to this very instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proven {
    /// When, in epoch milliseconds.
    pub at: i64,
    /// How long the way there and back took.
    pub round_trip_ms: u64,
}

/// What is wrong right now, by code.
#[derive(Debug, Default)]
pub(crate) struct Problems(Mutex<BTreeMap<ProblemCode, String>>);

impl Problems {
    /// Notes a problem; says whether that changed anything.
    pub(crate) fn raise(&self, code: ProblemCode, detail: String) -> bool {
        let mut all = lock(&self.0);
        all.insert(code, detail.clone()) != Some(detail)
    }

    /// Notes that it is over; says whether it was there.
    pub(crate) fn clear(&self, code: ProblemCode) -> bool {
        lock(&self.0).remove(&code).is_some()
    }

    pub(crate) fn list(&self) -> Vec<Problem> {
        lock(&self.0)
            .iter()
            .map(|(code, detail)| Problem {
                code: *code,
                detail: detail.clone(),
            })
            .collect()
    }
}

/// A lock that a panicking holder can't poison for everyone else: the data under these locks is
/// replaced whole, never left half-changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
