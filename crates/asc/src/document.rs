//! The form of all of Apple's answers: JSON:API.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// What Apple says of one kind of thing.
pub trait Attributes: DeserializeOwned + Default {
    /// Apple's name for the kind: `apps`.
    const KIND: &str;
    /// The fields, by our names.
    const FIELDS: &[&str];
    /// The relations, by Apple's names.
    const RELATIONS: &[&str];
}

/// Attributes that we do not know of. They may be a person's, so `Debug` names them and no more.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OtherAttributes(pub Map<String, Value>);

impl fmt::Debug for OtherAttributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}

/// Kind and id of a thing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub struct Ref {
    /// Apple's name for the kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// To what a relation leads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Linkage {
    /// To one thing.
    One(Ref),
    /// To some.
    Many(Vec<Ref>),
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Relation {
    // [L] Only there where the question asked to include it.
    #[serde(default)]
    data: Option<Linkage>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(rename = "type")]
    kind: String,
    id: String,
    #[serde(default)]
    attributes: Option<Value>,
    #[serde(default)]
    relationships: Option<BTreeMap<String, Relation>>,
}

/// What came along with an answer, to be found by kind and id.
type Included = Arc<Vec<Raw>>;

/// A thing of Apple's, and what came along with it.
#[derive(Clone)]
pub struct Resource<A> {
    /// Apple's id for it.
    pub id: String,
    /// What Apple says of it.
    pub attributes: A,
    relations: BTreeMap<String, Linkage>,
    included: Included,
}

impl<A: Attributes> Resource<A> {
    fn new(raw: &Raw, included: &Included) -> Result<Self, String> {
        if raw.kind != A::KIND {
            return Err(format!("{} where {} belongs", raw.kind, A::KIND));
        }
        let attributes = match &raw.attributes {
            Some(said) => A::deserialize(said).map_err(|error| error.to_string())?,
            None => A::default(),
        };
        let relations = raw.relationships.iter().flatten();
        let known = |(name, to): (&String, &Relation)| Some((name.clone(), to.data.clone()?));
        Ok(Self {
            id: raw.id.clone(),
            attributes,
            relations: relations.filter_map(known).collect(),
            included: Arc::clone(included),
        })
    }

    /// Kind and id of what a relation leads to; none where the answer did not say.
    pub fn linkage(&self, relation: &str) -> Option<&Linkage> {
        self.relations.get(relation)
    }

    /// The id of the one thing that a relation leads to, also where the thing did not come along.
    pub fn id_of<B>(&self, to: ToOne<B>) -> Option<&str> {
        match self.linkage(to.name)? {
            Linkage::One(there) => Some(&there.id),
            Linkage::Many(_) => None,
        }
    }

    /// What came along under a relation.
    pub fn one<B: Attributes>(&self, to: ToOne<B>) -> Option<Resource<B>> {
        match self.linkage(to.name)? {
            Linkage::One(there) => self.look_up(there),
            Linkage::Many(_) => None,
        }
    }

    /// All that came along under a relation.
    pub fn many<B: Attributes>(&self, to: ToMany<B>) -> Vec<Resource<B>> {
        match self.linkage(to.name) {
            Some(Linkage::Many(there)) => {
                there.iter().filter_map(|one| self.look_up(one)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn look_up<B: Attributes>(&self, there: &Ref) -> Option<Resource<B>> {
        let is_it = |raw: &&Raw| raw.id == there.id && raw.kind == there.kind;
        Resource::new(self.included.iter().find(is_it)?, &self.included).ok()
    }
}

impl<A: fmt::Debug> fmt::Debug for Resource<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource")
            .field("id", &self.id)
            .field("attributes", &self.attributes)
            .field("relations", &self.relations)
            .finish_non_exhaustive()
    }
}

/// A relation to one thing.
#[derive(Debug)]
pub struct ToOne<B> {
    name: &'static str,
    there: PhantomData<fn() -> B>,
}

/// A relation to some things.
#[derive(Debug)]
pub struct ToMany<B> {
    name: &'static str,
    there: PhantomData<fn() -> B>,
}

// Derived ones would ask the same of the thing that it leads to.
impl<B> Clone for ToOne<B> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<B> Copy for ToOne<B> {}

impl<B> Clone for ToMany<B> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<B> Copy for ToMany<B> {}

impl<B> ToOne<B> {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self {
            name,
            there: PhantomData,
        }
    }
}

impl<B> ToMany<B> {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self {
            name,
            there: PhantomData,
        }
    }
}

/// An answer about one thing.
pub(crate) struct One<A>(pub(crate) Resource<A>);

impl<'de, A: Attributes> Deserialize<'de> for One<A> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Document {
            data: Raw,
            #[serde(default)]
            included: Vec<Raw>,
        }
        let document = Document::deserialize(from)?;
        let included = Arc::new(document.included);
        Resource::new(&document.data, &included)
            .map(Self)
            .map_err(D::Error::custom)
    }
}

/// An answer about some things, and where the next ones are.
pub(crate) struct Several<A> {
    pub(crate) rows: Vec<Resource<A>>,
    pub(crate) next: Option<String>,
    pub(crate) total: Option<u64>,
}

impl<'de, A: Attributes> Deserialize<'de> for Several<A> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Document {
            data: Vec<Raw>,
            #[serde(default)]
            included: Vec<Raw>,
            #[serde(default)]
            links: Links,
            #[serde(default)]
            meta: Value,
        }
        #[derive(Default, Deserialize)]
        struct Links {
            #[serde(default)]
            next: Option<String>,
        }
        let document = Document::deserialize(from)?;
        let included = Arc::new(document.included);
        let rows = document
            .data
            .iter()
            .map(|raw| Resource::new(raw, &included));
        Ok(Self {
            rows: rows.collect::<Result<_, _>>().map_err(D::Error::custom)?,
            next: document.links.next,
            total: document
                .meta
                .pointer("/paging/total")
                .and_then(Value::as_u64),
        })
    }
}
