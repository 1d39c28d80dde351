//! Whom the notification center calls: for a banner that comes while Shipbell has the focus, and for
//! what a person does with one, now or after a start that the click itself caused.
#![expect(
    unsafe_code,
    reason = "a class that the center can call is declared to the Objective-C runtime"
)]

use block2::DynBlock;
use objc2::rc::Retained;
use objc2::runtime::NSObjectProtocol;
use objc2::{AnyThread, DefinedClass, define_class, msg_send};
use objc2_foundation::{NSObject, NSString};
use objc2_user_notifications::{
    UNNotification, UNNotificationContent, UNNotificationDefaultActionIdentifier,
    UNNotificationInterruptionLevel, UNNotificationPresentationOptions, UNNotificationResponse,
    UNUserNotificationCenter, UNUserNotificationCenterDelegate,
};
use shipbell_engine::Banner;
use shipbell_feed::EventId;
use shipbell_rules::Level;
use tokio::sync::mpsc;

use crate::notices::{Act, Button};

/// What a banner carries.
pub(super) mod key {
    pub(crate) const EVENT: &str = "event";
    pub(crate) const CHANNEL: &str = "channel";
    pub(crate) const LINK: &str = "link";
}

define_class!(
    // SAFETY: NSObject asks nothing of its subclasses, and this one has no Drop.
    #[unsafe(super(NSObject))]
    #[thread_kind = AnyThread]
    #[name = "ShipbellNotificationDelegate"]
    #[ivars = mpsc::UnboundedSender<Act>]
    pub(super) struct Delegate;

    // SAFETY: it promises nothing.
    unsafe impl NSObjectProtocol for Delegate {}

    // SAFETY: both methods have the types that the protocol gives them.
    unsafe impl UNUserNotificationCenterDelegate for Delegate {
        /// A banner shows whatever app is active, ours too.
        #[unsafe(method(userNotificationCenter:willPresentNotification:withCompletionHandler:))]
        fn will_present(
            &self,
            _: &UNUserNotificationCenter,
            _: &UNNotification,
            then: &DynBlock<dyn Fn(UNNotificationPresentationOptions)>,
        ) {
            then.call((UNNotificationPresentationOptions::Banner
                | UNNotificationPresentationOptions::List
                | UNNotificationPresentationOptions::Sound,));
        }

        #[unsafe(method(userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:))]
        fn did_receive(
            &self,
            _: &UNUserNotificationCenter,
            response: &UNNotificationResponse,
            then: &DynBlock<dyn Fn()>,
        ) {
            if let Some(act) = asked_for(response) {
                // A closed channel means that the app is ending.
                let _ = self.ivars().send(act);
            }
            then.call(());
        }
    }
);

impl Delegate {
    pub(super) fn new(tell: mpsc::UnboundedSender<Act>) -> Retained<Self> {
        let this = Self::alloc().set_ivars(tell);
        // SAFETY: NSObject's init takes nothing and returns the object.
        unsafe { msg_send![super(this), init] }
    }
}

fn asked_for(response: &UNNotificationResponse) -> Option<Act> {
    let pressed = response.actionIdentifier().to_string();
    // SAFETY: a constant of the system's library.
    let itself = unsafe { UNNotificationDefaultActionIdentifier }.to_string();
    let button = if pressed == itself {
        Button::Open
    } else {
        Button::of_id(&pressed)?
    };
    let request = response.notification().request();
    button.pressed_on(&banner(
        &request.identifier().to_string(),
        &request.content(),
    ))
}

/// The banner, from what it carries: the one who showed it may have ended since.
fn banner(group: &str, content: &UNNotificationContent) -> Banner {
    let carried = content.userInfo();
    let carried = |key: &str| {
        let value = carried.objectForKey(&NSString::from_str(key))?;
        Some(value.downcast::<NSString>().ok()?.to_string())
    };
    Banner {
        notice: None,
        event: carried(key::EVENT).and_then(|id| Some(EventId(id.parse().ok()?))),
        channel: carried(key::CHANNEL).unwrap_or_default(),
        group: group.to_owned(),
        level: level(content.interruptionLevel()),
        title: content.title().to_string(),
        body: content.body().to_string(),
        link: carried(key::LINK),
    }
}

fn level(of: UNNotificationInterruptionLevel) -> Level {
    match of {
        UNNotificationInterruptionLevel::Passive => Level::Passive,
        UNNotificationInterruptionLevel::TimeSensitive => Level::TimeSensitive,
        _ => Level::Active,
    }
}
