//! An app's webhooks, kept by us instead of by hand.

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use crate::client::Client;
use crate::document::{One, Resource};
use crate::error::AscError;
use crate::open::{attributes, open};
use crate::pages::{Pages, ROWS};
use crate::private::Private;
use crate::question::{Ask, Question, checked};

/// A webhook of an app.
pub type Webhook = Resource<WebhookAttributes>;

open! {
    /// What a webhook may be told of.
    EventType {
        PackageAvailable = "ALTERNATIVE_DISTRIBUTION_PACKAGE_AVAILABLE_UPDATED",
        PackageVersion = "ALTERNATIVE_DISTRIBUTION_PACKAGE_VERSION_CREATED",
        TerritoryAvailability = "ALTERNATIVE_DISTRIBUTION_TERRITORY_AVAILABILITY_UPDATED",
        AppVersion = "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED",
        AssetAppStore = "BACKGROUND_ASSET_VERSION_APP_STORE_RELEASE_STATE_UPDATED",
        AssetExternalBeta = "BACKGROUND_ASSET_VERSION_EXTERNAL_BETA_RELEASE_STATE_UPDATED",
        AssetInternalBeta = "BACKGROUND_ASSET_VERSION_INTERNAL_BETA_RELEASE_CREATED",
        AssetVersion = "BACKGROUND_ASSET_VERSION_STATE_UPDATED",
        CrashFeedback = "BETA_FEEDBACK_CRASH_SUBMISSION_CREATED",
        ScreenshotFeedback = "BETA_FEEDBACK_SCREENSHOT_SUBMISSION_CREATED",
        ExternalBuild = "BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED",
        BuildUpload = "BUILD_UPLOAD_STATE_UPDATED",
    }
}

attributes! {
    /// What Apple says of a webhook. Its secret can't be read back.
    WebhookAttributes is "webhooks" {
        /// Whether it is told anything.
        enabled: bool,
        /// What it is told of.
        event_types: Vec<EventType>,
        /// For people.
        name: String,
        /// Where it is told. Its path may be a token.
        url: Private,
    }
}

/// A webhook that is not there yet.
#[derive(Debug, Clone)]
pub struct NewWebhook {
    /// For people.
    pub name: String,
    /// Where it is told.
    pub url: Private,
    /// By which what it is told is signed.
    pub secret: SecretString,
    /// What it is told of.
    pub event_types: Vec<EventType>,
    /// Whether it is told anything.
    pub enabled: bool,
}

/// What to change of a webhook; what is none stays.
#[derive(Debug, Clone, Default)]
pub struct WebhookChange {
    /// For people.
    pub name: Option<String>,
    /// Where it is told.
    pub url: Option<Private>,
    /// By which what it is told is signed. The former one ends at once.
    pub secret: Option<SecretString>,
    /// What it is told of.
    pub event_types: Option<Vec<EventType>>,
    /// Whether it is told anything.
    pub enabled: Option<bool>,
}

impl Client {
    /// An app's webhooks; there can be ten. \[L\] There is no list over all apps.
    pub fn webhooks_of(&self, app: &str) -> Result<Pages<WebhookAttributes>, AscError> {
        let ask = Ask::about(Question::AppWebhooks, app)?.with("limit", ROWS);
        Ok(Pages::new(self, ask))
    }

    /// Makes one for an app, which can't be changed later. Not tried again where it is not known
    /// whether Apple made it: look at the app's webhooks then.
    pub async fn create_webhook(&self, app: &str, new: &NewWebhook) -> Result<Webhook, AscError> {
        let body = json!({"data": {
            "type": "webhooks",
            "attributes": {
                "enabled": new.enabled,
                "eventTypes": new.event_types,
                "name": new.name,
                "secret": new.secret.expose_secret(),
                "url": new.url.reveal(),
            },
            "relationships": {"app": {"data": {"type": "apps", "id": checked(app)?}}},
        }});
        let ask = Ask::of(Question::CreateWebhook).saying(body);
        let ask = ask
            .hiding(new.secret.expose_secret())
            .hiding(new.url.reveal());
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// Changes one.
    pub async fn change_webhook(
        &self,
        id: &str,
        change: &WebhookChange,
    ) -> Result<Webhook, AscError> {
        let body = json!({"data": {
            "type": "webhooks", "id": checked(id)?, "attributes": changes(change),
        }});
        let mut ask = Ask::about(Question::ChangeWebhook, id)?.saying(body);
        if let Some(secret) = &change.secret {
            ask = ask.hiding(secret.expose_secret());
        }
        if let Some(url) = &change.url {
            ask = ask.hiding(url.reveal());
        }
        Ok(self.read::<One<_>>(&ask).await?.0)
    }

    /// Removes one, and what Apple knows of its deliveries.
    pub async fn delete_webhook(&self, id: &str) -> Result<(), AscError> {
        self.ask(&Ask::about(Question::DeleteWebhook, id)?).await?;
        Ok(())
    }

    /// Has Apple send a ping to one.
    pub async fn ping(&self, webhook: &str) -> Result<(), AscError> {
        let body = json!({"data": {
            "type": "webhookPings",
            "relationships": {"webhook": {"data": {"type": "webhooks", "id": checked(webhook)?}}},
        }});
        self.ask(&Ask::of(Question::Ping).saying(body)).await?;
        Ok(())
    }
}

/// A null would be a value to Apple, so what stays is not named.
fn changes(change: &WebhookChange) -> Value {
    let secret = change.secret.as_ref().map(ExposeSecret::expose_secret);
    let all = [
        ("enabled", change.enabled.map(|enabled| json!(enabled))),
        (
            "eventTypes",
            change.event_types.as_ref().map(|types| json!(types)),
        ),
        ("name", change.name.as_ref().map(|name| json!(name))),
        ("secret", secret.map(|secret| json!(secret))),
        ("url", change.url.as_ref().map(|url| json!(url.reveal()))),
    ];
    let named = all
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(named.collect::<Map<_, _>>())
}
