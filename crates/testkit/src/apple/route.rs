//! What can be asked, and with which parameters.

/// One operation.
#[derive(Debug)]
pub struct Route {
    /// The HTTP method.
    pub method: &'static str,
    /// The path as Apple's description writes it.
    pub path: &'static str,
    /// What is answered.
    pub serves: Serves,
    /// The relationships that `include` may name here.
    pub include: &'static [&'static str],
    /// The filters there are.
    pub filters: &'static [Filter],
    /// The orders there are.
    pub sort: &'static [&'static str],
    /// What the key has to be allowed.
    pub needs: Needs,
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serves {
    /// All of a kind.
    Collection(&'static str),
    /// One by its id.
    Instance(&'static str),
    /// The other end of a relationship.
    Related(&'static str, &'static str),
    /// The other end of a relationship, as types and ids alone.
    Linkages(&'static str, &'static str),
    /// Removes one by its id.
    Removal(&'static str),
    /// A webhook's deliveries.
    Deliveries,
    /// Makes a webhook.
    WebhookCreation,
    /// Changes a webhook.
    WebhookUpdate,
    /// Sends an event once more.
    Redelivery,
    /// Tries a webhook.
    Ping,
}

/// What a key needs to be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Every key may.
    Nothing,
    /// `[A]` Account Holder, Admin or App Manager.
    Webhooks,
    /// `[S]` App Manager or above; that Developer is refused was not seen.
    Feedback,
}

/// One `filter[...]`.
#[derive(Debug)]
pub struct Filter {
    /// What stands between the brackets.
    pub name: &'static str,
    /// What it compares.
    pub by: By,
    /// The values it takes; empty where it takes any.
    pub among: &'static [&'static str],
}

/// What a filter looks at.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// The id.
    Id,
    /// An attribute.
    Attribute(&'static str),
    /// An attribute inside an attribute.
    Inner(&'static str, &'static str),
    /// The other end of a relationship.
    Relation(&'static str),
    /// The other end of a relationship of the other end, which is of this kind.
    Far(&'static str, &'static str, &'static str),
    /// Apple has it, the fake has not.
    Unmodelled,
}

pub(crate) const fn get(path: &'static str, serves: Serves) -> Route {
    Route {
        method: "GET",
        path,
        serves,
        include: &[],
        filters: &[],
        sort: &[],
        needs: Needs::Nothing,
    }
}

pub(crate) const fn filter(name: &'static str, by: By) -> Filter {
    Filter {
        name,
        by,
        among: &[],
    }
}

impl Filter {
    pub(crate) const fn among(self, among: &'static [&'static str]) -> Self {
        Self { among, ..self }
    }
}

impl Route {
    pub(crate) const fn method(self, method: &'static str) -> Self {
        Self { method, ..self }
    }

    pub(crate) const fn include(self, include: &'static [&'static str]) -> Self {
        Self { include, ..self }
    }

    pub(crate) const fn filters(self, filters: &'static [Filter]) -> Self {
        Self { filters, ..self }
    }

    pub(crate) const fn sort(self, sort: &'static [&'static str]) -> Self {
        Self { sort, ..self }
    }

    pub(crate) const fn needs(self, needs: Needs) -> Self {
        Self { needs, ..self }
    }

    /// The id in `path`, if this is the path; empty where it has none.
    pub(crate) fn id_in(&self, path: &str) -> Option<String> {
        let mut id = String::new();
        let mut parts = path.split('/');
        for wanted in self.path.split('/') {
            let part = parts.next()?;
            if wanted == "{id}" && !part.is_empty() {
                part.clone_into(&mut id);
            } else if wanted != part {
                return None;
            }
        }
        parts.next().is_none().then_some(id)
    }
}
