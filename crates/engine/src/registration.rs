//! Webhooks at Apple: made for an endpoint of ours, changed, rotated, deleted. What somebody else made is
//! shown and left alone.

use shipbell_feed::{EndpointId, Webhook};
use shipbell_vault::{Account, SecretText};
use shipbell_webhook::Kind;

use crate::apple::{AppleError, AppleFault, NewWebhook, RemoteWebhook, WebhookChange};
use crate::endpoints::{AddedEndpoint, EndpointView, checked_app_id};
use crate::engine::{Change, Engine};
use crate::error::EngineError;

/// \[L\] Apple's limit for an app.
const AT_MOST: usize = 10;

/// A webhook of an app, as Apple has it, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedWebhook {
    /// As Apple has it.
    pub remote: RemoteWebhook,
    /// The endpoint it posts to, where we made it.
    pub endpoint: Option<String>,
    /// The endpoint into which its log is read, where somebody else made it.
    pub watched_by: Option<String>,
}

/// What a webhook is to be made of.
#[derive(Debug, Clone, Default)]
pub struct Registration {
    /// The account that makes it; without one, the only one.
    pub account: Option<String>,
    /// The app's Apple ID.
    pub app: String,
    /// What to tell of; nothing stands for everything.
    pub kinds: Vec<Kind>,
    /// The public address; without one, that of the settings.
    pub url: Option<String>,
    /// This computer's name, so that a team sees whose webhook it is.
    pub machine: String,
}

impl Engine {
    /// An app's webhooks, whoever made them.
    pub async fn list_webhooks(
        &self,
        account: Option<&str>,
        app: &str,
    ) -> Result<Vec<ListedWebhook>, EngineError> {
        let app = checked_app_id(app)?;
        let account = self.account(account).await?;
        let known = self.inner.feed.webhooks().await?;
        let listed = self.inner.apple.webhooks(&account, &app).await?;
        let told = |remote: &RemoteWebhook, watched: bool| {
            let known = known
                .iter()
                .find(|known| known.apple_id == remote.id && known.watched == watched)?;
            let key = self.inner.keys.by_id(&known.endpoint)?;
            Some(key.endpoint.name.clone())
        };
        Ok(listed
            .into_iter()
            .map(|remote| ListedWebhook {
                endpoint: told(&remote, false),
                watched_by: told(&remote, true),
                remote,
            })
            .collect())
    }

    /// Reads the log of a webhook that somebody else made, into an endpoint of its own. The webhook is left
    /// as it is, and goes on posting where it posts.
    pub async fn watch_webhook(
        &self,
        account: Option<&str>,
        app: &str,
        webhook: &str,
    ) -> Result<EndpointView, EngineError> {
        let app_id = checked_app_id(app)?;
        let account = self.account(account).await?;
        let listed = self
            .list_webhooks(Some(&account.key_id), &app_id)
            .await?
            .into_iter()
            .find(|listed| listed.remote.id == webhook)
            .ok_or_else(|| EngineError::NoSuchWebhook(webhook.to_owned()))?;
        if let Some(known) = listed.endpoint.or(listed.watched_by) {
            return Err(EngineError::WebhookKnown(known));
        }
        let name = self.free_name(&listed.remote.name);
        let added = self.add_endpoint(&name, Some(&app_id)).await?;
        self.note_webhook(&added, &account, listed.remote.id, true)
            .await?;
        self.look_for_missed();
        Ok(added.view)
    }

