//! All resources, by kind.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};

use super::mail::Mail;
use super::record::{Record, Relation, Via};

/// What there is. Deliveries are kept apart, because there can be many.
#[derive(Debug, Default)]
pub(crate) struct World {
    shelves: BTreeMap<&'static str, Shelf>,
    pub(crate) mail: Mail,
}

#[derive(Debug, Default)]
struct Shelf {
    records: BTreeMap<u64, Record>,
    places: HashMap<String, u64>,
    next: u64,
}

impl World {
    pub(crate) fn add(&mut self, record: Record) {
        let found = self.shelves.entry(record.kind).or_default();
        found.places.insert(record.id.clone(), found.next);
        found.records.insert(found.next, record);
        found.next += 1;
    }

    pub(crate) fn get(&self, kind: &str, id: &str) -> Option<&Record> {
        let found = self.shelves.get(kind)?;
        found.records.get(found.places.get(id)?)
    }

    pub(crate) fn get_mut(&mut self, kind: &str, id: &str) -> Option<&mut Record> {
        let found = self.shelves.get_mut(kind)?;
        found.records.get_mut(found.places.get(id)?)
    }

    /// As [`World::get`], for who scripts the world: a wrong id is said.
    pub(crate) fn need(&self, kind: &str, id: &str) -> Result<&Record> {
        self.get(kind, id).with_context(|| missing(kind, id))
    }

    /// As [`World::need`], to change it.
    pub(crate) fn need_mut(&mut self, kind: &str, id: &str) -> Result<&mut Record> {
        self.get_mut(kind, id).with_context(|| missing(kind, id))
    }

    pub(crate) fn remove(&mut self, kind: &str, id: &str) -> Option<Record> {
        let found = self.shelves.get_mut(kind)?;
        let place = found.places.remove(id)?;
        found.records.remove(&place)
    }

    /// In the order in which they came.
    pub(crate) fn all(&self, kind: &str) -> impl DoubleEndedIterator<Item = &Record> {
        self.shelves
            .get(kind)
            .into_iter()
            .flat_map(|shelf| shelf.records.values())
    }

    /// The newest that names `id` in its relationship `by`.
    pub(crate) fn newest(&self, kind: &str, by: &str, id: &str) -> Option<&Record> {
        self.all(kind).rev().find(|record| record.points_to(by, id))
    }

    /// Any resource, made for the moment where it is kept in another form.
    pub(crate) fn find(&self, kind: &str, id: &str) -> Option<Cow<'_, Record>> {
        match kind {
            "webhookEvents" => self.mail.event(id).map(|event| Cow::Owned(event.record())),
            "webhookDeliveries" => self.mail.delivery(id).map(|one| Cow::Owned(one.record())),
            _ => self.get(kind, id).map(Cow::Borrowed),
        }
    }

    /// The ids at the other end.
    pub(crate) fn related(&self, from: &Record, relation: &Relation) -> Vec<String> {
        match relation.via {
            Via::Own => from.to.get(relation.name).cloned().unwrap_or_default(),
            Via::Back(by) => {
                let named = self
                    .all(relation.to)
                    .filter(|record| record.points_to(by, &from.id));
                named.map(|record| record.id.clone()).collect()
            }
        }
    }
}

fn missing(kind: &str, id: &str) -> String {
    format!("There is none of the {kind} with the id {id} in this world.")
}
