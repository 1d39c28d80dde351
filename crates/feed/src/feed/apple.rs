//! What is known of Apple's side: accounts, webhooks, and how far their logs were read.

use super::{Feed, Stirs};
use crate::table::{account, notice, webhook};
use crate::{Account, EndpointId, FeedError, Webhook};

impl Feed {
    /// Every account, oldest first.
    pub async fn accounts(&self) -> Result<Vec<Account>, FeedError> {
        self.pool.read(account::all).await
    }

    /// Adds an account, or gives the one with its id another name.
    pub async fn put_account(&self, account: Account) -> Result<(), FeedError> {
        self.write(Stirs::No, move |conn| account::put(conn, &account))
            .await
    }

    /// Removes an account. `false` when there was none.
    pub async fn remove_account(&self, id: &str) -> Result<bool, FeedError> {
        let id = id.to_owned();
        self.write(Stirs::No, move |conn| account::remove(conn, &id))
            .await
    }

    /// The webhooks of all endpoints that have one that we know.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, FeedError> {
        self.pool.read(webhook::all).await
    }

    /// Notes an endpoint's webhook, in place of what was known of it.
    pub async fn put_webhook(&self, webhook: Webhook) -> Result<(), FeedError> {
        self.write(Stirs::No, move |conn| webhook::put(conn, &webhook))
            .await
    }

    /// Forgets an endpoint's webhook. `false` when none was known.
    pub async fn remove_webhook(&self, endpoint: EndpointId) -> Result<bool, FeedError> {
        self.write(Stirs::No, move |conn| webhook::remove(conn, &endpoint))
            .await
    }

    /// Lets ring what was held until `due`, of whatever group: says how many notices those were.
    pub async fn release(&self, due: i64, now: i64) -> Result<u64, FeedError> {
        self.write(Stirs::Yes, move |conn| notice::release(conn, due, now))
            .await
    }
}
