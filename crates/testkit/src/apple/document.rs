//! Resources, written as Apple writes them.

use serde_json::{Map, Value, json};

use super::asked::{Asked, cursor};
use super::record::{Record, Relation};
use super::shapes;
use super::world::World;

/// What a document is written from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) world: &'a World,
    pub(crate) origin: &'a str,
    /// The path of the request.
    pub(crate) path: &'a str,
    pub(crate) query: &'a [(String, String)],
    pub(crate) asked: &'a Asked,
}

impl Desk<'_> {
    /// A document with one resource.
    pub(crate) fn one(&self, record: &Record) -> Value {
        let mut document = Map::new();
        document.insert("data".to_owned(), self.resource(record, true));
        self.put_included(&mut document, &[record]);
        document.insert("links".to_owned(), json!({ "self": self.address(&[]) }));
        Value::Object(document)
    }

    /// A document with one page: `records` of `total`.
    pub(crate) fn page(&self, records: &[&Record], total: usize) -> Value {
        let mut document = Map::new();
        let data: Vec<_> = records
            .iter()
            .map(|record| self.resource(record, true))
            .collect();
        document.insert("data".to_owned(), Value::Array(data));
        self.put_included(&mut document, records);
        self.put_paging(&mut document, records.len(), total);
        Value::Object(document)
    }

    /// As [`Desk::page`], with types and ids alone.
    pub(crate) fn linkages(&self, records: &[&Record], total: usize) -> Value {
        let mut document = Map::new();
        let data = records
            .iter()
            .map(|record| json!({ "type": record.kind, "id": record.id }));
        document.insert("data".to_owned(), Value::Array(data.collect()));
        self.put_paging(&mut document, records.len(), total);
        Value::Object(document)
    }

    fn put_paging(&self, document: &mut Map<String, Value>, shown: usize, total: usize) {
        let mut links = Map::new();
        links.insert("self".to_owned(), json!(self.address(self.query)));
        let mut paging = json!({ "total": total, "limit": self.asked.limit });
        let next = self.asked.skip + shown;
        if next < total && shown > 0 {
            let next = cursor(next);
            let mut query = self.query.to_vec();
            query.retain(|(name, _)| name != "cursor" && name != "limit");
            query.insert(0, ("cursor".to_owned(), next.clone()));
            query.push(("limit".to_owned(), self.asked.limit.to_string()));
            links.insert("next".to_owned(), json!(self.address(&query)));
            if let Some(paging) = paging.as_object_mut() {
                paging.insert("nextCursor".to_owned(), json!(next));
            }
        }
        document.insert("links".to_owned(), Value::Object(links));
        document.insert("meta".to_owned(), json!({ "paging": paging }));
    }

    fn address(&self, query: &[(String, String)]) -> String {
        let address = format!("{}{}", self.origin, self.path);
        if query.is_empty() {
            return address;
        }
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(query)
            .finish();
        format!("{address}?{query}")
    }

    fn resource(&self, record: &Record, primary: bool) -> Value {
        let chosen = self.asked.fields.get(record.kind);
        let wanted = |name: &str| chosen.is_none_or(|names| names.iter().any(|one| one == name));
        let own = format!("{}/v1/{}/{}", self.origin, record.kind, record.id);
        let mut resource = Map::new();
        resource.insert("type".to_owned(), json!(record.kind));
        resource.insert("id".to_owned(), json!(record.id));
        let attributes = record.attributes.iter().filter(|(name, _)| wanted(name));
        let attributes: Map<_, _> = attributes
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        if !attributes.is_empty() {
            resource.insert("attributes".to_owned(), Value::Object(attributes));
        }
        let relations = shapes::find(record.kind)
            .map(|shape| shape.relations)
            .unwrap_or_default();
        let mut relationships = Map::new();
        for relation in relations.iter().filter(|relation| wanted(relation.name)) {
            if let Some(value) = self.relationship(record, relation, &own, primary) {
                relationships.insert(relation.name.to_owned(), value);
            }
        }
        if !relationships.is_empty() {
            resource.insert("relationships".to_owned(), Value::Object(relationships));
        }
        resource.insert("links".to_owned(), json!({ "self": own }));
        Value::Object(resource)
    }

    /// `[L]` `data` stands only in relationships that the request includes.
    fn relationship(
        &self,
        record: &Record,
        relation: &Relation,
        own: &str,
        primary: bool,
    ) -> Option<Value> {
        let mut value = Map::new();
        if relation.linked {
            let name = relation.name;
            let related = format!("{own}/{name}");
            let links =
                json!({ "self": format!("{own}/relationships/{name}"), "related": related });
            value.insert("links".to_owned(), links);
        }
        if primary && self.asked.include.iter().any(|name| name == relation.name) {
            let ids = self.world.related(record, relation);
            let limit = self.asked.limit_of(relation.name);
            let mut data = ids
                .iter()
                .take(limit)
                .map(|id| json!({ "type": relation.to, "id": id }));
            if relation.many {
                let paging = json!({ "paging": { "total": ids.len(), "limit": limit } });
                value.insert("meta".to_owned(), paging);
                value.insert("data".to_owned(), Value::Array(data.collect()));
            } else {
                value.insert("data".to_owned(), data.next().unwrap_or_default());
            }
        }
        (!value.is_empty()).then_some(Value::Object(value))
    }

    fn put_included(&self, document: &mut Map<String, Value>, records: &[&Record]) {
        if self.asked.include.is_empty() {
            return;
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut included = Vec::new();
        for record in records {
            let Some(shape) = shapes::find(record.kind) else {
                continue;
            };
            let names = self.asked.include.iter();
            for relation in names.filter_map(|name| shape.relation(name)) {
                let ids = self.world.related(record, relation);
                for id in ids.into_iter().take(self.asked.limit_of(relation.name)) {
                    if seen.insert((relation.to, id.clone()))
                        && let Some(other) = self.world.find(relation.to, &id)
                    {
                        included.push(self.resource(&other, false));
                    }
                }
            }
        }
        document.insert("included".to_owned(), Value::Array(included));
    }
}
