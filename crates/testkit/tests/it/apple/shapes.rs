//! Attributes and relationships, name by name.

use std::collections::BTreeSet;

use serde_json::Value;
use shipbell_testkit::apple::shapes;

use super::description::description;

/// The schema whose resources say this `type`.
fn schema(kind: &str) -> Option<&'static Value> {
    let schemas = description()?.pointer("/components/schemas")?.as_object()?;
    schemas.values().find(|schema| {
        let kinds = schema.pointer("/properties/type/enum/0");
        // Requests and linkages name the type too; a resource alone has a link to itself.
        kinds.and_then(Value::as_str) == Some(kind) && schema.pointer("/properties/links").is_some()
    })
}

fn names(schema: &Value, of: &str) -> BTreeSet<String> {
    let names = schema.pointer(&format!("/properties/{of}/properties"));
    names
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}

#[test]
fn every_name_is_apples_and_none_is_missing() {
    if description().is_none() {
        return;
    }
    for shape in shapes() {
        let schema = schema(shape.kind);
        let schema = schema.unwrap_or_else(|| unreachable!("Apple has no {}", shape.kind));
        let attributes: BTreeSet<_> = shape.attributes.iter().map(|&one| one.to_owned()).collect();
        assert_eq!(attributes, names(schema, "attributes"), "of {}", shape.kind);
        let relations = shape.relations.iter().map(|relation| relation.name);
        let relations = relations.chain(shape.unmodelled.iter().copied());
        let relations: BTreeSet<_> = relations.map(str::to_owned).collect();
        assert_eq!(
            relations,
            names(schema, "relationships"),
            "of {}",
            shape.kind
        );
        for relation in shape.relations {
            let at = format!(
                "/properties/relationships/properties/{}/properties",
                relation.name
            );
            let theirs = schema.pointer(&at).unwrap();
            let place = format!("{} of {}", relation.name, shape.kind);
            assert_eq!(
                theirs.get("links").is_some(),
                relation.linked,
                "links in {place}"
            );
            let kinds = [
                "/data/properties/type/enum/0",
                "/data/items/properties/type/enum/0",
            ];
            let kind = kinds.into_iter().find_map(|at| theirs.pointer(at));
            if let Some(kind) = kind {
                assert_eq!(kind, relation.to, "at the other end of {place}");
                let many = theirs.pointer("/data/items").is_some();
                assert_eq!(many, relation.many, "how many in {place}");
            }
        }
    }
}
