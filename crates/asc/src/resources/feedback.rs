//! What testers send: screenshots, crashes, and words with them.

use serde::{Deserialize, Serialize};

use crate::client::Client;
use crate::document::{One, Resource};
use crate::error::AscError;
use crate::open::{attributes, open};
use crate::pages::{Pages, ROWS};
use crate::private::Private;
use crate::question::{Ask, Question};
use crate::resources::{BuildAttributes, Moment, Platform};

/// What a tester sent with screenshots.
pub type ScreenshotFeedback = Resource<ScreenshotFeedbackAttributes>;
/// What a tester sent after a crash.
pub type CrashFeedback = Resource<CrashFeedbackAttributes>;
/// A crash's log.
pub type CrashLog = Resource<CrashLogAttributes>;
/// A tester.
pub type Tester = Resource<TesterAttributes>;

open! {
    /// How the device was connected.
    Connection {
        Wifi = "WIFI",
        MobileData = "MOBILE_DATA",
        Wire = "WIRE",
        NotKnown = "UNKNOWN",
        None = "NONE",
    }
}

open! {
    /// What the device is.
    DeviceFamily {
        Iphone = "IPHONE",
        Ipad = "IPAD",
        AppleTv = "APPLE_TV",
        AppleWatch = "APPLE_WATCH",
        Mac = "MAC",
        Vision = "VISION",
    }
}

open! {
    /// How a tester came.
    Invitation { Email = "EMAIL", PublicLink = "PUBLIC_LINK", }
}

open! {
    /// How far a tester is.
    TesterState {
        NotInvited = "NOT_INVITED",
        Invited = "INVITED",
        Accepted = "ACCEPTED",
        Installed = "INSTALLED",
        Revoked = "REVOKED",
    }
}

/// A picture that a tester sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Screenshot {
    /// Whoever has it sees the picture.
    pub url: Option<Private>,
    /// In pixels.
    pub width: Option<u32>,
    /// In pixels.
    pub height: Option<u32>,
    /// Until when the address is good.
    pub expiration_date: Option<Moment>,
}

/// Both kinds of feedback say the same, and one adds pictures.
macro_rules! feedback {
    ($(#[$doc:meta])* $name:ident is $kind:literal { $($(#[$of:meta])* $more:ident: $type:ty,)* }) => {
        attributes! {
            $(#[$doc])*
            $name is $kind {
                /// When it was sent.
                created_date: Moment,
                /// The tester's words.
                comment: Private,
                /// The tester's address. Who came by a public link may have none.
                email: Private,
                /// Such as `iPhone16_2`.
                device_model: String,
                /// Such as `26.6`.
                os_version: String,
                /// Such as `es-PE`.
                locale: String,
                /// Such as `America/Lima`.
                time_zone: String,
                /// Such as `arm64e`.
                architecture: String,
                /// How the device was connected.
                connection_type: Connection,
                /// The watch's model.
                paired_apple_watch: String,
                /// How long the app had run.
                app_uptime_in_milliseconds: i64,
                /// Free on the device.
                disk_bytes_available: i64,
                /// On the device.
                disk_bytes_total: i64,
                /// Of a hundred.
                battery_percentage: i64,
                /// In points.
                screen_width_in_points: i64,
                /// In points.
                screen_height_in_points: i64,
                /// For which the app was built.
                app_platform: Platform,
                /// On which it ran.
                device_platform: Platform,
                /// What the device is.
                device_family: DeviceFamily,
                /// Such as `com.example.app`.
                build_bundle_id: String,
                $($(#[$of])* $more: $type,)*
            }
            /// The build.
            BUILD: ToOne<BuildAttributes> = "build",
            /// The tester.
            TESTER: ToOne<TesterAttributes> = "tester",
        }
    };
}

feedback! {
    /// What Apple says of feedback with screenshots.
    ScreenshotFeedbackAttributes is "betaFeedbackScreenshotSubmissions" {
        /// The pictures.
        screenshots: Vec<Screenshot>,
    }
}

feedback! {
    /// What Apple says of feedback after a crash.
    CrashFeedbackAttributes is "betaFeedbackCrashSubmissions" {}
}

attributes! {
    /// What Apple says of a crash's log.
    CrashLogAttributes is "betaCrashLogs" {
        /// Often two JSON texts, one line and the rest; older ones are plain.
        log_text: Private,
    }
}

attributes! {
    /// What Apple says of a tester.
    TesterAttributes is "betaTesters" {
        /// The first name.
        first_name: Private,
        /// The last name.
        last_name: Private,
        /// The address.
        email: Private,
        /// How the tester came.
        invite_type: Invitation,
        /// How far the tester is.
        state: TesterState,
    }
}

const ALONG: &str = "build,tester";

impl Client {
    /// One feedback with screenshots, with its build and tester.
    pub async fn screenshot_feedback(&self, id: &str) -> Result<ScreenshotFeedback, AscError> {
        let ask = Ask::about(Question::ScreenshotFeedback, id)?.with("include", ALONG);
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// One feedback after a crash, with its build and tester.
    pub async fn crash_feedback(&self, id: &str) -> Result<CrashFeedback, AscError> {
        let ask = Ask::about(Question::CrashFeedback, id)?.with("include", ALONG);
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// The log of a feedback after a crash, by the feedback's id.
    pub async fn crash_log(&self, feedback: &str) -> Result<CrashLog, AscError> {
        let ask = Ask::about(Question::CrashLog, feedback)?;
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// An app's feedback with screenshots, the newest first. \[L\] Apple has no filter by date.
    pub fn screenshot_feedback_of(
        &self,
        app: &str,
    ) -> Result<Pages<ScreenshotFeedbackAttributes>, AscError> {
        let ask = Ask::about(Question::AppScreenshotFeedback, app)?;
        Ok(Pages::new(self, newest_first(ask)))
    }

    /// An app's feedback after crashes, the newest first.
    pub fn crash_feedback_of(&self, app: &str) -> Result<Pages<CrashFeedbackAttributes>, AscError> {
        let ask = Ask::about(Question::AppCrashFeedback, app)?;
        Ok(Pages::new(self, newest_first(ask)))
    }
}

fn newest_first(ask: Ask) -> Ask {
    ask.with("include", ALONG)
        .with("sort", "-createdDate")
        .with("limit", ROWS)
}
