//! What is known about an event beyond its body.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What enrichment found out about an event. `Default` is the usual case: nothing is known.
///
/// Its `Debug` names the facts that are known and shows none of them, because a tester's name,
/// address and words must not reach a log.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Facts {
    /// The app's name in App Store Connect.
    pub app_name: Option<String>,
    /// Apple's number for the app.
    pub app_id: Option<String>,
    /// The app's bundle identifier.
    pub bundle_id: Option<String>,
    /// The most exact App Store Connect page for this event.
    pub app_url: Option<String>,
    /// Apple's token for the platform, for example `IOS`.
    pub platform: Option<String>,
    /// The version, for example `2.4.1`.
    pub version: Option<String>,
    /// The build number.
    pub build: Option<String>,
    /// The tester's name; absent for anonymous testers.
    pub tester_name: Option<String>,
    /// The tester's address; absent for anonymous testers.
    pub tester_email: Option<String>,
    /// What the tester wrote.
    pub feedback: Option<String>,
    /// The tester's device model.
    pub device: Option<String>,
    /// The device's system version.
    pub os: Option<String>,
    /// How full the device's battery was, of a hundred.
    pub battery: Option<String>,
    /// The feedback's own page.
    pub feedback_url: Option<String>,
    /// A message that goes with the event, such as the first error of a failed build.
    pub message: Option<String>,
    /// Each error and warning that Apple found, one a line.
    pub findings: Option<String>,
    /// The background asset's name.
    pub asset: Option<String>,
    /// The first lines of a crash log worth showing.
    pub crash_excerpt: Option<String>,
}

impl Facts {
    /// Whether anything is known at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn known(&self) -> Vec<&'static str> {
        let named = [
            ("app_name", &self.app_name),
            ("app_id", &self.app_id),
            ("bundle_id", &self.bundle_id),
            ("app_url", &self.app_url),
            ("platform", &self.platform),
            ("version", &self.version),
            ("build", &self.build),
            ("tester_name", &self.tester_name),
            ("tester_email", &self.tester_email),
            ("feedback", &self.feedback),
            ("device", &self.device),
            ("os", &self.os),
            ("battery", &self.battery),
            ("feedback_url", &self.feedback_url),
            ("message", &self.message),
            ("findings", &self.findings),
            ("asset", &self.asset),
            ("crash_excerpt", &self.crash_excerpt),
        ];
        named
            .iter()
            .filter(|(_, fact)| fact.is_some())
            .map(|(name, _)| *name)
            .collect()
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Facts(known: {:?})", self.known())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_keeps_a_testers_words_out_of_logs() {
        let facts = Facts {
            tester_email: Some("ada@example.com".into()),
            feedback: Some("The map stays grey".into()),
            ..Facts::default()
        };
        assert_eq!(
            format!("{facts:?}"),
            r#"Facts(known: ["tester_email", "feedback"])"#,
            "logs may say that a fact is known, never what it is"
        );
        assert!(!facts.is_empty() && Facts::default().is_empty());
    }
}
