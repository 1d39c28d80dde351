//! Endpoints and the samples that are posted to them.

use serde::{Deserialize, Serialize};
use shipbell_engine as engine;
use ts_rs::TS;

/// An endpoint.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// Its id, which stays when the name changes.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its app's Apple ID.
    pub app_id: Option<String>,
    /// The door's path.
    pub path: String,
    /// The address to paste at Apple, once the public base URL is known.
    pub url: Option<String>,
    /// Whether its secret can be used now.
    pub secret_known: bool,
    /// When its secret was last rotated.
    #[ts(type = "number | null")]
    pub rotated: Option<i64>,
    /// Whether the former secret still opens the door.
    pub former_secret_accepted: bool,
    /// When it was made.
    #[ts(type = "number")]
    pub created: i64,
    /// When Apple's test ping last arrived here; samples do not count.
    #[ts(type = "number | null")]
    pub last_ping: Option<i64>,
    /// When anything of Apple's last arrived here.
    #[ts(type = "number | null")]
    pub last_event: Option<i64>,
    /// From when to when nobody can know what happened, because Apple keeps its log no longer.
    pub lost: Option<Span>,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Span {
    /// Its beginning.
    #[ts(type = "number")]
    pub from: i64,
    /// Its end.
    #[ts(type = "number")]
    pub to: i64,
}

impl From<engine::EndpointView> for Endpoint {
    fn from(view: engine::EndpointView) -> Self {
        Self {
            id: view.id,
            name: view.name,
            app_id: view.app_id,
            path: view.path,
            url: view.url,
            secret_known: view.secret_known,
            rotated: view.rotated,
            former_secret_accepted: view.former_secret_accepted,
            created: view.created,
            last_ping: view.last_ping,
            last_event: view.last_event,
            lost: None,
        }
    }
}

/// A new or rotated endpoint, with its secret.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddedEndpoint {
    /// Its name.
    pub name: String,
    /// Its token.
    pub token: String,
    /// The door's path.
    pub path: String,
    /// The address to paste at Apple, once the public base URL is known.
    pub url: Option<String>,
    /// Its secret, this once.
    pub secret: String,
}

impl From<engine::AddedEndpoint> for AddedEndpoint {
    fn from(added: engine::AddedEndpoint) -> Self {
        Self {
            name: added.view.name,
            token: added.token,
            path: added.view.path,
            url: added.view.url,
            secret: added.secret.expose().to_owned(),
        }
    }
}

impl std::fmt::Debug for AddedEndpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddedEndpoint")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A signed sample, ready to be posted to the door.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Sample {
    /// The door's address on this computer.
    pub address: String,
    /// The path to post to.
    pub path: String,
    /// The value of Apple's signature header.
    pub signature: String,
    /// The body.
    pub body: String,
    /// The event's id in the body.
    pub id: String,
    /// The endpoint's name.
    pub endpoint: String,
}

impl std::fmt::Debug for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sample")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
