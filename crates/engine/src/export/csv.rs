//! Events as a table, after RFC 4180. A tester's text must not become a formula in the program that
//! opens it.

use jiff::Timestamp;
use shipbell_feed::{Delivery, Event};

const COLUMNS: [&str; 21] = [
    "id",
    "happened",
    "received",
    "app",
    "version",
    "build",
    "platform",
    "kind",
    "type",
    "status",
    "previous_status",
    "title",
    "body",
    "link",
    "level",
    "channel",
    "endpoint",
    "provenance",
    "verdict",
    "apple_id",
    "instance",
];

pub(super) fn head() -> String {
    format!("{}\r\n", COLUMNS.join(","))
}

pub(super) fn line(event: &Event, delivery: Option<&Delivery>, out: &mut String) {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let cells: [String; COLUMNS.len()] = [
        event.id.to_string(),
        moment(event.time),
        moment(Some(event.received)),
        text(&event.app_name),
        text(&event.version),
        text(&event.build),
        text(&event.platform),
        event.kind.clone(),
        event.type_name.clone(),
        text(&event.status),
        text(&event.previous_status),
        event.title.clone(),
        event.body.clone(),
        text(&event.link),
        event.level.clone(),
        text(&event.channel),
        event.endpoint_name.clone(),
        event.provenance.as_str().to_owned(),
        delivery.map_or_else(String::new, |delivery| delivery.verdict.as_str().to_owned()),
        text(&event.apple_id),
        text(&event.instance_id),
    ];
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        put(cell, out);
    }
    out.push_str("\r\n");
}

/// In UTC, as every program reads it.
fn moment(milliseconds: Option<i64>) -> String {
    milliseconds
        .and_then(|at| Timestamp::from_millisecond(at).ok())
        .map_or_else(String::new, |at| at.to_string())
}

fn put(cell: &str, out: &mut String) {
    // A leading apostrophe is what spreadsheets themselves write before a text that would compute.
    let computes = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let neutral = if computes { "'" } else { "" };
    if cell.contains([',', '"', '\r', '\n']) {
        out.push('"');
        out.push_str(neutral);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(neutral);
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_compute_nothing() {
        for (cell, written) in [
            ("plain", "plain"),
            ("", ""),
            ("a,b", "\"a,b\""),
            ("says \"no\"", "\"says \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            (
                "=HYPERLINK(\"https://evil\",\"x\")",
                "\"'=HYPERLINK(\"\"https://evil\"\",\"\"x\"\")\"",
            ),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("1=1", "1=1"),
        ] {
            let mut out = String::new();
            put(cell, &mut out);
            assert_eq!(out, written, "{cell:?}");
        }
    }
}