    /// Makes an endpoint for an app, and at Apple the webhook that posts to it.
    pub async fn register(&self, wanted: Registration) -> Result<AddedEndpoint, EngineError> {
        let app_id = checked_app_id(&wanted.app)?;
        let account = self.account(wanted.account.as_deref()).await?;
        let base = self.public_base(wanted.url.as_deref())?;
        let apps = self.inner.apple.apps(&account).await?;
        let app = apps.into_iter().find(|app| app.id == app_id);
        let app = app.ok_or_else(|| EngineError::NoSuchApp(app_id.clone()))?;
        let added = self
            .add_endpoint(&self.free_name(&app.name), Some(&app_id))
            .await?;
        let new = NewWebhook {
            app: app_id,
            name: webhook_name(&wanted.machine),
            url: format!("{base}{}", added.view.path),
            secret: added.secret.clone(),
            kinds: subscribed(wanted.kinds),
        };
        match self.inner.apple.create_webhook(&account, &new).await {
            Ok(remote) => {
                self.note_webhook(&added, &account, remote.id, false)
                    .await?;
                let endpoint = added.view.id.as_str().into();
                self.note_address(&endpoint, &new.url).await?;
            }
            Err(error) => {
                // An endpoint that nothing posts to would only puzzle.
                self.remove_endpoint(&added.view.name).await?;
                return Err(self.why_refused(&account, &new.app, error).await.into());
            }
        }
        Ok(added)
    }

    /// Apple's words for a full list do not say how to go on.
    async fn why_refused(&self, account: &Account, app: &str, error: AppleError) -> AppleError {
        if error.fault != AppleFault::Refused {
            return error;
        }
        match self.inner.apple.webhooks(account, app).await {
            Ok(all) if all.len() >= AT_MOST => AppleError {
                message: format!(
                    "{} Apple lets an app have {AT_MOST} webhooks, and this one has {}. `shipbell webhook list --app {app}` shows whose they are; delete one that nobody needs, and try again.",
                    error.message,
                    all.len()
                ),
                ..error
            },
            _ => error,
        }
    }

    async fn note_webhook(
        &self,
        added: &AddedEndpoint,
        account: &Account,
        apple_id: String,
        watched: bool,
    ) -> Result<(), EngineError> {
        let webhook = Webhook {
            endpoint: added.view.id.as_str().into(),
            account: Account::id_of(&account.key_id),
            apple_id,
            read_up_to: self.inner.clock.now_ms(),
            lost: None,
            watched,
        };
        self.inner.feed.put_webhook(webhook).await?;
        self.changed(Change::Status);
        Ok(())
    }

    /// Has Apple post its test ping to an endpoint.
    pub async fn ping_webhook(&self, endpoint: &str) -> Result<(), EngineError> {
        let (webhook, account) = self.own_webhook_of(endpoint).await?;
        Ok(self.inner.apple.ping(&account, &webhook.apple_id).await?)
    }

    /// Lets a webhook post, or no longer.
    pub async fn enable_webhook(&self, endpoint: &str, enabled: bool) -> Result<(), EngineError> {
        let change = WebhookChange {
            enabled: Some(enabled),
            ..WebhookChange::default()
        };
        self.change_webhook(endpoint, &change).await
    }

    /// Chooses what a webhook tells of; nothing stands for everything.
    pub async fn choose_kinds(&self, endpoint: &str, kinds: Vec<Kind>) -> Result<(), EngineError> {
        let change = WebhookChange {
            kinds: Some(subscribed(kinds)),
            ..WebhookChange::default()
        };
        self.change_webhook(endpoint, &change).await
    }

    /// Gives an endpoint a new secret, and Apple the same. Where Apple refuses it, the former stays. Where
    /// Apple's answer was lost, either may be the one it signs with: both are accepted, and the new one is
    /// told again until Apple answers.
    pub async fn rotate_webhook(&self, endpoint: &str) -> Result<AddedEndpoint, EngineError> {
        let (webhook, account) = self.own_webhook_of(endpoint).await?;
        let before = self.endpoint_named(endpoint)?;
        if self.is_unsettled(&webhook).await? {
            // One more secret would push out the one that Apple may still have.
            self.settle(&webhook, &account).await?;
            return self.added_again(&before.endpoint.id).await;
        }
        let added = self.rotate_endpoint(endpoint).await?;
        // Noted first: whatever ends this program in between, Apple is asked again.
        self.note_settled(&webhook, false).await?;
        match self.tell_secret(&webhook, &account, &added.secret).await {
            Ok(()) => self.note_settled(&webhook, true).await?,
            Err(error) if error.fault == AppleFault::Unreachable => {
                return Err(EngineError::RotationUnsettled(error));
            }
            Err(error) => {
                self.undo_rotation(&before).await?;
                self.note_settled(&webhook, true).await?;
                return Err(error.into());
            }
        }
        Ok(added)
    }

