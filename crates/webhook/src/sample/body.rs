//! The shape of each kind's body, after Apple's current examples.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{Ids, Sample};
use crate::Kind;

/// An invented marketplace; Apple ids of apps have ten digits.
const MARKETPLACE: &str = "1900000001";

/// A kind we do not know yet, to see how such a one is shown.
const UNHEARD_OF: &str = "appClipExperienceStateUpdated";

/// Writes the body of a sample.
#[must_use]
pub fn body(sample: &Sample, ids: &Ids) -> Vec<u8> {
    let mut data = Map::new();
    let name = sample.kind.type_name().unwrap_or(UNHEARD_OF);
    data.insert("type".to_owned(), json!(name));
    data.insert("id".to_owned(), json!(ids.event));
    if !is_asset(sample.kind) {
        data.insert("version".to_owned(), json!(1));
    }
    data.insert("attributes".to_owned(), attributes(sample, ids));
    if let Some(relationships) = relationships(sample.kind, ids) {
        data.insert("relationships".to_owned(), relationships);
    }
    json!({ "data": data }).to_string().into_bytes()
}

fn attributes(sample: &Sample, ids: &Ids) -> Value {
    let (new, old) = match sample.kind {
        Kind::AppVersion => ("newValue", "oldValue"),
        Kind::ExternalBuild => ("newExternalBuildState", "oldExternalBuildState"),
        _ => ("newState", "oldState"),
    };
    let mut attributes = Map::new();
    if let Some(status) = sample.status {
        attributes.insert(new.to_owned(), json!(status));
    }
    if let Some(previous) = sample.previous {
        attributes.insert(old.to_owned(), json!(previous));
    }
    if has_territories(sample.kind) {
        attributes.insert("available".to_owned(), json!(true));
        attributes.insert("territories".to_owned(), json!(["DEU", "FRA", "IRL"]));
    }
    if is_marketplace(sample.kind)
        && let Some(app_id) = &ids.app_id
    {
        attributes.insert("appId".to_owned(), json!(app_id));
    }
    if let Some(time) = timestamp(sample.kind, ids.time) {
        attributes.insert("timestamp".to_owned(), json!(time));
    }
    Value::Object(attributes)
}

fn timestamp(kind: Kind, time: Timestamp) -> Option<String> {
    match kind {
        Kind::BuildUpload => None,
        kind if is_asset(kind) => Some(format!("{time:.0}")),
        kind if is_marketplace(kind) => Some(format!("{time:.6}")),
        // [L] Seen in one receiver's tests, said to be from a real delivery.
        Kind::Ping => Some(format!("{time:.9}")),
        _ => Some(format!("{time:.3}")),
    }
}

fn relationships(kind: Kind, ids: &Ids) -> Option<Value> {
    let mut relationships = Map::new();
    if let Some(instance_type) = kind.instance_type() {
        let instance = instance(kind, instance_type, &ids.instance);
        relationships.insert("instance".to_owned(), instance);
    }
    if is_marketplace(kind) {
        let marketplace = json!({
            "data": { "type": "apps", "id": MARKETPLACE },
            "links": { "self": resource(kind, "apps", MARKETPLACE) },
        });
        relationships.insert("marketplaceApp".to_owned(), marketplace);
    }
    (!relationships.is_empty()).then_some(Value::Object(relationships))
}

/// Background assets stand bare under `instance`; all others are wrapped in `data`.
fn instance(kind: Kind, instance_type: &str, id: &str) -> Value {
    let links = json!({ "self": resource(kind, instance_type, id) });
    match kind {
        Kind::AppVersion | Kind::BuildUpload | Kind::ExternalBuild => {
            json!({ "data": { "type": instance_type, "id": id } })
        }
        kind if is_asset(kind) => json!({ "id": id, "type": instance_type, "links": links }),
        _ => json!({ "data": { "type": instance_type, "id": id }, "links": links }),
    }
}

fn resource(kind: Kind, instance_type: &str, id: &str) -> String {
    let host = if is_marketplace(kind) {
        "api-appstoreconnect.itunes.apple.com"
    } else {
        "api.appstoreconnect.apple.com"
    };
    format!("https://{host}/v1/{instance_type}/{id}")
}

fn is_asset(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::AssetVersion
            | Kind::AssetInternalBeta
            | Kind::AssetExternalBeta
            | Kind::AssetAppStore
    )
}

fn is_marketplace(kind: Kind) -> bool {
    kind == Kind::PackageVersion || has_territories(kind)
}

fn has_territories(kind: Kind) -> bool {
    matches!(kind, Kind::PackageAvailable | Kind::TerritoryAvailability)
}
