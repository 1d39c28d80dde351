//! Notifications through the system's notification center, which keeps them, and calls us back for a
//! click even when Shipbell had to be started for it.
//!
//! Each banner carries what a click on it needs. Its identifier is its group, so that the states of
//! one version replace each other; banners of one endpoint lie together, and Apple's webhooks belong
//! to one app each.
#![expect(
    unsafe_code,
    reason = "the center hands over errors as pointers, and takes a dictionary without types"
)]

use std::sync::Mutex;

use block2::RcBlock;
use objc2::rc::Retained;
use objc2::runtime::{Bool, ProtocolObject};
use objc2_foundation::{NSArray, NSBundle, NSDictionary, NSError, NSSet, NSString};
use objc2_user_notifications::{
    UNAuthorizationOptions, UNAuthorizationStatus, UNMutableNotificationContent,
    UNNotificationAction, UNNotificationActionOptions, UNNotificationCategory,
    UNNotificationCategoryOptions, UNNotificationInterruptionLevel, UNNotificationRequest,
    UNNotificationSettings, UNNotificationSound, UNUserNotificationCenter,
};
use shipbell_engine::{Banner, SinkError};
use shipbell_owner::Home;
use shipbell_rules::Level;
use shipbell_wire::NotificationState;
use shipbell_words::Words;
use tokio::sync::{mpsc, oneshot};

use super::super::{Banners, plain};
use super::delegate::{Delegate, key};
use crate::notices::{Act, Button};

/// The system's notification center.
pub(crate) struct Center;

impl Banners for Center {
    fn new(_: &Home, words: Words, tell: mpsc::UnboundedSender<Act>) -> Self {
        // Before the app runs: the click that started it is delivered when it has come up.
        if let Some(center) = center() {
            let delegate = Delegate::new(tell);
            center.setDelegate(Some(ProtocolObject::from_ref(&*delegate)));
            // The center holds it weakly, and it is wanted until the program ends.
            std::mem::forget(delegate);
            center.setNotificationCategories(&categories(&words));
        }
        Self
    }

    async fn show(&self, banner: &Banner) -> Result<(), SinkError> {
        allowed().await?;
        add(banner)?.await.unwrap_or(Err(SinkError::Broken))
    }

    async fn state() -> NotificationState {
        match status().await {
            Some(UNAuthorizationStatus::Denied) => NotificationState::Denied,
            Some(UNAuthorizationStatus::Authorized | UNAuthorizationStatus::Provisional) => {
                NotificationState::Allowed
            }
            // The system asks when the first banner comes, which in the set-up is the test banner.
            Some(_) => NotificationState::Unknown,
            None => NotificationState::Absent,
        }
    }

    async fn tell(title: &str, body: &str) {
        let word = plain(title, body);
        if let Err(error) = Self.show(&word).await {
            tracing::warn!(%error, "a word about a failure could not be shown");
        }
    }
}

/// The center; none for a bare binary, which has no identity. Asking for it there would end the
/// program.
fn center() -> Option<Retained<UNUserNotificationCenter>> {
    NSBundle::mainBundle()
        .bundleIdentifier()
        .map(|_| UNUserNotificationCenter::currentNotificationCenter())
}

fn no_identity() -> SinkError {
    SinkError::Absent(
        "macOS shows notifications of an app in a bundle only, and this is a bare program".into(),
    )
}

/// Asks the person once, and waits for the answer; afterwards the system answers for them.
async fn allowed() -> Result<(), SinkError> {
    let asked = {
        let center = center().ok_or_else(no_identity)?;
        let (tell, told) = oneshot::channel();
        let tell = Mutex::new(Some(tell));
        let answered = RcBlock::new(move |yes: Bool, _: *mut NSError| {
            answer(&tell, yes.as_bool());
        });
        center.requestAuthorizationWithOptions_completionHandler(
            UNAuthorizationOptions::Alert | UNAuthorizationOptions::Sound,
            &answered,
        );
        told
    };
    match asked.await {
        Ok(true) => Ok(()),
        Ok(false) => Err(SinkError::Absent(
            "macOS does not let Shipbell show notifications; System Settings, Notifications, Shipbell allows them".into(),
        )),
        Err(_) => Err(SinkError::Broken),
    }
}

async fn status() -> Option<UNAuthorizationStatus> {
    let asked = {
        let center = center()?;
        let (tell, told) = oneshot::channel();
        let tell = Mutex::new(Some(tell));
        let answered = RcBlock::new(move |settings: std::ptr::NonNull<UNNotificationSettings>| {
            // SAFETY: the center hands over settings that live as long as this call.
            let settings = unsafe { settings.as_ref() };
            answer(&tell, settings.authorizationStatus());
        });
        center.getNotificationSettingsWithCompletionHandler(&answered);
        told
    };
    asked.await.ok()
}

