//! Where Apple's webhooks arrive.

use super::{Feed, Stirs};
use crate::table::endpoint;
use crate::{Endpoint, EndpointId, FeedError};

impl Feed {
    /// Every endpoint, oldest first.
    pub async fn endpoints(&self) -> Result<Vec<Endpoint>, FeedError> {
        self.pool.read(endpoint::all).await
    }

    /// Adds an endpoint, or replaces the one with its id.
    pub async fn put_endpoint(&self, endpoint: Endpoint) -> Result<(), FeedError> {
        self.write(Stirs::Yes, move |conn| endpoint::put(conn, &endpoint))
            .await
    }

    /// Removes an endpoint; its events stay and keep its name. `false` when there was none.
    pub async fn remove_endpoint(&self, id: EndpointId) -> Result<bool, FeedError> {
        self.write(Stirs::Yes, move |conn| endpoint::remove(conn, &id))
            .await
    }
}
