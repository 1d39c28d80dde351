//! One banner each, or one for all?
//!
//! A single event rings at once. After a banner there is a short gap; what falls due in it rings
//! singly when it is little, and becomes one summary when it is much. While events keep pouring
//! in, the summary waits for the flood to end, because a count that is wrong a second later would
//! need a second banner to say so; but it never waits long.

use std::collections::{BTreeMap, BTreeSet};

use crate::Level;

/// After a banner, nothing rings for this many milliseconds. A flood has ended when nothing new
/// came for as long.
pub const GAP_MS: i64 = 500;

/// Up to this many groups ring singly.
pub const SINGLES: usize = 3;

/// A flood that does not end is summed up after this many milliseconds.
pub const PATIENCE_MS: i64 = 5_000;

/// A notice that should ring now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The notice, as its keeper counts it.
    pub id: i64,
    /// Notices of one group replace each other's banner: one version's states, say.
    pub group: String,
    /// How loudly it wants to ring.
    pub level: Level,
    /// Since when it is due, in milliseconds of the epoch.
    pub when: i64,
}

/// What to do with the notices that are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing is due.
    Idle,
    /// Ask again at this time, or when a further notice falls due.
    Wait {
        /// Milliseconds of the epoch.
        until: i64,
    },
    /// Show these banners, in this order. Together they cover every notice that was due.
    Ring(Vec<Banner>),
}

/// One banner to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Banner {
    /// The newest notice of its group.
    Single {
        /// The notice to show.
        id: i64,
        /// Older notices of the group, which this banner replaces.
        replaces: Vec<i64>,
    },
    /// One banner for many notices.
    Summary {
        /// What it sums up, oldest first.
        ids: Vec<i64>,
        /// The loudest level among them.
        level: Level,
        /// How many of them are time-sensitive.
        time_sensitive: usize,
    },
}

/// Decides about `due`, in whatever order it comes, given when the last banner rang.
pub fn next(due: &[Due], last_banner: Option<i64>, now: i64) -> Next {
    let Some((oldest, newest)) = span(due) else {
        return Next::Idle;
    };
    let after_gap = gap_end(last_banner, now);
    let groups: BTreeSet<&str> = due.iter().map(|notice| notice.group.as_str()).collect();
    let flood = groups.len() > SINGLES;
    let ready = if flood {
        let settled = newest.min(now).saturating_add(GAP_MS);
        let patience = oldest.min(now).saturating_add(PATIENCE_MS);
        after_gap.max(settled.min(patience))
    } else {
        after_gap
    };
    if now < ready {
        Next::Wait { until: ready }
    } else if flood {
        Next::Ring(vec![summary(due)])
    } else {
        Next::Ring(singles(due))
    }
}

fn span(due: &[Due]) -> Option<(i64, i64)> {
    let oldest = due.iter().map(|notice| notice.when).min()?;
    let newest = due.iter().map(|notice| notice.when).max()?;
    Some((oldest, newest))
}

/// A last banner in the future means that the clock was set back; it must not silence anything.
fn gap_end(last_banner: Option<i64>, now: i64) -> i64 {
    last_banner
        .filter(|last| *last <= now)
        .map_or(now, |last| last.saturating_add(GAP_MS))
}

fn by_time(due: &[Due]) -> Vec<&Due> {
    let mut ordered: Vec<&Due> = due.iter().collect();
    ordered.sort_by_key(|notice| (notice.when, notice.id));
    ordered
}

fn summary(due: &[Due]) -> Banner {
    let ordered = by_time(due);
    Banner::Summary {
        ids: ordered.iter().map(|notice| notice.id).collect(),
        level: due
            .iter()
            .map(|notice| notice.level)
            .max()
            .unwrap_or(Level::Active),
        time_sensitive: due
            .iter()
            .filter(|notice| notice.level == Level::TimeSensitive)
            .count(),
    }
}

fn singles(due: &[Due]) -> Vec<Banner> {
    let mut groups: BTreeMap<&str, Vec<&Due>> = BTreeMap::new();
    for notice in by_time(due) {
        groups
            .entry(notice.group.as_str())
            .or_default()
            .push(notice);
    }
    let mut newest: Vec<(&Due, Vec<i64>)> = groups
        .into_values()
        .filter_map(|mut group| {
            let shown = group.pop()?;
            Some((shown, group.iter().map(|notice| notice.id).collect()))
        })
        .collect();
    newest.sort_by_key(|(shown, _)| (shown.when, shown.id));
    newest
        .into_iter()
        .map(|(shown, replaces)| Banner::Single {
            id: shown.id,
            replaces,
        })
        .collect()
}
