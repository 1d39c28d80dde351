//! What time is it, in the names templates use?

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde_json::{Map, Value, json};

/// Echobell's names for the moment, in UTC, as templates and conditions know them.
pub const NAMES: [&str; 16] = [
    "timezone",
    "now",
    "iso",
    "epochMs",
    "epochSeconds",
    "year",
    "month",
    "monthName",
    "dayOfMonth",
    "dayOfWeek",
    "dayOfWeekName",
    "hour",
    "minute",
    "second",
    "date",
    "time",
];

/// The moment's fields: each of [`NAMES`] in UTC, and all of them once more under `local`, in the
/// person's own zone. Sunday is day 0, as Echobell counts.
pub fn fields(now: Timestamp, zone: &TimeZone) -> Map<String, Value> {
    let mut fields = named(&now.to_zoned(TimeZone::UTC), "UTC", "Z");
    let local = now.to_zoned(zone.clone());
    let offset = local.strftime("%:z").to_string();
    let name = zone.iana_name().unwrap_or(&offset);
    fields.insert(
        "local".to_owned(),
        Value::Object(named(&local, name, &offset)),
    );
    fields
}

/// Whether a text of a person's may name the moment. It says yes too often, never too seldom: each name
/// stands in the text of whoever asks for it.
pub fn may_be_named_in(source: &str) -> bool {
    source.contains("local") || NAMES.iter().any(|name| source.contains(name))
}

fn named(at: &Zoned, zone: &str, offset: &str) -> Map<String, Value> {
    let iso = format!("{}{offset}", at.strftime("%Y-%m-%dT%H:%M:%S%.3f"));
    let values = [
        json!(zone),
        json!(iso),
        json!(iso),
        json!(at.timestamp().as_millisecond()),
        json!(at.timestamp().as_second()),
        json!(at.year()),
        json!(at.month()),
        json!(at.strftime("%B").to_string()),
        json!(at.day()),
        json!(at.weekday().to_sunday_zero_offset()),
        json!(at.strftime("%A").to_string()),
        json!(at.hour()),
        json!(at.minute()),
        json!(at.second()),
        json!(at.strftime("%F").to_string()),
        json!(at.strftime("%T").to_string()),
    ];
    NAMES.map(str::to_owned).into_iter().zip(values).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_asks_for_the_moment_is_known_by_its_names() {
        for asks in ["{{ now }}", "{{local.hour > 8}}", "{{ (local)[\"date\"] }}"] {
            assert!(may_be_named_in(asks), "{asks} would have no moment to show");
        }
        let builtin = crate::builtin_templates(shipbell_webhook::Kind::AppVersion);
        for text in [builtin.title, builtin.body] {
            assert!(
                !may_be_named_in(&text),
                "a flood of events would be dated one by one for nobody: {text}"
            );
        }
    }

    #[test]
    fn a_condition_on_office_hours_means_what_echobell_means() {
        let now: Timestamp = "2026-11-22T03:04:05.678Z".parse().unwrap();
        let zone = TimeZone::get("America/New_York").unwrap();
        let fields = Value::Object(fields(now, &zone));
        insta::assert_snapshot!(serde_json::to_string_pretty(&fields).unwrap(), @r#"
        {
          "timezone": "UTC",
          "now": "2026-11-22T03:04:05.678Z",
          "iso": "2026-11-22T03:04:05.678Z",
          "epochMs": 1795316645678,
          "epochSeconds": 1795316645,
          "year": 2026,
          "month": 11,
          "monthName": "November",
          "dayOfMonth": 22,
          "dayOfWeek": 0,
          "dayOfWeekName": "Sunday",
          "hour": 3,
          "minute": 4,
          "second": 5,
          "date": "2026-11-22",
          "time": "03:04:05",
          "local": {
            "timezone": "America/New_York",
            "now": "2026-11-21T22:04:05.678-05:00",
            "iso": "2026-11-21T22:04:05.678-05:00",
            "epochMs": 1795316645678,
            "epochSeconds": 1795316645,
            "year": 2026,
            "month": 11,
            "monthName": "November",
            "dayOfMonth": 21,
            "dayOfWeek": 6,
            "dayOfWeekName": "Saturday",
            "hour": 22,
            "minute": 4,
            "second": 5,
            "date": "2026-11-21",
            "time": "22:04:05"
          }
        }
        "#);
    }
}
