//! What does a template know besides the event's fields?

use std::{fmt, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};

/// Finds the words for one of Apple's names, such as `IN_REVIEW`.
pub type LabelLookup = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// The moment and the place in which a template is rendered.
///
/// Time arrives here, as everywhere, as a parameter: the same template over the same fields in the
/// same scene is always the same text.
#[derive(Clone)]
pub struct Scene {
    /// The present moment, for `ago`.
    pub now: Timestamp,
    /// The person's time zone, for `local` and `date`.
    pub zone: TimeZone,
    /// The words for Apple's names, for `label`; what it does not know is made readable by rule.
    pub label: LabelLookup,
}

impl Scene {
    /// A scene that knows no labels.
    pub fn new(now: Timestamp, zone: TimeZone) -> Self {
        Self {
            now,
            zone,
            label: Arc::new(|_| None),
        }
    }

    /// The same scene with words for Apple's names.
    #[must_use]
    pub fn with_label(
        mut self,
        label: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.label = Arc::new(label);
        self
    }
}

impl fmt::Debug for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scene")
            .field("now", &self.now)
            .field("zone", &self.zone)
            .finish_non_exhaustive()
    }
}
