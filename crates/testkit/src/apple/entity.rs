//! The body of a `POST` or `PATCH`, checked as Apple checks it.

use serde_json::{Map, Value};

use super::refusal::Refusal;

/// The `data` of a body.
#[derive(Debug)]
pub(crate) struct Entity {
    data: Map<String, Value>,
}

impl Entity {
    /// The entity of this kind that a body holds.
    pub(crate) fn read(body: &str, kind: &str) -> Result<Self, Refusal> {
        let Ok(Value::Object(mut document)) = serde_json::from_str(body) else {
            let detail = "The body is not an object of JSON.";
            return Err(Refusal::new(
                400,
                "ENTITY_INVALID",
                "The JSON could not be read.",
                detail,
            ));
        };
        let Some(Value::Object(data)) = document.remove("data") else {
            let detail = "The body has no resource in 'data'.";
            let title = "The entity could not be processed.";
            return Err(Refusal::new(422, "ENTITY_UNPROCESSABLE", title, detail));
        };
        if data.get("type").and_then(Value::as_str) != Some(kind) {
            let detail = format!("The type has to be '{kind}'");
            return Err(Refusal::entity(
                "ENTITY_ERROR.TYPE.INVALID",
                &detail,
                "/data/type",
            ));
        }
        Ok(Self { data })
    }

    /// Nothing but these attributes.
    pub(crate) fn only(&self, names: &[&str]) -> Result<(), Refusal> {
        let attributes = self.data.get("attributes").and_then(Value::as_object);
        let mut given = attributes.into_iter().flatten().map(|(name, _)| name);
        match given.find(|name| !names.contains(&name.as_str())) {
            Some(name) => {
                let detail = format!("'{name}' is not an attribute on the resource");
                let code = "ENTITY_ERROR.ATTRIBUTE.UNKNOWN";
                Err(Refusal::entity(code, &detail, &place(name)))
            }
            None => Ok(()),
        }
    }

    /// The id in the body is the id in the path.
    pub(crate) fn is(&self, id: &str) -> Result<(), Refusal> {
        if self.data.get("id").and_then(Value::as_str) == Some(id) {
            return Ok(());
        }
        let detail = "The id in the body is not the id in the path.";
        Err(Refusal::entity(
            "ENTITY_ERROR.ID.INVALID",
            detail,
            "/data/id",
        ))
    }

    /// `[A]` The app of a webhook can't be changed. `[I]` Which code says so.
    pub(crate) fn no_relationships(&self) -> Result<(), Refusal> {
        let given = self.data.get("relationships").and_then(Value::as_object);
        match given.into_iter().flatten().next() {
            Some((name, _)) => {
                let detail = format!("'{name}' can not be updated on this resource");
                let place = format!("/data/relationships/{name}");
                Err(Refusal::entity(
                    "ENTITY_ERROR.RELATIONSHIP.NOT_ALLOWED",
                    &detail,
                    &place,
                ))
            }
            None => Ok(()),
        }
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        self.attribute(name, Value::as_bool, "a boolean")
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, Refusal> {
        self.attribute(name, |value| value.as_str().map(str::to_owned), "a string")
    }

    pub(crate) fn texts(&self, name: &str) -> Result<Option<Vec<String>>, Refusal> {
        let texts = |value: &Value| {
            let texts = value
                .as_array()?
                .iter()
                .map(|one| one.as_str().map(str::to_owned));
            texts.collect()
        };
        self.attribute(name, texts, "an array of strings")
    }

    /// `null` counts as nothing said.
    fn attribute<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Value) -> Option<T>,
        what: &str,
    ) -> Result<Option<T>, Refusal> {
        let value = self.data.get("attributes").and_then(|all| all.get(name));
        let Some(value) = value.filter(|value| !value.is_null()) else {
            return Ok(None);
        };
        let wrong = || {
            let detail = format!("The attribute '{name}' has to be {what}");
            Refusal::entity("ENTITY_ERROR.ATTRIBUTE.TYPE", &detail, &place(name))
        };
        read(value).map(Some).ok_or_else(wrong)
    }

    /// The refusal of a body without this attribute.
    pub(crate) fn missing(name: &str) -> Refusal {
        let detail =
            format!("You must provide a value for the attribute '{name}' with this request");
        Refusal::entity("ENTITY_ERROR.ATTRIBUTE.REQUIRED", &detail, &place(name))
    }

    /// The id at the other end of a relationship that has to be there.
    pub(crate) fn other_end(&self, name: &str, kind: &str) -> Result<String, Refusal> {
        let place = format!("/data/relationships/{name}");
        let data = self
            .data
            .get("relationships")
            .and_then(|all| all.get(name)?.get("data"));
        let Some(data) = data else {
            let detail =
                format!("You must provide a value for the relationship '{name}' with this request");
            return Err(Refusal::entity(
                "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
                &detail,
                &place,
            ));
        };
        let id = data.get("id").and_then(Value::as_str);
        let right = data.get("type").and_then(Value::as_str) == Some(kind);
        id.filter(|_| right).map(str::to_owned).ok_or_else(|| {
            let detail = format!("The relationship '{name}' has to name one of the '{kind}'");
            Refusal::entity("ENTITY_ERROR.RELATIONSHIP.TYPE", &detail, &place)
        })
    }
}

fn place(attribute: &str) -> String {
    format!("/data/attributes/{attribute}")
}
