//! Another name for an endpoint, wherever it is named.

use shipbell_feed::Endpoint;
use shipbell_vault::Record;

use crate::endpoints::{EndpointView, checked_app_id, checked_name};
use crate::engine::Engine;
use crate::error::EngineError;

impl Engine {
    /// Gives an endpoint another name and app. Token, secret and events stay, and the channels
    /// that name it follow.
    pub async fn rename_endpoint(
        &self,
        name: &str,
        new_name: &str,
        app_id: Option<&str>,
    ) -> Result<EndpointView, EngineError> {
        let new_name = checked_name(new_name)?;
        let app_id = app_id.map(checked_app_id).transpose()?;
        let _turn = self.inner.endpoints_turn.lock().await;
        let mut key = self.endpoint_named(name)?;
        if let Some(other) = self.inner.keys.by_name(&new_name)
            && other.endpoint.id != key.endpoint.id
        {
            return Err(EngineError::NameTaken(new_name));
        }
        if key.record().is_none() {
            // The vault knows the name too; what it has can't be changed unread.
            self.read_secrets().await?;
            key = self.endpoint_named(name)?;
        }
        let (from, to) = (name.to_owned(), new_name.clone());
        // First the channels listen to both names: nothing that comes in between falls silent.
        self.edit_settings(move |file| file.add_endpoint_name(&from, &to))
            .await?;
        let renamed = Endpoint {
            name: new_name.clone(),
            app_id,
            ..key.endpoint.clone()
        };
        self.keep_renamed(key.record(), &renamed).await?;
        let (from, to) = (name.to_owned(), new_name);
        let left = self
            .edit_settings(move |file| file.replace_endpoint_name(&from, &to))
            .await;
        if let Err(error) = left {
            tracing::warn!(%error, "a channel still lists an endpoint's former name beside the new one");
        }
        self.read_secrets().await?;
        let key = self.inner.keys.by_id(&renamed.id);
        let key = key.ok_or(EngineError::Interrupted)?;
        Ok(self.view(&key))
    }

    /// In the vault, then in the database: both have a whole record at any moment, and the
    /// database's name is the one in force.
    async fn keep_renamed(
        &self,
        record: Option<&Record>,
        renamed: &Endpoint,
    ) -> Result<(), EngineError> {
        if let Some(former) = record {
            let record = Record {
                name: renamed.name.clone(),
                app_id: renamed.app_id.clone(),
                ..former.clone()
            };
            self.write_secret(&renamed.id, record).await?;
        }
        let kept = self.inner.feed.put_endpoint(renamed.clone()).await;
        if let (Err(_), Some(former)) = (&kept, record) {
            self.write_secret(&renamed.id, former.clone()).await?;
        }
        Ok(kept?)
    }
}
