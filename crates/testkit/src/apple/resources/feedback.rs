//! What testers sent: screenshots and crashes.

use anyhow::Result;
use serde_json::{Value, json};

use crate::apple::FakeApple;
use crate::apple::clock::utc;
use crate::apple::event::{Kind, Telling};
use crate::apple::picture::Picture;
use crate::apple::record::{Record, Shape, back, own};
use crate::apple::resources::PLATFORMS;
use crate::apple::route::{By, Filter, Needs, Route, Serves, filter, get};
use crate::apple::state::State;

const SCREENSHOTS: &str = "betaFeedbackScreenshotSubmissions";
const CRASHES: &str = "betaFeedbackCrashSubmissions";

pub(crate) static SCREENSHOT: Shape = Shape {
    kind: SCREENSHOTS,
    attributes: &[
        "createdDate",
        "comment",
        "email",
        "deviceModel",
        "osVersion",
        "locale",
        "timeZone",
        "architecture",
        "connectionType",
        "pairedAppleWatch",
        "appUptimeInMilliseconds",
        "diskBytesAvailable",
        "diskBytesTotal",
        "batteryPercentage",
        "screenWidthInPoints",
        "screenHeightInPoints",
        "appPlatform",
        "devicePlatform",
        "deviceFamily",
        "buildBundleId",
        "screenshots",
    ],
    relations: &[own("build", "builds"), own("tester", "betaTesters")],
    unmodelled: &[],
};

pub(crate) static CRASH: Shape = Shape {
    kind: CRASHES,
    attributes: &[
        "createdDate",
        "comment",
        "email",
        "deviceModel",
        "osVersion",
        "locale",
        "timeZone",
        "architecture",
        "connectionType",
        "pairedAppleWatch",
        "appUptimeInMilliseconds",
        "diskBytesAvailable",
        "diskBytesTotal",
        "batteryPercentage",
        "screenWidthInPoints",
        "screenHeightInPoints",
        "appPlatform",
        "devicePlatform",
        "deviceFamily",
        "buildBundleId",
    ],
    relations: &[
        own("build", "builds"),
        own("tester", "betaTesters"),
        back("crashLog", "betaCrashLogs", "crash").linked(),
    ],
    unmodelled: &[],
};

const INCLUDE: &[&str] = &["build", "tester"];

/// `[L]` There is none for the date: a client has to read until it knows what it sees.
const FILTERS: &[Filter] = &[
    filter("deviceModel", By::Attribute("deviceModel")),
    filter("osVersion", By::Attribute("osVersion")),
    filter("appPlatform", By::Attribute("appPlatform")).among(PLATFORMS),
    filter("devicePlatform", By::Attribute("devicePlatform")).among(PLATFORMS),
    filter("build", By::Relation("build")),
    filter(
        "build.preReleaseVersion",
        By::Far("build", "builds", "preReleaseVersion"),
    ),
    filter("tester", By::Relation("tester")),
];

const SORT: &[&str] = &["createdDate", "-createdDate"];

pub(crate) const ROUTES: &[Route] = &[
    get(
        "/v1/apps/{id}/betaFeedbackScreenshotSubmissions",
        Serves::Related("apps", SCREENSHOTS),
    )
    .include(INCLUDE)
    .filters(FILTERS)
    .sort(SORT)
    .needs(Needs::Feedback),
    get(
        "/v1/apps/{id}/betaFeedbackCrashSubmissions",
        Serves::Related("apps", CRASHES),
    )
    .include(INCLUDE)
    .filters(FILTERS)
    .sort(SORT)
    .needs(Needs::Feedback),
    get(
        "/v1/betaFeedbackScreenshotSubmissions/{id}",
        Serves::Instance(SCREENSHOTS),
    )
    .include(INCLUDE)
    .needs(Needs::Feedback),
    get(
        "/v1/betaFeedbackCrashSubmissions/{id}",
        Serves::Instance(CRASHES),
    )
    .include(INCLUDE)
    .needs(Needs::Feedback),
    get(
        "/v1/betaFeedbackScreenshotSubmissions/{id}",
        Serves::Removal(SCREENSHOTS),
    )
    .method("DELETE")
    .needs(Needs::Feedback),
    get(
        "/v1/betaFeedbackCrashSubmissions/{id}",
        Serves::Removal(CRASHES),
    )
    .method("DELETE")
    .needs(Needs::Feedback),
];

