//! What a webhook delivered, or could not.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::client::Client;
use crate::document::{One, Resource};
use crate::error::AscError;
use crate::open::{attributes, open};
use crate::pages::{Pages, ROWS};
use crate::private::Private;
use crate::question::{Ask, Question, checked};
use crate::resources::{EventType, Moment};

/// One sending of an event, as Apple remembers it.
pub type Delivery = Resource<DeliveryAttributes>;
/// What was sent.
pub type SentEvent = Resource<SentEventAttributes>;

open! {
    /// How a delivery went. Any answer from 200 to 299 is a success.
    DeliveryState { Succeeded = "SUCCEEDED", Failed = "FAILED", Pending = "PENDING", }
}

/// Where to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeliveryRequest {
    /// The webhook's address at that time. Its path may be a token.
    pub url: Option<Private>,
}

/// What was answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DeliveryResponse {
    /// The status.
    pub http_status_code: Option<u16>,
    /// The body.
    pub body: Option<Private>,
}

attributes! {
    /// What Apple says of a delivery.
    DeliveryAttributes is "webhookDeliveries" {
        /// When it was to be sent.
        created_date: Moment,
        /// When it was.
        sent_date: Moment,
        /// How it went.
        delivery_state: DeliveryState,
        /// Why not.
        error_message: String,
        /// Whether somebody asked for it to be sent again.
        redelivery: bool,
        /// Where to.
        request: DeliveryRequest,
        /// What was answered.
        response: DeliveryResponse,
    }
    /// What was sent.
    EVENT: ToOne<SentEventAttributes> = "event",
}

attributes! {
    /// What Apple says of an event that it sent.
    SentEventAttributes is "webhookEvents" {
        /// Its type; none for a ping, as far as is known.
        event_type: EventType,
        /// The body, exactly as it was signed. Its `data.id` tells it from others, not this thing's id.
        payload: Private,
        /// Whether it was only a ping.
        ping: bool,
        /// When it happened.
        created_date: Moment,
    }
}

impl Client {
    /// What a webhook delivered since a time, with the events themselves: what never arrived can be
    /// taken from here.
    ///
    /// \[L\] Apple wants exactly this one filter, and no more than ten days of it; it refused those by
    /// state and by a later date. Pick by state from what comes.
    pub fn deliveries_of(
        &self,
        webhook: &str,
        since_ms: i64,
    ) -> Result<Pages<DeliveryAttributes>, AscError> {
        let ask = Ask::about(Question::Deliveries, webhook)?
            .with(
                "filter[createdDateGreaterThanOrEqualTo]",
                &Moment::asked(since_ms),
            )
            .with("include", "event")
            .with(
                "fields[webhookEvents]",
                "eventType,payload,ping,createdDate",
            )
            .with("limit", ROWS);
        Ok(Pages::new(self, ask).long())
    }

    /// Has Apple send a delivery again, which makes a new delivery of the same event. \[L\] It did not
    /// work for every delivery.
    pub async fn redeliver(&self, delivery: &str) -> Result<Delivery, AscError> {
        let template = json!({"data": {"type": "webhookDeliveries", "id": checked(delivery)?}});
        let body = json!({"data": {
            "type": "webhookDeliveries", "relationships": {"template": template},
        }});
        let ask = Ask::of(Question::Redeliver).saying(body);
        Ok(self.read::<One<_>>(&ask).await?.0)
    }
}
