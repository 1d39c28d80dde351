//! Bytes become an event, in whichever of the circulating shapes they come.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::fields::{first, member, moment, prefixed, says_something, text, whole};
use crate::{AppHint, Event, Instance, Kind, Unreadable, json};

/// Reads a body. It does not check who sent it: see [`verify`](crate::verify).
///
/// Never panics. Any JSON object that says something becomes an event, if need be of
/// [`Kind::Unknown`]; a field with the wrong type is as if it were absent. Of two members with one
/// name the last counts.
pub fn read(body: &[u8]) -> Result<Event, Unreadable> {
    let json = json::parse(body)?;
    let digest = Sha256::digest(&json.canonical).into();
    let top = json.value;
    if !top.is_object() {
        return Err(Unreadable::NotAnObject {
            found: article(&top),
        });
    }
    if !says_something(&top) {
        return Err(Unreadable::NoData);
    }
    if top.get("signedPayload").is_some_and(Value::is_string) && !member(&top, "data").is_object() {
        return Err(Unreadable::ServerNotification);
    }
    let event = Shape::of(&top).event(digest);
    Ok(Event {
        data: data_of(top),
        ..event
    })
}

/// What [`Event::data`] is, taken out of the body and not copied.
fn data_of(mut top: Value) -> Value {
    match top.get_mut("data") {
        Some(data) if data.is_object() => data.take(),
        _ => top,
    }
}

fn article(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The parts of a body that fields are looked for in. Those it does not have are null.
struct Shape<'a> {
    top: &'a Value,
    data: &'a Value,
    attributes: &'a Value,
    relationships: &'a Value,
    app: &'a Value,
    version: &'a Value,
    build: &'a Value,
    /// `eventType` beside `data`, not a type within it: the flat shape of Echobell's examples.
    flat: bool,
}

impl<'a> Shape<'a> {
    fn of(top: &'a Value) -> Self {
        let data = Some(member(top, "data"))
            .filter(|data| data.is_object())
            .unwrap_or(top);
        let either = |name| {
            Some(member(data, name))
                .filter(|found| !found.is_null())
                .unwrap_or_else(|| member(top, name))
        };
        Self {
            top,
            data,
            attributes: member(data, "attributes"),
            relationships: member(data, "relationships"),
            app: either("app"),
            version: either("appStoreVersion"),
            build: either("build"),
            flat: text(member(top, "eventType")).is_some(),
        }
    }

    fn event(&self, digest: [u8; 32]) -> Event {
        let type_name = self.type_name().unwrap_or_default();
        let kind = Kind::from_type_name(&type_name);
        Event {
            kind,
            id: self.id(),
            version: whole(member(self.data, "version"))
                .or_else(|| whole(member(self.top, "version"))),
            status: self.status(),
            previous_status: self.previous_status(),
            time: moment(
                &[self.attributes, self.top, self.data],
                &["timestamp", "eventDate"],
            ),
            instance: self.instance(kind),
            app: self.app(),
            app_version: self.app_version(),
            build: self.build(),
            platform: first(
                &[
                    self.version,
                    self.build,
                    self.attributes,
                    self.data,
                    self.top,
                    self.app,
                ],
                &["platform"],
            ),
            message: first(&[self.top, self.data, self.attributes], &["message"]),
            available: member(self.attributes, "available").as_bool(),
            territories: self.territories(),
            marketplace_app_id: related(member(self.relationships, "marketplaceApp"), "id"),
            type_name,
            data: Value::Null,
            digest,
        }
    }

    fn type_name(&self) -> Option<String> {
        first(&[self.top], &["eventType"])
            .or_else(|| first(&[self.data, self.top], &["type", "eventType"]))
    }

    /// In the flat shape `data` is not the event, so an id in it is not the event's.
    fn id(&self) -> Option<String> {
        if self.flat {
            return first(&[self.top], &["eventId", "id"])
                .or_else(|| first(&[self.data], &["eventId"]));
        }
        first(&[self.data], &["id", "eventId"]).or_else(|| first(&[self.top], &["eventId", "id"]))
    }

    /// Apple names the new state differently from kind to kind; each name is borne with any kind.
    fn status(&self) -> Option<String> {
        const NEW: [&str; 3] = ["newValue", "newState", "newExternalBuildState"];
        const PLAIN: [&str; 4] = ["status", "appVersionState", "appStoreState", "state"];
        first(&[self.attributes, self.data, self.top], &NEW)
            .or_else(|| prefixed(self.attributes, "new"))
            .or_else(|| first(&self.everywhere(), &PLAIN))
    }

    fn previous_status(&self) -> Option<String> {
        const OLD: [&str; 3] = ["oldValue", "oldState", "oldExternalBuildState"];
        const PLAIN: [&str; 2] = ["previousStatus", "previousState"];
        first(&[self.attributes, self.data, self.top], &OLD)
            .or_else(|| prefixed(self.attributes, "old"))
            .or_else(|| first(&self.everywhere(), &PLAIN))
    }

    fn everywhere(&self) -> [&Value; 6] {
        [
            self.attributes,
            self.version,
            member(self.version, "attributes"),
            self.build,
            self.data,
            self.top,
        ]
    }

    /// Most events wrap the instance in `data`; background assets do not.
    fn instance(&self, kind: Kind) -> Option<Instance> {
        let named = member(self.relationships, "instance");
        let (id, type_name) = match related(named, "id") {
            Some(id) => (id, related(named, "type")),
            None if kind == Kind::AppVersion => (first(&[self.version], &["id"])?, None),
            None => return None,
        };
        let type_name = type_name
            .or_else(|| kind.instance_type().map(str::to_owned))
            .unwrap_or_default();
        Some(Instance { type_name, id })
    }

    fn app(&self) -> AppHint {
        let around = [self.attributes, self.data, self.top];
        AppHint {
            id: first(&[self.app], &["id"])
                .or_else(|| first(&around, &["appId"]))
                .or_else(|| related(member(self.relationships, "app"), "id")),
            name: first(&[self.app], &["name"]).or_else(|| first(&around, &["appName"])),
            bundle_id: first(&[self.app], &["bundleId"]).or_else(|| first(&around, &["bundleId"])),
        }
    }

    fn app_version(&self) -> Option<String> {
        first(
            &[self.version, member(self.version, "attributes")],
            &["versionString", "version"],
        )
        .or_else(|| {
            first(
                &[self.attributes, self.data, self.top],
                &["versionString", "appVersion", "cfBundleShortVersionString"],
            )
        })
    }

    fn build(&self) -> Option<String> {
        first(&[self.build], &["buildNumber", "version"])
            .or_else(|| text(self.build))
            .or_else(|| {
                first(
                    &[self.attributes, self.data, self.top],
                    &["buildNumber", "cfBundleVersion"],
                )
            })
    }

    fn territories(&self) -> Vec<String> {
        let listed = member(self.attributes, "territories").as_array();
        listed.into_iter().flatten().filter_map(text).collect()
    }
}

/// A member of a relationship, wrapped in `data` or not. Its links are never looked at.
fn related(relationship: &Value, name: &str) -> Option<String> {
    first(&[member(relationship, "data"), relationship], &[name])
}
