//! Lists that come page by page.

use std::collections::HashSet;
use std::marker::PhantomData;

use reqwest::Url;

use crate::client::Client;
use crate::document::{Attributes, Resource, Several};
use crate::error::AscError;
use crate::question::Ask;

/// 10 000 rows; a server that never ends is not followed for ever.
const PAGES_AT_MOST: usize = 50;

/// 100 000 rows, for a list whose rest must not be missed and that nobody holds in memory.
const LONG_LIST: usize = 500;

/// Apple's most for a page.
pub(crate) const ROWS: &str = "200";

/// One page.
#[derive(Debug)]
pub struct Page<A> {
    /// In Apple's order.
    pub rows: Vec<Resource<A>>,
    /// How many there are on all pages, where Apple says so.
    pub total: Option<u64>,
}

/// Why there are no more pages.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    /// This was all.
    Complete,
    /// There are more than anybody wanted.
    Bound,
    /// The way to the next page led back.
    Circle,
    /// The way to the next page led elsewhere, where the key does not go.
    Elsewhere,
    /// The next page could not be had.
    Failed(AscError),
}

/// All that was read, and why no more.
#[derive(Debug)]
pub struct Gathered<A> {
    /// In Apple's order. What came before an error is here, too.
    pub rows: Vec<Resource<A>>,
    /// Why it ended.
    pub ended: Ended,
}

impl<A> Gathered<A> {
    /// The rows, if these are all or as many as was wanted.
    pub fn whole(self) -> Result<Vec<Resource<A>>, AscError> {
        match self.ended {
            Ended::Complete | Ended::Bound => Ok(self.rows),
            Ended::Failed(error) => Err(error),
            Ended::Circle | Ended::Elsewhere => Err(AscError::Unreadable(
                "the way to a list's next page leads nowhere".to_owned(),
            )),
        }
    }
}

/// A list, of which nothing is asked before its first page is wanted.
pub struct Pages<A> {
    client: Client,
    ask: Ask,
    seen: HashSet<String>,
    most: usize,
    ended: Option<Ended>,
    of: PhantomData<fn() -> A>,
}

impl<A: Attributes> Pages<A> {
    pub(crate) fn new(client: &Client, ask: Ask) -> Self {
        Self {
            client: client.clone(),
            ask,
            seen: HashSet::new(),
            most: PAGES_AT_MOST,
            ended: None,
            of: PhantomData,
        }
    }

    /// No more than this many pages.
    #[must_use]
    pub fn at_most(mut self, pages: usize) -> Self {
        self.most = pages.min(PAGES_AT_MOST);
        self
    }

    /// As many pages as a long list may have, for whoever reads it page by page.
    pub(crate) fn long(mut self) -> Self {
        self.most = LONG_LIST;
        self
    }

    /// The next page; none after the last one. An error is given once and ends the list.
    pub async fn next(&mut self) -> Option<Result<Page<A>, AscError>> {
        if self.ended.is_some() {
            return None;
        }
        if self.seen.len() >= self.most {
            self.ended = Some(Ended::Bound);
            return None;
        }
        self.seen.insert(self.ask.target.clone());
        match self.client.read::<Several<A>>(&self.ask).await {
            Ok(several) => {
                self.go_to(several.next.as_deref());
                Some(Ok(Page {
                    rows: several.rows,
                    total: several.total,
                }))
            }
            Err(error) => {
                self.ended = Some(Ended::Failed(error.clone()));
                Some(Err(error))
            }
        }
    }

    /// Why there are no more; none while there may be.
    pub fn ended(&self) -> Option<&Ended> {
        self.ended.as_ref()
    }

    /// All pages. What was read before an error is kept.
    pub async fn gather(mut self) -> Gathered<A> {
        let mut rows = Vec::new();
        while let Some(page) = self.next().await {
            if let Ok(page) = page {
                rows.extend(page.rows);
            }
        }
        let ended = self.ended.unwrap_or(Ended::Complete);
        Gathered { rows, ended }
    }

    fn go_to(&mut self, next: Option<&str>) {
        let Some(next) = next.filter(|next| !next.is_empty()) else {
            self.ended = Some(Ended::Complete);
            return;
        };
        // Apple writes whole addresses; whatever else stands there is none of its own.
        let url = Url::parse(next).ok();
        let Some(url) = url.filter(|url| self.client.within.base.has(url)) else {
            self.ended = Some(Ended::Elsewhere);
            return;
        };
        let query = url.query().map(|query| format!("?{query}"));
        let target = format!("{}{}", url.path(), query.unwrap_or_default());
        if self.seen.contains(&target) {
            self.ended = Some(Ended::Circle);
        } else {
            self.ask.target = target;
        }
    }
}

impl<A> std::fmt::Debug for Pages<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages")
            .field("question", &self.ask.question)
            .field("seen", &self.seen.len())
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}
