//! Which fields may a template or a condition mention?

use std::fmt::Write as _;

/// One field, as the documentation's table and the template editor show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// How it is written between the braces; `data.*` stands for everything below `data`.
    pub path: &'static str,
    /// Where its value comes from.
    pub source: &'static str,
    /// Its value when there is no API key.
    pub without_key: &'static str,
}

const APPLE: &str = "App Store Connect";
const BODY: &str = "Apple's body";
const WORDS: &str = "Shipbell's words";
const CLOCK: &str = "the clock, in UTC";
const LOCAL: &str = "the clock, in your zone";
const SAME: &str = "the same";
const EMPTY: &str = "empty";
const SOMETIMES: &str = "empty, unless the body says it";

/// Every field there is. `rating`, which published templates mention, is in none of Apple's data.
pub const ALL: &[Field] = &[
    field("app.name", APPLE, "the endpoint's name"),
    field(
        "app.id",
        "the endpoint, or App Store Connect",
        "the id given to the endpoint",
    ),
    field("app.bundleId", APPLE, SOMETIMES),
    field(
        "app.url",
        "the most exact App Store Connect page known",
        "the app's page if its id is known, else the list of apps",
    ),
    field("version", APPLE, SOMETIMES),
    field("build", APPLE, SOMETIMES),
    field("platform", APPLE, SOMETIMES),
    field("eventType", BODY, SAME),
    field("event.label", WORDS, SAME),
    field("event.headline", WORDS, "the same, without facts"),
    field("event.story", WORDS, "the same, without facts"),
    field("status", BODY, SAME),
    field("status.label", WORDS, SAME),
    field("previousStatus", BODY, SAME),
    field("message", APPLE, SOMETIMES),
    field(
        "findings",
        "App Store Connect: each error and warning, one a line",
        EMPTY,
    ),
    field(
        "asset",
        "App Store Connect: the background asset's name",
        EMPTY,
    ),
    field("eventDate", "Apple's body, or the arrival", SAME),
    field("tester.name", APPLE, EMPTY),
    field("tester.email", APPLE, EMPTY),
    field("feedback", APPLE, EMPTY),
    field("device", APPLE, EMPTY),
    field("os", APPLE, EMPTY),
    field(
        "battery",
        "App Store Connect: how full it was, of a hundred",
        EMPTY,
    ),
    field(
        "feedbackUrl",
        "the feedback's own page",
        "the app's page, or empty",
    ),
    field("crash.excerpt", APPLE, EMPTY),
    field("externalLink", "the same page as app.url", SAME),
    field("endpoint", "the name given to the endpoint", SAME),
    field(
        "sample",
        "true when Shipbell made the event to show or test",
        SAME,
    ),
    field(
        "recovered",
        "Shipbell: true if read later from App Store Connect",
        "false",
    ),
    field(
        "data.*",
        "the data of Apple's body, whole: data.attributes.timestamp",
        SAME,
    ),
    field(
        "header.*",
        "the delivery's headers: header[\"user-agent\"]",
        SAME,
    ),
    field("timezone", "always UTC", SAME),
    field("now", CLOCK, SAME),
    field("iso", CLOCK, SAME),
    field("epochMs", CLOCK, SAME),
    field("epochSeconds", CLOCK, SAME),
    field("year", CLOCK, SAME),
    field("month", CLOCK, SAME),
    field("monthName", CLOCK, SAME),
    field("dayOfMonth", CLOCK, SAME),
    field("dayOfWeek", "the clock, in UTC; Sunday is 0", SAME),
    field("dayOfWeekName", CLOCK, SAME),
    field("hour", CLOCK, SAME),
    field("minute", CLOCK, SAME),
    field("second", CLOCK, SAME),
    field("date", CLOCK, SAME),
    field("time", CLOCK, SAME),
    field("local.timezone", "your zone's name", SAME),
    field("local.now", LOCAL, SAME),
    field("local.iso", LOCAL, SAME),
    field("local.epochMs", LOCAL, SAME),
    field("local.epochSeconds", LOCAL, SAME),
    field("local.year", LOCAL, SAME),
    field("local.month", LOCAL, SAME),
    field("local.monthName", LOCAL, SAME),
    field("local.dayOfMonth", LOCAL, SAME),
    field(
        "local.dayOfWeek",
        "the clock, in your zone; Sunday is 0",
        SAME,
    ),
    field("local.dayOfWeekName", LOCAL, SAME),
    field("local.hour", LOCAL, SAME),
    field("local.minute", LOCAL, SAME),
    field("local.second", LOCAL, SAME),
    field("local.date", LOCAL, SAME),
    field("local.time", LOCAL, SAME),
];

const fn field(path: &'static str, source: &'static str, without_key: &'static str) -> Field {
    Field {
        path,
        source,
        without_key,
    }
}

/// Every path, as the template's lint wants to know them.
pub fn paths() -> Vec<&'static str> {
    ALL.iter().map(|field| field.path).collect()
}

/// The documentation's page about fields.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Fields\n\n\
         What a title, a body, a link or a condition may mention. A field that is not known is \
         empty.\n\n\
         | Field | Comes from | Without an API key |\n|---|---|---|\n",
    );
    for field in ALL {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} |",
            field.path, field.source, field.without_key
        );
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::times;

    #[test]
    fn the_table_names_each_field_once() {
        let unique: BTreeSet<&str> = paths().into_iter().collect();
        assert_eq!(
            unique.len(),
            ALL.len(),
            "a field that stands twice would be explained twice"
        );
        let page = markdown();
        assert_eq!(
            page.lines().filter(|line| line.starts_with("| `")).count(),
            ALL.len(),
            "the page shows every field"
        );
        assert!(page.contains("| `app.name` | App Store Connect | the endpoint's name |"));
    }

    #[test]
    fn the_table_knows_every_time_that_there_is() {
        let known = paths();
        for name in times::NAMES {
            assert!(known.contains(&name), "{name} has a value but no line");
            let local = format!("local.{name}");
            assert!(
                known.contains(&local.as_str()),
                "{local} has a value but no line"
            );
        }
    }
}
