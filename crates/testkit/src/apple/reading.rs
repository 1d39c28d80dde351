//! Answers to `GET`: found, filtered, ordered and cut into pages.

use serde_json::Value;

use super::asked::{self, Asked};
use super::document::Desk;
use super::record::{Record, Shape};
use super::refusal::Refusal;
use super::route::{By, Filter, Route, Serves};
use super::shapes;
use super::world::World;

/// One `GET`, on its way through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) world: &'a World,
    pub(crate) origin: &'a str,
    pub(crate) route: &'static Route,
    pub(crate) path: &'a str,
    pub(crate) id: &'a str,
    pub(crate) query: &'a [(String, String)],
}

impl Reading<'_> {
    /// The document, or why not.
    pub(crate) fn answer(self) -> Result<Value, Refusal> {
        match self.route.serves {
            Serves::Collection(kind) => {
                self.list(kind, false, || Ok(self.world.all(kind).collect()))
            }
            Serves::Instance(kind) => self.one(kind, || self.find(kind, self.id)),
            Serves::Related(kind, name) => self.related(kind, name, false),
            Serves::Linkages(kind, name) => self.related(kind, name, true),
            _ => Err(Refusal::not_modelled("this operation")),
        }
    }

    fn related(self, kind: &str, name: &str, bare: bool) -> Result<Value, Refusal> {
        let relation = shapes::find(kind).and_then(|shape| shape.relation(name));
        let relation = relation.ok_or_else(|| Refusal::not_modelled(name))?;
        let there = || {
            let from = self.find(kind, self.id)?;
            let ids = self.world.related(from, relation);
            Ok(ids
                .iter()
                .filter_map(|id| self.world.get(relation.to, id))
                .collect::<Vec<_>>())
        };
        if relation.many {
            return self.list(relation.to, bare, there);
        }
        self.one(relation.to, || {
            let none = || Refusal::not_found("There is nothing at the other end.");
            there()?.first().copied().ok_or_else(none)
        })
    }

    /// The parameters are looked at first, as Apple does.
    fn one<'w>(
        self,
        kind: &str,
        found: impl FnOnce() -> Result<&'w Record, Refusal>,
    ) -> Result<Value, Refusal> {
        let asked = asked::read(self.route, shape(kind)?, false, self.query)?;
        Ok(self.desk(&asked).one(found()?))
    }

    fn list<'w>(
        self,
        kind: &str,
        bare: bool,
        found: impl FnOnce() -> Result<Vec<&'w Record>, Refusal>,
    ) -> Result<Value, Refusal> {
        let asked = asked::read(self.route, shape(kind)?, true, self.query)?;
        let mut records = found()?;
        records.retain(|record| {
            let mut filters = asked.filters.iter();
            filters.all(|(filter, values)| passes(self.world, record, filter, values))
        });
        if let Some(order) = &asked.sort {
            put_in_order(&mut records, order);
        }
        let total = records.len();
        let page: Vec<_> = records
            .into_iter()
            .skip(asked.skip)
            .take(asked.limit)
            .collect();
        let desk = self.desk(&asked);
        Ok(if bare {
            desk.linkages(&page, total)
        } else {
            desk.page(&page, total)
        })
    }

    fn desk<'d>(&'d self, asked: &'d Asked) -> Desk<'d> {
        Desk {
            world: self.world,
            origin: self.origin,
            path: self.path,
            query: self.query,
            asked,
        }
    }

    fn find(&self, kind: &str, id: &str) -> Result<&Record, Refusal> {
        let none =
            || Refusal::not_found(&format!("There is none of the '{kind}' with the id '{id}'"));
        self.world.get(kind, id).ok_or_else(none)
    }
}

fn shape(kind: &str) -> Result<&'static Shape, Refusal> {
    shapes::find(kind).ok_or_else(|| Refusal::not_modelled(kind))
}

fn passes(world: &World, record: &Record, filter: &Filter, values: &[String]) -> bool {
    let is = |value: Option<&str>| value.is_some_and(|value| values.iter().any(|one| one == value));
    match filter.by {
        By::Id => is(Some(&record.id)),
        By::Attribute(name) => match record.attributes.get(name) {
            Some(Value::Bool(value)) => is(Some(if *value { "true" } else { "false" })),
            value => is(value.and_then(Value::as_str)),
        },
        By::Inner(outer, name) => {
            let value = record
                .attributes
                .get(outer)
                .and_then(|outer| outer.get(name));
            is(value.and_then(Value::as_str))
        }
        By::Relation(name) => values.iter().any(|id| record.points_to(name, id)),
        By::Far(name, kind, far) => record.to.get(name).is_some_and(|ids| {
            let mut others = ids.iter().filter_map(|id| world.get(kind, id));
            others.any(|other| values.iter().any(|id| other.points_to(far, id)))
        }),
        By::Unmodelled => true,
    }
}

fn put_in_order(records: &mut [&Record], order: &str) {
    let (name, down) = match order.strip_prefix('-') {
        Some(name) => (name, true),
        None => (order, false),
    };
    records.sort_by(|one, other| {
        let order = one.text(name).cmp(&other.text(name));
        if down { order.reverse() } else { order }
    });
}
