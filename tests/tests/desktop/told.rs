//! Of how many events the banners have told, however they were put together.

use std::collections::{BTreeMap, BTreeSet};

use crate::stage::Stage;

/// Every banner about Tideline and every summary ever seen, by number and title: one that has
/// replaced another counts beside it.
#[derive(Debug, Default)]
pub(crate) struct Told(BTreeMap<(u32, String), usize>);

impl Told {
    /// Looks at the screen; banners that come and go between two looks are too quick for anyone.
    pub(crate) fn look(&mut self, stage: &Stage) {
        for banner in stage.desktop.notifications() {
            let count = match banner.summary.split_once(" events") {
                Some((count, "")) => count.parse().unwrap(),
                _ => usize::from(banner.summary.starts_with("Tideline")),
            };
            if count > 0 {
                self.0.insert((banner.id, banner.summary), count);
            }
        }
    }

    /// Of how many events they told.
    pub(crate) fn events(&self) -> usize {
        self.0.values().sum()
    }

    /// How many banners there were on the screen; one that replaces another takes its place.
    pub(crate) fn places(&self) -> usize {
        let places: BTreeSet<u32> = self.0.keys().map(|(place, _)| *place).collect();
        places.len()
    }

    /// Of how many events the largest of them told.
    pub(crate) fn largest(&self) -> usize {
        self.0.values().copied().max().unwrap_or(0)
    }
}
