//! How loudly does it ring?

use serde::{Deserialize, Serialize};

/// How much of a person's attention a notice may take. Ordered from quiet to loud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The feed alone: no banner.
    Passive,
    /// A banner.
    Active,
    /// An urgent banner, which breaks through quiet hours (but never through a pause).
    TimeSensitive,
}

impl Level {
    /// Every level, from quiet to loud.
    pub const ALL: [Self; 3] = [Self::Passive, Self::Active, Self::TimeSensitive];

    /// The name written in `shipbell.toml` and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passive => "passive",
            Self::Active => "active",
            Self::TimeSensitive => "time-sensitive",
        }
    }

    /// Whether a banner is shown at all.
    pub const fn rings(self) -> bool {
        !matches!(self, Self::Passive)
    }

    /// The level of that name, as [`Level::name`] writes it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_settings_and_database() {
        for level in Level::ALL {
            let json = serde_json::to_value(level).unwrap();
            assert_eq!(json, level.name(), "settings and JSON must agree on names");
            assert_eq!(
                Level::from_name(level.name()),
                Some(level),
                "a stored level must come back as itself"
            );
        }
        assert_eq!(Level::from_name("loud"), None);
    }

    #[test]
    fn louder_compares_greater() {
        assert!(
            Level::TimeSensitive > Level::Active && Level::Active > Level::Passive,
            "a summary takes the loudest level of what it sums up"
        );
    }
}