    /// Tells Apple secrets again whose answer was lost.
    pub(crate) async fn settle_rotations(&self) -> Result<(), EngineError> {
        for webhook in self.inner.feed.webhooks().await? {
            if !self.is_unsettled(&webhook).await? {
                continue;
            }
            let Some(account) = self.account_by_id(&webhook.account).await? else {
                continue;
            };
            if let Err(error) = self.settle(&webhook, &account).await {
                tracing::warn!(%error, "could not tell Apple a new secret; both are accepted, and it is tried again");
            }
        }
        Ok(())
    }

    async fn settle(&self, webhook: &Webhook, account: &Account) -> Result<(), EngineError> {
        let key = self.inner.keys.by_id(&webhook.endpoint);
        let record = key.as_ref().and_then(|key| key.record());
        let secret = record.map(|record| record.secret.clone());
        let secret = secret.ok_or(EngineError::Interrupted)?;
        match self.tell_secret(webhook, account, &secret).await {
            Ok(()) => self.note_settled(webhook, true).await,
            Err(error) => Err(EngineError::RotationUnsettled(error)),
        }
    }

    async fn tell_secret(
        &self,
        webhook: &Webhook,
        account: &Account,
        secret: &SecretText,
    ) -> Result<(), AppleError> {
        let change = WebhookChange {
            secret: Some(secret.clone()),
            ..WebhookChange::default()
        };
        (self.inner.apple)
            .change_webhook(account, &webhook.apple_id, &change)
            .await?;
        Ok(())
    }

    async fn is_unsettled(&self, webhook: &Webhook) -> Result<bool, EngineError> {
        let noted = self.inner.feed.get(&unsettled(&webhook.endpoint)).await?;
        Ok(noted.is_some())
    }

    async fn note_settled(&self, webhook: &Webhook, is: bool) -> Result<(), EngineError> {
        let note = (!is).then_some("yes");
        Ok(self
            .inner
            .feed
            .set(&unsettled(&webhook.endpoint), note)
            .await?)
    }

    /// Deletes an endpoint's webhook at Apple, and the endpoint with it. Its events stay. One that somebody
    /// else made is only watched no longer.
    pub async fn delete_webhook(&self, endpoint: &str) -> Result<(), EngineError> {
        let (webhook, account) = self.webhook_of(endpoint).await?;
        if webhook.watched {
            self.inner.feed.remove_webhook(webhook.endpoint).await?;
            return self.remove_endpoint(endpoint).await;
        }
        match (self.inner.apple)
            .delete_webhook(&account, &webhook.apple_id)
            .await
        {
            // Somebody was faster; what was wanted is so.
            Err(gone) if gone.fault == AppleFault::Missing => {}
            done => done?,
        }
        self.note_settled(&webhook, true).await?;
        self.inner.feed.remove_webhook(webhook.endpoint).await?;
        self.remove_endpoint(endpoint).await
    }

    /// Deletes every webhook that posts to an endpoint of ours, with its endpoint. Says of each that could
    /// not be deleted, and why: it stays as it is.
    pub async fn delete_webhooks(&self) -> Result<Vec<(String, EngineError)>, EngineError> {
        let mut left = Vec::new();
        let mut ours = self.inner.feed.webhooks().await?;
        ours.retain(|webhook| !webhook.watched);
        for webhook in ours {
            let Some(key) = self.inner.keys.by_id(&webhook.endpoint) else {
                continue;
            };
            let name = key.endpoint.name.clone();
            if let Err(error) = self.delete_webhook(&name).await {
                left.push((name, error));
            }
        }
        Ok(left)
    }

