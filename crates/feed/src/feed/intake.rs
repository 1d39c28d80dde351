//! From the door to the feed: keep, look up, file; and the quarantine beside it.

use sha2::{Digest, Sha256};

use super::{Feed, Stirs};
use crate::table::{delivery, quarantine};
use crate::{
    Before, Delivery, DeliveryId, EndpointId, FeedError, Filed, Filing, Kept, NewDelivery,
    NewQuarantined, QuarantineId, Quarantined, Sought, filing, headers,
};

impl Feed {
    /// Keeps a verified request. Resolves only after it is on the disk.
    pub async fn keep(&self, new: NewDelivery) -> Result<Kept, FeedError> {
        let digest: [u8; 32] = Sha256::digest(&new.body).into();
        let headers = headers::encode(&new.headers);
        self.write(Stirs::No, move |conn| {
            delivery::keep(conn, &new, &headers, &digest, new.arrived)
        })
        .await
    }

    /// Keeps many at once, in their order: one flush for all of them. They were to arrive before, and are
    /// taken in now.
    pub async fn keep_all(&self, all: Vec<NewDelivery>, now: i64) -> Result<Vec<Kept>, FeedError> {
        let all: Vec<_> = all
            .into_iter()
            .map(|new| {
                let digest: [u8; 32] = Sha256::digest(&new.body).into();
                (headers::encode(&new.headers), digest, new)
            })
            .collect();
        self.write(Stirs::No, move |conn| {
            all.iter()
                .map(|(headers, digest, new)| delivery::keep(conn, new, headers, digest, now))
                .collect()
        })
        .await
    }

    /// Kept deliveries that nothing has been decided about, oldest first.
    pub async fn undecided(&self, limit: usize) -> Result<Vec<Delivery>, FeedError> {
        self.undecided_after(DeliveryId(0), limit).await
    }

    /// As [`Feed::undecided`], of those that came after one: what is decided about the earlier may still
    /// be on its way to the disk.
    pub async fn undecided_after(
        &self,
        after: DeliveryId,
        limit: usize,
    ) -> Result<Vec<Delivery>, FeedError> {
        self.pool
            .read(move |conn| delivery::undecided(conn, after, limit))
            .await
    }

    /// What was filed before each of these, in their order.
    pub async fn before(&self, sought: Vec<Sought>) -> Result<Vec<Before>, FeedError> {
        self.pool
            .read(move |conn| {
                // Without one, each of its questions would take the file's lock for itself.
                let view = conn.unchecked_transaction()?;
                let before = |one| filing::before(&view, one);
                sought.iter().map(before).collect()
            })
            .await
    }

    /// Files what was decided, all of it in one transaction.
    pub async fn file(&self, filed: Vec<Filed>) -> Result<Vec<Filing>, FeedError> {
        self.write(Stirs::Yes, move |conn| filing::file(conn, &filed))
            .await
    }

    /// Keeps a body that can't be verified yet. The same body again is one row: the first.
    pub async fn quarantine(&self, new: NewQuarantined) -> Result<(), FeedError> {
        let digest: [u8; 32] = Sha256::digest(&new.body).into();
        self.write(Stirs::No, move |conn| quarantine::put(conn, &new, &digest))
            .await
    }

    /// What is in quarantine, oldest first.
    pub async fn quarantined(
        &self,
        endpoint: Option<EndpointId>,
        limit: usize,
    ) -> Result<Vec<Quarantined>, FeedError> {
        self.pool
            .read(move |conn| quarantine::list(conn, endpoint.as_ref(), limit))
            .await
    }

    /// Removes rows from quarantine, verified or refused by now.
    pub async fn release_quarantined(&self, ids: Vec<QuarantineId>) -> Result<(), FeedError> {
        self.write(Stirs::No, move |conn| quarantine::release(conn, &ids))
            .await
    }
}
