//! A resource, and what Apple's description says of its kind.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What is known of one kind of resource. A test compares it with Apple's own description.
#[derive(Debug)]
pub struct Shape {
    /// Its `type`.
    pub kind: &'static str,
    /// Every attribute, whether the fake gives it a value or not.
    pub attributes: &'static [&'static str],
    /// The relationships that the fake knows how to follow.
    pub relations: &'static [Relation],
    /// Relationships that exist and that the fake has nothing behind. Who asks for one is told so.
    pub unmodelled: &'static [&'static str],
}

/// One relationship.
#[derive(Debug)]
pub struct Relation {
    /// Its name.
    pub name: &'static str,
    /// The kind at its other end.
    pub to: &'static str,
    /// Whether there can be several.
    pub many: bool,
    /// Whether links stand in it, even where it is not included.
    pub linked: bool,
    /// Where the other end is found.
    pub via: Via,
}

/// How a relationship is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// The record itself names the other end.
    Own,
    /// The other end names this one, in its relationship of this name.
    Back(&'static str),
}

impl Shape {
    pub(crate) fn relation(&self, name: &str) -> Option<&'static Relation> {
        self.relations.iter().find(|relation| relation.name == name)
    }

    /// Whether `fields[...]` may name it.
    pub(crate) fn has_field(&self, name: &str) -> bool {
        self.attributes.contains(&name)
            || self.relation(name).is_some()
            || self.unmodelled.contains(&name)
    }
}

/// To one, named by the record itself.
pub(crate) const fn own(name: &'static str, to: &'static str) -> Relation {
    Relation {
        name,
        to,
        many: false,
        linked: false,
        via: Via::Own,
    }
}

/// To one, which names the record.
pub(crate) const fn back(name: &'static str, to: &'static str, by: &'static str) -> Relation {
    Relation {
        name,
        to,
        many: false,
        linked: false,
        via: Via::Back(by),
    }
}

impl Relation {
    /// With links that always stand there.
    pub(crate) const fn linked(self) -> Self {
        Self {
            linked: true,
            ..self
        }
    }

    /// To many.
    pub(crate) const fn many(self) -> Self {
        Self { many: true, ..self }
    }
}

/// One resource.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    pub(crate) attributes: Map<String, Value>,
    pub(crate) to: BTreeMap<&'static str, Vec<String>>,
}

impl Record {
    /// `attributes` is an object; anything else gives a resource without attributes.
    pub(crate) fn new(kind: &'static str, id: &str, attributes: Value) -> Self {
        let attributes = match attributes {
            Value::Object(attributes) => attributes,
            _ => Map::new(),
        };
        Self {
            kind,
            id: id.to_owned(),
            attributes,
            to: BTreeMap::new(),
        }
    }

    /// Names the other end of a relationship.
    pub(crate) fn to(mut self, name: &'static str, id: &str) -> Self {
        self.to.entry(name).or_default().push(id.to_owned());
        self
    }

    pub(crate) fn text(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).and_then(Value::as_str)
    }

    pub(crate) fn set(&mut self, attribute: &str, value: Value) {
        self.attributes.insert(attribute.to_owned(), value);
    }

    pub(crate) fn points_to(&self, name: &str, id: &str) -> bool {
        self.to
            .get(name)
            .is_some_and(|ids| ids.iter().any(|own| own == id))
    }
}
