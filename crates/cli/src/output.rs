//! Where words and data go: data to standard output, words to standard error when data is JSON.

use std::io::{self, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

/// How this run prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

#[expect(
    clippy::unused_self,
    reason = "where data and words go is this type's business, also while it needs no state for it"
)]
impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether data is printed as JSON.
    pub(crate) fn json(self) -> bool {
        self.json
    }

    /// A line of data.
    pub(crate) fn line(self, text: &str) -> io::Result<()> {
        writeln!(io::stdout().lock(), "{text}")
    }

    /// A JSON value on a line of its own.
    pub(crate) fn value(self, value: &impl Serialize) -> io::Result<()> {
        let mut out = io::stdout().lock();
        serde_json::to_writer(&mut out, value)?;
        writeln!(out)?;
        out.flush()
    }

    /// A line of words that is no data.
    pub(crate) fn word(self, text: &str) {
        // With nowhere left to complain, there is nothing better to do.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}

/// A time in the person's own zone.
pub(crate) fn local(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map_or_else(
        |_| ms.to_string(),
        |at| {
            at.to_zoned(TimeZone::system())
                .strftime("%Y-%m-%d %H:%M:%S")
                .to_string()
        },
    )
}

/// A time as data: ISO 8601 in UTC.
pub(crate) fn iso(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map_or_else(|_| ms.to_string(), |at| at.to_string())
}
