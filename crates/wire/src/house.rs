//! The answers: each command as a use case of the engine, or a thing only the host can do.

use async_trait::async_trait;
use shipbell_engine::Engine;
use shipbell_feed::{Cursor, EventId, Query};

use crate::commands::Answers;
use crate::error::{ErrorCode, WireError};
use crate::types::{
    AddedEndpoint, Channel, Endpoint, FeedEvent, FeedPage, Nothing, PauseChoice, Paused, Sample,
    Status,
};

/// The largest page anyone gets at once.
const PAGE_AT_MOST: u32 = 500;

/// What only the program that runs the engine can do. Deliberately narrow: no file access, no
/// shell, no window but the panel.
pub trait Host: Send + Sync {
    /// Opens a web page in the user's browser.
    fn open_page(&self, url: &str) -> Result<(), WireError>;
    /// Shows the panel.
    fn show_panel(&self) -> Result<(), WireError>;
    /// Hides the panel.
    fn hide_panel(&self) -> Result<(), WireError>;
    /// The panel's first picture is painted.
    fn panel_ready(&self) -> Result<(), WireError>;
    /// Ends the program cleanly.
    fn leave(&self) -> Result<(), WireError>;
}

/// The engine and its host: together they answer every command.
#[derive(Clone)]
pub struct House {
    /// The engine.
    pub engine: Engine,
    /// The program around it.
    pub host: std::sync::Arc<dyn Host>,
}

#[async_trait]
impl Answers for House {
    async fn status(&self) -> Result<Status, WireError> {
        Ok(self.engine.status().await?.into())
    }

    async fn feed_page(&self, before: Option<String>, limit: u32) -> Result<FeedPage, WireError> {
        let before = before
            .map(|text| text.parse::<Cursor>())
            .transpose()
            .map_err(|_| {
                WireError::bad_request("That is not a cursor that a page of the feed gave.")
            })?;
        let query = Query {
            before,
            limit: usize::try_from(limit.clamp(1, PAGE_AT_MOST)).unwrap_or(1),
            ..Query::default()
        };
        let page = self.engine.feed().page(query).await?;
        Ok(FeedPage {
            events: page
                .events
                .into_iter()
                .map(|event| FeedEvent::of(&self.engine, event))
                .collect(),
            next: page.next.map(|cursor| cursor.to_string()),
            unread: self.engine.feed().unread().await?,
        })
    }

    async fn open_event(&self, id: String) -> Result<Nothing, WireError> {
        let id = event_id(&id)?;
        let event = self.engine.event(id).await?;
        if let Some(link) = &event.link {
            self.host.open_page(link)?;
        }
        self.engine.feed().set_unread(vec![id], false).await?;
        Ok(Nothing {})
    }

    async fn set_unread(&self, ids: Vec<String>, unread: bool) -> Result<Nothing, WireError> {
        let ids = ids
            .iter()
            .map(|id| event_id(id))
            .collect::<Result<_, _>>()?;
        self.engine.feed().set_unread(ids, unread).await?;
        Ok(Nothing {})
    }

    async fn mark_all_read(&self) -> Result<Nothing, WireError> {
        self.engine.feed().mark_all_read().await?;
        Ok(Nothing {})
    }

    async fn pause(&self, choice: PauseChoice) -> Result<Paused, WireError> {
        let pause = self.engine.pause_for(choice.into()).await?;
        Ok(Paused { until: pause.until })
    }

    async fn resume(&self) -> Result<Nothing, WireError> {
        self.engine.resume().await?;
        Ok(Nothing {})
    }

    async fn hide(&self) -> Result<Nothing, WireError> {
        self.host.hide_panel()?;
        Ok(Nothing {})
    }

    async fn ready(&self) -> Result<Nothing, WireError> {
        self.host.panel_ready()?;
        Ok(Nothing {})
    }

    async fn leave(&self) -> Result<Nothing, WireError> {
        self.host.leave()?;
        Ok(Nothing {})
    }

    async fn show_panel(&self) -> Result<Nothing, WireError> {
        self.host.show_panel()?;
        Ok(Nothing {})
    }

    async fn endpoint_list(&self) -> Result<Vec<Endpoint>, WireError> {
        Ok(self
            .engine
            .endpoints()
            .into_iter()
            .map(Endpoint::from)
            .collect())
    }

    async fn endpoint_add(
        &self,
        name: String,
        app_id: Option<String>,
    ) -> Result<AddedEndpoint, WireError> {
        Ok(self
            .engine
            .add_endpoint(&name, app_id.as_deref())
            .await?
            .into())
    }

    async fn endpoint_rotate(&self, name: String) -> Result<AddedEndpoint, WireError> {
        Ok(self.engine.rotate_endpoint(&name).await?.into())
    }

    async fn endpoint_remove(&self, name: String) -> Result<Nothing, WireError> {
        self.engine.remove_endpoint(&name).await?;
        Ok(Nothing {})
    }

    async fn channel_list(&self) -> Result<Vec<Channel>, WireError> {
        let channels = self.engine.settings().current().channels_in_force();
        channels
            .iter()
            .map(|channel| serde_json::to_value(channel).map(Channel))
            .collect::<Result<_, _>>()
            .map_err(|_| WireError {
                code: ErrorCode::Internal,
                message: "The channels could not be written as JSON.".to_owned(),
            })
    }

    async fn sample(&self, name: String, endpoint: Option<String>) -> Result<Sample, WireError> {
        let status = self.engine.status().await?;
        let address = status.listening.ok_or_else(|| WireError {
            code: ErrorCode::NeedsUser,
            message: "The door is not open, so a sample can't come in. `shipbell serve` or the app's menu says why.".to_owned(),
        })?;
        let signed = self.engine.sample(&name, endpoint.as_deref())?;
        Ok(Sample {
            address: address.to_string(),
            path: signed.path,
            signature: signed.signature,
            body: String::from_utf8_lossy(&signed.body).into_owned(),
            id: signed.id,
            endpoint: signed.endpoint,
        })
    }
}

fn event_id(text: &str) -> Result<EventId, WireError> {
    text.parse()
        .map(EventId)
        .map_err(|_| WireError::bad_request(format!("\"{text}\" is not the id of an event.")))
}
