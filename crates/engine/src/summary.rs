//! One banner for many notices: how many events, how many of them are urgent, and of which apps.

use std::collections::{BTreeMap, BTreeSet};

use shipbell_feed::{EventId, FeedError, Notice};
use shipbell_rules::Level;
use shipbell_template::plain;
use shipbell_words::{Arg, Id, id};

use crate::bell::level;
use crate::engine::Engine;
use crate::ports::Banner;

/// Apps named in a summary.
const APPS: usize = 4;

impl Engine {
    pub(crate) async fn summary(
        &self,
        title: Id,
        covered: &[&Notice],
    ) -> Result<Banner, FeedError> {
        let words = &self.inner.words;
        let urgent = covered
            .iter()
            .copied()
            .filter(|notice| level(notice) == Level::TimeSensitive);
        let urgent = events(urgent).len();
        let apps = self.counts(covered).await?;
        let count: usize = apps.values().sum();
        let mut lines = Vec::new();
        if urgent > 0 {
            lines.push(words.say_with(id::BANNER_SUMMARY_URGENT, &[("count", number(urgent))]));
        }
        lines.push(self.parts(apps));
        let loudest = covered.iter().map(|notice| level(notice)).max();
        Ok(Banner {
            notice: None,
            event: None,
            channel: String::new(),
            group: "summary".to_owned(),
            level: loudest.unwrap_or(Level::Active),
            title: plain::title(&words.say_with(title, &[("count", number(count))])),
            body: plain::body(&lines.join("\n")),
            link: None,
        })
    }

    /// How many events each app has. An event that rings in two channels is still one event.
    async fn counts(&self, covered: &[&Notice]) -> Result<BTreeMap<String, usize>, FeedError> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let events = events(covered.iter().copied());
        let named: Vec<_> = events.iter().copied().flatten().collect();
        let unnamed = events.len() - named.len();
        let apps = self.inner.feed.apps_of(named).await?;
        for app in apps.into_iter().chain((0..unnamed).map(|_| None)) {
            *counts
                .entry(app.unwrap_or_else(|| self.inner.words.say(id::APP_NAME)))
                .or_default() += 1;
        }
        Ok(counts)
    }

    /// "Tideline: 7, Fernway: 5", the busiest first.
    fn parts(&self, apps: BTreeMap<String, usize>) -> String {
        let words = &self.inner.words;
        let mut apps: Vec<_> = apps.into_iter().collect();
        apps.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut parts: Vec<String> = apps
            .iter()
            .take(APPS)
            .map(|(app, count)| {
                let args = [("app", Arg::Text(app)), ("count", number(*count))];
                words.say_with(id::BANNER_SUMMARY_PART, &args)
            })
            .collect();
        let more = apps.len().saturating_sub(APPS);
        if more > 0 {
            parts.push(words.say_with(id::BANNER_SUMMARY_MORE, &[("count", number(more))]));
        }
        parts.join(&words.say(id::BANNER_SUMMARY_SEPARATOR))
    }
}

/// The events behind some notices, each once.
fn events<'a>(notices: impl Iterator<Item = &'a Notice>) -> BTreeSet<Option<EventId>> {
    notices.map(|notice| notice.event).collect()
}

fn number(count: usize) -> Arg<'static> {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
