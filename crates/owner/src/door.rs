//! The listener's port, answered by the engine.

use async_trait::async_trait;
use shipbell_engine::{Arrived, Engine, Refusal, Verdict};
use shipbell_listener::{Answer, Arrival, Intake};

/// The engine behind the door.
pub(crate) struct Behind(pub(crate) Engine);

#[async_trait]
impl Intake for Behind {
    fn knows(&self, token: &str) -> bool {
        self.0.knows(token)
    }

    async fn deliver(&self, arrival: Arrival) -> Answer {
        let arrived = Arrived {
            token: arrival.token,
            signature: arrival.signature,
            headers: arrival.headers,
            body: arrival.body,
        };
        match self.0.take_in(arrived).await {
            Verdict::Kept => Answer::Kept,
            Verdict::Proven(mac) => Answer::Proven(mac),
            Verdict::Later => Answer::Later,
            Verdict::Refused(Refusal::UnknownToken) => {
                Answer::Refused(shipbell_listener::Refusal::UnknownToken)
            }
            Verdict::Refused(Refusal::NoSignature) => {
                Answer::Refused(shipbell_listener::Refusal::NoSignature)
            }
            Verdict::Refused(Refusal::BadSignature) => {
                Answer::Refused(shipbell_listener::Refusal::BadSignature)
            }
        }
    }
}
