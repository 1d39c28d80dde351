//! A state that was found by comparing, told as the event that Apple would have sent. It says so itself,
//! so that nobody takes it for Apple's word.

use bytes::Bytes;
use serde_json::{Map, Value, json};
use shipbell_webhook::Kind;

use crate::apple::RemoteState;

/// A body for a state that differs from the one that was heard of last.
pub(crate) fn told(state: &RemoteState, heard: Option<&str>, gap: (i64, i64)) -> Bytes {
    let (type_name, new, old) = match state.kind {
        Kind::ExternalBuild => (
            "buildBetaDetailExternalBuildStateUpdated",
            "newExternalBuildState",
            "oldExternalBuildState",
        ),
        Kind::BuildUpload => ("buildUploadStateUpdated", "newState", "oldState"),
        _ => (
            "appStoreVersionAppVersionStateUpdated",
            "newValue",
            "oldValue",
        ),
    };
    let mut attributes = Map::new();
    attributes.insert(new.to_owned(), Value::from(state.status.as_str()));
    if let Some(heard) = heard.filter(|heard| !heard.is_empty()) {
        attributes.insert(old.to_owned(), Value::from(heard));
    }
    let moment = |ms: i64| {
        jiff::Timestamp::from_millisecond(ms).map_or_else(|_| ms.to_string(), |at| at.to_string())
    };
    let body = json!({
        "data": {
            "type": type_name,
            "attributes": attributes,
            "relationships": {
                "instance": {
                    "data": { "type": state.instance_type, "id": state.instance_id }
                }
            }
        },
        "shipbell": {
            "source": "Compared by Shipbell with what App Store Connect says today. Apple sent no such event.",
            "gap": { "from": moment(gap.0), "to": moment(gap.1) }
        }
    });
    Bytes::from(body.to_string())
}
