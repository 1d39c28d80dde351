//! Every question that Apple is asked, by name.

use std::fmt;

use serde_json::Value;

use crate::error::AscError;

/// How a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Looks.
    Get,
    /// Makes.
    Post,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// Whether asking twice does no more than asking once. Our changes set values, so they do not
    /// either.
    pub(crate) const fn repeats(self) -> bool {
        !matches!(self, Self::Post)
    }

    /// As HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

macro_rules! questions {
    ($($(#[$doc:meta])* $name:ident = $method:ident $path:literal,)*) => {
        /// The one list of what is asked; each is asked in exactly one place.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Question { $($(#[$doc])* $name,)* }

        impl Question {
            /// Every question.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// How it is asked.
            pub const fn method(self) -> Method {
                match self { $(Self::$name => Method::$method,)* }
            }

            /// Where, with `{id}` for the id.
            pub const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }
        }
    };
}

questions! {
    /// The apps that the key may see.
    Apps = Get "/v1/apps",
    /// One app.
    App = Get "/v1/apps/{id}",
    /// An app's versions.
    AppVersions = Get "/v1/apps/{id}/appStoreVersions",
    /// One version.
    Version = Get "/v1/appStoreVersions/{id}",
    /// An app's builds. Apple's list below the app can be neither sorted nor made to include anything.
    AppBuilds = Get "/v1/builds",
    /// One build.
    Build = Get "/v1/builds/{id}",
    /// An app's uploads.
    AppUploads = Get "/v1/apps/{id}/buildUploads",
    /// One upload.
    Upload = Get "/v1/buildUploads/{id}",
    /// What TestFlight says of a build.
    BetaDetail = Get "/v1/buildBetaDetails/{id}",
    /// The build that TestFlight says it of.
    BetaDetailBuild = Get "/v1/buildBetaDetails/{id}/build",
    /// What testers sent with screenshots.
    AppScreenshotFeedback = Get "/v1/apps/{id}/betaFeedbackScreenshotSubmissions",
    /// One of these.
    ScreenshotFeedback = Get "/v1/betaFeedbackScreenshotSubmissions/{id}",
    /// What testers sent after crashes.
    AppCrashFeedback = Get "/v1/apps/{id}/betaFeedbackCrashSubmissions",
    /// One of these.
    CrashFeedback = Get "/v1/betaFeedbackCrashSubmissions/{id}",
    /// Its log.
    CrashLog = Get "/v1/betaFeedbackCrashSubmissions/{id}/crashLog",
    /// What of an app is or was in review.
    AppReviews = Get "/v1/apps/{id}/reviewSubmissions",
    /// One version of a background asset.
    AssetVersion = Get "/v1/backgroundAssetVersions/{id}",
    /// Its release to internal testers.
    AssetInternalBeta = Get "/v1/backgroundAssetVersionInternalBetaReleases/{id}",
    /// Its release to external testers.
    AssetExternalBeta = Get "/v1/backgroundAssetVersionExternalBetaReleases/{id}",
    /// Its release on the App Store.
    AssetAppStore = Get "/v1/backgroundAssetVersionAppStoreReleases/{id}",
    /// An app's webhooks.
    AppWebhooks = Get "/v1/apps/{id}/webhooks",
    /// A new webhook.
    CreateWebhook = Post "/v1/webhooks",
    /// A webhook, changed.
    ChangeWebhook = Patch "/v1/webhooks/{id}",
    /// A webhook, removed.
    DeleteWebhook = Delete "/v1/webhooks/{id}",
    /// What a webhook delivered.
    Deliveries = Get "/v1/webhooks/{id}/deliveries",
    /// A delivery, sent again.
    Redeliver = Post "/v1/webhookDeliveries",
    /// A ping.
    Ping = Post "/v1/webhookPings",
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method().as_str(), self.path())
    }
}

/// A question with its particulars.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) question: Question,
    /// Path and query, below the base.
    pub(crate) target: String,
    pub(crate) body: Option<Value>,
    /// What an error must not repeat.
    pub(crate) hidden: Vec<String>,
}

impl Ask {
    /// About nothing in particular.
    pub(crate) fn of(question: Question) -> Self {
        Self {
            question,
            target: question.path().to_owned(),
            body: None,
            hidden: Vec::new(),
        }
    }

    /// About what has this id.
    pub(crate) fn about(question: Question, id: &str) -> Result<Self, AscError> {
        let target = question.path().replace("{id}", checked(id)?);
        Ok(Self {
            target,
            ..Self::of(question)
        })
    }

    /// With one more thing in the query.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        let sign = if self.target.contains('?') { '&' } else { '?' };
        self.target.push(sign);
        self.target.push_str(&encoded(name));
        self.target.push('=');
        self.target.push_str(&encoded(value));
        self
    }

    pub(crate) fn saying(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    pub(crate) fn hiding(mut self, secret: &str) -> Self {
        self.hidden.push(secret.to_owned());
        self
    }
}

/// An id that means one thing in an address and in a list of ids. It may come from a body that a
/// stranger sent.
pub(crate) fn checked(id: &str) -> Result<&str, AscError> {
    let plain = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_');
    let fits = !id.is_empty() && id.len() <= 200 && id.bytes().all(plain);
    fits.then_some(id).ok_or(AscError::OddId)
}

/// For a query. Brackets and commas stay as Apple's own examples have them.
fn encoded(text: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~[],:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String can't fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