/// What a tester says and on what.
#[derive(Debug, Clone, Default)]
pub struct Feedback {
    /// The tester's words; none where there are none.
    pub comment: Option<String>,
    /// The tester's id; none for who came by a public link and stays unknown.
    pub tester: Option<String>,
    /// The address, which Apple leaves out for the unknown.
    pub email: Option<String>,
    /// The id of the build; the app's newest where none is named.
    pub build: Option<String>,
    /// What was on the screen. A screenshot without any is possible.
    pub pictures: Vec<Picture>,
    /// Attributes that shall read otherwise, or `null`.
    pub others: Vec<(String, Value)>,
}

impl Feedback {
    /// These words by nobody, with no picture.
    pub fn saying(comment: &str) -> Self {
        Self {
            comment: Some(comment.to_owned()),
            ..Self::default()
        }
    }

    /// With the tester's address.
    #[must_use]
    pub fn from(self, email: &str) -> Self {
        Self {
            email: Some(email.to_owned()),
            ..self
        }
    }

    /// With one more picture.
    #[must_use]
    pub fn showing(mut self, picture: Picture) -> Self {
        self.pictures.push(picture);
        self
    }
}

impl State {
    fn add_feedback(
        &mut self,
        kind: &'static str,
        app: &str,
        feedback: &Feedback,
    ) -> Result<String> {
        let bundle = self
            .app(app)?
            .text("bundleId")
            .unwrap_or_default()
            .to_owned();
        let id = self.ids.feedback();
        let mut record = Record::new(kind, &id, self.attributes(&bundle, feedback)).to("app", app);
        let newest = self
            .world
            .newest("builds", "app", app)
            .map(|build| build.id.clone());
        if let Some(build) = feedback.build.clone().or(newest) {
            self.world.need("builds", &build)?;
            record = record.to("build", &build);
        }
        if let Some(tester) = &feedback.tester {
            self.world.need("betaTesters", tester)?;
            record = record.to("tester", tester);
        }
        self.world.add(record);
        Ok(id)
    }

    fn attributes(&self, bundle: &str, feedback: &Feedback) -> Value {
        let mut attributes = json!({
            "createdDate": utc(self.clock.now()),
            "comment": feedback.comment,
            "email": feedback.email,
            "deviceModel": "iPhone17_1",
            "osVersion": "26.1",
            "locale": "de-DE",
            "timeZone": "Europe/Berlin",
            "architecture": "arm64e",
            "connectionType": "WIFI",
            "pairedAppleWatch": null,
            "appUptimeInMilliseconds": 93_000,
            "diskBytesAvailable": 64_000_000_000_i64,
            "diskBytesTotal": 256_000_000_000_i64,
            "batteryPercentage": 71,
            "screenWidthInPoints": 393,
            "screenHeightInPoints": 852,
            "appPlatform": "IOS",
            "devicePlatform": "IOS",
            "deviceFamily": "IPHONE",
            "buildBundleId": bundle,
        });
        if let Some(attributes) = attributes.as_object_mut() {
            attributes.extend(feedback.others.iter().cloned());
        }
        attributes
    }

    pub(crate) fn screenshot_comes(&mut self, app: &str, feedback: &Feedback) -> Result<String> {
        let id = self.add_feedback(SCREENSHOTS, app, feedback)?;
        self.hang_up(&id, &feedback.pictures)?;
        self.announce(app, &Telling::of(Kind::ScreenshotFeedback, &id));
        Ok(id)
    }

    pub(crate) fn crash_comes(
        &mut self,
        app: &str,
        feedback: &Feedback,
        log: &str,
    ) -> Result<String> {
        let id = self.add_feedback(CRASHES, app, feedback)?;
        self.add_crash_log(&id, log);
        self.announce(app, &Telling::of(Kind::CrashFeedback, &id));
        Ok(id)
    }
}

impl FakeApple {
    /// A tester sends a screenshot, and webhooks hear of it. Says the submission's id.
    pub fn screenshot_comes(&self, app: &str, feedback: &Feedback) -> Result<String> {
        self.with(|state| state.screenshot_comes(app, feedback))
    }

    /// A tester sends a crash with this log, and webhooks hear of it. Says the submission's id.
    pub fn crash_comes(&self, app: &str, feedback: &Feedback, log: &str) -> Result<String> {
        self.with(|state| state.crash_comes(app, feedback, log))
    }
}
