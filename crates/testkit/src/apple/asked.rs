//! The parameters of a request, held against what the operation allows.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::record::Shape;
use super::refusal::Refusal;
use super::route::{By, Filter, Route};
use super::shapes;

const DEFAULT_LIMIT: usize = 50;
const MOST: usize = 200;

/// `[L]` Of an included relationship without a limit of its own, no more than ten come.
const NEAR: usize = 10;

/// A request that may be answered.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) fields: BTreeMap<String, Vec<String>>,
    pub(crate) include: Vec<String>,
    /// How many of an included relationship are wanted.
    pub(crate) near: BTreeMap<String, usize>,
    pub(crate) filters: Vec<(&'static Filter, Vec<String>)>,
    pub(crate) sort: Option<String>,
    pub(crate) limit: usize,
    /// How many of the whole were on the pages before.
    pub(crate) skip: usize,
}

/// Reads the parameters of `route`, which answers with resources of `shape`.
pub(crate) fn read(
    route: &'static Route,
    shape: &'static Shape,
    pages: bool,
    query: &[(String, String)],
) -> Result<Asked, Refusal> {
    let mut asked = Asked {
        limit: DEFAULT_LIMIT,
        ..Asked::default()
    };
    for (name, value) in query {
        match bracketed(name) {
            ("include", None) if !route.include.is_empty() => {
                asked.include = included(route, shape, value)?;
            }
            ("fields", Some(kind)) => {
                let fields = fields(route, shape, name, kind, value)?;
                asked.fields.insert(kind.to_owned(), fields);
            }
            ("filter", Some(key)) => asked.filters.push(filtered(route, name, key, value)?),
            ("sort", None) if !route.sort.is_empty() => {
                asked.sort = Some(sorted(route, value)?);
            }
            ("limit", None) if pages => asked.limit = limit(name, value, MOST)?,
            ("limit", Some(relation)) if route.include.contains(&relation) => {
                let limit = limit(name, value, 50)?;
                asked.near.insert(relation.to_owned(), limit);
            }
            ("cursor", None) if pages => asked.skip = read_cursor(value)?,
            _ => return Err(Refusal::illegal(name)),
        }
    }
    Ok(asked)
}

impl Asked {
    /// How many of this included relationship are told.
    pub(crate) fn limit_of(&self, relation: &str) -> usize {
        self.near.get(relation).copied().unwrap_or(NEAR)
    }
}

fn bracketed(name: &str) -> (&str, Option<&str>) {
    match name.strip_suffix(']').and_then(|name| name.split_once('[')) {
        Some((name, key)) => (name, Some(key)),
        None => (name, None),
    }
}

/// `[L]` Neither a path into an included resource nor `crashLog` is accepted.
fn included(route: &Route, shape: &Shape, value: &str) -> Result<Vec<String>, Refusal> {
    let names = list(value);
    for name in &names {
        if route.include.contains(&name.as_str()) {
            continue;
        }
        if shape.unmodelled.contains(&name.as_str()) {
            return Err(Refusal::not_modelled(&format!("the relationship '{name}'")));
        }
        let detail = format!("'{name}' is not a valid relationship name");
        return Err(Refusal::invalid("include", &detail));
    }
    Ok(names)
}

fn fields(
    route: &Route,
    shape: &Shape,
    name: &str,
    kind: &str,
    value: &str,
) -> Result<Vec<String>, Refusal> {
    let Some(chosen) = shapes::find(kind) else {
        return Err(Refusal::not_modelled(&format!(
            "perhaps the parameter '{name}'"
        )));
    };
    let mut near = route.include.iter().filter_map(|name| shape.relation(name));
    if kind != shape.kind && !near.any(|relation| relation.to == kind) {
        return Err(Refusal::illegal(name));
    }
    let fields = list(value);
    match fields.iter().find(|field| !chosen.has_field(field)) {
        Some(wrong) => {
            let detail = format!("'{wrong}' is not a valid field name");
            Err(Refusal::invalid(name, &detail))
        }
        None => Ok(fields),
    }
}

fn filtered(
    route: &'static Route,
    name: &str,
    key: &str,
    value: &str,
) -> Result<(&'static Filter, Vec<String>), Refusal> {
    let filter = route.filters.iter().find(|filter| filter.name == key);
    let filter = filter.ok_or_else(|| Refusal::illegal(name))?;
    if matches!(filter.by, By::Unmodelled) {
        return Err(Refusal::not_modelled(&format!("the parameter '{name}'")));
    }
    let values = list(value);
    let wrong = values
        .iter()
        .find(|value| !filter.among.is_empty() && !filter.among.contains(&value.as_str()));
    match wrong {
        Some(wrong) => Err(Refusal::invalid(
            name,
            &format!("'{wrong}' is not a valid value"),
        )),
        None => Ok((filter, values)),
    }
}

fn sorted(route: &Route, value: &str) -> Result<String, Refusal> {
    if route.sort.contains(&value) {
        return Ok(value.to_owned());
    }
    Err(Refusal::invalid(
        "sort",
        &format!("'{value}' is not a valid order"),
    ))
}

fn limit(name: &str, value: &str, most: usize) -> Result<usize, Refusal> {
    match value.parse() {
        Ok(limit) if (1..=most).contains(&limit) => Ok(limit),
        _ => Err(Refusal::invalid(
            name,
            &format!("'{value}' is not between 1 and {most}"),
        )),
    }
}

fn list(value: &str) -> Vec<String> {
    value
        .split(',')
        .map(|part| part.trim().to_owned())
        .collect()
}

/// A place in the whole list. What comes or goes meanwhile moves the others to another page, and a
/// client has to bear that.
pub(crate) fn cursor(skip: usize) -> String {
    format!("AQ.{}", URL_SAFE_NO_PAD.encode(skip.to_string()))
}

fn read_cursor(value: &str) -> Result<usize, Refusal> {
    let place = value
        .strip_prefix("AQ.")
        .and_then(|text| URL_SAFE_NO_PAD.decode(text).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| text.parse().ok());
    place.ok_or_else(|| Refusal::invalid("cursor", "The cursor is not one of ours."))
}
