//! What this version brought, and whether anybody has seen it: kept beside the feed, in `updates.json`.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use shipbell_wire::News;

/// The file's name.
const FILE: &str = "updates.json";
/// Notes come from the server, unsigned: nobody reads more than this in a panel.
const LETTERS_AT_MOST: usize = 8_000;
/// What we wrote ourselves about each version, for those that came another way.
const CHANGELOG: &str = include_str!("../../../CHANGELOG.md");

/// What is known about versions from one start to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Story {
    /// The version that ran last.
    pub(super) version: String,
    /// What the version that is being installed brings.
    pub(super) coming: Option<News>,
    /// What the version that runs brought.
    pub(super) news: Option<News>,
    /// Whether nobody has seen that yet.
    pub(super) unseen: bool,
}

impl Story {
    /// Reads it, goes on with it in this version, and keeps that.
    pub(super) fn begin(folder: &Path, version: &str) -> Self {
        let kept = fs::read_to_string(folder.join(FILE)).ok();
        let before = kept.and_then(|text| serde_json::from_str::<Self>(&text).ok());
        let story = Self::after(before.clone(), version);
        if before.as_ref() != Some(&story) {
            story.keep(folder);
        }
        story
    }

    /// The story in the version that runs now.
    fn after(before: Option<Self>, version: &str) -> Self {
        let written = || News {
            version: version.to_owned(),
            notes: section(CHANGELOG, version),
        };
        match before {
            Some(before) if before.version == version => before,
            Some(before) => Self {
                version: version.to_owned(),
                news: Some(
                    before
                        .coming
                        .filter(|coming| coming.version == version && !coming.notes.is_empty())
                        .unwrap_or_else(written),
                ),
                coming: None,
                unseen: true,
            },
            // To who has just met Shipbell, all of it is new.
            None => Self {
                version: version.to_owned(),
                news: Some(written()),
                coming: None,
                unseen: false,
            },
        }
    }

    /// Keeps it. Where that fails, the news is shown once more.
    pub(super) fn keep(&self, folder: &Path) {
        if let Err(error) = self.try_keep(folder) {
            tracing::warn!(%error, "what is known about versions could not be kept");
        }
    }

    fn try_keep(&self, folder: &Path) -> io::Result<()> {
        let fresh = folder.join("updates.json.new");
        fs::write(&fresh, serde_json::to_vec_pretty(self)?)?;
        fs::rename(fresh, folder.join(FILE))
    }
}

/// Notes as they may be shown.
pub(super) fn bounded(notes: &str) -> String {
    notes.trim().chars().take(LETTERS_AT_MOST).collect()
}

/// The changelog's section about a version; what is not released yet, where it has none.
fn section(changelog: &str, version: &str) -> String {
    let named = format!("## [{version}]");
    let found = [named.as_str(), "## [Unreleased]"]
        .into_iter()
        .find_map(|head| {
            let (_, after) = changelog.split_once(head)?;
            let (_, body) = after.split_once('\n')?;
            Some(body.split("\n## ").next().unwrap_or(body))
        });
    bounded(found.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(version: &str, notes: &str) -> News {
        News {
            version: version.into(),
            notes: notes.into(),
        }
    }

    #[test]
    fn what_is_new_is_news_once() {
        let first = Story::after(None, "1.0.0");
        assert!(!first.unseen, "a first start is no update");
        let installing = Story {
            coming: Some(news("1.1.0", "Louder bells.")),
            ..first
        };
        let mut after = Story::after(Some(installing), "1.1.0");
        assert!(after.unseen);
        assert_eq!(after.news, Some(news("1.1.0", "Louder bells.")));
        after.unseen = false;
        let again = Story::after(Some(after.clone()), "1.1.0");
        assert_eq!(again, after, "seen is seen, and About has it still");
    }

    #[test]
    fn a_version_that_came_another_way_has_our_own_notes() {
        let before = Story {
            version: "1.0.0".into(),
            coming: Some(news("1.1.0", "Never installed.")),
            ..Story::default()
        };
        let after = Story::after(Some(before), "1.2.0");
        let notes = after.news.map(|news| news.notes).unwrap_or_default();
        assert!(
            after.unseen && !notes.is_empty() && !notes.contains("Never installed"),
            "{notes}"
        );
    }

    #[test]
    fn the_changelog_is_read_by_version() {
        let log = "# Log\n\n## [Unreleased]\n\nSoon.\n\n## [1.1.0] - 2026\n\nBells.\n\n## [1.0.0]\n\nFirst.\n";
        assert_eq!(section(log, "1.1.0"), "Bells.");
        assert_eq!(section(log, "1.0.0"), "First.");
        assert_eq!(section(log, "2.0.0"), "Soon.");
    }

    #[test]
    fn a_broken_file_is_a_first_start() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "{ not json").unwrap();
        assert!(!Story::begin(folder.path(), "1.0.0").unseen);
        assert_eq!(Story::begin(folder.path(), "1.0.1").version, "1.0.1");
        assert!(
            Story::begin(folder.path(), "1.0.1").unseen,
            "until it was seen"
        );
    }
}