    async fn change_webhook(
        &self,
        endpoint: &str,
        change: &WebhookChange,
    ) -> Result<(), EngineError> {
        let (webhook, account) = self.own_webhook_of(endpoint).await?;
        (self.inner.apple)
            .change_webhook(&account, &webhook.apple_id, change)
            .await?;
        Ok(())
    }

    /// The same, where the webhook is ours to change.
    pub(crate) async fn own_webhook_of(
        &self,
        endpoint: &str,
    ) -> Result<(Webhook, Account), EngineError> {
        let (webhook, account) = self.webhook_of(endpoint).await?;
        if webhook.watched {
            return Err(EngineError::OnlyWatched(endpoint.to_owned()));
        }
        Ok((webhook, account))
    }

    /// An endpoint's webhook, with the account that manages it.
    pub(crate) async fn webhook_of(
        &self,
        endpoint: &str,
    ) -> Result<(Webhook, Account), EngineError> {
        let key = self.endpoint_named(endpoint)?;
        let known = self.inner.feed.webhooks().await?;
        let webhook = known
            .into_iter()
            .find(|webhook| webhook.endpoint == key.endpoint.id)
            .ok_or_else(|| EngineError::NoWebhook(endpoint.to_owned()))?;
        let account = self.account_by_id(&webhook.account).await?;
        let account = account.ok_or_else(|| EngineError::KeyMissing(webhook.account.clone()))?;
        Ok((webhook, account))
    }

    /// Puts the former secret in force again.
    async fn undo_rotation(&self, before: &crate::keys::Key) -> Result<(), EngineError> {
        let _turn = self.inner.endpoints_turn.lock().await;
        if let Some(record) = before.record() {
            self.write_secret(&before.endpoint.id, record.clone())
                .await?;
        }
        self.inner
            .feed
            .put_endpoint(before.endpoint.clone())
            .await?;
        self.read_secrets().await
    }

    fn public_base(&self, given: Option<&str>) -> Result<String, EngineError> {
        let Some(url) = given else {
            return self.public_url().ok_or(EngineError::NoPublicUrl);
        };
        if self.is_of_use(url) {
            return Ok(url.trim_end_matches('/').to_owned());
        }
        shipbell_settings::check_public_url(url).map_err(EngineError::BadPublicUrl)
    }

    /// The app's name, or with a number behind it where that is taken.
    fn free_name(&self, app: &str) -> String {
        const LETTERS: usize = 50;
        let cleaned = shipbell_template::plain::title(app);
        let base: String = cleaned.trim().chars().take(LETTERS).collect();
        let base = if base.is_empty() {
            "App".to_owned()
        } else {
            base
        };
        let numbered = (2..).map(|number| format!("{base} {number}"));
        std::iter::once(base.clone())
            .chain(numbered)
            .find(|name| self.inner.keys.by_name(name).is_none())
            .unwrap_or(base)
    }
}

/// Under which it is noted that Apple may not have an endpoint's newest secret.
fn unsettled(endpoint: &EndpointId) -> String {
    format!("rotation-unsettled/{}", endpoint.0)
}

/// A team sees in App Store Connect whose it is.
fn webhook_name(machine: &str) -> String {
    let machine = machine.trim();
    if machine.is_empty() {
        "Shipbell".to_owned()
    } else {
        format!("Shipbell on {machine}")
    }
}

/// Everything that can be subscribed to, where nothing was chosen.
fn subscribed(kinds: Vec<Kind>) -> Vec<Kind> {
    if !kinds.is_empty() {
        return kinds;
    }
    (Kind::ALL.into_iter())
        .filter(|kind| kind.subscription().is_some())
        .collect()
}