/// Hands a banner to the center, which tells when it has it.
fn add(banner: &Banner) -> Result<oneshot::Receiver<Result<(), SinkError>>, SinkError> {
    let center = center().ok_or_else(no_identity)?;
    let request = UNNotificationRequest::requestWithIdentifier_content_trigger(
        &NSString::from_str(&banner.group),
        &content(banner),
        None,
    );
    let (tell, told) = oneshot::channel();
    let tell = Mutex::new(Some(tell));
    let taken = RcBlock::new(move |error: *mut NSError| {
        // SAFETY: an error, where there is one, lives as long as this call.
        let result = match unsafe { error.as_ref() } {
            None => Ok(()),
            Some(error) => Err(SinkError::Absent(error.localizedDescription().to_string())),
        };
        answer(&tell, result);
    });
    center.addNotificationRequest_withCompletionHandler(&request, Some(&taken));
    Ok(told)
}

/// A block may be called again as far as its type says, and answers once.
fn answer<T>(tell: &Mutex<Option<oneshot::Sender<T>>>, with: T) {
    let mut tell = tell
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(tell) = tell.take() {
        // Nobody waits any more when the bell has given up on us.
        let _ = tell.send(with);
    }
}

fn content(banner: &Banner) -> Retained<UNMutableNotificationContent> {
    let content = UNMutableNotificationContent::new();
    content.setTitle(&NSString::from_str(&banner.title));
    content.setBody(&NSString::from_str(&banner.body));
    content.setCategoryIdentifier(&NSString::from_str(&category(
        &Button::of(banner).collect::<Vec<_>>(),
    )));
    let together = banner
        .group
        .rsplit_once('/')
        .map_or(&*banner.group, |(first, _)| first);
    content.setThreadIdentifier(&NSString::from_str(together));
    content.setInterruptionLevel(match banner.level {
        Level::Passive => UNNotificationInterruptionLevel::Passive,
        Level::TimeSensitive => UNNotificationInterruptionLevel::TimeSensitive,
        Level::Active => UNNotificationInterruptionLevel::Active,
    });
    if banner.level != Level::Passive {
        content.setSound(Some(&UNNotificationSound::defaultSound()));
    }
    let carried = carried(banner);
    // SAFETY: keys and values are strings, which a property list may have.
    unsafe { content.setUserInfo(&carried) };
    content
}

/// What a click on it needs, even after a restart.
fn carried(banner: &Banner) -> Retained<NSDictionary> {
    let event = banner.event.map(|id| id.0.to_string());
    let all = [
        (key::EVENT, event.as_deref()),
        (key::CHANNEL, Some(&*banner.channel)),
        (key::LINK, banner.link.as_deref()),
    ];
    let there = all
        .iter()
        .filter_map(|(key, value)| Some((*key, (*value)?)));
    let (keys, values): (Vec<_>, Vec<_>) = there
        .map(|(key, value)| (NSString::from_str(key), NSString::from_str(value)))
        .unzip();
    let keys: Vec<&NSString> = keys.iter().map(|key| &**key).collect();
    let dictionary: Retained<NSDictionary<NSString, NSString>> =
        NSDictionary::from_retained_objects(&keys, &values);
    // SAFETY: it is only read from here on, where any object may be a key or a value.
    unsafe { Retained::cast_unchecked(dictionary) }
}

/// A category is a set of buttons that was told before.
fn category(buttons: &[Button]) -> String {
    let ids: Vec<_> = buttons.iter().map(|button| button.id()).collect();
    ids.join("+")
}

/// Every set of buttons that a banner can have.
fn categories(words: &Words) -> Retained<NSSet<UNNotificationCategory>> {
    use Button::{CopyLink, Open, Snooze};
    let sets: [&[Button]; 4] = [
        &[Open],
        &[Open, Snooze],
        &[Open, CopyLink],
        &[Open, Snooze, CopyLink],
    ];
    let made: Vec<_> = sets.iter().map(|set| made(set, words)).collect();
    NSSet::from_retained_slice(&made)
}

fn made(buttons: &[Button], words: &Words) -> Retained<UNNotificationCategory> {
    let actions: Vec<_> = buttons
        .iter()
        .map(|button| {
            UNNotificationAction::actionWithIdentifier_title_options(
                &NSString::from_str(button.id()),
                &NSString::from_str(&button.text(words)),
                UNNotificationActionOptions::empty(),
            )
        })
        .collect();
    UNNotificationCategory::categoryWithIdentifier_actions_intentIdentifiers_options(
        &NSString::from_str(&category(buttons)),
        &NSArray::from_retained_slice(&actions),
        &NSArray::new(),
        UNNotificationCategoryOptions::empty(),
    )
}
